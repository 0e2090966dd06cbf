"""Undo and redo, across restarts and processes: the journal's own lines, read backwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.domain.change import Undone
from reader.domain.deed import Deed
from reader.library.documents import Documents
from reader.library.journal import Step, Transaction, decode
from reader.library.journal_line import lines_backwards
from reader.library.past import deeds
from reader.library.snapshot import LAST_TABLE
from reader.library.storage import JournalStorage


class History:
    """What can be taken back and done again."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage

    def undo(self, only: int | None = None) -> Undone | None:
        """Take back the last change that is still done; None if there is none, or not `only` the one that is meant.

        Raises as a transaction does.
        """
        return self._do(back=True, only=only)

    def redo(self) -> Undone | None:
        """Do again what was taken back last, unless something else was done since; None if there is nothing."""
        return self._do(back=False)

    def deeds(self) -> Iterator[Deed]:
        """What was done, the last first, as far back as the journal goes; any thread may read on at any time."""
        return deeds(self._storage.journal.whole(), self._document)

    def _document(self, table: str, number: str) -> Mapping[str, Any] | None:
        with self._storage.mutex:
            return self._storage.documents(table).get(number) if number else None

    def withdrawn(self) -> set[str]:
        """Uids of documents that an undo took out of the library, as far back as the journal goes."""
        uids: set[str] = set()
        for line in lines_backwards(self._storage.journal.whole()):
            transaction = decode(line)
            if transaction is not None and transaction.undoes is not None:
                uids.update(step.uid for step in transaction.steps if step.new is None and step.uid)
        return uids

    def _do(self, back: bool, only: int | None = None) -> Undone | None:
        storage = self._storage
        with storage.exclusive():  # between looking and doing nobody else may undo the same
            lines = last_done(storage.journal.whole()) if back else last_undone(storage.journal.whole())
            if only is not None and _number(lines) != only:
                return None
            whereabouts = Whereabouts(storage)
            label, uids = "", dict[str, None]()
            for line in lines:
                found = decode(line)
                assert found is not None
                label = found.label
                uids |= dict.fromkeys(step.uid for step in found.steps if step.uid and step.table == LAST_TABLE)
                self._turn(found, back, whereabouts)
        return Undone(label, tuple(uids)) if lines else None

    def _turn(self, found: Transaction, back: bool, whereabouts: Whereabouts) -> None:
        """Do the opposite of a transaction, which for doing again is the one that took it back."""
        storage = self._storage
        number = found.number if back else found.undoes
        assert number is not None
        marker = {"undoes" if back else "redoes": number}
        if found.group is not None:
            marker["group"] = found.group
        with storage.transaction(found.label, **marker):
            done = 0
            for step in reversed(found.steps):
                if (here := whereabouts.of(step.inverse())) is not None:
                    storage.record([here], here.table)
                    done += 1
            storage.forget_ids()
            if not done:  # the line itself must stand in the journal, or the same undo would be offered for ever
                storage.record([Step("meta", "0", None, {}, {})], "meta")


def _number(lines: Sequence[bytes]) -> int | None:
    """The number of the deed that some lines are; nothing if there are none."""
    found = decode(lines[0]) if lines else None
    return None if found is None else found.group or found.number


class Whereabouts:
    """Where the documents of old steps are now."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._ids: dict[str, dict[str, str]] = {}

    def of(self, step: Step) -> Step | None:
        """The step with its document's id of today; nothing if that is not there, or there, as the step needs it."""
        documents = self._storage.documents(step.table)
        taken = step.id in documents
        if step.old is None and not taken:
            return step if step.id else None
        key: str | None = step.id if taken else None
        if step.uid is not None and (key is None or documents[key].get("uid") != step.uid):
            key = self._ids_by_uid(step.table, documents).get(step.uid)
        if step.old is not None:
            old = step.old or (documents[key] if key is not None and step.new is None else {})  # see `for_undo`
            return None if key is None else replace(step, id=key, old=old)
        return replace(step, id=str(documents.max_id() + 1)) if key is None else None

    def _ids_by_uid(self, table: str, documents: Documents) -> dict[str, str]:
        if table not in self._ids:
            found = ((str(number), document.get("uid")) for number, document in documents.parsed())
            self._ids[table] = {uid: key for key, uid in found if isinstance(uid, str)}
        return self._ids[table]


def last_done(journal: bytes) -> list[bytes]:
    """The line of the last transaction that was not taken back, with those that are one with it; the last first."""
    undone: dict[int, bool] = {}
    lines: list[bytes] = []
    group: int | None = None
    for line in lines_backwards(journal):
        transaction = decode(line)
        if transaction is None or not transaction.label:
            continue
        if transaction.undoes is not None:
            undone.setdefault(transaction.undoes, True)
        elif transaction.redoes is not None:
            undone.setdefault(transaction.redoes, False)
        elif not undone.get(transaction.number) and (not lines or transaction.group == group):
            lines.append(line)
            group = transaction.group
            if group is None or transaction.number == group:
                break
    return lines


def last_undone(journal: bytes) -> list[bytes]:
    """The lines that took back what was taken back last and not done again, if nothing else was done since.

    What is done again is what they took back indeed: what was forgotten before does not come again without its text.
    """
    undone: dict[int, bool] = {}
    lines: list[bytes] = []
    group: int | None = None
    for line in lines_backwards(journal):
        transaction = decode(line)
        if transaction is None or not transaction.label:
            continue
        if transaction.undoes is not None:
            fresh = undone.setdefault(transaction.undoes, True)
            if fresh and (not lines or transaction.group == group):
                lines.append(line)
                group = transaction.group
                if group is None:
                    break
        elif transaction.redoes is not None:
            undone.setdefault(transaction.redoes, False)
        elif lines or not undone.get(transaction.number):
            break
    return lines
