"""Replaying: from the journal's bytes to transactions, and from steps to documents."""

from __future__ import annotations

from collections.abc import MutableMapping

from reader.library.documents import Documents
from reader.library.journal import Step, Transaction, decode, generation_of


def replay(data: bytes, generation: int) -> tuple[list[Transaction], int, int, int]:
    """The transactions of a generation; the bytes of all whole lines and of its own; how many lines are damaged.

    Lines of older generations stand in the snapshot already. A damaged line in the middle does not take the
    rest with it; a torn last line is not consumed, since its writer may still be at it.
    """
    found: list[Transaction] = []
    damaged = live = 0
    consumed = data.rfind(b"\n") + 1
    for line in data[:consumed].splitlines(keepends=True):
        of = generation_of(line)
        if of is not None and of < generation:
            continue
        live += len(line)
        transaction = decode(line)
        if transaction is None:
            damaged += 1
        elif transaction.generation == generation:
            found.append(transaction)
    return found, consumed, live, damaged


def newer_than(data: bytes, generation: int) -> bool:
    """Whether a journal goes on from a later snapshot than the one that is there."""
    return any((of := generation_of(line)) is not None and of > generation for line in data.splitlines())


def apply(tables: MutableMapping[str, Documents], step: Step) -> bool:
    """Do a step to the documents; false if there was nothing to do it to."""
    if not step.id:  # the whole table: dropped, or, taken back, there again
        if tables.pop(step.table, None) is None:
            tables[step.table] = Documents()
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
