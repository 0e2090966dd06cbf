"""The tag tree: which tags there are, in the order of their levels, and how much each of them holds."""

from __future__ import annotations

from reader.domain.shelf import Kind
from reader.library.columns import Columns
from reader.library.listing import off_shelf
from reader.library.tag_levels import Members, in_order


class TagTree:
    """The tags that hold something, and those above them, kept in order, and counted, until there are others."""

    def __init__(self) -> None:
        self._of: tuple[Columns | None, int] = (None, 0)
        """The columns that were looked at, and how often their tags had changed then."""
        self._away: set[int] = set()
        self._full: set[str] = set()
        self._names: list[str] = []
        self._at: dict[str, int] = {}
        self._counts: dict[str, int] = {}

    def names(self, columns: Columns) -> list[str]:
        """Every tag with articles outside the Bin, and all above it; the same list as long as these are the same.

        How many articles each holds is not counted: of thousands only a few can be seen.
        """
        self._look(columns)
        return self._names

    def count(self, columns: Columns, tag: str) -> int:
        """How many articles outside the Bin have a tag, one of the `names`, or one below it."""
        self._look(columns)
        count = self._counts.get(tag)
        if count is None:
            members = columns.members["tags"]
            if self._stands_alone(tag):
                count = members.size(tag, self._away)
            else:
                slots = self._within(members, tag)
                count = len(slots) - len(slots & self._away)
            self._counts[tag] = count
        return count

    def _look(self, columns: Columns) -> None:
        state = (columns, columns.tag_changes)
        if self._of[0] is columns and self._of[1] == state[1]:
            return
        self._of, self._counts, self._away = state, {}, off_shelf(columns, Kind.TAG)
        most, away = len(self._away), self._away
        members = columns.members["tags"]
        full = {tag for tag in members if members.size(tag) > most or members.size(tag, away)}
        if full != self._full:
            self._full, self._names = full, in_order(full)
            self._at = {tag: at for at, tag in enumerate(self._names)}

    def _stands_alone(self, tag: str) -> bool:
        """Whether there is nothing below a tag."""
        at = self._at.get(tag, len(self._names)) + 1
        return at >= len(self._names) or not self._names[at].startswith(f"{tag}/")

    def _within(self, members: Members, tag: str) -> set[int]:
        start = f"{tag}/"
        slots = members.get(tag, set())
        below = []
        for at in range(self._at.get(tag, len(self._names)) + 1, len(self._names)):
            if not self._names[at].startswith(start):
                break
            below.append(members.get(self._names[at], set()))
        return slots.union(*below) if below else slots
