"""An article: one text with its facts, without its body."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from reader.domain.anchor import Anchor
from reader.domain.pace import minutes_for
from reader.domain.provenance import Provenance


class State(StrEnum):
    """How far an article has been read."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


class Article(NamedTuple):
    """One article of the library; a change makes a copy, only the library remembers."""

    uid: str
    """Stable identity, 16 hexadecimal digits: two machines that save one page make one article."""
    title: str
    url: str = ""
    """The address, http or https, or nothing."""
    source: str = ""
    """Where the text comes from, as a person would say it: a site, a paper, a file."""
    author: str = ""
    published: datetime | None = None
    """When it was published, UTC; midnight sharp means that only the day is known."""
    added: datetime | None = None
    """When it came into the library, UTC."""
    language: str = ""
    """BCP 47 language tag, or nothing."""
    words: int = 0
    """Words of the body; a CJK character counts as one."""
    cjk: int = 0
    """How many of the words are CJK characters."""
    tags: tuple[str, ...] = ()
    state: State = State.UNREAD
    bookmarked: datetime | None = None
    """When it was bookmarked, if it is."""
    archived: datetime | None = None
    """When it was archived, if it is."""
    removed: datetime | None = None
    """When it went to the Bin, if it is there."""
    opened: datetime | None = None
    """When it was last opened for reading."""
    place: Anchor | None = None
    """Where the reader stopped."""
    progress: float = 0.0
    """Share of the text behind the place, 0 to 1."""
    note: str = ""
    """What was written about it."""
    description: str = ""
    """What it is about, in a sentence or two."""
    provenance: Provenance | None = None
    """How its text was got, if that is known."""
    edition: int = 0
    """Which of its texts is its body: 0 the first one, others were fetched later."""
    feeds: tuple[str, ...] = ()
    """Uids of the feeds that it came from."""
    aside: bool = False
    """Whether it stays out of the Inbox, as its feed wants it."""
    waiting: datetime | None = None
    """Since when it waits for its text, if it does."""
    problem: str = ""
    """Why its text could not be got last time."""

    @property
    def minutes(self) -> int:
        """Minutes that the whole text takes, at least 1."""
        return minutes_for(self.words, self.cjk)

    @property
    def minutes_left(self) -> int:
        """Minutes that the unread rest takes, at least 1."""
        rest = 1.0 - self.progress
        return minutes_for(int(self.words * rest), int(self.cjk * rest))


def percent_of(share: float) -> int:
    """A share of 1 in percent; 100 only when nothing is left."""
    return min(99, round(share * 100)) if share < 1 else 100
