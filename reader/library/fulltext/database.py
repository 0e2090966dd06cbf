"""The database of the index: a file in the cache for each time it was built, of which the last one counts.

    search.3.db   texts     all articles, contentless
                  newest    the newest again, with their beginnings, for whoever is typing
                  articles  which row is which article, and what was indexed of it
                  dead      rows that are nobody's any more

Changes go into the file by way of SQLite's write-ahead log, so that readers never wait. A rebuilt index is another
file, and not one of the same name, because the log of the old one might be taken for its own.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import orjson

from reader.domain.errors import ReaderError

T = TypeVar("T")

VERSION = 2
"""Of the tables and of what folding makes of texts: with another one the index is built anew."""
COLUMNS = ("title", "text", "notes", "source", "author")
WEIGHTS = (10.0, 1.0, 5.0, 3.0, 3.0)
"""How much a word counts in each column."""
PATIENCE = 5.0
"""Seconds to wait for another process that writes."""
CACHE_KB = 16_000
"""Of pages in memory."""
NO_FLOOR = 1 << 62
"""The floor where `newest` is empty."""

_NAME = re.compile(r"search\.(\d{1,9})\.db")
_TOKENIZE = "\"unicode61 remove_diacritics 2 categories 'L* N* Co M*'\""
_TABLES = (
    f"create virtual table texts using fts5({', '.join(COLUMNS)}, content='', tokenize={_TOKENIZE})",
    f"create virtual table newest using fts5({', '.join(COLUMNS)}, content='', prefix='1 2 3', tokenize={_TOKENIZE})",
    "create table articles(row integer primary key, uid text not null unique, edition int, digest int not null)",
    "create table dead(row integer primary key)",
    "create table meta(name text primary key, value text not null) without rowid",
)
_BROKEN_FILE = (10, 11, 24, 26)
"""SQLite's codes for a file that cannot be read, is corrupt, has another format, or is no database."""
_NOT_NOW = (5, 6, 7, 8, 9, 13, 14)
"""Codes that say nothing about the file: busy, locked, no memory, read-only, interrupted, disk full, cannot open."""


class SearchUnusable(ReaderError):
    """The texts cannot be searched now; the titles can."""


class SearchInterrupted(SearchUnusable):
    """Nobody waits for the answer any more."""


def current(cache: Path) -> Path | None:
    """The file of the index, if there is one."""
    numbers = _numbers(cache)
    return cache / f"search.{max(numbers)}.db" if numbers else None


def sweep(cache: Path) -> None:
    """Delete what whoever was killed has left: half an index, and those before the last one."""
    last = current(cache)
    for path in cache.glob("search.*"):
        if path.name.endswith(".tmp") or (_NAME.fullmatch(path.name) and path != last):
            delete(path)


def next_file(cache: Path) -> Path:
    """Where the next index will be."""
    return cache / f"search.{max(_numbers(cache), default=0) + 1}.db"


def _numbers(cache: Path) -> list[int]:
    try:
        names = [entry.name for entry in cache.iterdir()]
    except OSError:
        return []
    return [int(match[1]) for match in map(_NAME.fullmatch, names) if match]


def delete(path: Path) -> None:
    """Delete a database with all that belongs to it; what cannot be deleted stays."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        with suppress(OSError):
            path.with_name(name).unlink(missing_ok=True)


def is_interrupted(error: sqlite3.Error) -> bool:
    """Whether an error says that somebody has put an end to it."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT


def is_broken(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is damaged, and not that it cannot be used just now."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.DatabaseError) and (code is None or code & 255 not in _NOT_NOW)


class Database:
    """An open index; every method may raise sqlite3.Error."""

    def __init__(self, path: Path, writing: bool = False) -> None:
        self.path = path
        self.sql = _connect(path, "rw" if writing else "ro")
        self.sql.execute("pragma synchronous = normal")  # a crash may take the last updates with it, but breaks nothing
        try:
            if self._known("version", 0) != VERSION:
                raise sqlite3.DatabaseError("another version")
        except BaseException:
            self.sql.close()
            raise

    @classmethod
    def make(cls, path: Path) -> None:
        """Make an empty one; raises SearchUnusable where SQLite has no FTS5."""
        sql = _connect(path, "rwc")
        try:
            for table in _TABLES:
                sql.execute(table)
            rank = f"bm25({', '.join(map(str, WEIGHTS))})"
            for table in ("texts", "newest"):
                sql.execute(f"insert into {table}({table}, rank) values ('rank', ?)", [rank])
            sql.execute("insert into meta values ('version', ?)", [str(VERSION)])
        except sqlite3.OperationalError as error:
            if "fts5" in str(error):
                raise SearchUnusable("This Python's SQLite has no FTS5: only titles can be searched.") from error
            raise
        finally:
            sql.close()

    @property
    def basis(self) -> list[int]:
        """Up to where the library was when it was indexed."""
        found: list[int] = self._known("basis", [])
        return found

    @property
    def floor(self) -> int:
        """The row from which on the articles are among the newest, too."""
        found: int = self._known("floor", NO_FLOOR)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self.sql.close()

    def say(self, basis: list[int], floor: int) -> None:
        """Remember the basis and the floor."""
        values = [("basis", orjson.dumps(basis).decode()), ("floor", str(floor))]
        self.sql.executemany("insert or replace into meta values (?, ?)", values)

    def number(self, sql: str, *values: object) -> int:
        """The number that a query finds."""
        (found,) = self.sql.execute(sql, values).fetchone()
        return int(found or 0)

    def together(self, work: Callable[[], T], reading: bool = False) -> T:
        """Do something wholly or not at all; for reading, on what the index was at one moment."""
        self.sql.execute("begin" if reading else "begin immediate")
        try:
            done = work()
            self.sql.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                self.sql.execute("rollback")
            raise
        return done

    def _known(self, name: str, otherwise: Any) -> Any:
        row = self.sql.execute("select value from meta where name = ?", [name]).fetchone()
        return otherwise if row is None else orjson.loads(row[0])


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    sql = sqlite3.connect(address, PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
    try:
        if mode == "ro":
            sql.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.OperationalError:
        sql.close()
        if os.access(path.parent, os.W_OK):
            raise
        # on a disk that may only be read nobody writes, and no reader's log can be made
        sql = sqlite3.connect(f"{address}&immutable=1", isolation_level=None, check_same_thread=False, uri=True)
    sql.execute(f"pragma cache_size = -{CACHE_KB}")
    return sql
