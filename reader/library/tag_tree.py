"""The tag tree: which tags there are, in the order of their levels, and what stands below each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reader.domain.tag import above
from reader.library.titles import fold

Members = Mapping[str, set[int]]
"""The slots that have each tag."""


class TagTree:
    """The tags that hold something, and those above them, kept in order until there are others."""

    def __init__(self) -> None:
        self._full: set[str] = set()
        self._names: list[str] = []
        self._at: dict[str, int] = {}

    def names(self, members: Members, away: set[int]) -> list[str]:
        """Every tag with articles that are not `away`, and all above it; the same list as long as these are the same.

        How many articles each holds is not counted: of thousands only a few can be seen.
        """
        most = len(away)
        full = {tag for tag, slots in members.items() if len(slots) > most or (slots and not slots <= away)}
        if full != self._full:
            self._full, self._names = full, in_order(full)
            self._at = {tag: at for at, tag in enumerate(self._names)}
        return self._names

    def count(self, members: Members, mask: bytearray, tag: str) -> int:
        """How many of the slots for which a mask is 1 have a tag, one of the `names`, or one below it."""
        start = f"{tag}/"
        slots = members.get(tag, set())
        for at in range(self._at.get(tag, len(self._names)) + 1, len(self._names)):
            name = self._names[at]
            if not name.startswith(start):
                break
            slots = slots | members.get(name, set())
        return sum(map(mask.__getitem__, slots))


def in_order(tags: Iterable[str]) -> list[str]:
    """Tags and all above them, by name, what is below one right behind it."""
    names = set(tags)
    names.update(*(above(tag) for tag in names if "/" in tag))
    keys = {tag: fold(tag).replace("/", "\0") for tag in names}
    if len(set(keys.values())) < len(keys):  # some are told apart by capitals alone, and so is what is below them
        return sorted(names, key=lambda tag: [(fold(level), level) for level in tag.split("/")])
    return sorted(names, key=keys.__getitem__)


def slots_within(members: Members, tag: str) -> Collection[int]:
    """The slots that have a tag, or one below it."""
    start = f"{tag}/"
    below = [slots for name, slots in members.items() if slots and name.startswith(start)]
    own = members.get(tag, set())
    return own.union(*below) if below else own


def counts(members: Members, away: set[int]) -> dict[str, int]:
    """How many articles that are not `away` have each tag or one below it, in the order of the tree."""
    holding: dict[str, set[int]] = {}
    for tag, slots in members.items():
        for parent in above(tag):
            holding.setdefault(parent, set()).update(slots)
    sizes = {}
    for tag in in_order(tag for tag, slots in members.items() if slots):
        slots = members.get(tag, set())
        slots = slots | holding[tag] if tag in holding else slots
        sizes[tag] = len(slots) - len(slots & away)
    return {tag: size for tag, size in sizes.items() if size}
