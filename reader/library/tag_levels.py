"""The levels of tags: what stands below a tag, how many articles that are, and the order in which they are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reader.domain.tag import above
from reader.library.titles import fold

Members = Mapping[str, set[int]]
"""The slots that have each tag."""


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
