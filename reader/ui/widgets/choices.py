"""Choices: commands and the like, one a line, of which one can be picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message

from reader.text.width import cell_width, fit
from reader.ui.widgets.lines import Lines, Part

KEYS_CELLS, TITLE_CELLS = 18, 20
"""Cells of the column of keys at most, and of that of titles where something is said of them."""


class Choice(NamedTuple):
    """Something to pick."""

    result: str
    """What picking it means."""
    keys: str
    title: str
    help: str = ""
    enabled: bool = True
    whole: bool = False
    """Whether the title is shown in full, whatever its length."""


class Choices(Lines):
    """Shows choices under headings, with a cursor on one of them."""

    DEFAULT_CSS = "Choices { height: 1fr; }"

    class Picked(Message):
        """Someone wants what the cursor is on."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Choice | str] = ()
        self._cursor = 0
        self._first = 0
        self._keys = KEYS_CELLS

    @property
    def picked(self) -> Choice | None:
        """The choice under the cursor."""
        row = self._rows[self._cursor] if self._cursor < len(self._rows) else None
        return row if isinstance(row, Choice) else None

    @property
    def position(self) -> int:
        """Which of the choices the cursor is on."""
        return sum(isinstance(row, Choice) for row in self._rows[: self._cursor])

    def show(self, rows: Sequence[Choice | str], at: int = 0) -> None:
        """Show choices, and headings as plain strings; the cursor goes to the `at`-th choice."""
        self._rows = rows
        self._keys = min(
            KEYS_CELLS, max((cell_width(row.keys) for row in rows if isinstance(row, Choice)), default=0) + 2
        )
        self._first = self._cursor = 0
        self.move(0)
        self.move(at)
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor by so many choices."""
        at = [n for n, row in enumerate(self._rows) if isinstance(row, Choice)]
        if not at:
            return
        place = at.index(self._cursor) if self._cursor in at else 0
        place = max(0, min(place + step, len(at) - 1))
        self._cursor = at[place]
        top = 0 if place == 0 else self._cursor  # with the first choice, the heading above it comes into sight
        self._first = min(max(self._first, self._cursor - self.size.height + 1), top)
        self.refresh()

    def line(self, y: int) -> Iterable[Part]:
        row = y + self._first
        if row >= len(self._rows):
            return ()
        choice = self._rows[row]
        if isinstance(choice, str):
            return [("  ", self.looks.muted), (choice, self.looks.strong)]
        behind = Style(bgcolor=self.base(y).bgcolor)
        keys = fit(choice.keys, self._keys - 1)
        title = fit(choice.title, TITLE_CELLS - 1) if choice.help and not choice.whole else choice.title
        look = self.looks.text if choice.enabled else self.looks.muted
        return [
            ("▌ " if row == self._cursor else "  ", self.looks.accent + behind),
            (keys + " " * (self._keys - cell_width(keys)), self.looks.accent + behind),
            (title + " " * (2 if choice.whole else TITLE_CELLS - cell_width(title)), look + behind),
            (choice.help, self.looks.muted + behind),
        ]

    def base(self, y: int) -> Style:
        at_cursor = y + self._first == self._cursor and self.picked is not None
        return self.looks.cursor if at_cursor else self.looks.muted

    def on_resize(self) -> None:
        self.move(0)

    def on_click(self, event: events.Click) -> None:
        row = event.y + self._first
        if row < len(self._rows) and isinstance(self._rows[row], Choice):
            self._cursor = row
            self.post_message(self.Picked())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.move(-3)
