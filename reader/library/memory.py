"""Memory: the tables as the snapshot and the journal say they are, kept up with what other processes write.

Reading takes no lock: a snapshot is replaced, never rewritten, so whoever read a journal and still finds the same
snapshot beside it has read what belongs together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

from reader.domain.errors import LibraryUnusable
from reader.library import snapshot
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.journal import Step, Transaction
from reader.library.journal_file import JournalFile
from reader.library.migrations import SCHEMA
from reader.library.observer import Observer
from reader.library.replay import Moved, News, apply, replay, resolved

RETRIES = 20
"""How often a reader tries again when a compaction came between."""


class Memory:
    """What is on disk, in memory; whoever calls it sees to it that it is one at a time."""

    def __init__(self, folder: Folder, observer: Observer | None = None) -> None:
        self.folder = folder
        self.notices: list[str] = []
        """What a person should know about this opening."""
        self.newer = ""
        """The sentence about a library that was made by a newer reader; empty if it was not."""
        self.tables: dict[str, Documents] = {}
        self.journal = JournalFile(folder)
        self.generation = 0
        self.astray = False
        """Whether the journal goes on from another snapshot than the one that is there; then it is left out."""
        self._observer = observer
        self._signature: snapshot.Signature | None = None
        self._opened = False
        self._number = self._time = 0
        self._on_news: list[Callable[[], None]] = []
        self._untold: deque[tuple[Transaction | None, bool]] = deque()
        """What the observer has not been told yet, and whether others did it; None stands for everything."""

    @property
    def signature(self) -> snapshot.Signature | None:
        """The signature of the snapshot that memory stands on."""
        return self._signature

    def documents(self, table: str) -> Documents:
        """The documents of a table; none if there is no such table."""
        found = self.tables.get(table)
        return Documents() if found is None else found

    def _apply(self, step: Step) -> None:
        if apply(self.tables, step) and self._observer is not None:
            self._observer.stepped(step, self.tables[step.table])

    def _forget(self) -> None:
        """Memory cannot be trusted: read everything anew next time."""
        self._signature = None

    def on_news(self, call: Callable[[], None]) -> None:
        """Call something whenever documents came or went without TinyDB's table doing it."""
        self._on_news.append(call)

    def forget_ids(self) -> None:
        """The next free id of every table must be looked up anew."""
        for call in self._on_news:
            call()

    def _read_news(self, locked: bool, most: int = 0) -> bool:
        news = False
        for _ in range(RETRIES):
            signature = snapshot.signature_of(self.folder.snapshot)
            if signature is None:
                raise LibraryUnusable(f"{self.folder.snapshot} is not there any more; nothing has been changed.")
            if signature != self._signature:
                news |= self._load()
                continue
            data = self.journal.read(self.generation, most)
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
        return news

    def _tell(self) -> None:
        """Tell the observer, once memory is whole and the lock is free: whoever listens may look, write, or fail."""
        while self._untold:
            transaction, elsewhere = self._untold.popleft()
            if self._observer is None:
                continue
            if transaction is None:
                self._observer.replaced()
            else:
                self._observer.committed(transaction, elsewhere)

    def _load(self) -> bool:
        """Take in a snapshot; true unless it holds just what is in memory already."""
        found = snapshot.read(self.folder.snapshot, self._observer.lines_for if self._observer is not None else None)
        same = found.follows([self.generation, self.journal.offset, list(self._signature or ())])
        if not same:
            self.tables = found.tables
            self._number = max(self._number, found.number("number"))
            if self._observer is not None:
                self._observer.loaded(self.tables, found.signature)
            self._untold = deque([(None, True)] if self._opened else [])
            self.forget_ids()
        schema = found.header.get("schema", SCHEMA)
        if not isinstance(schema, int) or schema > SCHEMA:
            self.newer = "The library was made by a newer reader: it is open for reading only."
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
        self._untold += ((transaction, True) for transaction in transactions)
        if transactions:
            self.forget_ids()
        return bool(transactions)

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
