"""A small ground: what queries look things up in where only a few documents are asked about.

They need not be in the library: what comes in is asked about before it is added, however large the library is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reader.library.columns import Columns
from reader.library.documents import Documents
from reader.library.facts import Facts
from reader.library.ground import Ground
from reader.library.index import Index
from reader.library.storage import JournalStorage
from reader.library.titles import WHOLE, folded, part_of


class SmallGround(Ground):
    """Some documents of articles; their slots are their places."""

    def __init__(self, storage: JournalStorage, index: Index, documents: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(storage, index)
        self._documents = Documents({str(number): dict(document) for number, document in enumerate(documents, 1)})
        self._columns = Columns.of(self._documents)
        self._strings = [folded(document) for document in documents]
        self._facts: Facts | None = None

    @property
    def columns(self) -> Columns:
        return self._columns

    def strings(self) -> list[str]:
        return self._strings

    def holding(self, slots: list[int], word: str) -> list[int]:
        return [slot for slot in slots if word in self._strings[slot]]

    def mask(self, word: str, part: int = WHOLE) -> bytes:
        return bytes(word in part_of(string, part) for string in self._strings)

    def facts(self) -> Facts:
        if self._facts is None:
            self._facts = Facts()
            self._facts.make(self._columns, self._documents)
        return self._facts
