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
from datetime import UTC, datetime
from typing import Any

import orjson
from tinydb.storages import Storage

from reader.domain.errors import LibraryReadOnly, LibraryUnusable, LibraryWriteFailed
from reader.library import snapshot
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.journal import Step, Transaction
from reader.library.journal_file import JournalFile
from reader.library.locking import LibraryLock, write_failure
from reader.library.migrations import SCHEMA
from reader.library.observer import Observer
from reader.library.replay import Moved, News, apply, replay, resolved

RETRIES = 20
"""How often a reader tries again when a compaction came between."""


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
        self._opened = False
        self.astray = False
        """Whether the journal goes on from another snapshot than the one that is there; then it is left out."""
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
                self.record([Step(name, "", None, None, {})], table=name)

    def close(self) -> None:
        """Bring everything to disk; raises LibraryWriteFailed."""
        with self.mutex:
            try:
                self.journal.close()
            except OSError as error:
                raise LibraryWriteFailed("The disk did not take the last changes: some may be lost.") from error

    # -- changing ---------------------------------------------------------------------------------

    def documents(self, table: str) -> Documents:
        """The documents of a table; none if there is no such table."""
        found = self.tables.get(table)
        return Documents() if found is None else found

    @contextmanager
    def transaction(self, label: str = "", **undoing: int) -> Iterator[None]:
        """Everything changed within becomes one line, or nothing; raises LibraryReadOnly or LibraryWriteFailed."""
        with self.mutex:
            if self._pending is not None:
                yield
                return
            with self.exclusive():
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

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Nobody else writes meanwhile, and memory holds what is on disk; raises as a transaction does."""
        with self.mutex:
            self._insist_on_writing()
            with self._lock.held():
                try:
                    self._read_news(locked=True)
                except OSError as error:
                    raise write_failure(error, self.folder) from error
                self._insist_on_writing()
                yield

    def _insist_on_writing(self) -> None:
        if self.read_only:
            raise LibraryReadOnly(self.read_only)

    def record(self, steps: Iterable[Step], table: str) -> None:
        """Apply steps within a transaction; what memory holds from now on is what JSON made of it."""
        assert self._pending is not None
        beginning = [] if table in self.tables else [Step(table, "", None, {}, None)]
        for step in (*beginning, *steps):
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
        try:
            for step in reversed(self._pending or ()):
                self._apply(step.inverse())
        except BaseException:
            self._forget()
            raise

    def _forget(self) -> None:
        """Memory cannot be trusted: read everything anew next time."""
        self._signature = None

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
            try:
                return self._pending is None and self._read_news(locked=False)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise LibraryUnusable(f"The library in {self.folder.path} cannot be read ({reason}).") from error

    def on_news(self, call: Callable[[], None]) -> None:
        """Call something whenever another process's changes have been taken in."""
        self._on_news.append(call)

    def _read_news(self, locked: bool) -> bool:
        news = False
        for _ in range(RETRIES):
            signature = snapshot.signature_of(self.folder.snapshot)
            if signature is None:
                raise LibraryUnusable(f"{self.folder.snapshot} is not there any more; nothing has been changed.")
            if signature != self._signature:
                news |= self._load()
                continue
            data = self.journal.read()
            if data is None:
                self._forget()
            elif locked and self.astray:
                self._put_journal_aside()
            elif snapshot.signature_of(self.folder.snapshot) == signature:
                found = replay(data, self.generation)
                self.astray |= bool(found.newer)
                if not (locked and self.astray):
                    news |= self._replay(found, data, locked)
                    break
        else:
            if locked:
                raise LibraryUnusable(f"{self.folder.snapshot} keeps changing; nothing has been changed.", "Try again.")
        if news:
            for call in self._on_news:
                call()
        return news

    def _load(self) -> bool:
        """Take in a snapshot; true unless it holds just what is in memory already."""
        found = snapshot.read(self.folder.snapshot, self._observer.lines_for if self._observer is not None else None)
        same = found.follows([self.generation, self.journal.offset, list(self._signature or ())])
        if not same:
            self.tables = found.tables
            self._number = max(self._number, found.number("number"))
            if self._observer is not None:
                self._observer.loaded(self.tables, found.signature)
        schema = found.header.get("schema", SCHEMA)
        if not isinstance(schema, int) or schema > SCHEMA:
            self.read_only = "The library was made by a newer reader: it is open for reading only."
        self.generation, self._signature = found.generation, found.signature
        self.journal.rewind()
        self.astray = False
        first, self._opened = not self._opened, True
        return not same and not first

    def _replay(self, found: News, data: bytes, locked: bool) -> bool:
        notices = self.journal.move_on(data, found, locked)
        transactions = [] if self.astray else found.transactions
        self.notices += [notice for notice in notices if notice not in self.notices]
        moved: Moved = {}
        try:
            for transaction in transactions:
                self._number = max(self._number, transaction.number)
                self._time = max(self._time, transaction.time)
                for step in transaction.steps:
                    if (here := resolved(step, self.tables, moved)) is not None:
                        self._apply(here)
        except BaseException:  # such as Ctrl+C: what was not applied would be missing from the next snapshot
            self._forget()
            raise
        # only now: whoever listens must find all of it, and cannot keep the rest from being taken in
        if self._observer is not None:
            for transaction in transactions:
                self._observer.committed(transaction, elsewhere=True)
        return bool(transactions)

    # -- compaction -------------------------------------------------------------------------------

    def compact(self, header: Mapping[str, Any]) -> snapshot.Lines:
        """Write a new snapshot and begin a new journal; raises OSError and as a transaction does, and loses nothing."""
        with self.exclusive():
            facts = {
                **self.documents(snapshot.META_TABLE).get(snapshot.HEADER_ID, {}),
                **header,
                "generation": self.generation + 1,
                "number": self._number,
                "base": [self.generation, self.journal.offset, list(self._signature or ())],
                "written": snapshot.later_than(self._signature),
            }
            self.tables.setdefault(snapshot.META_TABLE, Documents())
            lines = snapshot.write(self.folder.snapshot, self.tables, facts)
            self.tables[snapshot.META_TABLE][snapshot.HEADER_ID] = facts
            self.generation += 1
            self._signature = snapshot.signature_of(self.folder.snapshot)
            self.journal.begin_anew()
            return lines

    def _put_journal_aside(self) -> None:
        """Keep a journal that goes on from a later snapshot under another name; raises OSError."""
        aside = self.folder.aside("journal.jsonl", datetime.now(UTC).strftime("%Y%m%d-%H%M%S"))
        self.folder.journal.rename(aside)
        self.journal.rewind()
        self.astray = False
        self.notices.append(
            f"library.json is older than the journal beside it, as after restoring a backup: "
            f"the journal was put aside as {aside.name}."
        )

    @property
    def signature(self) -> snapshot.Signature | None:
        """The signature of the snapshot that memory stands on."""
        return self._signature
