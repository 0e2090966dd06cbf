"""The shelves: which there are, how much stands on them, and which one is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var

from reader.domain.plain import plain
from reader.domain.shelf import FIXED, INBOX, Kind, Shelf
from reader.domain.tag import is_within
from reader.text.width import cell_width, fit
from reader.ui.phrases import number
from reader.ui.widgets.lines import Lines, Part

_MARGIN = 2
MANY = 24
"""Tags from which on those below others are shown only in the branch that somebody looks at."""


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
        self._above: list[Shelf | None] = self._rows
        """The rows without those of the tags."""
        self._tags: Sequence[str] = ()
        self._counts: dict[Shelf, int] = {}
        self._size_of: Callable[[str], int] = lambda tag: 0
        self._painted: dict[Shelf, int] = {}
        """How much has been said to stand on each shelf."""
        self._names: dict[Shelf, str] = {}
        self._first = 0

    def show(
        self,
        counts: Mapping[Shelf, int],
        tags: Sequence[str],
        size_of: Callable[[str], int],
        feeds: Mapping[Shelf, tuple[str, int]],
        searches: Mapping[Shelf, tuple[str, int]],
    ) -> None:
        """Show the fixed shelves, then saved searches, feeds with their unread articles, and tags.

        The tags come in the order of their tree; how many articles one holds is asked for when it is painted.
        """
        passing = [shelf for shelf, size in counts.items() if shelf not in FIXED and (size or shelf == self.shown)]
        rows: list[Shelf | None] = [*FIXED, *passing]
        for some in (searches, feeds):
            rows += [None, *some] if some else []
        named = {**searches, **feeds}
        self._counts = {**counts, **{shelf: size for shelf, (_, size) in named.items()}}
        self._size_of = size_of
        names = {shelf: name for shelf, (name, _) in named.items()}
        if rows != self._above or names != self._names or tags is not self._tags:
            self._above, self._names, self._tags = rows, names, tags
            self._unfold()
            self.refresh()
            return
        for y in range(self.size.height):
            shelf = self._at(y)
            if shelf is not None and self._painted.get(shelf) != self._holding(shelf):
                self.refresh(Region(0, y, self.size.width, 1))

    def _unfold(self) -> None:
        """Find out which rows there are: of many tags those that are below others only in the branch looked at."""
        shown = self.shown.key if self.shown.kind is Kind.TAG else ""
        tags = [Shelf(Kind.TAG, tag) for tag in unfolded(self._tags, shown)]
        self._rows = [*self._above, None, *tags] if tags else self._above
        self._painted = {}
        self._follow()

    def _holding(self, shelf: Shelf) -> int:
        return self._size_of(shelf.key) if shelf.kind is Kind.TAG else self._counts.get(shelf, 0)

    def neighbour(self, step: int) -> Shelf:
        """The shelf so many steps from the one that is shown, going round."""
        there = [row for row in self._rows if row is not None]
        at = there.index(self.shown) if self.shown in there else 0
        return there[(at + step) % len(there)]

    def far(self, step: int) -> Shelf:
        """The shelf so many rows from the one that is shown, or the last one before the end."""
        at = self._rows.index(self.shown) if self.shown in self._rows else 0
        at = max(0, min(at + step, len(self._rows) - 1))
        return self._rows[at] or self._rows[at - 1] or self.shown

    # -- painting ---------------------------------------------------------------------------------

    def line(self, y: int) -> Iterable[Part]:
        shelf = self._at(y)
        if shelf is None:
            return ()
        style = self.base(y)
        shown = shelf == self.shown
        count = self._painted[shelf] = self._holding(shelf)
        size = number(count) if count else ""
        room = self.size.width - _MARGIN - cell_width(size) - 2
        name = fit(plain(self._names[shelf]) if shelf in self._names else _called(shelf), room - 1)
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
        self._unfold()
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


def unfolded(tags: Sequence[str], shown: str) -> Sequence[str]:
    """The tags that are shown: all, or of many those at the top, and what is below the one that is looked at."""
    if len(tags) <= MANY:
        return tags
    return [tag for tag in tags if not (above := tag.rpartition("/")[0]) or (shown and is_within(shown, above))]


def _called(shelf: Shelf) -> str:
    """The name of a shelf; what is below a tag stands below it, and need not say so again."""
    above, _, name = shelf.key.rpartition("/")
    if shelf.kind is Kind.TAG and above:
        return "  " * shelf.key.count("/") + plain(name)
    return plain(shelf.name)
