"""Merging: what two rows of a file, or a file and the library, say of one article; nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from reader.domain.article import Article, State
from reader.domain.carried import Carried, Excerpt
from reader.domain.identity import uid_for
from reader.services.adding.address import host_of

_FURTHER = {None: -1, State.UNREAD: 0, State.READING: 1, State.READ: 2}
READ_FROM = 0.97
"""Progress from which on a text counts as read."""
DIGEST = 8
"""Characters of a digest."""
_CUT = 60
"""Characters of a title that may have been cut off: Pocket kept 75, of which lines and blanks are folded here."""


def united(one: Carried, other: Carried) -> Carried:
    """One article out of two mentions of it in files; where they differ, the first has the word."""
    return replace(
        one,
        title=_better_title(one.title, other.title, one.url),
        url=one.url or other.url,
        source=one.source or other.source,
        author=one.author or other.author,
        published=one.published or other.published,
        added=earliest(one.added, other.added),
        language=one.language or other.language,
        description=one.description or other.description,
        tags=all_of(one.tags, other.tags),
        state=max(one.state, other.state, key=lambda state: _FURTHER[state]),
        archived=one.archived or other.archived,
        bookmarked=one.bookmarked or other.bookmarked,
        progress=max(one.progress, other.progress),
        note=joined(one.note, other.note),
        excerpts=merged_excerpts(one.excerpts, other.excerpts),
        body=one.body or other.body,
        html=one.html or other.html,
        document=one.document or other.document,
        is_excerpts=one.is_excerpts and other.is_excerpts,
        local=one.local and other.local,
        feeds=all_of(one.feeds, other.feeds),
        extra={**other.extra, **one.extra},
    )


def article_from(carried: Carried, body: str, now: datetime, waits: bool = False) -> Article:
    """The article that comes of what is new, with or without a text; that is counted elsewhere."""
    added = carried.added or now
    return Article(
        uid=uid_of(carried, body),
        title=carried.title or carried.url or "Untitled",
        url=carried.url,
        source=carried.source or host_of(carried.url),
        author=carried.author,
        published=carried.published,
        added=min(added, now),
        language=carried.language,
        tags=carried.tags,
        state=_state(carried),
        bookmarked=_when(carried.bookmarked, added),
        archived=_when(carried.archived, added),
        progress=carried.progress,
        note=carried.note,
        description=carried.description,
        feeds=carried.feeds,
        waiting=now if waits else None,
    )


def uid_of(carried: Carried, body: str = "") -> str:
    """The uid that an article has or will have."""
    seed = carried.seed if not carried.url else ""
    return uid_for(carried.url, carried.title, body, seed or f"carried {carried.key}")


def merged(article: Article, carried: Carried, now: datetime) -> Article:
    """An article with what another program knows of it, too; what its reader did here stays."""
    untouched = article.state is State.UNREAD and article.opened is None
    came = article_from(carried, "", now)
    return article._replace(
        title=_better_title(article.title, carried.title, article.url) or article.title,
        source=article.source or came.source,
        author=article.author or came.author,
        published=article.published or came.published,
        added=earliest(article.added, carried.added),
        language=article.language or came.language,
        description=article.description or came.description,
        tags=all_of(article.tags, came.tags),
        state=came.state if untouched else article.state,
        progress=came.progress if untouched and not article.progress else article.progress,
        bookmarked=article.bookmarked or came.bookmarked,
        archived=article.archived or came.archived,
        note=joined(article.note, came.note),
        feeds=all_of(article.feeds, came.feeds),
    )


def digest_of(carried: Carried) -> str:
    """What one mention of an article comes to: the same one again changes nothing."""
    return sha256(repr(carried).encode("utf-8", "replace")).hexdigest()[:DIGEST]


def all_of(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Names from both, each once, whatever their case."""
    return tuple({name.casefold(): name for name in (*other, *one)}[key] for key in _keys(one, other))


def _keys(one: Sequence[str], other: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name.casefold() for name in (*one, *other)))


def earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two times, either of which may be unknown."""
    return min(one, other) if one and other else one or other


def joined(one: str, other: str) -> str:
    """Two notes as one; what stands in it already is not written twice."""
    if not other.strip() or other.strip() in one:
        return one
    return f"{one.rstrip()}\n\n{other.strip()}" if one.strip() else other.strip()


def merged_excerpts(one: Sequence[Excerpt], other: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """Excerpts from both; of equal words one, with both notes."""
    found = {words_of(excerpt.text): excerpt for excerpt in one}
    for excerpt in other:
        known = found.get(words_of(excerpt.text))
        if known is None:
            found[words_of(excerpt.text)] = excerpt
        else:
            found[words_of(excerpt.text)] = replace(
                known, note=joined(known.note, excerpt.note), tags=all_of(known.tags, excerpt.tags)
            )
    return tuple(found.values())


def words_of(text: str) -> str:
    """The words of a passage, whatever stands between them."""
    return " ".join(text.split()).casefold()


def _better_title(one: str, other: str, url: str) -> str:
    """The title that says more: not the address, not nothing, and not one that was cut off."""
    if not one or one in (url, "Untitled") or (other.startswith(one.strip()) and len(other) > len(one) >= _CUT):
        return other or one
    return one


def _state(carried: Carried) -> State:
    if carried.state is not None:
        return carried.state
    if carried.archived or carried.progress >= READ_FROM:
        return State.READ
    return State.READING if carried.progress > 0 else State.UNREAD


def _when(value: datetime | bool, otherwise: datetime) -> datetime | None:
    return value if isinstance(value, datetime) else otherwise if value else None


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
