"""Searching: articles by the words in them, the newest first while somebody is typing, the best first when they ask."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Container, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.columns import Columns
from reader.library.folder import Folder
from reader.library.fulltext.database import (
    NO_FLOOR,
    WEIGHTS,
    Database,
    SearchInterrupted,
    SearchUnusable,
    current,
    delete,
    is_broken,
    is_interrupted,
)
from reader.library.fulltext.folding import EVERY
from reader.library.fulltext.holdings import Holdings

if TYPE_CHECKING:
    from reader.library.library import Library

RANKED = 20_000
"""Articles that are ranked at most, the newest: words that more of them hold say little about any."""
COMMON = 0.25
"""Share of the newest articles that begun words may be in to be ranked among all."""
MOST = 0.5
"""The same share of those from which on old ones are not asked for a begun word while somebody is typing it."""
_BEGUN = '" *'
"""How an expression looks in which a word may go on."""


class Fulltext:
    """The index of a library, open for reading; any thread may ask, one at a time.

    What it finds may be a second old: articles that are gone are left out, those in the Bin are not.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._cache = Folder(library.path).cache
        self._database: Database | None = None
        self._known: tuple[tuple[int, int], Columns, dict[int, int]] | None = None
        self._lock = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether there is an index that can be asked; says so at once, also while another thread asks."""
        if not self._lock.acquire(blocking=False):
            return True
        try:
            return self._opened() is not None
        except sqlite3.Error as error:
            self._unusable(error)
            return False
        finally:
            self._lock.release()

    @property
    def fresh(self) -> bool:
        """Whether the index holds what the library holds, as far as that can be said without comparing everything."""
        with self._lock:
            try:
                database = self._opened()
                basis = [] if database is None else database.basis
            except sqlite3.Error as error:
                self._unusable(error)
                return False
        holdings = Holdings(self._library)
        with holdings.mutex:
            return holdings.changed_since(basis, quickly=True) == set()

    def search(
        self,
        expression: str,
        limit: int = 50,
        ranked: bool = False,
        among: Container[str] | None = None,
        loosely: tuple[str, str] | None = None,
    ) -> list[str]:
        """Uids of the articles that an expression finds, if need be only of those among some; see `expression_of`.

        The newest first, or ranked the best first. `loosely` is for whoever is typing: a word that is begun, and the
        expression without it; where most articles have such a word, old ones are not asked for it, which would take
        most of a second. Raises SearchUnusable.
        """
        slot = self._library.articles.columns.slot

        def look() -> list[str]:
            found = _best(database, expression) if ranked else _newest(database, expression, loosely)
            here = (uid for uid in found if (among is None or uid in among) and slot(uid) is not None)
            return list(islice(here, limit))

        with self._lock:
            try:
                database = self._insist()
                return database.together(look, reading=True)
            except sqlite3.Error as error:
                raise self._unusable(error) from error

    def matching(self, expression: str) -> set[str]:
        """Uids of all articles that an expression finds; raises SearchUnusable."""
        with self._lock:
            try:
                return set(_rows(self._insist(), "texts", expression))
            except sqlite3.Error as error:
                raise self._unusable(error) from error

    def matching_slots(self, expression: str, columns: Columns, limit: int = 0) -> set[int]:
        """The slots of all articles that an expression finds, or of so many of the newest; raises SearchUnusable.

        All that holds a word of which only a letter or two is known takes a second among 100,000 articles: as long as
        somebody is typing it, the newest will do.
        """

        def look() -> set[int]:
            if limit:
                slots = map(columns.slot, islice(_newest(database, expression), limit))
                return {slot for slot in slots if slot is not None}
            known = self._slots_of(database, columns)
            found = database.sql.execute("select rowid from texts where texts match ?", [_some(expression)]).fetchall()
            return {known[row] for (row,) in found if row in known}

        with self._lock:
            try:
                database = self._insist()
                return database.together(look, reading=True)
            except sqlite3.Error as error:
                raise self._unusable(error) from error

    def interrupt(self) -> None:
        """Whoever is waiting for an answer gets SearchInterrupted instead; any thread may come here at any time."""
        database = self._database
        if database is not None:
            with suppress(sqlite3.Error):
                database.sql.interrupt()

    def close(self) -> None:
        """Let go of the index; asking again opens it again."""
        with self._lock:
            self._let_go()

    def _slots_of(self, database: Database, columns: Columns) -> dict[int, int]:
        """The slot of every row; remembered until the index changes, since looking it up takes the most time."""
        version = database.number("pragma data_version"), len(columns)
        known = self._known
        if known is None or known[0] != version or known[1] is not columns:
            slots = ((row, columns.slot(uid)) for row, uid in database.sql.execute("select row, uid from articles"))
            known = self._known = version, columns, {row: slot for row, slot in slots if slot is not None}
        return known[2]

    # -- the database -----------------------------------------------------------------------------

    def _insist(self) -> Database:
        database = self._opened()
        if database is None:
            raise SearchUnusable(
                "The texts are not indexed yet: only titles can be searched.", "`reader index` does it."
            )
        return database

    def _opened(self) -> Database | None:
        """The index of today: one that has been rebuilt, or deleted, is another file."""
        if self._database is not None and not self._database.path.exists():
            self._let_go()
        while self._database is None:
            path = current(self._cache)
            if path is None:
                return None
            try:
                self._database = Database(path)
            except sqlite3.Error:
                if path.exists():
                    raise
        return self._database

    def _unusable(self, error: sqlite3.Error) -> SearchUnusable:
        """What to say about an error; an index that is damaged is deleted, so that it is built anew."""
        if is_interrupted(error):
            return SearchInterrupted("The search was put an end to.")
        if "fts5" in str(error) or not is_broken(error):
            return SearchUnusable(f"The texts cannot be searched now ({error}): only titles can.")
        path = current(self._cache) if self._database is None else self._database.path
        self._let_go()
        if path is not None:
            delete(path)
        return SearchUnusable("The index of the texts is damaged and is built anew: try again in a moment.")

    def _let_go(self) -> None:
        database, self._database, self._known = self._database, None, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()


def _best(database: Database, expression: str) -> Iterator[str]:
    """What an expression finds, the best first."""
    table = "texts"
    # to gather all words that begin so costs seconds where these are in most texts
    if _BEGUN in expression and database.floor != NO_FLOOR and _share(database, expression) > COMMON:
        table = "newest"
    weights = ", ".join(map(str, WEIGHTS))
    inner = (
        f"select rowid as found, bm25({table}, {weights}) as score from {table} "
        f"where {table} match ? order by rowid desc limit {RANKED}"
    )
    sql = f"select uid from ({inner}) cross join articles on row = found order by score, row desc"
    return (uid for (uid,) in database.sql.execute(sql, [_some(expression)]))


def _newest(database: Database, expression: str, loosely: tuple[str, str] | None = None) -> Iterator[str]:
    """What an expression finds, the newest first: at once, where it is in many texts; and else quickly."""
    if database.floor == NO_FLOOR:
        yield from _rows(database, "texts", expression)
        return
    yield from _rows(database, "newest", expression)
    if loosely is not None and _share(database, loosely[0]) > MOST:
        expression = loosely[1]
    yield from _rows(database, "texts", expression, f"and texts.rowid < {database.floor}")


def _share(database: Database, expression: str) -> float:
    """In how many of the newest articles something is."""
    found = database.number("select count(*) from newest where newest match ?", _some(expression))
    return found / max(1, database.number("select count(*) from articles where row >= ?", database.floor))


def _rows(database: Database, table: str, expression: str, bound: str = "") -> Iterator[str]:
    sql = (
        f"select uid from {table} cross join articles on row = {table}.rowid "
        f"where {table} match ? {bound} order by {table}.rowid desc"
    )
    return (uid for (uid,) in database.sql.execute(sql, [_some(expression)]))


def _some(expression: str) -> str:
    """An expression that finds everything where nothing is sought."""
    return expression or f'"{EVERY}"'
