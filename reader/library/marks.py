"""The marks of a library: one table, one door."""

from __future__ import annotations

from collections.abc import Iterable

from tinydb.table import Table

from reader.domain.mark import Mark, mark_uid
from reader.library.annotations import mark_from_document, mark_to_document, put
from reader.library.codec import stamp
from reader.library.storage import JournalStorage

TABLE = "marks"


class Marks:
    """Reads marks from memory, sets and takes them away in transactions that can be taken back."""

    def __init__(self, table: Table, storage: JournalStorage) -> None:
        self._table = table
        self._storage = storage

    def all(self) -> list[Mark]:
        """Every mark of the library, the newest first."""
        return sorted((mark for _, mark in self._found()), key=lambda mark: stamp(mark.made) or "", reverse=True)

    def of(self, article: str) -> list[Mark]:
        """The marks that lead into an article or stand for the whole library, by letter."""
        marks = (mark for _, mark in self._found() if mark.article == article or mark.letter.isupper())
        return sorted(marks, key=lambda mark: mark.letter)

    def get(self, letter: str, article: str) -> Mark | None:
        """The mark that a letter means in an article."""
        uid = mark_uid(letter, article)
        return next((mark for _, mark in self._found() if mark.uid == uid), None)

    def set(self, mark: Mark) -> None:
        """Set a mark; one with the same letter moves here."""
        with self._storage.transaction(f"mark {mark.letter}"):
            put(self._table, mark_to_document(mark), self._number(mark.uid))

    def add(self, marks: Iterable[Mark], label: str) -> None:
        """Set marks whose letters nobody uses yet, as one change."""
        with self._storage.transaction(label):
            self._table.insert_multiple(map(mark_to_document, marks))

    def remove(self, mark: Mark) -> None:
        """Take a mark away."""
        with self._storage.transaction(f"delete mark {mark.letter}"):
            number = self._number(mark.uid)
            if number is not None:
                self._table.remove(doc_ids=[number])

    def _number(self, uid: str) -> int | None:
        return next((number for number, mark in self._found() if mark.uid == uid), None)

    def _found(self) -> list[tuple[int, Mark]]:
        with self._storage.mutex:
            pairs = list(self._storage.documents(TABLE).parsed())
        marks = ((number, mark_from_document(document)) for number, document in pairs)
        return [(number, mark) for number, mark in marks if mark is not None]
