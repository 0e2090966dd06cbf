"""From an article to its document and back; nobody else knows what a document looks like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State
from reader.domain.provenance import Provenance, Verdict, Way


def to_document(article: Article) -> dict[str, Any]:
    """The document of an article; what is empty is left out."""
    times = {name: stamp(time) for name in TIMES if (time := getattr(article, name)) is not None}
    fields: dict[str, Any] = {
        "uid": article.uid,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "author": article.author,
        "language": article.language,
        "words": article.words,
        "cjk": article.cjk,
        "tags": list(article.tags),
        "state": article.state.value,
        "place": None if article.place is None else place_to_document(article.place),
        "progress": article.progress,
        "note": article.note,
        "description": article.description,
        "provenance": None if article.provenance is None else provenance_to_document(article.provenance),
        "edition": article.edition,
        "feeds": list(article.feeds),
        "aside": article.aside,
        "problem": article.problem,
        **times,
    }
    return {name: value for name, value in fields.items() if value or name in ("uid", "title", "state")}


TIMES = ("published", "added", "bookmarked", "archived", "removed", "opened", "waiting")
"""The fields that hold a time."""


def from_document(document: Mapping[str, Any]) -> Article:
    """The article of a document; what is missing or of a wrong type becomes what it is when unknown."""
    get = document.get
    place = get("place")
    return Article(
        uid=_text(get("uid")),
        title=_text(get("title")) or "Untitled",
        url=_text(get("url")),
        source=_text(get("source")),
        author=_text(get("author")),
        published=moment(get("published")),
        added=moment(get("added")),
        language=_text(get("language")),
        words=_count(get("words")),
        cjk=_count(get("cjk")),
        tags=tags_of(document),
        state=state_of(document),
        bookmarked=_since(get("bookmarked")),
        archived=_since(get("archived")),
        removed=_since(get("removed")),
        opened=moment(get("opened")),
        place=place_from_document(place) if isinstance(place, dict) else None,
        progress=progress_of(document),
        note=_text(get("note")),
        description=_text(get("description")),
        provenance=provenance_from_document(get("provenance")),
        edition=_count(get("edition")),
        feeds=feeds_of(document),
        aside=bool(get("aside")),
        waiting=_since(get("waiting")),
        problem=_text(get("problem")),
    )


def place_to_document(anchor: Anchor) -> dict[str, Any]:
    """The part of a document that holds a place."""
    return {
        "block": anchor.block,
        "offset": anchor.offset,
        "quote": anchor.quote,
        "before": anchor.before,
        "fraction": round(anchor.fraction, 6),
    }


def place_from_document(fields: Mapping[str, Any]) -> Anchor | None:
    """The place that a part of a document holds, or nothing if it is damaged."""
    try:
        return Anchor(
            max(0, int(fields["block"])),
            max(0, int(fields["offset"])),
            _text(fields.get("quote")),
            _text(fields.get("before")),
            min(1.0, max(0.0, float(fields.get("fraction", 0.0)))),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def provenance_to_document(provenance: Provenance) -> dict[str, Any]:
    """The part of a document that says how the text was got."""
    fields = {
        "way": provenance.way.value,
        "by": provenance.by,
        "verdict": provenance.verdict.value,
        "at": stamp(provenance.at),
    }
    return {name: value for name, value in fields.items() if value}


def provenance_from_document(fields: object) -> Provenance | None:
    """How a text was got, or nothing where that is unknown or damaged."""
    if not isinstance(fields, dict):
        return None
    try:
        verdict = Verdict(fields.get("verdict", ""))
        return Provenance(Way(fields["way"]), _text(fields.get("by")), verdict, moment(fields.get("at")))
    except (KeyError, ValueError):
        return None


def stamp(time: datetime | None) -> str | None:
    """ISO 8601 in UTC to the millisecond, as it stands in documents; without a fraction where there is none."""
    return None if time is None else _stamped(time)


@lru_cache(512)  # articles that come together have their times from each other, and every one is written twice
def _stamped(time: datetime) -> str:
    text = time.astimezone(UTC).isoformat(timespec="milliseconds" if time.microsecond >= 1000 else "seconds")
    return text.removesuffix("+00:00") + "Z"


def moment(value: object) -> datetime | None:
    """The time of a stamp, or nothing if it is none."""
    if not value or not isinstance(value, str):
        return None
    try:
        time = datetime.fromisoformat(value)
        if time.tzinfo is UTC:
            return time
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def tags_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The tags of a document."""
    tags = document.get("tags")
    return tuple(tag for tag in tags if isinstance(tag, str) and tag) if isinstance(tags, list) else ()


def feeds_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The uids of the feeds of a document."""
    feeds = document.get("feeds")
    return tuple(feed for feed in feeds if isinstance(feed, str) and feed) if isinstance(feeds, list) else ()


def has_note(document: Mapping[str, Any]) -> bool:
    """Whether somebody has written about the article of a document."""
    return bool(_text(document.get("note")))


def state_of(document: Mapping[str, Any]) -> State:
    """The state of a document."""
    state = document.get("state")
    return State(state) if isinstance(state, str) and state in _STATES else State.UNREAD


def progress_of(document: Mapping[str, Any]) -> float:
    """The progress of a document, 0 to 1."""
    value = document.get("progress")
    return min(1.0, max(0.0, float(value))) if isinstance(value, (int, float)) else 0.0


_STATES = frozenset(State)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def _since(value: object) -> datetime | None:
    """Since when something is so; if it is so and nobody knows since when, since the beginning of time."""
    return moment(value) or (_BEGINNING if value else None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0
