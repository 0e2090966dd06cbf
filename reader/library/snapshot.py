"""The snapshot, `library.json`: a plain TinyDB file with one document a line, so that it need not be parsed whole."""

from __future__ import annotations

import os
import re
import time
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from reader.domain.errors import LibraryUnusable
from reader.library import lenient
from reader.library.documents import MAX_ID, Documents, is_ascending
from reader.library.file_bytes import FileBytes
from reader.library.folder import replace_file

LAST_TABLE = "articles"
"""The large table stands last, so that the others can be parsed without it."""
META_TABLE = "meta"
HEADER_ID = "1"
"""The document of `meta` that holds the snapshot's own facts."""

_DIGITS = len(str(MAX_ID))
_ROW = re.compile(rb'"(0|[1-9]\d{0,%d})":(\{[^\n]*\})(?:,\n(?=")|\n(?=\}))' % (_DIGITS - 1))
"""A document as `write` lays it out."""

Signature = tuple[int, int, int]
"""Size, time of change and inode of a file: differs when the file does."""
Numbers: TypeAlias = "array[int] | memoryview[int]"
"""Numbers of one size, as they were found or as a cache has them."""


@dataclass(slots=True)
class Lines:
    """Where the documents of the large table lie in the snapshot."""

    ids: Numbers
    starts: Numbers
    lengths: Numbers
    others_end: int
    """Where the tables before it end."""
    ascending: bool = False


@dataclass(slots=True)
class Snapshot:
    """A snapshot as it was read."""

    tables: dict[str, Documents]
    header: dict[str, Any]
    signature: Signature

    @property
    def generation(self) -> int:
        """Counts the snapshots of this library; 0 for a file that stock TinyDB made."""
        return self.number("generation")

    def number(self, name: str) -> int:
        """A number of the header; 0 if there is none."""
        value = self.header.get(name)
        return value if isinstance(value, int) and 0 <= value < 2**53 else 0

    def follows(self, base: list[object]) -> bool:
        """Whether it holds just what somebody has who had read so far, and was not changed after it was written."""
        return self.header.get("base") == base and self.header.get("written") == self.signature[1]


def signature_of(path: Path) -> Signature | None:
    """The signature of a file, or nothing if it is not there."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def read(path: Path, lines_for: Callable[[Signature], Lines | None] | None = None) -> Snapshot:
    """Read a snapshot; `lines_for` may know where its lines are. Raises LibraryUnusable and OSError."""
    with path.open("rb") as file:
        raw: bytes | FileBytes
        if hasattr(os, "pread"):
            raw = FileBytes(file.fileno())
            signature = raw.signature
        else:
            raw, stat = file.read(), os.fstat(file.fileno())
            signature = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    # only now: the file that has the name may be another one than a moment ago
    lines = lines_for(signature) if lines_for is not None else None
    try:
        if lines is None:
            raw = raw if isinstance(raw, bytes) else raw.whole()
            lines = find_lines(raw)
        if lines is None:
            assert isinstance(raw, bytes)
            tables = {name: Documents(documents) for name, documents in _checked(_parsed(raw)).items()}
        else:
            others = _checked(orjson.loads(raw[: lines.others_end].rstrip(b",\n") + b"}"))
            tables = {name: Documents(documents) for name, documents in others.items()}
            tables[LAST_TABLE] = Documents.unparsed(raw, lines.ids, lines.starts, lines.lengths, lines.ascending)
    except ValueError as error:
        raise unreadable(path, str(error)) from error
    meta = tables.get(META_TABLE)
    header = meta[HEADER_ID] if meta is not None and HEADER_ID in meta else {}
    return Snapshot(tables, header, signature)


def write(path: Path, tables: Mapping[str, Documents], header: Mapping[str, Any]) -> Lines:
    """Replace the snapshot; says where the lines of the large table are. Raises OSError, and the old one stays.

    The header's `written` becomes the file's time of change, always later than before: no two snapshots look the same.
    """
    pieces = [b"{\n"]
    for name, documents in tables.items():
        if name != LAST_TABLE:
            rows = dict(documents.encoded())
            if name == META_TABLE:
                rows = {HEADER_ID: orjson.dumps(header), **{k: v for k, v in rows.items() if k != HEADER_ID}}
            pieces.append(b"%b:{\n" % orjson.dumps(name))
            pieces.append(b",\n".join(b'"%b":%b' % (key.encode(), row) for key, row in rows.items()))
            pieces.append(b"\n},\n")
    position = others_end = sum(map(len, pieces))
    opening = b"%b:{\n" % orjson.dumps(LAST_TABLE)
    pieces.append(opening)
    position += len(opening)
    ids, starts, lengths = array("Q"), array("Q"), array("I")
    separator = b""
    for key, row in tables.get(LAST_TABLE, Documents()).encoded():
        line = b'%b"%b":%b' % (separator, key.encode(), row)
        position += len(line)
        ids.append(int(key))
        starts.append(position - len(row))
        lengths.append(len(row))
        pieces.append(line)
        separator = b",\n"
    pieces.append(b"\n}\n}\n")
    replace_file(path, pieces, header.get("written"))
    return Lines(ids, starts, lengths, others_end)


def later_than(signature: Signature | None) -> int:
    """A time for a new snapshot: now, but later than that of the one before, whatever the clock says."""
    return max(time.time_ns(), signature[1] + 1 if signature else 0)


def find_lines(raw: bytes) -> Lines | None:
    """Where the lines of the large table are, or nothing if the file is not laid out in lines as `write` does."""
    opening = b'\n"%b":{\n' % LAST_TABLE.encode()
    at = raw.find(opening)
    if not raw.startswith(b"{\n") or at < 0 or not raw.endswith(b"\n}\n}\n"):
        return None
    ids, starts, lengths = array("Q"), array("Q"), array("I")
    position, end = at + len(opening), len(raw) - len(b"}\n}\n")
    for row in iter(_ROW.scanner(raw, position).match, None):  # type: ignore[attr-defined]
        start, end_of_row = row.span(2)
        ids.append(int(row[1]))
        starts.append(start)
        lengths.append(end_of_row - start)
        position = row.end()
    if not ids or position != end:
        return None
    ascending = is_ascending(ids)
    return Lines(ids, starts, lengths, at + 1, ascending) if ascending or len(set(ids)) == len(ids) else None


def unreadable(path: Path, reason: str) -> LibraryUnusable:
    """The sentence about a snapshot that is no TinyDB file."""
    return LibraryUnusable(
        f"{path} cannot be read ({reason}); nothing has been changed.",
        "`reader doctor --repair` sets it aside and saves what can be saved.",
    )


def is_id(key: str) -> bool:
    """Whether a key is a document's id, in the one spelling that it has."""
    return key.isdecimal() and key.isascii() and len(key) <= _DIGITS and (key[0] != "0" or key == "0")


def _parsed(raw: bytes) -> object:
    try:
        return orjson.loads(raw)
    except ValueError:
        return lenient.loads(raw)


def _checked(tables: object) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables, if they are some; raises ValueError."""
    if not isinstance(tables, dict):
        raise ValueError("it holds no tables")
    for name, documents in tables.items():
        if not isinstance(documents, dict):
            raise ValueError(f"the table {name!r} is damaged")
        for key, document in documents.items():
            if not is_id(key) or not isinstance(document, dict):
                raise ValueError(f"the table {name!r} is damaged")
    return tables
