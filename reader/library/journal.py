"""The journal's lines: one transaction each, with a checksum, a generation, the time and the device."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import orjson

_PREFIX = len(b'["00000000",')
_GENERATION = b'{"g":'


@dataclass(slots=True)
class Step:
    """What happened to one document.

    `new` alone is a document that came, `old` alone one that went. With both they hold only the fields that differ:
    a field that is missing in `new` was taken away, one that is missing in `old` was not there before.
    """

    table: str
    id: str
    uid: str | None
    new: dict[str, Any] | None
    old: dict[str, Any] | None

    def inverse(self) -> Step:
        """The step back."""
        return Step(self.table, self.id, self.uid, self.old, self.new)


@dataclass(slots=True)
class Transaction:
    """Steps that happened together."""

    generation: int
    number: int
    """Counts all transactions of the library."""
    time: int
    """Milliseconds since 1970, UTC; never smaller than that of the transaction before."""
    device: str
    label: str
    """What was done, for undo and history; empty for what is not worth undoing."""
    steps: list[Step] = field(default_factory=list)
    undoes: int | None = None
    """The number of the transaction that this one took back."""
    redoes: int | None = None
    """The number of the transaction that this one did again."""

    def encode(self) -> bytes:
        """The line; raises TypeError for what JSON cannot say."""
        fields: dict[str, Any] = {
            "g": self.generation,
            "n": self.number,
            "t": self.time,
            "device": self.device,
        }
        fields["do"] = self.label
        if self.undoes is not None:
            fields["undoes"] = self.undoes
        if self.redoes is not None:
            fields["redoes"] = self.redoes
        fields["steps"] = [[s.table, s.id, s.uid, s.new, s.old] for s in self.steps]
        body = orjson.dumps(fields)
        return b'["%08x",%b]\n' % (crc32(body), body)


def decode(line: bytes) -> Transaction | None:
    """The transaction of a line, or nothing if the line is torn or damaged."""
    body = line[_PREFIX:-2]
    if line[-2:] != b"]\n" or line[:2] != b'["':
        return None
    try:
        if int(line[2:10], 16) != crc32(body):
            return None
        f = orjson.loads(body)
        steps = [Step(*step) for step in f["steps"]]
        return Transaction(f["g"], f["n"], f["t"], f["device"], f["do"], steps, f.get("undoes"), f.get("redoes"))
    except (ValueError, KeyError, TypeError):
        return None


def generation_of(line: bytes) -> int | None:
    """The generation that a line says it belongs to, read without checking or parsing the line."""
    start = _PREFIX + len(_GENERATION)
    if line[_PREFIX:start] != _GENERATION:
        return None
    digits = line[start : line.find(b",", start)]
    return int(digits) if digits.isdigit() else None


def lines_backwards(data: bytes) -> Iterator[bytes]:
    """The whole lines of a journal, the last first."""
    end = data.rfind(b"\n") + 1
    while end > 0:
        start = data.rfind(b"\n", 0, end - 1) + 1
        yield data[start:end]
        end = start
