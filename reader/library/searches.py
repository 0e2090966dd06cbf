"""The saved searches of a library: one table, one door."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tinydb.table import Table

from reader.domain.errors import SearchNotFound
from reader.domain.plain import clean_line
from reader.library.codec import moment, stamp
from reader.library.storage import JournalStorage

if TYPE_CHECKING:
    from reader.domain.saved_search import SavedSearch

TABLE = "searches"


class Searches:
    """Reads saved searches from memory, changes them in transactions that can be taken back."""

    def __init__(self, table: Table, storage: JournalStorage) -> None:
        self._table = table
        self._storage = storage

    def __len__(self) -> int:
        with self._storage.mutex:
            return len(self._storage.documents(TABLE))

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        return sorted((search for _, search in self._found()), key=lambda search: (search.name.casefold(), search.uid))

    def get(self, uid: str) -> SavedSearch | None:
        """The saved search with this uid."""
        return next((search for _, search in self._found() if search.uid == uid), None)

    def named(self, name: str) -> SavedSearch | None:
        """The saved search that is called so, whatever the capitals."""
        wanted = clean_line(name).casefold()
        return next((search for search in self.all() if search.name.casefold() == wanted), None)

    def find(self, name: str) -> SavedSearch:
        """The one saved search that a person means: by name, or by how its name begins; raises SearchNotFound."""
        search = self.named(name)
        if search is not None:
            return search
        wanted = clean_line(name).casefold()
        found = [search for search in self.all() if wanted and search.name.casefold().startswith(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise SearchNotFound(f"{len(found)} saved searches begin with {name}.", "Give more of the name.")
        raise SearchNotFound(f"There is no saved search {name}.", "`reader searches` shows them.")

    def keep(self, name: str, query: str, full: bool | None = None) -> SavedSearch:
        """Save a query under a name; one that is called so already gets this query.

        With `full` its words are looked for in the texts, too; if that is not said, one that is there stays as it is.
        """
        from reader.domain.saved_search import SavedSearch

        name, query = clean_line(name), clean_line(query)
        with self._storage.transaction("save a search"):
            known = self.named(name)
            if known is not None:
                full = known.full if full is None else full
                self._set(known.uid, {"name": name, "query": query, "full": full})
                return SavedSearch(known.uid, name, query, known.made, full)
            made = stamp(datetime.now(UTC))
            search = SavedSearch(os.urandom(6).hex(), name, query, moment(made), bool(full))
            document = {"uid": search.uid, "name": name, "query": query, "made": made}
            self._table.insert({**document, "full": True} if full else document)
            return search

    def rename(self, uid: str, name: str) -> None:
        """Give a saved search another name."""
        with self._storage.transaction("rename a search"):
            self._set(uid, {"name": clean_line(name)})

    def remove(self, uid: str) -> None:
        """Forget a saved search; an undo brings it back."""
        with self._storage.transaction("delete a search"):
            numbers = [number for number, search in self._found() if search.uid == uid]
            if numbers:
                self._table.remove(doc_ids=numbers)

    def _set(self, uid: str, fields: Mapping[str, Any]) -> None:
        numbers = [number for number, search in self._found() if search.uid == uid]
        if numbers:
            self._table.update(fields, doc_ids=numbers)

    def _found(self) -> list[tuple[int, SavedSearch]]:
        with self._storage.mutex:
            pairs = list(self._storage.documents(TABLE).parsed())
        return [(number, search) for number, document in pairs if (search := from_document(document)) is not None]


def from_document(document: Mapping[str, Any]) -> SavedSearch | None:
    """The saved search of a document, or nothing if it is damaged."""
    from reader.domain.saved_search import SavedSearch  # which the start need not wait for

    uid, name, query = (document.get(field) for field in ("uid", "name", "query"))
    if not (isinstance(uid, str) and isinstance(name, str) and isinstance(query, str) and uid and name):
        return None
    return SavedSearch(uid, name, query, moment(document.get("made")), document.get("full") is True)
