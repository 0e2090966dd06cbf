"""What the filter looks through: title, source, author and tags of every article, folded, one string a slot."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from reader.library.codec import tags_of
from reader.library.columns import Columns
from reader.library.documents import Documents
from reader.library.snapshot import Signature

_MAGIC = "reader titles 1 "
SEPARATOR = "\x1f"
"""Stands between the parts of a string."""


def fold(text: str) -> str:
    """Text without case, accents and width, so that `Übér` is found by `uber`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def folded(document: Mapping[str, Any]) -> str:
    """What the filter sees of an article; the title comes first, so that the strings order by it."""
    tags = " ".join(f"#{tag}" for tag in tags_of(document))
    parts = (document.get("title"), document.get("source"), document.get("author"), tags)
    text = SEPARATOR.join(part if isinstance(part, str) else "" for part in parts)
    return fold(text).replace("\n", " ")


class Titles:
    """The folded strings, made when first needed and kept in the cache for the next start."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._strings: list[str] | None = None
        self._expected: tuple[Signature, int] | None = None
        self._making = threading.Lock()
        self._changes = 0

    def expect(self, signature: Signature, count: int) -> None:
        """The library was read anew: the cache serves if it was made for this snapshot."""
        self._strings, self._expected = None, (signature, count)

    def put(self, slot: int, document: Mapping[str, Any]) -> None:
        """An article came or changed."""
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
            if self._strings is None:
                self._load()
            strings = self._strings
            while strings is None or len(strings) != len(columns):
                changes = self._changes
                keys = [str(number) for number in columns.ids]
                strings = [folded(documents[key]) if key in documents else "" for key in keys]
                if changes != self._changes:  # an article changed while this thread was at it
                    strings = None
            self._strings = strings
            return strings

    def _load(self) -> None:
        if self._expected is None:
            return
        with suppress(OSError, UnicodeDecodeError):
            head, _, rest = self._cache.read_text(encoding="utf-8").partition("\n")
            if head == _header(*self._expected):
                self._strings = rest.split("\n")

    def save(self, signature: Signature, strings: list[str]) -> None:
        """Keep the strings for the next start; failing is no harm."""
        with suppress(OSError, UnicodeEncodeError):
            self._cache.parent.mkdir(exist_ok=True)
            draft = self._cache.with_name(f"{self._cache.name}.tmp")
            draft.write_text("\n".join((_header(signature, len(strings)), *strings)), encoding="utf-8")
            draft.replace(self._cache)


def _header(signature: Signature, count: int) -> str:
    return _MAGIC + orjson.dumps([*signature[:2], count]).decode()
