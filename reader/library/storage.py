"""The TinyDB storage: tables in memory, a snapshot and a journal on disk, safe among several processes.

Whoever changes something holds the lock, reads what others appended, and appends one line; it has survived a kill
when `write` returns, and is on disk 50 ms later.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson
from tinydb.storages import Storage

from reader.domain.errors import LibraryReadOnly, LibraryUnusable, LibraryWriteFailed
from reader.library import snapshot
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.journal import Step, Transaction
from reader.library.locking import LibraryLock, write_failure
from reader.library.memory import Memory
from reader.library.observer import Observer


class JournalStorage(Memory, Storage):
    """What TinyDB reads from and writes to; the only object that touches `library.json` and the journal."""

    def __init__(self, folder: Folder, observer: Observer | None = None) -> None:
        super().__init__(folder, observer)
        self.mutex = threading.RLock()
        self.read_only = ""
        """Why nothing may be changed, as a sentence; empty when it may."""
        self._lock = LibraryLock(folder)
        self._pending: list[Step] | None = None
        self._group: int | None = None
        self._read_news(locked=False)
        self._untold.clear()

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
                    if self._pending:
                        self._untold.append((self._append(label, undoing), False))
                except BaseException as error:
                    self._take_back()
                    if not isinstance(error, Exception):  # Ctrl+C: who knows whether the line was written
                        self._forget()
                    raise
                finally:
                    self._pending = None

    @contextmanager
    def grouped(self) -> Iterator[None]:
        """All transactions within are taken back by one undo, however many they are."""
        before, self._group = self._group, 0 if self._group is None else self._group
        try:
            yield
        finally:
            self._group = before

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Nobody else writes meanwhile, and memory holds what is on disk; raises as a transaction does."""
        with self.mutex:
            self._insist_on_writing()
            try:
                with self._lock.held():
                    try:
                        self._read_news(locked=True)
                    except OSError as error:
                        raise write_failure(error, self.folder) from error
                    self._insist_on_writing()
                    yield
            finally:
                self._tell()

    def _insist_on_writing(self) -> None:
        self.read_only = self.read_only or self.newer
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

    def _take_back(self) -> None:
        try:
            for step in reversed(self._pending or ()):
                self._apply(step.inverse())
        except BaseException:
            self._forget()
            raise

    def _append(self, label: str, undoing: Mapping[str, int]) -> Transaction:
        self._time = max(int(time.time() * 1000), self._time + 1)
        if self._group is not None and label and not undoing:
            undoing = {"group": self._group or self._number + 1}
            self._group = undoing["group"]
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

    def catch_up(self, most: int = 0) -> bool:
        """Take in what other processes appended, of much about so many bytes; true if there was anything."""
        with self.mutex:
            if self._pending is not None:
                return False
            try:
                news = self._read_news(False, most)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise LibraryUnusable(f"The library in {self.folder.path} cannot be read ({reason}).") from error
            self._tell()
            return news

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
