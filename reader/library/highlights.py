"""The highlights of a library: one table, one door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from tinydb.table import Table

from reader.domain.highlight import Highlight
from reader.library.annotations import highlight_from_document, highlight_to_document, put
from reader.library.codec import stamp
from reader.library.retagging import retag_all
from reader.library.storage import JournalStorage

TABLE = "highlights"


class Highlights:
    """Reads highlights from memory, changes them in transactions that can be taken back."""

    def __init__(self, table: Table, storage: JournalStorage, revisions: Mapping[str, int]) -> None:
        self._table = table
        self._storage = storage
        self._revisions = revisions
        self._numbers: tuple[int, dict[str, list[int]]] = (-1, {})
        """The documents of every article, and the revision of the table in which they were that."""

    def all(self) -> list[Highlight]:
        """Every highlight, the newest first."""
        found = [highlight for _, highlight in self._found(lambda _: True)]
        return sorted(found, key=lambda highlight: (stamp(highlight.made) or "", highlight.uid), reverse=True)

    def of(self, article: str) -> list[Highlight]:
        """The highlights of an article, in the order of the text."""
        with self._storage.mutex:
            documents = self._storage.documents(TABLE).several(self._numbers_by_article().get(article, []))
        found = [h for document in documents if document and (h := highlight_from_document(document)) is not None]
        return sorted(found, key=lambda highlight: (highlight.start.fraction, highlight.start.offset))

    def get(self, uid: str) -> Highlight | None:
        """The highlight with this uid."""
        return next((h for _, h in self._found(lambda document: document.get("uid") == uid)), None)

    def counts(self) -> dict[str, int]:
        """How many highlights each article has, by its uid."""
        counts: dict[str, int] = {}
        for _, highlight in self._found(lambda _: True):
            counts[highlight.article] = counts.get(highlight.article, 0) + 1
        return counts

    def add(self, highlights: Iterable[Highlight], label: str = "highlight") -> None:
        """Keep highlights; one whose uid is known replaces the old one."""
        with self._storage.transaction(label):
            known = {highlight.uid: number for number, highlight in self._found(lambda _: True)}
            for highlight in highlights:
                document = highlight_to_document(highlight)
                put(self._table, document, known.get(highlight.uid))

    def carry(self, highlights: Iterable[Highlight]) -> None:
        """Keep highlights whose uids nobody has yet, as part of an import."""
        with self._storage.transaction("import"):
            self._table.insert_multiple(map(highlight_to_document, highlights))

    def note(self, uid: str, note: str) -> None:
        """Write about a highlight, or with nothing take the note away."""
        self._change("note", uid, {"note": note.strip() or None})

    def colour(self, uid: str, colour: int) -> None:
        """Give a highlight another colour."""
        self._change("colour of a highlight", uid, {"colour": colour})

    def tag(self, uid: str, tags: Iterable[str]) -> None:
        """Give a highlight these tags and no others."""
        self._change("tags of a highlight", uid, {"tags": list(dict.fromkeys(tags)) or None})

    def retag(self, names: Mapping[str, str]) -> int:
        """Call tags something else; what is called nothing goes. Says how many highlights are different now."""
        return retag_all(self._table, self._storage, TABLE, names)

    def remove(self, uids: Iterable[str]) -> int:
        """Delete highlights; an undo brings them back."""
        wanted = set(uids)
        with self._storage.transaction("delete highlight"):
            numbers = [number for number, highlight in self._found(lambda d: d.get("uid") in wanted)]
            if numbers:
                self._table.remove(doc_ids=numbers)
        return len(numbers)

    def _numbers_by_article(self) -> dict[str, list[int]]:
        """The documents of every article: a page or a passage asks for its own, and there may be thousands."""
        revision = self._revisions.get(TABLE, 0)
        if self._numbers[0] != revision:
            numbers: dict[str, list[int]] = {}
            for number, document in self._storage.documents(TABLE).parsed():
                if isinstance(article := document.get("article"), str):
                    numbers.setdefault(article, []).append(number)
            self._numbers = revision, numbers
        return self._numbers[1]

    def _change(self, label: str, uid: str, fields: Mapping[str, Any]) -> None:
        """Set fields of a highlight; None takes one away."""
        now = stamp(datetime.now(UTC))

        def update(document: Any) -> None:
            if all(document.get(name) == value for name, value in fields.items()):
                return
            document.update({**fields, "changed": now})
            for name in [name for name, value in fields.items() if value is None]:
                del document[name]

        with self._storage.transaction(label):
            numbers = [number for number, _ in self._found(lambda document: document.get("uid") == uid)]
            if numbers:
                self._table.update(update, doc_ids=numbers)

    def _found(self, wanted: Callable[[Mapping[str, Any]], bool]) -> list[tuple[int, Highlight]]:
        with self._storage.mutex:
            pairs = [(n, d) for n, d in self._storage.documents(TABLE).parsed() if wanted(d)]
        highlights = ((number, highlight_from_document(document)) for number, document in pairs)
        return [(number, highlight) for number, highlight in highlights if highlight is not None]
