"""Building the index: all texts at once, into a file that takes the old one's place when it is whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from reader.library.folder import sync_folder
from reader.library.fulltext.database import COLUMNS, NO_FLOOR, Database, current, delete, next_file
from reader.library.fulltext.folding import EVERY, searchable
from reader.library.fulltext.holdings import Entry, Holdings
from reader.library.fulltext.prose import prose

NEWEST = 2_000
"""The articles in which whoever is typing is served from a small table of its own: what they type is in many texts,
or else it is found quickly among all."""
_PIECE = 200
"""Articles that are put in together."""
_HASH_BYTES = 64 << 20
"""What FTS5 gathers in memory before it writes."""
_CACHE_KB = 32_000

Told = Callable[[int, int], None]
"""Is told how many of how many articles are done."""
Row = tuple[int, Entry]


def build(holdings: Holdings, cache: Path, told: Told) -> Path:
    """Build the index of all articles; raises sqlite3.Error, OSError, SearchUnusable and what reading a library raises.

    The library must not change meanwhile in this process; what others change is for the next update.
    """
    cache.mkdir(exist_ok=True)
    path = next_file(cache)
    draft = path.with_name(f"{path.name}.tmp")
    try:
        Database.make(draft)
        database = Database(draft, writing=True)
        try:
            _fill(database, holdings, told)
        finally:
            database.close()
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        old = current(cache)
        draft.replace(path)
        sync_folder(cache)
    except BaseException:
        delete(draft)
        raise
    if old is not None:
        delete(old)
    return path


def put(database: Database, holdings: Holdings, table: str, rows: Iterable[Row]) -> None:
    """Put articles into a table of texts."""
    marks = ", ".join("?" * (1 + len(COLUMNS)))
    said = ((row, *texts_of(entry, holdings)) for row, entry in rows)
    database.sql.executemany(f"insert into {table}(rowid, {', '.join(COLUMNS)}) values ({marks})", said)


def texts_of(entry: Entry, holdings: Holdings) -> tuple[str, ...]:
    """What stands in each column."""
    text = prose(holdings.body(entry.uid, entry.edition))
    columns = (entry.title, text, entry.notes, entry.source, entry.author)
    return *map(searchable, columns[:-1]), f"{searchable(entry.author)} {EVERY}"


def _fill(database: Database, holdings: Holdings, told: Told) -> None:
    sql = database.sql
    for pragma in ("journal_mode = off", "synchronous = off", "locking_mode = exclusive", f"cache_size = -{_CACHE_KB}"):
        sql.execute(f"pragma {pragma}")
    for name, value in (("hashsize", _HASH_BYTES), ("automerge", 0), ("crisismerge", 64)):
        sql.execute("insert into texts(texts, rank) values (?, ?)", [name, value])
    basis, count = holdings.basis, holdings.count
    sql.execute("begin")
    rows = _in_rows(holdings.every())
    done, floor = 0, NO_FLOOR
    while piece := list(islice(rows, _PIECE)):
        put(database, holdings, "texts", piece)
        if count > NEWEST and done + len(piece) > count - NEWEST:
            floor = min(floor, piece[0][0])
            put(database, holdings, "newest", piece)
        kept = ((row, entry.uid, entry.edition, entry.digest) for row, entry in piece)
        sql.executemany("insert into articles values (?, ?, ?, ?)", kept)
        done += len(piece)
        told(done, max(done, count))
    sql.execute("insert into texts(texts) values ('optimize')")
    for name, value in (("hashsize", 1 << 20), ("automerge", 4), ("crisismerge", 16)):
        sql.execute("insert into texts(texts, rank) values (?, ?)", [name, value])
    database.say(basis, floor)
    sql.execute("commit")
    sql.execute("pragma locking_mode = normal")
    sql.execute("pragma journal_mode = wal")


def _in_rows(entries: Iterable[Entry]) -> Iterator[Row]:
    """Every article with its row: as its time says, or the next one that is free."""
    last = 0
    for entry in entries:
        last = max(last + 1, entry.at)
        yield last, entry
