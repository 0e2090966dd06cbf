"""Briefs: one line of facts for every article, newest first, for `reader list` in a shell's pipe.

Opening a library loads TinyDB and parses what it shows; for 10,000 articles that takes longer than such a command may.
The briefs are kept with the place in the journal that they are good for, and what was appended since is done to them.
Whatever is out of the ordinary is left to the library: then there are no briefs. Only small modules are imported here.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from zlib import crc32

from reader.domain.pace import minutes_for
from reader.library.journal_line import body_of, generation_of

FIELDS = ("uid", "title", "source", "words", "cjk", "state", "added", "bookmarked", "archived", "removed", "aside")
"""What a brief says, by the names of documents."""
STATE, MARKS, TITLE, SOURCE = 1, 2, 3, 4
"""Places of fields in a line; uid, minutes and day of adding stand around them."""
LEAST = 500
"""Articles from which on it is worth it."""
MOST_NEWS = 200_000
"""Bytes of journal that are read on top of what was kept; beyond that the library is quicker."""

_MAGIC = "reader briefs 2"
_MARKS = ("bookmarked", "archived", "removed", "aside")
_DECIDED_ELSEWHERE = frozenset(("uid", "words", "cjk", "added"))
"""Fields whose change moves an article or needs more of its document than its brief."""

Fields = Mapping[str, object]
"""Some fields of a document."""

Basis = tuple[int, int, int, int]
"""What briefs are good for: size and time of the snapshot, its generation, and how much of the journal was read."""


def brief(values: Sequence[object]) -> str:
    """The line of an article from the values of FIELDS: uid, state, marks, title, source, minutes, day of adding."""
    uid, title, source, words, cjk, state, added, *marked = values
    marks = ",".join(name for name, since in zip(_MARKS, marked, strict=True) if since) if any(marked) else ""
    minutes = minutes_for(words if type(words) is int else 0, cjk if type(cjk) is int else 0)
    day = added[:10] if type(added) is str else ""
    said = (uid or "", state or "unread", marks, title or "Untitled", source or "", str(minutes), day)
    return "\t".join([text if type(text) is str and text.isprintable() else _plain(text) for text in said])


def _plain(text: object) -> str:
    from reader.domain.plain import plain  # its patterns take longer than listing may

    return plain(text)


class Briefs:
    """The lines of all articles, those in the Bin too, with what is needed to find and order them."""

    def __init__(self, basis: Basis, lines: list[str], ids: list[str], added: list[str]) -> None:
        self.basis = basis
        self.lines = lines
        self._ids = ids
        """The ids of their documents."""
        self._added = added
        """Milliseconds since 1970, as text: nobody looks at them unless something comes in between."""

    def save(self, folder: str) -> None:
        """Keep them for the next time; failing is no harm."""
        body = "\n".join((*self.lines, *self._ids, *self._added)).encode("utf-8", "replace")
        path = os.path.join(folder, "cache", "briefs.tsv")  # noqa: PTH118 — pathlib takes as long as reading them
        draft = f"{path}.{os.getpid()}"
        with suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
            with open(draft, "wb") as file:  # noqa: PTH123
                file.write(b"%b\n%b" % (_head(self.basis, len(self.lines), body), body))
            os.replace(draft, path)  # noqa: PTH105

    # -- what came since --------------------------------------------------------------------------

    def _follow(self, journal: bytes) -> bool:
        """Do what was appended to the journal; false if that is the library's business."""
        generation = self.basis[2]
        for line in journal.splitlines(keepends=True):
            of, body = generation_of(line), body_of(line)
            if of is None or of > generation or body is None:
                return False
            if of == generation and not all(self._step(*step) for step in json.loads(body)["steps"]):
                return False
        return True

    def _step(self, table: str, number: str, uid: str | None, new: Fields | None, old: Fields | None) -> bool:
        if table != "articles":
            return True
        if not number:
            return False
        at = self._ids.index(number) if number in self._ids else -1
        if (at < 0) is not (old is None) or (at >= 0 and self.lines[at].partition("\t")[0] != uid):
            return False
        if old is None:
            return new is not None and self._come(number, new)
        if new is None:
            del self.lines[at], self._ids[at], self._added[at]
            return True
        return self._change(at, {**dict.fromkeys(old), **new})

    def _come(self, number: str, document: Fields) -> bool:
        from datetime import datetime

        try:
            when = datetime.fromisoformat(str(document["added"]))
        except (KeyError, ValueError):
            return False
        if when.tzinfo is None:
            return False
        added = int(when.timestamp() * 1000)
        at = 0
        if self._added and added < int(self._added[0]):
            at = bisect_right(self._added, -added, key=lambda text: -int(text))
            while at and int(self._added[at - 1]) == added:  # the later of two stands first
                at -= 1
        self.lines.insert(at, brief([document.get(name) for name in FIELDS]))
        self._ids.insert(at, number)
        self._added.insert(at, str(added))
        return True

    def _change(self, at: int, fields: Fields) -> bool:
        """Say something else of an article; a field that is None was taken away."""
        if not _DECIDED_ELSEWHERE.isdisjoint(fields):
            return False
        parts = self.lines[at].split("\t")
        marks = [name for name in _MARKS if (fields[name] if name in fields else name in parts[MARKS].split(","))]
        parts[MARKS] = ",".join(marks)
        for place, name, default in ((STATE, "state", "unread"), (TITLE, "title", "Untitled"), (SOURCE, "source", "")):
            if name in fields:
                parts[place] = _plain(fields[name] or default)
        self.lines[at] = "\t".join(parts)
        return True


def load(folder: str) -> Briefs | None:
    """The briefs of a library as it is now; None if they must be asked of the library."""
    with suppress(OSError, ValueError, KeyError, TypeError, OverflowError):
        kept = _kept(os.path.join(folder, "cache", "briefs.tsv"))  # noqa: PTH118
        if kept is None or _snapshot(folder) != kept.basis[:2]:
            return None
        news = _journal(folder, kept.basis[3])
        # a snapshot is replaced, never rewritten: it is the same as before, so the journal belongs to it
        if news is not None and _snapshot(folder) == kept.basis[:2] and kept._follow(news):
            return Briefs((*kept.basis[:3], kept.basis[3] + len(news)), kept.lines, kept._ids, kept._added)
    return None


def made(basis: Basis, rows: Iterable[tuple[str, int, Sequence[object]]]) -> Briefs:
    """The briefs of articles: of each the id of its document, when it was added, and the values of FIELDS."""
    lines: list[str] = []
    ids: list[str] = []
    added: list[str] = []
    for number, when, values in rows:
        lines.append(brief(values))
        ids.append(number)
        added.append(str(when))
    return Briefs(basis, lines, ids, added)


def _kept(path: str) -> Briefs | None:
    with open(path, "rb") as file:  # noqa: PTH123
        head, _, body = file.read().partition(b"\n")
    size, time, generation, offset, count = map(int, head.decode("ascii").removeprefix(_MAGIC).split()[:5])
    basis = (size, time, generation, offset)
    if head != _head(basis, count, body):
        return None
    text = body.decode("utf-8")
    rows = text.split("\n") if count else []
    if len(rows) != 3 * count or not text.replace("\t", "").replace("\n", "").isprintable():
        return None  # what somebody else put into the file is not printed
    return Briefs(basis, rows[:count], rows[count : 2 * count], rows[2 * count :])


def _head(basis: Basis, count: int, body: bytes) -> bytes:
    return f"{_MAGIC} {' '.join(map(str, basis))} {count} {crc32(body):08x}".encode("ascii")


def _snapshot(folder: str) -> tuple[int, int]:
    status = os.stat(os.path.join(folder, "library.json"))  # noqa: PTH116, PTH118
    return status.st_size, status.st_mtime_ns


def _journal(folder: str, offset: int) -> bytes | None:
    """The whole lines of the journal from an offset on; None if it is shorter or has grown by too much."""
    try:
        with open(os.path.join(folder, "journal.jsonl"), "rb") as file:  # noqa: PTH118, PTH123
            size = os.fstat(file.fileno()).st_size
            if not offset <= size <= offset + MOST_NEWS:
                return None
            file.seek(offset)
            news = file.read()
    except FileNotFoundError:
        return None if offset else b""
    return news[: news.rfind(b"\n") + 1]
