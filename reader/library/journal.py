"""The journal's lines: one transaction each, with a checksum, a generation, the time and the device."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from reader.library.journal_line import body_of, framed


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
    group: int | None = None
    """The number of the first of the transactions that an undo takes back together, if there are several."""

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
        if self.group is not None:
            fields["group"] = self.group
        fields["steps"] = [[s.table, s.id, s.uid, s.new, s.old] for s in self.steps]
        return framed(orjson.dumps(fields))


def for_undo(transaction: Transaction) -> bytes:
    """The line of a transaction that a snapshot holds already, without what came with it: to take that away is enough.

    Doing it again takes the documents from the line that took them back.
    """
    steps = [Step(s.table, s.id, s.uid, {}, None) if s.old is None and s.uid else s for s in transaction.steps]
    return replace(transaction, steps=steps).encode()


def decode(line: bytes) -> Transaction | None:
    """The transaction of a line, or nothing if the line is torn or damaged."""
    body = body_of(line)
    if body is None:
        return None
    try:
        f = orjson.loads(body)
        steps = [Step(*step) for step in f["steps"]]
        others = f.get("undoes"), f.get("redoes"), f.get("group")
        return Transaction(f["g"], f["n"], f["t"], f["device"], f["do"], steps, *others)
    except (ValueError, KeyError, TypeError):
        return None
