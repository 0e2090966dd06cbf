"""Our own JSON: everything that is known of articles and feeds, in an order that does not change, a line an article."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Any, ClassVar

import orjson

from reader.domain.picture import shown_in
from reader.library.annotations import highlight_to_document, mark_to_document
from reader.library.codec import to_document
from reader.library.feeds import to_document as feed_to_document
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.selection import Selection, Told
from reader.services.importing.own import EDITIONS, KEY, SEEN, VERSION

FIELDS = (
    "uid", "title", "url", "source", "author", "published", "added", "language", "words", "cjk", "tags", "state",
    "bookmarked", "archived", "removed", "opened", "place", "progress", "note", "description", "provenance", "edition",
    "feeds", "aside", "waiting", "problem",
)  # fmt: skip
"""What is said of every article, null where it is not known."""
# JSON may hold these, a terminal may obey them: written as JSON's own escapes they are exact and harmless.
_HARMFUL = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


class OwnJson(Plainly):
    """One object with a version, articles, feeds, and the pictures that the texts show."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".json"
    signature: ClassVar[bytes] = f'{{"version":{VERSION},"program":"{KEY}"'.encode()

    def write(self, selection: Selection) -> Iterator[bytes]:
        """The articles by uid, then the feeds, then the pictures, each on a line of its own."""
        shown: set[str] = set()
        yield self.signature + b',"articles":['
        lead = b"\n"
        for told in selection.by_uid():
            fields = as_object(told)
            yield lead + as_json(fields)
            shown.update(*map(shown_in, (told.body, *fields[EDITIONS].values())))
            lead = b",\n"
        yield b'\n],"feeds":['
        lead = b"\n"
        for feed in sorted(selection.feeds, key=lambda feed: feed.uid):
            seen = selection.seen_of(feed.uid)
            yield lead + as_json({**feed_to_document(feed), **({SEEN: seen} if seen else {})})
            lead = b",\n"
        lead = b'\n],"pictures":{\n'
        for name in sorted(shown):
            data = selection.picture(name)
            if data is not None:
                yield b'%b"%b":"%b"' % (lead, name.encode(), b64encode(data))
                lead = b",\n"
        yield b"\n}}\n" if lead == b",\n" else b"\n]}\n"


def as_object(told: Told) -> dict[str, Any]:
    """All of an article."""
    document = to_document(told.article)
    return {
        **{name: document.get(name) for name in FIELDS},
        "body": told.text,
        EDITIONS: {str(number): text for number, text in told.editions.items()},
        "extra": told.extra,
        # what came in of such a file says nothing elsewhere
        "carried": {name: value for name, value in told.carried.items() if name != KEY},
        "highlights": [highlight_to_document(highlight) for highlight in told.highlights],
        "marks": [mark_to_document(mark) for mark in told.marks],
    }


def as_json(value: Any) -> bytes:
    """A value as JSON that no terminal obeys."""
    data = orjson.dumps(value)
    if data.isascii() and b"\x7f" not in data:
        return data
    return _HARMFUL.sub(lambda match: f"\\u{ord(match.group()):04x}", data.decode()).encode()
