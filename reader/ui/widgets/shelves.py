"""The shelves: which there are, how much stands on them, and which one is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var

from reader.domain.plain import plain
from reader.domain.shelf import FIXED, INBOX, WAITING, Kind, Shelf
from reader.text.width import cell_width, fit
from reader.ui.phrases import number
from reader.ui.widgets.lines import Lines, Part

_MARGIN = 2


class Shelves(Lines):
    """Shows the shelves; says which one was chosen."""

    DEFAULT_CSS = "Shelves { width: 24; height: 100%; }"

    shown: var[Shelf] = var(INBOX)
    """The shelf whose articles are listed."""
    active: var[bool] = var(False)
    """Whether keys move between shelves now."""

    class Chosen(Message):
        """Someone wants to see a shelf."""

        def __init__(self, shelf: Shelf) -> None:
            super().__init__()
            self.shelf = shelf

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Shelf | None] = list(FIXED)
        self._counts: dict[Shelf, int] = {}
        self._names: dict[Shelf, str] = {}
        self._first = 0

    def show(
        self,
        counts: Mapping[Shelf, int],
        tags: Mapping[str, int],
        feeds: Mapping[Shelf, tuple[str, int]],
        searches: Mapping[Shelf, tuple[str, int]],
    ) -> None:
        """Show the fixed shelves, then saved searches, feeds with their unread articles, and tags."""
        tagged = {Shelf(Kind.TAG, tag): size for tag, size in tags.items()}
        waits = [WAITING] if counts.get(WAITING) or self.shown == WAITING else []
        rows: list[Shelf | None] = [*FIXED, *waits]
        for some in (searches, feeds, tagged):
            rows += [None, *some] if some else []
        named = {**searches, **feeds}
        new = {**counts, **tagged, **{shelf: size for shelf, (_, size) in named.items()}}
        old, self._counts = self._counts, new
        names = {shelf: name for shelf, (name, _) in named.items()}
        if rows != self._rows or names != self._names:
            self._rows, self._names = rows, names
            self._follow()
            self.refresh()
            return
        for row, shelf in enumerate(rows):
            if shelf is not None and old.get(shelf) != new.get(shelf):
                self.refresh(Region(0, row - self._first, self.size.width, 1))

    def neighbour(self, step: int) -> Shelf:
        """The shelf so many steps from the one that is shown, going round."""
        there = [row for row in self._rows if row is not None]
        at = there.index(self.shown) if self.shown in there else 0
        return there[(at + step) % len(there)]

    # -- painting ---------------------------------------------------------------------------------

    def line(self, y: int) -> Iterable[Part]:
        shelf = self._at(y)
        if shelf is None:
            return ()
        style = self.base(y)
        shown = shelf == self.shown
        size = number(self._counts.get(shelf, 0)) if self._counts.get(shelf) else ""
        room = self.size.width - _MARGIN - cell_width(size) - 2
        name = fit(plain(self._names.get(shelf) or shelf.name), room - 1)
        bar = "▌" if shown and self.active else "›" if shown else " "
        return [
            (bar, self.looks.accent + Style(bgcolor=style.bgcolor)),
            (f" {name}{' ' * (room - cell_width(name))}{size}", style),
        ]

    def base(self, y: int) -> Style:
        if self._at(y) == self.shown and self._at(y) is not None:
            return self.looks.cursor + Style(bold=True) if self.active else self.looks.strong
        return self.looks.muted

    def _at(self, y: int) -> Shelf | None:
        row = y + self._first
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def watch_shown(self) -> None:
        self._follow()
        self.refresh()

    def watch_active(self) -> None:
        self.refresh()

    def on_resize(self) -> None:
        self._follow()

    def _follow(self) -> None:
        height = max(1, self.size.height)
        row = self._rows.index(self.shown) if self.shown in self._rows else 0
        first = min(max(self._first, row - height + 1), row)
        self._first = max(0, min(first, len(self._rows) - height))

    # -- mouse ------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        shelf = self._at(event.y)
        if shelf is not None:
            self.post_message(self.Chosen(shelf))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._wheel(-3)

    def _wheel(self, rows: int) -> None:
        self._first = max(0, min(self._first + rows, len(self._rows) - max(1, self.size.height)))
        self.refresh()
