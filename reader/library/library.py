"""A library: the folder that holds everything, open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from reader.domain.change import Undone
from reader.domain.deed import Deed
from reader.domain.errors import LibraryUnusable, ReaderError
from reader.library import briefs, feeds, highlights, marks, rules, searches, snapshot
from reader.library.articles import Articles
from reader.library.bodies import Bodies
from reader.library.columns import GONE
from reader.library.documents import Documents
from reader.library.feeds import Feeds
from reader.library.folder import Folder, sync_folder
from reader.library.highlights import Highlights
from reader.library.history import History
from reader.library.index import Index, Listener
from reader.library.locking import LibraryLock, write_failure
from reader.library.marks import Marks
from reader.library.migrations import SCHEMA, migrate
from reader.library.rules import Rules
from reader.library.searches import Searches
from reader.library.seen import SeenEntries
from reader.library.storage import JournalStorage
from reader.library.table import JournalTable

_SMALL = (feeds.TABLE, highlights.TABLE, marks.TABLE, rules.TABLE, searches.TABLE)
TABLES = (*_SMALL, snapshot.META_TABLE, snapshot.LAST_TABLE)
"""The tables of a new library."""
SESSION_ID = 2
"""The document of `meta` that holds what the interface remembers."""
COMPACT_BYTES = 2_000_000
"""Bytes of journal that are worth a new snapshot of any size."""
COMPACT_SHARE = 0.25
"""Share of the snapshot's size from which on the journal is worth a new one."""
COMPACT_LEAST = 32_000
"""Bytes of journal that are never worth it."""


class LibraryDB(TinyDB):
    """TinyDB with our table."""

    table_class: type[Table] = JournalTable


class Library:
    """Articles, their bodies, and what the interface remembers."""

    def __init__(self, folder: Folder, created: bool = False) -> None:
        self.path = folder.path
        self.created = created
        """Whether this opening made it."""
        self.compacts = True
        """Whether closing it may write a new snapshot."""
        self._folder = folder
        self._index = Index(folder)
        self._storage = JournalStorage(folder, self._index)
        self._db = LibraryDB(storage=lambda: self._storage)
        self._history = History(self._storage)
        self._closed = False
        self.bodies = Bodies(folder)
        self.articles = Articles(self._db.table(snapshot.LAST_TABLE), self._storage, self.bodies, self._index)
        self.feeds = Feeds(self._db.table(feeds.TABLE), self._storage)
        self.seen = SeenEntries(folder)
        self.highlights = Highlights(self._db.table(highlights.TABLE), self._storage, self._index.revisions)
        self.marks = Marks(self._db.table(marks.TABLE), self._storage)
        self.rules = Rules(self._db.table(rules.TABLE), self._storage)
        self.searches = Searches(self._db.table(searches.TABLE), self._storage)
        self._examine()

    @classmethod
    def open(cls, path: Path, create: bool = True) -> Library:
        """Open the library in a folder, and make it if it is not there; raises LibraryUnusable."""
        folder = Folder(Path(os.path.abspath(os.path.expanduser(path))))  # noqa: PTH100, PTH111 — links stay, nothing raises
        try:
            created = create and make(folder)
            if not folder.snapshot.exists():
                raise missing(folder)
            return cls(folder, created)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise LibraryUnusable(f"The library in {folder.path} cannot be opened ({reason}).") from error

    def _examine(self) -> None:
        """Find out whether it may be changed, and put a journal aside that goes on from another snapshot."""
        storage = self._storage
        if storage.newer:
            storage.read_only = storage.newer
        elif not os.access(self.path, os.W_OK):
            storage.read_only = f"The library in {self.path} may only be read."
        if storage.read_only:
            self.notices.append(storage.read_only)
            if storage.astray:
                self.notices.append("library.json is older than the journal beside it: the journal was left out.")
            return
        header = storage.documents(snapshot.META_TABLE).get(snapshot.HEADER_ID, {})
        migrate(storage.tables, header.get("schema", SCHEMA))
        if storage.astray:
            with storage.exclusive():  # puts it aside
                pass

    # -- what is known of it ----------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether it can only be read; the notices say why."""
        return bool(self._storage.read_only or self._storage.newer)

    @property
    def notices(self) -> list[str]:
        """What a person should know about this opening, in sentences."""
        return self._storage.notices

    @property
    def session(self) -> dict[str, Any]:
        """What the interface remembers between its runs."""
        found = self._db.table(snapshot.META_TABLE).get(doc_id=SESSION_ID)
        return dict(found) if isinstance(found, Mapping) else {}

    def keep_session(self, **fields: Any) -> None:
        """Remember something for the interface's next run; no undo, and a library that is only read forgets it."""
        session = self.session
        if not self.read_only and any(session.get(name) != value for name, value in fields.items()):
            self._db.table(snapshot.META_TABLE).upsert(Document(fields, SESSION_ID))

    # -- changes ----------------------------------------------------------------------------------

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell someone of every change, in the thread that made or noticed it; call the result to stop."""
        return self._index.listen(listener)

    @contextmanager
    def as_one(self, label: str) -> Iterator[None]:
        """Make several changes one, that an undo takes back as one; raises as a transaction does."""
        with self._storage.transaction(label):
            yield

    @contextmanager
    def as_group(self) -> Iterator[None]:
        """Let one undo take back all that is changed meanwhile, in as many transactions as it takes."""
        with self._storage.grouped():
            yield

    def catch_up(self, most: int = 0) -> bool:
        """Take in what other processes did, of a large journal about so many bytes; true if there was anything.

        Raises LibraryUnusable.
        """
        return self._storage.catch_up(most)

    @property
    def behind(self) -> bool:
        """Whether the last catching up has left something."""
        return self._storage.journal.behind

    def undo(self, only: int | None = None) -> Undone | None:
        """Take back the last change, whoever made it; None if there is none, or not `only` the deed that is meant."""
        return self._history.undo(only)

    def redo(self) -> Undone | None:
        """Do again what was taken back last; None if there is nothing."""
        return self._history.redo()

    def deeds(self) -> Iterator[Deed]:
        """What was done, the last first, read from the journal as far as it is asked for."""
        return self._history.deeds()

    def withdrawn(self) -> set[str]:
        """Uids of texts whose adding was taken back: their files are kept so that it can be done again."""
        return self._history.withdrawn()

    def facts_on_disk(self) -> list[tuple[str, bytes]]:
        """The snapshot and the journal as they belong together, by name; raises OSError and as a transaction does."""
        with self._storage.exclusive():
            files = (self._folder.snapshot, self._folder.journal)
            return [(file.name, file.read_bytes()) for file in files if file.exists()]

    # -- briefs -----------------------------------------------------------------------------------

    def brief_lines(self) -> list[str]:
        """A line of facts for every article, newest first; kept for whoever asks next, if nothing is wrong here."""
        with self._storage.mutex:
            columns = self.articles.columns
            slots = [slot for slot in reversed(columns.order) if not columns.flags[slot] & GONE]
            values = self.articles.facts(columns, slots, briefs.FIELDS)
            added = columns.times["added"]
            rows = ((str(columns.ids[slot]), added[slot], facts) for slot, facts in zip(slots, values, strict=True))
            made = briefs.made(self._basis, rows)
            if len(slots) >= briefs.LEAST and not self.notices:
                made.save(str(self.path))
        return made.lines

    @property
    def _basis(self) -> briefs.Basis:
        """What memory stands on, as briefs say it."""
        size, time, _ = self._storage.signature or (0, 0, 0)
        return size, time, self._storage.generation, self._storage.journal.offset

    @property
    def revision(self) -> tuple[int, int, int]:
        """Size and time of the snapshot that memory stands on, and how much of the journal it holds."""
        size, time, _, offset = self._basis
        return size, time, offset

    # -- closing ----------------------------------------------------------------------------------

    def close(self) -> None:
        """Bring everything to disk, write a new snapshot if that is due, let go; raises LibraryWriteFailed."""
        if self._closed:
            return
        self._closed = True
        if self._compaction_due():
            with suppress(OSError, ReaderError):  # the journal holds everything: compaction can wait
                self.compact()
        elif not self.read_only:
            with self._storage.mutex:
                self._index.keep_facts()
        self._storage.close()

    def compact(self) -> None:
        """Write a new snapshot and its caches now; raises OSError, LibraryReadOnly or LibraryWriteFailed."""
        with self._storage.exclusive():
            kept = briefs.load(str(self.path))
            lines = self._storage.compact({"schema": SCHEMA})
            if self._storage.signature is not None:
                self._index.save(self._storage.signature, lines)
            if kept is not None:
                kept.basis = self._basis
                kept.save(str(self.path))

    def _compaction_due(self) -> bool:
        if self.read_only or not self.compacts:
            return False
        live, size = self._storage.journal.live, (self._storage.signature or (0,))[0]
        if live > COMPACT_BYTES or live > max(COMPACT_SHARE * size, COMPACT_LEAST):
            return True
        # stock TinyDB or a restored backup left no caches: make them, so that the next start is fast again
        return self._index.built and size > COMPACT_BYTES

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def make(folder: Folder) -> bool:
    """Make a library where none is; false if there is one. Raises LibraryUnusable rather than write over anything."""
    if folder.snapshot.exists():
        return False
    try:
        _insist_on_room(folder)
        folder.path.mkdir(parents=True, exist_ok=True)
        with LibraryLock(folder).held():
            if folder.snapshot.exists():  # another process was quicker
                return False
            _insist_on_room(folder)
            folder.bodies.mkdir(exist_ok=True)
            header = {"schema": SCHEMA, "generation": 1, "number": 0, "written": snapshot.later_than(None)}
            snapshot.write(folder.snapshot, {name: Documents() for name in TABLES}, header)
            sync_folder(folder.path.parent)
    except OSError as error:
        failure = write_failure(error, folder)
        raise LibraryUnusable(f"No library can be made in {folder.path}: {failure}") from error
    return True


def _insist_on_room(folder: Folder) -> None:
    if folder.path.is_dir() and not folder.is_begun:
        if folder.snapshot.exists():
            return
        if folder.journal.exists() or folder.has_texts:
            raise missing(folder)
        raise LibraryUnusable(
            f"{folder.path} is no library and holds other files: nothing has been changed.",
            "Name a new or an empty folder.",
        )


def missing(folder: Folder) -> LibraryUnusable:
    """The sentence about a folder without a snapshot."""
    if folder.journal.exists() or folder.has_texts:
        return LibraryUnusable(
            f"library.json is missing from {folder.path}, although texts are there; nothing has been changed.",
            "`reader doctor --repair` makes it anew from them.",
        )
    return LibraryUnusable(f"There is no library in {folder.path}.", "`reader` or `reader add` makes one.")
