"""Updating: bringing the index to what the library holds, by what has changed, or anew where that is less work.

A changed article gets a new row, and the old one is dead: reading leaves it out. SQLite could delete it from 3.43 on
only, or with the old text, which nobody may have any more; so it is done in the same way everywhere, and when a fifth
of the rows is dead the index is built anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.folder import Folder
from reader.library.fulltext.building import NEWEST, Told, build, put
from reader.library.fulltext.database import NO_FLOOR, Database, SearchUnusable, current, delete, is_broken, sweep
from reader.library.fulltext.holdings import Entry, Holdings

if TYPE_CHECKING:
    from reader.library.library import Library

DEAD_SHARE = 0.2
"""Share of dead or changed rows from which on the index is built anew."""
DEAD_LEAST = 200
"""Dead rows that are no reason."""
MANY_NEWEST = 3 * NEWEST
"""Rows among the newest from which on these are chosen anew."""
PATIENCE = 900.0
"""Seconds to wait for another process that builds the index; one of 100,000 articles takes a minute or two."""
AN_ARTICLE = 2_000
"""Bytes of text that take as long to index as an article does, however short it is."""
A_LOOK = 200
"""Bytes of text that take as long to index as it does to compare an article with the index."""
_PIECE = 200
_ROWS = 500


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did."""

    indexed: int = 0
    """Articles that were put in, or taken out."""
    rebuilt: bool = False
    left: bool = False
    """Whether more is to do than was allowed, or somebody else is at it: `reader index` does it."""


def update(library: Library, most: int = 0, told: Told | None = None, rebuild: bool = False) -> Updated:
    """Bring the index up to date; with `most` only if that is no more work than so many bytes of text are.

    A second is enough for some millions of them. Raises SearchUnusable where it cannot be done, and what reading a
    library raises.
    """
    cache = Folder(library.path).cache
    try:
        cache.mkdir(exist_ok=True)
        with _alone(cache, wait=not most) as alone:
            return _Update(library, cache, most, told or _unheard).run(rebuild) if alone else Updated(left=True)
    except (OSError, sqlite3.Error) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise SearchUnusable(f"The texts cannot be indexed ({reason}): only titles can be searched.") from error


class _Update:
    """One update, by whoever is alone."""

    def __init__(self, library: Library, cache: Path, most: int, told: Told) -> None:
        self._holdings = Holdings(library)
        self._cache = cache
        self._most = most
        self._told = told

    def run(self, rebuild: bool) -> Updated:
        sweep(self._cache)
        path = None if rebuild else current(self._cache)
        if path is not None:
            try:
                return self._follow(path)
            except sqlite3.Error as error:
                if not is_broken(error):
                    raise
                delete(path)
        return self._build()

    def _build(self) -> Updated:
        with self._holdings.mutex:
            if self._most and self._is_much(self._holdings.count, self._holdings.every()):
                return Updated(left=True)
            build(self._holdings, self._cache, self._told)
        return Updated(self._holdings.count, rebuilt=True)

    def _follow(self, path: Path) -> Updated:
        database = Database(path, writing=True)
        try:
            return self._bring(database)
        finally:
            database.close()

    def _bring(self, database: Database) -> Updated:
        with self._holdings.mutex:
            basis, count = self._holdings.basis, self._holdings.count
            changed = self._holdings.changed_since(database.basis, quickly=bool(self._most))
            if changed is None and 0 < self._most < count * A_LOOK:
                return Updated(left=True)
            entries = self._different(database, changed)
        if not entries:
            if basis != database.basis:  # else a snapshot that is written next would not be known to follow
                database.together(lambda: database.say(basis, database.floor))
            return Updated()
        dead = database.number("select count(*) from dead") + len(entries)
        worn = dead > max(DEAD_LEAST, DEAD_SHARE * count)
        crowded = self._is_crowded(database, count)
        if worn:
            return self._build()
        if self._most and (crowded or self._is_much(len(entries), entries.values())):
            return Updated(left=True)
        self._apply(database, entries, basis)
        if crowded:
            self._choose_newest(database)
        return Updated(len(entries))

    def _different(self, database: Database, changed: set[str] | None) -> dict[str, Entry | None]:
        """The articles that are indexed as they are not, in the order they came; None for those that are gone."""
        wanted = {entry.uid: entry for entry in (self._holdings.every() if changed is None else self._some(changed))}
        select = "select uid, digest from articles"
        if changed is None:
            known = dict(database.sql.execute(select))
        else:
            found = (database.sql.execute(f"{select} where uid = ?", [uid]).fetchone() for uid in changed)
            known = dict(row for row in found if row is not None)
        entries: dict[str, Entry | None] = {uid: None for uid in known if uid not in wanted}
        fresh = (entry for entry in wanted.values() if known.get(entry.uid) != entry.digest)
        return entries | {entry.uid: entry for entry in fresh}

    def _some(self, changed: set[str]) -> list[Entry]:
        return sorted(self._holdings.some(changed), key=lambda entry: (entry.at, entry.uid))

    def _is_much(self, count: int, entries: Iterable[Entry | None]) -> bool:
        """Whether so many articles are more work than is allowed; their sizes are asked for as long as that is open."""
        left = self._most - count * AN_ARTICLE
        if left < 0:
            return True
        sizes = (self._holdings.size(entry.uid, entry.edition) for entry in entries if entry is not None)
        return any(total > left for total in accumulate(sizes))

    def _is_crowded(self, database: Database, count: int) -> bool:
        """Whether so many articles have come that typing would become slow."""
        if database.floor == NO_FLOOR:
            return count > MANY_NEWEST
        return database.number("select count(*) from articles where row >= ?", database.floor) > MANY_NEWEST

    # -- changing ---------------------------------------------------------------------------------

    def _apply(self, database: Database, entries: dict[str, Entry | None], basis: list[int]) -> None:
        """Put what differs in, some at a time; only with the last of it the index stands on a new basis."""
        pieces = iter(entries.items())
        done = 0
        while piece := list(islice(pieces, _PIECE)):
            done += len(piece)

            def work(piece: list[tuple[str, Entry | None]] = piece, last: bool = done == len(entries)) -> None:
                rows = self._make_room(database, piece)
                put(database, self._holdings, "texts", rows)
                put(database, self._holdings, "newest", [row for row in rows if row[0] >= database.floor])
                if last:
                    database.say(basis, database.floor)

            database.together(work)
            self._told(done, len(entries))

    def _make_room(self, database: Database, piece: list[tuple[str, Entry | None]]) -> list[tuple[int, Entry]]:
        """Give what differs rows of its own, and declare the old ones dead."""
        sql = database.sql
        rows: list[tuple[int, Entry]] = []
        for uid, entry in piece:
            sql.execute("insert into dead select row from articles where uid = ?", [uid])
            sql.execute("delete from articles where uid = ?", [uid])
            if entry is not None:
                row = _free_row(sql, entry.at)
                sql.execute("insert into articles values (?, ?, ?, ?)", [row, uid, entry.edition, entry.digest])
                rows.append((row, entry))
        return rows

    def _choose_newest(self, database: Database) -> None:
        """Let the small table hold the newest articles only."""
        sql = database.sql
        newest = sql.execute("select row, uid from articles order by row desc limit ?", [NEWEST]).fetchall()
        row_of = {uid: row for row, uid in newest}
        with self._holdings.mutex:
            entries = [(row_of[entry.uid], entry) for entry in self._holdings.some(row_of)]

        def work() -> None:
            sql.execute("insert into newest(newest) values ('delete-all')")
            put(database, self._holdings, "newest", sorted(entries))
            database.say(database.basis, newest[-1][0])

        database.together(work)


def _free_row(sql: sqlite3.Connection, row: int) -> int:
    """The first row from one on that is nobody's and never was."""
    taken_rows = "select row from articles where row >= ?1 union all select row from dead where row >= ?1"
    while True:
        taken = {taken for (taken,) in sql.execute(f"{taken_rows} order by row limit {_ROWS}", [row])}
        free = next((one for one in range(row, row + _ROWS) if one not in taken), None)
        if free is not None:
            return free
        row += _ROWS


@contextmanager
def _alone(cache: Path, wait: bool) -> Iterator[bool]:
    """Be the only one that writes the index, if that can be had; the kernel ends it with whoever is killed."""
    from filelock import FileLock, Timeout

    lock = FileLock(cache / "search.lock", timeout=PATIENCE if wait else 0)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _unheard(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""
