"""A listing: one shelf in one order as it was when asked for, whose articles are made when looked at."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from reader.domain.article import Article
from reader.domain.mark import Mark
from reader.domain.shelf import Kind, Shelf, Sort
from reader.library.columns import (
    ARCHIVED,
    ASIDE,
    BOOKMARKED,
    GONE,
    READ,
    READING,
    REMOVED,
    STATE,
    UNREAD,
    WAITING,
    Columns,
)
from reader.library.tag_levels import counts, slots_within
from reader.library.titles import SEPARATOR

if TYPE_CHECKING:
    from reader.library.article_reading import ArticleReading


class Listing(Sequence[Article]):
    """A sequence of articles; its length and order stand still while the articles in it change."""

    def __init__(self, articles: ArticleReading, columns: Columns, slots: Sequence[int]) -> None:
        self._articles = articles
        self._columns = columns
        self._slots = slots

    def __len__(self) -> int:
        return len(self._slots)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> list[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | list[Article]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        slot = self._slots[index]
        article = self._articles.at(self._columns, slot)
        return article or Article(self._columns.uids[slot], "(no longer in the library)")

    def mark(self, index: int) -> Mark | None:
        """The mark for which the article stands at a position, if it does not stand for itself."""
        return None

    @property
    def parts(self) -> tuple[ArticleReading, Columns, Sequence[int]]:
        """What it is made of, for a listing that is to hold more."""
        return self._articles, self._columns, self._slots

    def uid(self, index: int) -> str:
        """The uid at a position."""
        return self._columns.uid(self._slots[index])

    def uids(self) -> list[str]:
        """All uids, in order."""
        uids = self._columns.uids
        return [uids[slot] for slot in self._slots]

    def facts(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """The named fields of every article, as the library keeps them: times are text, what is empty is None.

        No article is made for it: ten thousand lines of `reader list` are printed in the time of a thousand articles.
        """
        return self._articles.facts(self._columns, self._slots, names)

    def position(self, uid: str) -> int | None:
        """Where an article stands, or nothing if it is not here."""
        slot = self._columns.slot(uid)
        try:
            return None if slot is None else self._slots.index(slot)
        except ValueError:
            return None

    def only(self, uids: Iterable[str]) -> Listing:
        """Those of its articles alone, in the same order."""
        wanted = set(self._columns.slots(uids))
        return Listing(self._articles, self._columns, [*dict.fromkeys(s for s in self._slots if s in wanted)])

    def with_row(self, uid: str, before: Listing, at: int) -> Listing:
        """The same with an article that has left it, below the one that it stood below in an earlier listing."""
        slot = self._columns.slot(uid)
        if slot is None:
            return self
        above = (self.position(before.uid(n)) for n in range(min(at, len(before)) - 1, -1, -1))
        after = next((position + 1 for position in above if position is not None), 0)
        return self._with(slot, after)

    def _with(self, slot: int, at: int) -> Listing:
        return Listing(self._articles, self._columns, [*self._slots[:at], slot, *self._slots[at:]])


_CARED_FOR = BOOKMARKED | ARCHIVED | REMOVED | ASIDE | WAITING
"""What nothing is that is offered to be let go."""
_ON_SHELF: dict[Kind, Callable[[int], bool]] = {
    Kind.INBOX: lambda flags: not flags & (ARCHIVED | REMOVED | ASIDE),
    Kind.READING: lambda flags: flags & STATE == READING and not flags & REMOVED,
    Kind.BOOKMARKS: lambda flags: bool(flags & BOOKMARKED) and not flags & REMOVED,
    Kind.ARCHIVE: lambda flags: bool(flags & ARCHIVED) and not flags & REMOVED,
    Kind.ALL: lambda flags: not flags & REMOVED,
    Kind.TAG: lambda flags: not flags & REMOVED,
    Kind.FEED: lambda flags: not flags & REMOVED,
    Kind.SEARCH: lambda flags: not flags & REMOVED,
    Kind.QUEUE: lambda flags: not flags & REMOVED,
    Kind.AGEING: lambda flags: flags & STATE == UNREAD and not flags & _CARED_FOR,
    Kind.WAITING: lambda flags: bool(flags & WAITING) and not flags & REMOVED,
    Kind.BIN: lambda flags: bool(flags & REMOVED),
}
_MASKS = {kind: bytes(not flags & GONE and on(flags) for flags in range(256)) for kind, on in _ON_SHELF.items()}
"""For every shelf and value of the flags: 1 if an article with these flags stands there."""
_UNREAD = bytes(not flags & (GONE | REMOVED) and flags & STATE == UNREAD for flags in range(256))

_IS: dict[str, Callable[[int], bool]] = {
    "bookmarked": lambda flags: bool(flags & BOOKMARKED),
    "archived": lambda flags: bool(flags & ARCHIVED),
    "removed": lambda flags: bool(flags & REMOVED),
    "read": lambda flags: flags & STATE == READ,
}
"""What can be true of articles."""
_MEMBERS_OF = {Kind.TAG: "tags", Kind.FEED: "feeds"}
"""The field whose members stand on a shelf."""

_AS_THEY_ARE = frozenset((Kind.QUEUE, Kind.AGEING))
_NEWEST_BY = {
    Kind.READING: "opened",
    Kind.BOOKMARKS: "bookmarked",
    Kind.ARCHIVE: "archived",
    Kind.BIN: "removed",
}


def slots_of(columns: Columns, shelf: Shelf) -> list[int]:
    """The slots on a shelf, the oldest addition first."""
    mask = columns.flags.translate(_MASKS[shelf.kind])
    if shelf.kind in _MEMBERS_OF:
        members = _members(columns, shelf)
        return [slot for slot in columns.order if slot in members and mask[slot]]
    if shelf.kind is Kind.QUEUE:
        return [slot for slot in columns.slots(shelf.queued) if mask[slot]]
    if shelf.kind is Kind.AGEING:
        return _ageing(columns, shelf, mask)
    return [slot for slot in columns.order if mask[slot]]


def still_on(columns: Columns, shelf: Shelf, uids: Iterable[str]) -> set[str]:
    """Those of some articles that stand on a shelf; of a saved search, those that it could find."""
    mask = columns.flags.translate(_MASKS[shelf.kind])
    slots = [slot for slot in columns.slots(uids) if mask[slot]]
    if shelf.kind in _MEMBERS_OF:
        members = _members(columns, shelf)
        slots = [slot for slot in slots if slot in members]
    if shelf.kind is Kind.QUEUE:
        queued = set(shelf.queued)
        slots = [slot for slot in slots if columns.uids[slot] in queued]
    return {columns.uids[slot] for slot in slots}


def _ageing(columns: Columns, shelf: Shelf, mask: bytearray) -> list[int]:
    """What has been unread since long, and was never opened, tagged nor written about; the oldest first."""
    days = int(shelf.key) if shelf.key.isdecimal() and len(shelf.key) < 6 else 0
    added, opened = columns.times["added"], columns.times["opened"]
    before = int(time.time() - days * 86_400) * 1000 if days else 0
    old = columns.order[: bisect_right(columns.order, before, key=added.__getitem__)]
    kept = columns.noted.union(*columns.members["tags"].values())
    return [slot for slot in old if mask[slot] and not opened[slot] and slot not in kept]


def _members(columns: Columns, shelf: Shelf) -> Collection[int]:
    """The slots of all that belongs to a feed, or has a tag or one below it."""
    members = columns.members[_MEMBERS_OF[shelf.kind]]
    return slots_within(members, shelf.key) if shelf.kind is Kind.TAG else members.get(shelf.key, set())


def all_are(columns: Columns, what: str, uids: Iterable[str]) -> bool:
    """Whether something is true of all of some articles, as far as they are there."""
    return all(map(_IS[what], map(columns.flags.__getitem__, columns.slots(uids))))


def count_of(columns: Columns, kind: Kind) -> int:
    """How many articles stand on one of the fixed shelves."""
    return columns.flags.translate(_MASKS[kind]).count(1)


def tag_counts(columns: Columns) -> dict[str, int]:
    """How many articles outside the Bin have each tag or one below it, in the order of the tree."""
    return counts(columns.members["tags"], off_shelf(columns, Kind.TAG))


def feed_counts(columns: Columns) -> dict[str, tuple[int, int]]:
    """How many articles outside the Bin come from each feed, by its uid, and how many of them are unread."""
    unread = columns.flags.translate(_UNREAD)
    members = columns.members["feeds"]
    return {
        uid: (size, sum(map(unread.__getitem__, members[uid])))
        for uid, size in _member_counts(columns, Kind.FEED).items()
    }


def _member_counts(columns: Columns, kind: Kind) -> dict[str, int]:
    """The size of every such shelf: few articles are in the Bin, so that these are looked for, and not the others."""
    away = off_shelf(columns, kind)
    return {key: len(slots) - len(slots & away) for key, slots in columns.members[_MEMBERS_OF[kind]].items()}


def on_shelf(columns: Columns, kind: Kind) -> bytearray:
    """For every slot, 1 if it stands on a shelf of a kind, whatever it belongs to."""
    return columns.flags.translate(_MASKS[kind])


def off_shelf(columns: Columns, kind: Kind) -> set[int]:
    """The slots that stand on no shelf of a kind, whatever they belong to."""
    mask = columns.flags.translate(_MASKS[kind])
    away: set[int] = set()
    slot = mask.find(0)
    while slot >= 0:
        away.add(slot)
        slot = mask.find(0, slot + 1)
    return away


def in_order(
    columns: Columns, slots: list[int], shelf: Shelf, sort: Sort, titles: Callable[[], list[str]]
) -> list[int]:
    """Slots, which come oldest first, or as they are queued, in the order asked for."""
    if shelf.kind is Kind.QUEUE and sort is not Sort.NATURAL:
        slots.sort(key=columns.times["added"].__getitem__)
    if sort is Sort.OLDEST or (sort is Sort.NATURAL and shelf.kind in _AS_THEY_ARE):
        return slots
    if sort in (Sort.SHORTEST, Sort.LONGEST):
        slots.reverse()
        slots.sort(key=columns.seconds.__getitem__, reverse=sort is Sort.LONGEST)
        return slots
    if sort is Sort.TITLE:
        slots.sort(key=titles().__getitem__)
        return slots
    slots.reverse()
    if sort is Sort.SOURCE:
        strings = titles()
        slots.sort(key=lambda slot: strings[slot].split(SEPARATOR, 2)[1])
    elif shelf.kind in _NEWEST_BY:
        slots.sort(key=columns.times[_NEWEST_BY[shelf.kind]].__getitem__, reverse=True)
    return slots


def chosen(slots: list[int], mask: Sequence[int]) -> list[int]:
    """The slots for which a mask of all slots is not 0."""
    return [slot for slot in slots if mask[slot]]
