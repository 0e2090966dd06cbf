"""What the filter looks through: title, source, author and tags of every article, folded, one string a slot."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson

from reader.library.codec import tags_of
from reader.library.columns import Columns
from reader.library.documents import Documents
from reader.library.snapshot import Signature

_MAGIC = b"reader titles 2 "
SEPARATOR = "\x1f"
"""Stands between the parts of a string."""
WHOLE = -1
"""The number of the part that is all of a string."""
PARTS = {"title": 0, "source": 1, "author": 2}
"""The numbers of the parts that a query can name."""


def fold(text: str) -> str:
    """Text without case, accents and width, so that `Übér` is found by `uber`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def folded(document: Mapping[str, Any]) -> str:
    """What the filter sees of an article; the title comes first, so that the strings order by it."""
    tags = " ".join(f"#{tag}" for tag in tags_of(document))
    parts = (document.get("title"), document.get("source"), document.get("author"), tags)
    text = SEPARATOR.join(part if isinstance(part, str) else "" for part in parts)
    return fold(text).replace("\n", " ")


def part_of(string: str, part: int) -> str:
    """The part of such a string with a number from 0 on: title, source, author, tags; or all of it."""
    return string if part == WHOLE else string.split(SEPARATOR, part + 1)[part]


class Titles:
    """The folded strings, made when first needed and kept in the cache for the next start."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._strings: list[str] | None = None
        self._columns: Columns | None = None
        """What the strings belong to."""
        self._expected: tuple[Signature, int] | None = None
        self._making = threading.Lock()
        self._changing = threading.Lock()
        self._changes = 0

    def expect(self, signature: Signature, columns: Columns) -> None:
        """The library was read anew: the cache serves if it was made for this snapshot."""
        with self._changing:
            self._strings, self._expected, self._columns = None, (signature, len(columns)), columns
            self._changes += 1

    @property
    def changes(self) -> int:
        """Another number after every change of a string."""
        return self._changes

    def put(self, slot: int, document: Mapping[str, Any]) -> None:
        """An article came or changed."""
        with self._changing:
            strings = self._strings
            self._changes += 1
            if strings is None:
                # what the cache holds is older than this article: everything must be made anew
                self._expected = None
            elif slot == len(strings):
                strings.append(folded(document))
            elif slot < len(strings):
                strings[slot] = folded(document)

    def strings(self, columns: Columns, documents: Documents) -> list[str]:
        """One string a slot; takes half a second for 100,000 articles if the cache has none."""
        with self._making:
            self._load()
            while True:
                with self._changing:
                    strings, changes, current = self._strings, self._changes, columns is self._columns
                if current and strings is not None and len(strings) == len(columns):
                    return strings
                made = [folded(documents.get(str(number)) or {}) for number in columns.ids]
                with self._changing:
                    if changes == self._changes and current:  # else an article changed while this thread was at it
                        self._strings = made
                if not current:
                    return made

    def _load(self) -> None:
        expected = self._expected
        if expected is None or self._strings is not None:
            return
        with suppress(OSError, UnicodeDecodeError):
            head, _, rest = self._cache.read_bytes().partition(b"\n")
            if head == _header(*expected, rest):
                strings = rest.decode().split("\n")
                with self._changing:
                    if self._expected is expected:
                        self._strings = strings

    def save(self, signature: Signature, strings: list[str]) -> None:
        """Keep the strings for the next start; failing is no harm."""
        with suppress(OSError, UnicodeEncodeError):
            rest = "\n".join(strings).encode()
            self._cache.parent.mkdir(exist_ok=True)
            draft = self._cache.with_name(f"{self._cache.name}.tmp")
            draft.write_bytes(b"%b\n%b" % (_header(signature, len(strings), rest), rest))
            draft.replace(self._cache)


def _header(signature: Signature, count: int, rest: bytes) -> bytes:
    return b"%b%b %08x" % (_MAGIC, orjson.dumps([*signature[:2], count]), crc32(rest))
