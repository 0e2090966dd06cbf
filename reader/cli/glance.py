"""Prints a large library's list without opening the library, from what the last `reader list` kept in the cache.

Opening a library loads TinyDB and parses what it shows; that is most of what a command takes that a shell script calls
again and again. The cache holds the lines of all articles outside the Bin, newest first, and is good for exactly one
state of the library's two files.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

LEAST = 1000
"""Articles from which on it is worth it."""
MARKS, STATE = 2, 1
"""Fields of a line."""

_NAME = "list.tsv"
_MAGIC = "reader list 1"

Signature = str


def signature(library: Path) -> Signature:
    """What is different as soon as anything in a library is."""
    parts = [_MAGIC]
    for name in ("library.json", "journal.jsonl"):
        try:
            status = os.stat(library / name)  # noqa: PTH116
            parts.append(f"{status.st_size} {status.st_mtime_ns} {status.st_ino}")
        except OSError:
            parts.append("none")
    return " ".join(parts)


def kept(library: Path) -> list[str] | None:
    """The lines of all articles outside the Bin; None if they must be asked of the library."""
    try:
        text = (library / "cache" / _NAME).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    head, _, rest = text.partition("\n")
    # What somebody else put into the file is not printed.
    if head != signature(library) or not rest.replace("\t", "").replace("\n", "").isprintable():
        return None
    return rest.splitlines()


def chosen(lines: list[str], whole: bool, unread: bool, limit: int | None) -> list[str]:
    """Of these lines those in the Inbox, or all; only the unread; at most so many."""
    if not whole:
        lines = [line for line in lines if "archived" not in line.split("\t", 3)[MARKS]]
    if unread:
        lines = [line for line in lines if line.split("\t", 2)[STATE] == "unread"]
    return lines[:limit]


def keep(library: Path, lines: Sequence[str], seen: Signature) -> None:
    """Keep the lines for the next time, if the library is still what it was before they were asked for."""
    if len(lines) < LEAST or signature(library) != seen:
        return
    draft = library / "cache" / f".{_NAME}.{os.getpid()}"
    with suppress(OSError, UnicodeEncodeError):
        draft.parent.mkdir(exist_ok=True)
        draft.write_text("\n".join((seen, *lines)), encoding="utf-8")
        draft.replace(library / "cache" / _NAME)
