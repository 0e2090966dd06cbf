"""Phrases: numbers, dates and times as a person says them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reader.domain.article import Article, State, percent_of
from reader.domain.pace import USUAL, Pace
from reader.domain.plain import plain
from reader.domain.provenance import SAID, Provenance, Way
from reader.domain.shelf import Kind, Sort
from reader.services.search.plain_words import is_plain
from reader.ui.command import LIST
from reader.ui.command_lookup import with_keys

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SEPARATOR = "\u00a0"
"""Between groups of three digits; in a terminal every blank is one cell, so this is as thin as it gets."""


def number(value: int) -> str:
    """A whole number, in groups of three digits from 1000 on."""
    return f"{value:,}".replace(",", _SEPARATOR)


def count(value: int, singular: str, plural: str = "") -> str:
    """So many of something."""
    return f"{number(value)} {singular if value == 1 else plural or singular + 's'}"


def lasting(minutes: int) -> str:
    """How long something takes; what takes long, in hours."""
    return f"{number(minutes)} min" if minutes < 120 else f"{number(round(minutes / 60))} h"


def percent(share: float) -> str:
    """A share of 1; 100 % only when nothing is left."""
    return f"{percent_of(share)}\u00a0%"


def age(when: datetime, now: datetime | None = None) -> str:
    """How long ago something was, shortly."""
    now = datetime.now(UTC) if now is None else now
    past = now - when
    if past < timedelta(minutes=2):
        return "just now"
    if past < timedelta(hours=1):
        return f"{past.seconds // 60} min ago"
    here, today = when.astimezone(), now.astimezone().date()
    days = (today - here.date()).days
    if days <= 0 or past < timedelta(hours=6):
        return f"{past.seconds // 3600} h"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{days} d"
    month = _MONTHS[here.month - 1][:3]
    return f"{here.day} {month}" if days < 300 else f"{month} {here.year}"


def day(when: datetime, with_time: bool = False) -> str:
    """A date in full, with the time where it is wanted and known; UTC midnight is a day without a time."""
    known = (when.hour, when.minute, when.second, when.microsecond) != (0, 0, 0, 0)
    here = when.astimezone() if known else when
    date = f"{here.day} {_MONTHS[here.month - 1]} {here.year}"
    return f"{date}, {here:%H:%M}" if with_time and known else date


def reading_time(article: Article, pace: Pace = USUAL) -> str:
    """How long an article takes, or how much of that is left; and what its text lacks."""
    if article.waiting:
        return "waits for its text"
    verdict = SAID[article.provenance.verdict] if article.provenance else ""
    return " · ".join(filter(None, (_time(article, pace), verdict)))


def _time(article: Article, pace: Pace) -> str:
    whole = number(pace.minutes(article.words, article.cjk))
    if article.state is State.READ:
        return f"{whole} min · read"
    if article.state is State.READING and article.progress > 0:
        left = number(pace.minutes_left(article.words, article.cjk, article.progress))
        return f"{left} of {whole} min left · {percent(article.progress)}"
    return f"{whole} min"


_ADDS = "{add} adds a page, a feed, a file or a folder; `reader add` does it from the shell."
EMPTY = {
    Kind.INBOX: ("The inbox is empty.", _ADDS),
    Kind.READING: ("Nothing has been begun.", "{open} opens an article; it stays here until you finish it."),
    Kind.BOOKMARKS: ("There are no bookmarks.", "{bookmark} bookmarks the article at hand."),
    Kind.ARCHIVE: ("The archive is empty.", "{archive} archives the article at hand."),
    Kind.ALL: ("The library is empty.", _ADDS),
    Kind.BIN: ("The Bin is empty.", "{remove} puts the article at hand into the Bin; {undo} takes it back."),
    Kind.WAITING: ("Nothing waits for its text.", "What cannot be fetched stands here; {refresh} fetches it all."),
    Kind.FEED: ("There is nothing from this feed.", "{refresh} asks all feeds for what is new."),
    Kind.QUEUE: ("Nothing of this queue is left.", "{queue} makes another one."),
    Kind.AGEING: ("There is nothing to let go.", "What stays unread for long stands here; {settings} says how long."),
    Kind.SEARCH: ("This search finds nothing now.", "What it will find stands here."),
    Kind.TAG: ("No article has this tag.", "{tag} gives the article at hand tags."),
}
"""What an empty shelf says: that it is empty, and what would fill it; a command in braces stands for its key."""


def emptiness(kind: Kind) -> tuple[str, str]:
    """What an empty shelf says, with the keys that the commands have."""
    said, advice = EMPTY[kind]
    return said, with_keys(advice, LIST)


ORDERS = {
    Sort.NATURAL: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.TITLE: "by title",
    Sort.SOURCE: "by source",
    Sort.SHORTEST: "shortest first",
    Sort.LONGEST: "longest first",
}


def nothing_found(words: str) -> tuple[str, str]:
    """What a filter says that nothing passes."""
    verb = "holds" if is_plain(words) else "is meant by"
    return f"No article here {verb} “{plain(words)}”.", "Esc shows all again."


_WAYS = {
    Way.FILE: "from a file",
    Way.FETCHED: "taken out of its page",
    Way.HANDED: "taken out of the page that was handed over",
    Way.FEED: "as its feed has it",
    Way.IMPORTED: "carried over",
}


def way(provenance: Provenance) -> str:
    """How a text was got."""
    when = f", {day(provenance.at, with_time=True)}" if provenance.at else ""
    by = f" by {provenance.by}" if provenance.by else ""
    verdict = f" · {SAID[provenance.verdict]}" if SAID[provenance.verdict] else ""
    return f"{_WAYS[provenance.way]}{by}{when}{verdict}"
