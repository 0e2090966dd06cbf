"""The page: a text set in a centred column, painted row by row.

The widget is as wide as the screen, but asks to be painted only where there was or is ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import var
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from reader.text.blocks import Block
from reader.text.document import START, Document, Position
from reader.text.layout import At, Layout
from reader.text.view import View
from reader.ui.widgets.page_ink import GUTTER, PageInk, Painted, changed_regions
from reader.ui.widgets.page_selection import name_of, selected_text
from reader.ui.widgets.title_block import repeated_title

MEASURE = 66
"""Cells of a line, unless the reader wishes otherwise."""
MEASURE_CJK = 80
"""The same for Chinese and Japanese: forty characters."""
NARROWEST, WIDEST, STEP = 40, 100, 4
WHEEL = 3
"""Lines that one notch of the wheel moves."""
_KEPT = 600
"""Painted rows that are kept."""
OPENING_ROW = 2
"""The screen row on which a text is opened where it was left."""


class Page(Widget):
    """Shows a document; says when the reader moved or chose a link; changes nothing else."""

    DEFAULT_CSS = """
    Page {
        height: 1fr; background: $background; color: $foreground;
        & > .page--title { text-style: bold; }
        & > .page--heading { text-style: bold; }
        & > .page--facts { color: $text-muted; }
        & > .page--caption { color: $text-muted; text-style: italic; }
        & > .page--code { color: $text-accent; }
        & > .page--sign { color: $text-muted; }
        & > .page--note { color: $text-accent; }
        & > .page--link { text-style: underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"page--{name}" for name in ("title", "heading", "facts", "caption", "code", "sign", "note", "link")
    }

    measure: var[int | None] = var(None)
    """Cells of a line as the reader set it; nothing means what suits the text."""

    @dataclass
    class Moved(Message):
        """Other lines are on the screen."""

        reading: bool
        """Whether they were reached by reading on, not by a jump."""

    @dataclass
    class LinkChosen(Message):
        """Someone clicked a link."""

        href: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.document = Document("")
        self.natural = MEASURE
        """The measure that suits the text."""
        self._head: tuple[Block, ...] = ()
        self._foot: tuple[Block, ...] = ()
        self._unseen: Position | None = None
        self._place: Position | None = None
        self._painted: dict[tuple[At, str], Painted] = {}
        self._ink: PageInk | None = None
        self._on_screen: list[Painted] = []
        self.view = View(Layout(self.document, MEASURE), 1)

    # What is shown

    def show(
        self,
        document: Document,
        head: tuple[Block, ...] = (),
        foot: tuple[Block, ...] = (),
        place: Position | None = None,
        natural: int = MEASURE,
    ) -> None:
        """Show a document, at a place if there is one."""
        self.document, self._head, self._foot, self.natural = document, head, foot, natural
        self._unseen = repeated_title(document, head)
        self.view = View(self._layout(), self.size.height)
        self._place = place if place != START else None
        self._forget_rows()
        if self.size.height:
            self._go_to_place()
            self._changed()
            self.refresh()

    @property
    def place(self) -> Position:
        """The place: what stood first on the screen after the last move."""
        return self._place or self.view.anchor

    def _go_to_place(self) -> None:
        """Go to where the document is to be opened, once, when there is a screen to show it on."""
        if self._place is not None:
            self.view.go(self._place, OPENING_ROW)
            self.view.ended = self.view.layout.find(self._place)
            self._place = None

    @property
    def text_width(self) -> int:
        """Cells of a line now."""
        wanted = self.measure or self.natural
        if not self.size.width:
            return wanted
        return max(1, min(wanted, self.size.width - GUTTER - (1 if self.size.width > 20 else 0)))

    @property
    def margin(self) -> int:
        """Cells left of the text; the gutter is the end of it."""
        return max(GUTTER, (self.size.width - self.text_width) // 2)

    def set_measure(self, step: int) -> int:
        """Make the lines longer or shorter by a step, or with 0 as they were at first; the measure now."""
        if step == 0:
            self.measure = None
        else:
            room = max(NARROWEST, self.size.width - GUTTER - 1)
            now = min(self.measure or self.natural, room)
            self.measure = min(WIDEST, max(NARROWEST, now + step * STEP))
        return self.measure or self.natural

    def watch_measure(self) -> None:
        self._reflow()

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

    def _moved(self, moved: bool, reading: bool) -> None:
        if moved:
            self._changed()
        self.post_message(self.Moved(reading))

    # Textual's hooks

    def on_resize(self) -> None:
        self._reflow()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._ink = None
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        ink = self.ink
        if not 0 <= y < len(self.view.rows):
            return Strip.blank(self.size.width, ink.base)
        at = self.view.rows[y]
        name = name_of(at)
        selection = self.text_selection
        return ink.strip(self._paint(at), self.size.width, name, selection.get_span(name) if selection else None)

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

    # Painting

    @property
    def ink(self) -> PageInk:
        """The styles as they are now."""
        if self._ink is None:
            self._ink = PageInk(self.rich_style, self._named_style)
        return self._ink

    def _named_style(self, name: str) -> Style:
        if name == "selection":
            return self.screen.get_component_rich_style("screen--selection")
        # A link only adds to what it lies over; the others have colours that are blended with the background.
        return self.get_component_rich_style(f"page--{name}", partial=name == "link")

    def _paint(self, at: At) -> Painted:
        sign = "›" if at == self.view.ended else ""
        key = (at, sign)
        row = self._painted.get(key)
        if row is None:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            layout = self.view.layout
            row = self._painted[key] = self.ink.paint(layout.block(at), layout.row(at), self.margin, sign)
        return row

    def _changed(self) -> None:
        """Ask for those rows to be painted that differ from what is on the screen, no wider than their ink."""
        if not self.is_mounted:
            return
        rows = [self._paint(at) for at in self.view.rows]
        regions = changed_regions(self._on_screen, rows, self.margin - GUTTER, self.size.width)
        self._on_screen = rows
        if regions:
            self.refresh(*regions)

    def _reflow(self) -> None:
        """Set the text anew for the width there is, keeping the place on its row."""
        self._forget_rows()
        if self.text_width == self.view.layout.width:
            self.view.reflow(self.view.layout, self.size.height)
        else:
            self.view.reflow(self._layout(), self.size.height)
        if self.size.height:
            self._go_to_place()
            self._changed()
            self.refresh()
            self.post_message(self.Moved(reading=False))

    def _forget_rows(self) -> None:
        """The rows are others from now on: what was painted and what was selected is no more."""
        self._painted.clear()
        if self.is_mounted and self.text_selection is not None:
            self.screen.clear_selection()

    def _layout(self) -> Layout:
        return Layout(self.document, self.text_width, self._head, self._foot, self._unseen)
