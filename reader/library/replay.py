"""Replaying: from the journal's bytes to transactions, and from steps to documents."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field

from reader.library.documents import Documents
from reader.library.journal import Step, Transaction, decode
from reader.library.journal_line import generation_of


@dataclass(slots=True)
class News:
    """What stands in a part of the journal."""

    transactions: list[Transaction] = field(default_factory=list)
    """Those that go on from the snapshot; what is of older generations stands in it already."""
    consumed: int = 0
    """Bytes of all whole lines; a torn last line is left, since its writer may still be at it."""
    live: int = 0
    """Bytes of the lines that the snapshot does not hold."""
    damaged: int = 0
    """Lines that cannot be read; one in the middle does not take the rest with it."""
    newer: int = 0
    """Lines that go on from a later snapshot than the one that is there, as after restoring a backup."""


def replay(data: bytes, generation: int) -> News:
    """Look through bytes of the journal for what goes on from a snapshot of this generation."""
    news = News(consumed=data.rfind(b"\n") + 1)
    for line in data[: news.consumed].splitlines(keepends=True):
        of = generation_of(line)
        if of is not None and of < generation:
            continue
        news.live += len(line)
        transaction = decode(line)
        if transaction is None:
            news.damaged += 1
        elif transaction.generation == generation:
            news.transactions.append(transaction)
        else:
            news.newer += 1
    return news


Moved = dict[tuple[str, str, str], str]
"""Ids that documents have here, by table, the id that the journal gave them, and their uid."""


def resolved(step: Step, tables: Mapping[str, Documents], moved: Moved) -> Step | None:
    """The step with the id that its document has here, or nothing if that is not here any more.

    Somebody may have given the journal's ids to other documents, with stock TinyDB.
    """
    documents = tables.get(step.table)
    if step.uid is None or documents is None:
        return step
    known = moved.get((step.table, step.id, step.uid), step.id)
    taken = known in documents and documents[known].get("uid") != step.uid
    if taken and step.old is not None:
        return None
    if taken:
        known = moved[step.table, step.id, step.uid] = str(documents.max_id() + 1)
    return step if known == step.id else Step(step.table, known, step.uid, step.new, step.old)


def apply(tables: MutableMapping[str, Documents], step: Step) -> bool:
    """Do a step to the documents; false if there was nothing to do it to."""
    if not step.id:  # the whole table, which came or went without documents
        if step.new is None:
            tables.pop(step.table, None)
        else:
            tables.setdefault(step.table, Documents())
        return False
    documents = tables.setdefault(step.table, Documents())
    if step.new is None:
        if step.id not in documents:
            return False
        del documents[step.id]
    elif step.old is None:
        documents[step.id] = dict(step.new)
    else:
        if step.id not in documents:
            return False
        document = documents.own_copy(step.id)
        for name in step.old:
            if name not in step.new:
                document.pop(name, None)
        document.update(step.new)
        documents[step.id] = document
    return True
