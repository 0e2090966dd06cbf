"""The TinyDB storage: tables in memory, a snapshot and a journal on disk, safe among several processes.

Whoever changes something holds the lock, reads what others appended, and appends one line; it has survived a kill
when `write` returns, and is on disk 50 ms later. Reading takes no lock: a snapshot is replaced, never rewritten, so
whoever read a journal and still finds the same snapshot beside it has read what belongs together.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import orjson
from tinydb.storages import Storage

from reader.domain.errors import LibraryReadOnly, LibraryUnusable, LibraryWriteFailed
from reader.library import snapshot
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.journal import Step, Transaction
from reader.library.journal_file import JournalFile
from reader.library.locking import LibraryLock, write_failure
from reader.library.replay import apply, replay

RETRIES = 20
"""How often a reader tries again when a compaction came between."""


class Observer(Protocol):
    """Who must know of every step, because it keeps an index."""

    def lines_for(self, signature: snapshot.Signature) -> snapshot.Lines | None:
        """Where the lines of a snapshot are, if that is known."""

    def loaded(self, tables: Mapping[str, Documents], signature: snapshot.Signature) -> None:
        """The tables were read anew."""

    def stepped(self, step: Step, documents: Documents) -> None:
        """A step was applied to the documents of its table."""

    def committed(self, transaction: Transaction, elsewhere: bool) -> None:
        """A transaction is complete."""


class JournalStorage(Storage):
    """What TinyDB reads from and writes to; the only object that touches `library.json` and the journal."""

    def __init__(self, folder: Folder, observer: Observer | None = None) -> None:
        self.folder = folder
        self.mutex = threading.RLock()
        self.read_only = ""
        """Why nothing may be changed, as a sentence; empty when it may."""
        self.notices: list[str] = []
        """What a person should know about this opening."""
        self.tables: dict[str, Documents] = {}
        self.journal = JournalFile(folder)
        self.generation = 0
        self._observer = observer
        self._lock = LibraryLock(folder)
        self._signature: snapshot.Signature | None = None
        self._number = self._time = 0
        self._pending: list[Step] | None = None
        self._on_news: list[Callable[[], None]] = []
        self._read_news(locked=False)

    # -- what TinyDB asks for ---------------------------------------------------------------------

    def read(self) -> Any:
        return dict(self.tables)

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Replace the whole database by journaling the difference: `drop_table` and `drop_tables` come this way."""
        with self.transaction():
            for name in [name for name in self.tables if name not in data]:
                steps = [Step(name, key, None, None, d) for key, d in self.tables[name].items()]
                self.record(steps, table=name)
                self.record([Step(name, "", None, None, None)], table=name)

    def close(self) -> None:
        """Bring everything to disk; raises LibraryWriteFailed."""
        with self.mutex:
            try:
                self.journal.close()
            except OSError as error:
                raise LibraryWriteFailed("The disk did not take the last changes: some may be lost.") from error

    # -- changing ---------------------------------------------------------------------------------

    def documents(self, table: str) -> Documents:
        """The documents of a table, which comes into being when first asked for."""
        return self.tables.setdefault(table, Documents())

    @contextmanager
    def transaction(self, label: str = "", **undoing: int) -> Iterator[None]:
        """Everything changed within becomes one line, or nothing; raises LibraryReadOnly or LibraryWriteFailed."""
        with self.mutex:
            if self._pending is not None:
                yield
                return
            if self.read_only:
                raise LibraryReadOnly(self.read_only)
            with self._lock.held():
                self._read_news(locked=True)
                self._pending = []
                try:
                    yield
                    committed = self._append(label, undoing) if self._pending else None
                except BaseException:
                    self._take_back()
                    raise
                finally:
                    self._pending = None
            if committed is not None and self._observer is not None:
                self._observer.committed(committed, elsewhere=False)

    def record(self, steps: Iterable[Step], table: str) -> None:
        """Apply steps within a transaction; what memory holds from now on is what JSON made of it."""
        assert self._pending is not None
        self.documents(table)
        for step in steps:
            if step.new is not None:
                try:
                    step.new = orjson.loads(orjson.dumps(step.new))
                except TypeError as error:  # a lone surrogate, an int beyond 64 bits, an object
                    raise ValueError(f"not storable as JSON: {error}") from error
            self._pending.append(step)
            self._apply(step)

    def _apply(self, step: Step) -> None:
        if apply(self.tables, step) and self._observer is not None:
            self._observer.stepped(step, self.tables[step.table])

    def _take_back(self) -> None:
        for step in reversed(self._pending or ()):
            self._apply(step.inverse())

    def _append(self, label: str, undoing: Mapping[str, int]) -> Transaction:
        self._time = max(int(time.time() * 1000), self._time + 1)
        transaction = Transaction(
            self.generation,
            self._number + 1,
            self._time,
            os.uname().nodename,
            label,
            self._pending or [],
            **undoing,
        )
        try:
            self.journal.append(transaction.encode())
        except OSError as error:
            raise write_failure(error, self.folder) from error
        self._number += 1
        return transaction

    # -- what others did --------------------------------------------------------------------------

    def catch_up(self) -> bool:
        """Take in what other processes appended; true if there was anything."""
        with self.mutex:
            return self._pending is None and self._read_news(locked=False)

    def on_news(self, call: Callable[[], None]) -> None:
        """Call something whenever another process's changes have been taken in."""
        self._on_news.append(call)

    def _read_news(self, locked: bool) -> bool:
        news = False
        for _ in range(RETRIES):
            signature = snapshot.signature_of(self.folder.snapshot)
            if signature is None:
                raise LibraryUnusable(f"{self.folder.snapshot} is not there any more; nothing has been changed.")
            if signature != self._signature or self.journal.was_cut():
                news |= self._load(signature)
                continue
            data = self.journal.read()
            if snapshot.signature_of(self.folder.snapshot) == signature:
                news |= self._replay(data, locked)
                break
        if news:
            for call in self._on_news:
                call()
        return news

    def _load(self, signature: snapshot.Signature) -> bool:
        """Take in a snapshot; true unless it holds just what is in memory already."""
        lines = self._observer.lines_for(signature) if self._observer is not None else None
        found = snapshot.read(self.folder.snapshot, lines)
        if lines is not None and found.signature != signature:  # replaced in between: those were the old one's lines
            return False
        same = found.header.get("base") == [self.generation, self.journal.offset, list(self._signature or ())]
        first = self._signature is None
        if not same:
            self.tables = found.tables
            self._number = max(self._number, int(found.header.get("number", 0)))
            if self._observer is not None:
                self._observer.loaded(self.tables, found.signature)
        self.generation, self._signature = found.generation, found.signature
        self.journal.rewind()
        return not same and not first

    def _replay(self, data: bytes, locked: bool) -> bool:
        transactions, consumed, live, damaged = replay(data, self.generation)
        self.notices += self.journal.consumed(data, consumed, live, damaged, locked)
        moved: dict[tuple[str, str], str] = {}
        for transaction in transactions:
            self._number = max(self._number, transaction.number)
            self._time = max(self._time, transaction.time)
            for step in transaction.steps:
                self._apply(_resolved(step, self.tables, moved))
            if self._observer is not None:
                self._observer.committed(transaction, elsewhere=True)
        return bool(transactions)

    # -- compaction -------------------------------------------------------------------------------

    def compact(self, header: Mapping[str, Any]) -> snapshot.Lines:
        """Write a new snapshot and begin a new journal; raises OSError and leaves both as they were."""
        with self.mutex, self._lock.held():
            self._read_news(locked=True)
            base = [self.generation, self.journal.offset, list(self._signature or ())]
            facts = {**header, "generation": self.generation + 1, "number": self._number, "base": base}
            self.documents(snapshot.META_TABLE)
            lines = snapshot.write(self.folder.snapshot, self.tables, facts)
            self.tables[snapshot.META_TABLE][snapshot.HEADER_ID] = facts
            self.generation += 1
            self._signature = snapshot.signature_of(self.folder.snapshot)
            self.journal.begin_anew()
            return lines

    def put_journal_aside(self, stamp: str) -> Path:
        """Keep a journal that does not belong to the snapshot under another name; raises OSError."""
        with self.mutex, self._lock.held():
            aside = self.folder.aside("journal.jsonl", stamp)
            self.folder.journal.rename(aside)
            self.journal.rewind()
            return aside

    @property
    def signature(self) -> snapshot.Signature | None:
        """The signature of the snapshot that memory stands on."""
        return self._signature


def _resolved(step: Step, tables: Mapping[str, Documents], moved: dict[tuple[str, str], str]) -> Step:
    """The step with the id its document has here: somebody may have used the same ids with stock TinyDB."""
    documents = tables.get(step.table)
    if step.uid is None or documents is None:
        return step
    key = (step.table, step.id)
    if step.old is None and step.id in documents and documents[step.id].get("uid") != step.uid:
        moved[key] = str(documents.max_id() + 1)
    return Step(step.table, moved[key], step.uid, step.new, step.old) if key in moved else step
