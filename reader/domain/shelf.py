"""A shelf: a view of the list."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a shelf gathers."""

    INBOX = "inbox"
    READING = "reading"
    BOOKMARKS = "bookmarks"
    ARCHIVE = "archive"
    ALL = "all"
    BIN = "bin"
    WAITING = "waiting"
    TAG = "tag"
    FEED = "feed"
    SEARCH = "search"
    QUEUE = "queue"
    AGEING = "ageing"


KEYED = frozenset((Kind.TAG, Kind.FEED, Kind.SEARCH, Kind.QUEUE, Kind.AGEING))
"""Kinds of which there are many shelves."""


class Sort(StrEnum):
    """The order of a shelf."""

    NATURAL = "natural"
    """The shelf's own: newest first; bookmarks by when they were made, reading by when last opened."""
    OLDEST = "oldest"
    TITLE = "title"
    SOURCE = "source"
    SHORTEST = "shortest"
    LONGEST = "longest"


class Shelf(NamedTuple):
    """One view of the library."""

    kind: Kind
    key: str = ""
    """Which tag, or the uid of which feed or saved search, for a shelf of one.

    A queue's says for how many minutes, and the uids in turn; that of what ages after how many days.
    """

    @property
    def name(self) -> str:
        """What a person calls it; a feed or a saved search has a name of its own elsewhere."""
        if self.kind is Kind.QUEUE:
            minutes = self.key.partition(" ")[0]
            return "1 minute" if minutes == "1" else f"{minutes} minutes"
        if self.kind is Kind.AGEING:
            return "Let these go?"
        return f"#{self.key}" if self.kind is Kind.TAG else self.kind.value.capitalize()

    @property
    def queued(self) -> tuple[str, ...]:
        """The uids of a queue, in turn."""
        return tuple(self.key.split()[1:]) if self.kind is Kind.QUEUE else ()

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.key}" if self.kind in KEYED else self.kind.value

    @classmethod
    def parse(cls, text: str) -> "Shelf | None":
        """The shelf that `str()` named so, or nothing."""
        kind, _, key = text.partition(":")
        try:
            shelf = cls(Kind(kind), key)
        except ValueError:
            return None
        return shelf if bool(key) is (shelf.kind in KEYED) and str(shelf) == text else None


def queue(minutes: int, uids: Iterable[str]) -> Shelf:
    """The shelf of what is to be read in so many minutes."""
    return Shelf(Kind.QUEUE, " ".join((str(minutes), *uids)))


def ageing(days: int) -> Shelf:
    """The shelf of what has lain in the Inbox for more than so many days, and nobody has ever looked at."""
    return Shelf(Kind.AGEING, str(days))


INBOX = Shelf(Kind.INBOX)
READING = Shelf(Kind.READING)
BOOKMARKS = Shelf(Kind.BOOKMARKS)
ARCHIVE = Shelf(Kind.ARCHIVE)
ALL = Shelf(Kind.ALL)
BIN = Shelf(Kind.BIN)
WAITING = Shelf(Kind.WAITING)

FIXED = (INBOX, READING, BOOKMARKS, ARCHIVE, ALL, BIN)
"""The shelves that every library shows, in their order."""
