"""Rows: the base of lists that are painted row by row as they come into sight, with a cursor on one of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from reader.ui.widgets.lines import Lines, Part, strip_of

COMPACT_BELOW = 16
"""Below this many lines of the window a row is as low as it can be."""
AIRY_FROM = 30
"""From this many lines of the window on, a blank line stands between rows."""
INDENT = " " * 6
"""What stands left of the rows' text."""
_KEPT = 1000
"""Painted rows that are kept."""


class Rows(Lines):
    """Shows rows; says what is chosen.

    Nothing is made for a row that is not in sight, so that 100,000 rows cost what 10 cost.
    """

    DEFAULT_CSS = "Rows { width: 1fr; height: 1fr; }"

    cursor: var[int] = var(0)
    """The position of the row at hand."""
    first: var[int] = var(0)
    """The position of the topmost row."""
    active: var[bool] = var(True)
    """Whether keys move this cursor now."""

    class Chosen(Message):
        """Someone wants what is under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = ("", "")
        """What is said where there are no rows."""
        self._strips: dict[tuple[Hashable, bool], tuple[Strip, ...]] = {}
        self._painted_size = (Size(0, 0), 0)

    # -- what a list of something says of itself --------------------------------------------------

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def key_of(self, row: int) -> Hashable:
        """What tells a row from the others, wherever it stands."""
        return row

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        """The lines of a row."""
        return ()

    @property
    def row_lines(self) -> int:
        """Lines of a row."""
        return 1 if self.app.size.height < COMPACT_BELOW else 2

    # -- what is shown ----------------------------------------------------------------------------

    def go_to(self, at: int, offset: int | None = None) -> None:
        """Other rows are there: bring the cursor to a position, `offset` rows below the top if that can be."""
        self.place(at, offset)
        self.forget_strips()

    def place(self, at: int, offset: int | None = None) -> None:
        """The same, where nothing may have to be painted for it."""
        at = max(0, min(at, len(self) - 1))
        sized = self.size.height > 0
        if offset is None:
            # Whoever sees the top of a list wants to see what comes in there.
            offset = at if self.first == 0 and (at < self.fitting or not sized) else self.cursor - self.first
        self.set_reactive(Rows.cursor, at)
        self.set_reactive(Rows.first, self._valid_first(at - max(0, offset)))
        if sized:  # else painting will see to it
            self._follow()

    def forget_row(self, row: int) -> None:
        """Paint a row again."""
        for at_cursor in (False, True):
            self._strips.pop((self.key_of(row), at_cursor), None)
        self._refresh_row(row)

    def forget_strips(self) -> None:
        """Paint everything anew: other rows are there, or the looks are different."""
        self._strips.clear()
        self.refresh()

    def pass_time(self) -> None:
        """Some time has passed: paint the rows in sight that say something else now, and no others."""
        before, self._strips = self._strips, {}
        for row in range(self.first, min(len(self), self.first + self.fitting)):
            if self._row(row) != before.get((self.key_of(row), row == self.cursor)):
                self._refresh_row(row)

    # -- geometry ---------------------------------------------------------------------------------

    @property
    def pitch(self) -> int:
        """Lines from one row to the next."""
        return self.row_lines + (1 if self.app.size.height >= AIRY_FROM else 0)

    @property
    def fitting(self) -> int:
        """Rows that are wholly in sight, at least one."""
        return max(1, (self.size.height + self.pitch - self.row_lines) // self.pitch)

    def _valid_first(self, first: int) -> int:
        return max(0, min(first, len(self) - self.fitting))

    def _follow(self) -> bool:
        """Bring the cursor into sight; true if that moved the rows."""
        first = min(max(self.first, self.cursor - self.fitting + 1), self.cursor)
        first = self._valid_first(first) if first < self.first else max(0, first)
        moved = first != self.first
        self.set_reactive(Rows.first, first)
        return moved

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, (row - self.first) * self.pitch, self.size.width, self.row_lines))

    # -- painting ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        if self._painted_size != (self.size, self.pitch):
            self._painted_size = (self.size, self.pitch)
            self._strips.clear()
            self.set_reactive(Rows.first, self._valid_first(self.first))
            self._follow()
        row, part = divmod(y, self.pitch)
        row += self.first
        if part < self.row_lines and row < min(len(self), self.first + self.fitting):
            return self._row(row)[part]
        if len(self) == 0:
            return self._empty_line(y)
        return Strip.blank(self.size.width, self.looks.text)

    def _empty_line(self, y: int) -> Strip:
        from reader.ui.wrapping import wrapped

        width = self.size.width - len(INDENT) - 2
        lines = [(line, self.looks.text) for line in wrapped(self.empty[0], width)]
        lines += [(line, self.looks.muted) for line in wrapped(self.empty[1], width)]
        parts = [(INDENT, self.looks.text), lines[y - 1]] if 1 <= y <= len(lines) else ()
        return strip_of(parts, self.size.width, self.looks.text)

    def _row(self, row: int) -> tuple[Strip, ...]:
        key = (self.key_of(row), row == self.cursor)
        strips = self._strips.get(key)
        if strips is None:
            base = self.row_base(key[1])
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            said = map(self.said, self.parts_of(row, key[1])[: self.row_lines])
            lines = [strip_of(parts, self.size.width, base) for parts in said]
            lines += [Strip.blank(self.size.width, base)] * (self.row_lines - len(lines))
            strips = self._strips[key] = tuple(lines)
        return strips

    def row_base(self, at_cursor: bool) -> Style:
        """What stands behind a row."""
        return self.looks.cursor if at_cursor and self.active else self.looks.text

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.forget_strips()

    def on_resize(self) -> None:
        if self._painted_size == (self.size, self.pitch):
            return
        self.refresh()

    @property
    def cursor_line(self) -> int:
        """The line of the widget that the cursor's row begins in."""
        return (self.cursor - self.first) * self.pitch

    # -- moving -----------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if self._follow():
            self.refresh()
        else:
            self._refresh_row(old)
            self._refresh_row(new)

    def watch_active(self) -> None:
        self.forget_strips()

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += rows

    def page(self, share: float) -> None:
        """Move view and cursor by a share of what is in sight; a whole page keeps one row."""
        rows = max(1, int(self.fitting * abs(share)) - (1 if abs(share) >= 1 else 0))
        rows = rows if share > 0 else -rows
        before = self.first
        self.set_reactive(Rows.first, self._valid_first(self.first + rows))
        self.cursor += rows
        if self.first != before:
            self.refresh()

    # -- mouse ------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        row, part = divmod(event.y, self.pitch)
        row += self.first
        if part >= self.row_lines or row >= len(self):
            return
        if row == self.cursor or event.chain > 1:
            self.cursor = row
            self.post_message(self.Chosen())
        self.cursor = row

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._wheel(-3)

    def _wheel(self, rows: int) -> None:
        first = self._valid_first(self.first + rows)
        if first != self.first:
            self.set_reactive(Rows.first, first)
            self.refresh()
            self.cursor = min(max(self.cursor, first), first + self.fitting - 1)
