"""Our own JSON, as `reader export` writes it: what comes in is what went out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from reader.domain.errors import TextUnusable
from reader.domain.highlight import Highlight
from reader.domain.identity import canonical_url
from reader.domain.mark import Mark
from reader.domain.plain import clean_line, clean_text
from reader.library.annotations import highlight_from_document, mark_from_document
from reader.library.codec import from_document
from reader.library.feeds import from_document as feed_from_document
from reader.library.seen import seen_from
from reader.services.adding.address import read_address
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Restored, RestoredSeen, Skipped
from reader.services.importing.own_parts import (
    END,
    FEED,
    PICTURE,
    Part,
    parts_by_line,
    parts_of_whole,
    version_by_line,
)

VERSION = 1
KEY = "reader"
"""Under which name an article remembers what was carried in of such a file."""
SEEN = "seen"
"""What a feed's object calls the entries that came already."""
EDITIONS = "editions"
"""What an article's object calls the texts that it had before, by number."""
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_UID = re.compile(r"\w[\w-]{1,99}", re.ASCII)
_LINES = ("title", "url", "source", "author", "language", "problem")
_CARRYING = ("extra", "carried")
_DIGEST = 12


class OwnJson:
    """What `reader export --format json` has written, in this version or an older one."""

    name = "reader"
    key = KEY

    def recognises(self, file: ImportFile) -> bool:
        """Whether it says that it is of ours."""
        if version_by_line(file) is not None:
            return True
        content = file.json
        if not isinstance(content, Mapping) or not isinstance(content.get("articles"), list):
            return False
        first = next(iter(content["articles"]), None)
        known = isinstance(first, Mapping) and "uid" in first and "title" in first
        return isinstance(content.get("version"), int) and (content.get("program") == KEY or known)

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All articles, feeds and pictures; raises TextUnusable for what a newer version has written."""
        version = version_by_line(file)
        is_lines = version is not None
        if (version if version is not None else file.json["version"]) > VERSION:
            raise TextUnusable(f"{file.spoken} was written by a newer version of reader.", "That one can read it.")
        for part in parts_by_line(file) if is_lines else parts_of_whole(file.json):
            if part.kind == END:
                yield Remark(f"{file.spoken} breaks off: what stands before its end is taken.")
            elif part.kind == PICTURE:
                yield part.value or Skipped(part.name, "is damaged")
            elif part.kind == FEED:
                yield from _feed(part)
            else:
                restored = attempt(_restored, part.value)
                yield restored if restored is not None else Skipped(part.name, "is damaged")


def _feed(part: Part) -> Iterator[Found]:
    """A feed, and what had been seen of it."""
    thing = part.value
    facts = {name: _clean(value) for name, value in thing.items() if name != SEEN} if isinstance(thing, Mapping) else {}
    feed = feed_from_document(facts)
    yield feed if feed is not None else Skipped(part.name, "is damaged")
    lines = thing.get(SEEN) if feed is not None else None
    if feed is not None and isinstance(lines, list):
        yield RestoredSeen(feed.uid, *seen_from([line for line in lines if isinstance(line, str)]))


def _editions(things: Any, current: int) -> dict[int, str]:
    """The texts that an article had before, by number."""
    if not isinstance(things, Mapping):
        return {}
    numbers = {int(key): text for key, text in things.items() if _NUMBER.fullmatch(key) and isinstance(text, str)}
    return {number: text for number, text in numbers.items() if number != current}


def _restored(thing: Any) -> Restored | None:
    """An article with all that belongs to it, None where it has no uid."""
    carrying = {name: thing[name] for name in _CARRYING if isinstance(thing.get(name), Mapping)}
    known = _clean({name: value for name, value in thing.items() if name not in _CARRYING})
    uid, body = known.get("uid"), known.get("body")
    if not (isinstance(uid, str) and _UID.fullmatch(uid)):
        return None
    fields = {name: clean_line(known[name]) for name in _LINES if isinstance(known.get(name), str)}
    article = from_document({**known, **fields})
    if article.url and not canonical_url(article.url):
        article = article._replace(url=read_address(article.url))
    return Restored(
        article,
        body if isinstance(body, str) else None,
        _editions(known.get(EDITIONS), article.edition),
        extra=carrying.get("extra", {}),
        carried={name: value for name, value in carrying.get("carried", {}).items() if isinstance(value, str)},
        highlights=tuple(_highlights(known.get("highlights"), uid)),
        marks=tuple(_marks(known.get("marks"), uid)),
        digest=sha256(repr(thing).encode("utf-8", "replace")).hexdigest()[:_DIGEST],
    )


def _highlights(things: Any, uid: str) -> Iterator[Highlight]:
    for thing in things if isinstance(things, list) else ():
        highlight = highlight_from_document({**thing, "article": uid}) if isinstance(thing, Mapping) else None
        if highlight is not None and _UID.fullmatch(highlight.uid):
            yield highlight


def _marks(things: Any, uid: str) -> Iterator[Mark]:
    for thing in things if isinstance(things, list) else ():
        mark = mark_from_document({**thing, "article": uid}) if isinstance(thing, Mapping) else None
        if mark is not None:
            yield mark


def _clean(value: Any) -> Any:
    """The same with nothing in its texts that a terminal would obey."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, Mapping):
        return {name: _clean(part) for name, part in value.items()}
    return value
