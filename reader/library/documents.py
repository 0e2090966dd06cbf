"""The documents of one table, parsed from the snapshot's bytes only when somebody looks at them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

import orjson

from reader.domain.errors import LibraryUnusable
from reader.library.file_bytes import MANY, FileBytes

Document = dict[str, Any]
MAX_ID = 10**18 - 1
"""The largest id of a document."""


class Documents(MutableMapping[str, Document]):
    """A mapping from document id to document: unparsed lines of the snapshot under what has changed since.

    Opening 100,000 articles costs no parsing, and memory holds the bytes instead of 100,000 dictionaries.
    Iteration is in the order of insertion, as in a stock TinyDB table.
    """

    def __init__(self, documents: dict[str, Document] | None = None) -> None:
        self._changed: dict[str, Document] = documents or {}
        self._raw: bytes | FileBytes = b""
        self._ids: Sequence[int] = ()
        self._starts: Sequence[int] = ()
        self._lengths: Sequence[int] = ()
        self._gone: set[int] = set()
        self._ordinals: dict[int, int] | None = None

    @classmethod
    def unparsed(
        cls,
        raw: bytes | FileBytes,
        ids: Sequence[int],
        starts: Sequence[int],
        lengths: Sequence[int],
        ascending: bool = False,
    ) -> Documents:
        """Documents that lie in `raw`, document `ids[n]` in `lengths[n]` bytes from `starts[n]` on."""
        self = cls()
        self._raw, self._ids, self._starts, self._lengths = raw, ids, starts, lengths
        if not (ascending or is_ascending(ids)):  # ids that somebody chose: no bisecting
            self._ordinals = {identifier: n for n, identifier in enumerate(ids)}
        return self

    def read_whole(self) -> bytes:
        """Have all bytes in memory, for whoever will look at many documents; raises OSError and LibraryUnusable."""
        if isinstance(self._raw, FileBytes):
            self._raw = self._raw.whole()
        return self._raw

    def _ordinal(self, key: str) -> int:
        """Where the snapshot has a document, or -1."""
        if not self._ids or not key.isdecimal():
            return -1
        identifier = int(key)
        if identifier in self._gone:
            return -1
        if self._ordinals is not None:
            return self._ordinals.get(identifier, -1)
        n = bisect_left(self._ids, identifier)
        return n if n < len(self._ids) and self._ids[n] == identifier else -1

    def raw_at(self, ordinal: int) -> bytes:
        """The JSON bytes of the snapshot's n-th document."""
        start = self._starts[ordinal]
        return self._raw[start : start + self._lengths[ordinal]]

    def __getitem__(self, key: str) -> Document:
        document = self._changed.get(key)
        if document is not None:
            return document
        ordinal = self._ordinal(key)
        if ordinal < 0:
            raise KeyError(key)
        try:
            parsed: Document = orjson.loads(self.raw_at(ordinal))
        except ValueError as error:
            raise damaged(key) from error
        return parsed

    def own_copy(self, key: str) -> Document:
        """A document that the caller may change; raises KeyError."""
        shared = self._changed.get(key)
        return self[key] if shared is None else orjson.loads(orjson.dumps(shared))

    def __setitem__(self, key: str, document: Document) -> None:
        self._changed[key] = document

    def __delitem__(self, key: str) -> None:
        known = self._changed.pop(key, None) is not None
        if self._ordinal(key) >= 0:
            self._gone.add(int(key))
        elif not known:
            raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return key in self._changed or (isinstance(key, str) and self._ordinal(key) >= 0)

    def __iter__(self) -> Iterator[str]:
        for identifier in self._ids:
            if identifier not in self._gone:
                yield str(identifier)
        for key in self._changed:
            if self._ordinal(key) < 0:
                yield key

    def __len__(self) -> int:
        fresh = sum(1 for key in self._changed if self._ordinal(key) < 0)
        return len(self._ids) - len(self._gone) + fresh

    def encoded(self) -> Iterator[tuple[str, bytes]]:
        """Every id with its document as JSON; what has not changed is not parsed for it."""
        self.read_whole()
        for ordinal, identifier in enumerate(self._ids):
            if identifier not in self._gone:
                key = str(identifier)
                document = self._changed.get(key)
                yield key, self.raw_at(ordinal) if document is None else orjson.dumps(document)
        for key, document in self._changed.items():
            if self._ordinal(key) < 0:
                yield key, orjson.dumps(document)

    def parsed(self) -> Iterator[tuple[int, Document]]:
        """Every id with its document, in order; the quick way to look at all of them."""
        self.read_whole()
        if self._gone or self._changed:
            for key in self:
                yield int(key), self[key]
            return
        for ordinal, identifier in enumerate(self._ids):
            try:
                yield identifier, orjson.loads(self.raw_at(ordinal))
            except ValueError as error:
                raise damaged(str(identifier)) from error

    def several(self, ids: Sequence[int]) -> list[Document | None]:
        """The documents with these ids, None where there is none; parsed in one go, for thousands at once."""
        if self._changed or self._gone or self._ordinals is not None:
            return [self.get(str(identifier)) for identifier in ids]
        if len(ids) >= MANY:
            self.read_whole()
        ordinals = [bisect_left(self._ids, identifier) for identifier in ids]
        if any(n >= len(self._ids) or self._ids[n] != identifier for n, identifier in zip(ordinals, ids, strict=True)):
            return [self.get(str(identifier)) for identifier in ids]
        raw = b"[%b]" % b",".join(map(self.raw_at, ordinals))
        try:
            found: list[Document | None] = orjson.loads(raw)
        except ValueError:
            return [self.get(str(identifier)) for identifier in ids]  # which says what document is damaged
        return found

    def max_id(self) -> int:
        """The largest id in use, or 0."""
        fresh = max((int(key) for key in self._changed), default=0)
        if self._ordinals is not None:
            return max(fresh, max((i for i in self._ids if i not in self._gone), default=0))
        for identifier in reversed(self._ids):
            if identifier not in self._gone:
                return max(fresh, identifier)
        return fresh


def is_ascending(ids: Sequence[int]) -> bool:
    """Whether every id is larger than the one before."""
    return not any(map(int.__ge__, ids, ids[1:]))


def damaged(key: str) -> LibraryUnusable:
    """The sentence about a document that is no JSON."""
    return LibraryUnusable(
        f"Document {key} of library.json is damaged; nothing has been changed.",
        "`reader doctor --repair` saves what can be saved.",
    )
