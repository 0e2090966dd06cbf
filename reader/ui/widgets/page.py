"""The page: a document that a person reads in: moves, the mouse, and what was selected or clicked."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader.text.document import START, Position
from reader.ui.widgets.page_canvas import MEASURE, OPENING_ROW, PageCanvas
from reader.ui.widgets.page_ink import GUTTER
from reader.ui.widgets.page_selection import selected_text

MEASURE_CJK = 80
"""The measure for Chinese and Japanese: forty characters."""
NARROWEST, WIDEST, STEP = 40, 100, 4
WHEEL = 3
"""Lines that one notch of the wheel moves."""

__all__ = ["GUTTER", "MEASURE", "MEASURE_CJK", "Page"]


class Page(PageCanvas):
    """Shows a document; says when the reader moved or chose a link; changes nothing else."""

    @dataclass
    class Moved(Message):
        """Other lines are on the screen."""

        reading: bool
        """Whether they were reached by reading on, not by a jump."""

    @dataclass
    class LinkChosen(Message):
        """Someone clicked a link."""

        href: str
        text: str = ""

    is_painted = False
    """Whether the text has been painted at its place."""

    def render_lines(self, crop: Region) -> list[Strip]:
        here = self._place is None and self.view.height == self.size.height
        self.is_painted = here and bool(self.view.rows)
        return super().render_lines(crop)

    # How long the lines are

    def stepped_measure(self, step: int) -> int:
        """The measure a step longer or shorter than now; with 0 that which suits the text, which is called 0."""
        if step == 0:
            return 0
        room = max(NARROWEST, self.size.width - GUTTER - 1)
        return min(WIDEST, max(NARROWEST, min(self.wanted_width, room) + step * STEP))

    def _reflow(self) -> None:
        super()._reflow()
        if self.size.height:
            self.post_message(self.Moved(reading=False))

    # Moves

    def move(self, rows: int) -> None:
        """Move by rows."""
        self._moved(self.view.move(rows), reading=True)

    def page(self, pages: int) -> None:
        """Move by pages."""
        self._moved(self.view.page(pages), reading=True)

    def half(self, halves: int) -> None:
        """Move by half pages."""
        self._moved(self.view.half(halves), reading=True)

    def paragraph(self, step: int) -> None:
        """Move to the next or previous paragraph."""
        self._moved(self.view.paragraph(step), reading=True)

    def heading(self, step: int) -> None:
        """Move to the next or previous heading."""
        self._moved(self.view.heading(step), reading=False)

    def to_top(self) -> None:
        """Go to the beginning."""
        self.view.to_top()
        self._moved(True, reading=False)

    def to_end(self) -> None:
        """Go to the end."""
        self.view.to_end()
        self._moved(True, reading=False)

    def go(self, position: Position, row: int = OPENING_ROW) -> None:
        """Bring a position to a screen row."""
        self.view.go(position, row)
        self._moved(True, reading=False)

    def reopen(self) -> None:
        """Show the text as it will be shown where it is opened at its place."""
        self._place = self.place if self.place != START else None
        self._go_to_place()
        self.view.ended = None
        self._paint_all()

    def show_position(self, position: Position, beside: int = 0) -> None:
        """Move as little as will bring a position on the screen, with some rows beside it."""
        at = self.view.layout.find(position)
        if at is None:
            return
        row = self.view.rows.index(at) if at in self.view.rows else -1
        beside = min(beside, self.view.height // 3)
        if row < 0:
            self.go(position, self.view.height // 3)
        elif row < beside and not self.view.at_top:
            self.move(row - beside)
        elif row >= len(self.view.rows) - beside and not self.view.at_end:
            self.move(row - len(self.view.rows) + beside + 1)

    def _moved(self, moved: bool, reading: bool) -> None:
        if moved:
            self._paint_changes()
        self.post_message(self.Moved(reading))

    # The mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selected_text(self.view.layout, selection, self.margin), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-WHEEL)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll on while text is being selected at an edge."""
        if event.button and self.text_selection is not None:
            if event.y >= self.size.height - 1:
                self.move(1)
            elif event.y <= 0:
                self.move(-1)

    def on_click(self, event: events.Click) -> None:
        href = event.style.link
        if href and self.text_selection is None:
            event.stop()
            self.post_message(self.LinkChosen(href))
