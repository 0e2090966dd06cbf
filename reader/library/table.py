"""A TinyDB table whose changes cost what they change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, cast

import orjson
from tinydb.table import Table

from reader.library.documents import MAX_ID, Document, Documents
from reader.library.journal import Step

if TYPE_CHECKING:
    from reader.library.storage import JournalStorage


class JournalTable(Table):
    """A TinyDB table that journals what an update touched instead of rewriting the database.

    `_update_table` is TinyDB's one choke point of all writes; the rest only sees to it that ids are given out
    while nobody else can give out the same.
    """

    def __init__(self, storage: JournalStorage, name: str, *, persist_empty: bool = False, **_: Any) -> None:
        storage.on_news(self.forget_next_id)
        # no query cache: a cached answer would not know what other processes changed
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    @property
    def _journal(self) -> JournalStorage:
        return cast("JournalStorage", self._storage)

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._journal.transaction():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        with self._journal.transaction():
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        with self._journal.transaction():
            return super().upsert(document, cond)

    def forget_next_id(self) -> None:
        """Look up the next id anew, since somebody else may have used it."""
        self._next_id = None

    def _get_next_id(self) -> int:
        known: int | None = self._next_id
        number = self._journal.documents(self.name).max_id() + 1 if known is None else known
        self._next_id = number + 1  # type: ignore[assignment]  # TinyDB declares it by its first value, None
        return number

    def _read_table(self) -> Any:
        return Copies(self._journal.documents(self.name))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._journal.transaction():
            view = Touched(self._journal.documents(self.name))
            updater(view)  # raises: nothing has changed, nothing is written
            self._journal.record(view.steps(self.name), table=self.name)


class Copies(Mapping[str, Document]):
    """A table as TinyDB's readers see it: whoever gets a document may do with it what he likes."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def __getitem__(self, key: str) -> Document:
        return self._documents.own_copy(key)

    def __contains__(self, key: object) -> bool:
        return key in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._documents))

    def __len__(self) -> int:
        return len(self._documents)


class Touched(MutableMapping[int, Document]):
    """A table as TinyDB's updaters see it, remembering copies of what they touched."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._copies: dict[int, Document] = {}
        self._gone: dict[int, None] = {}

    def __getitem__(self, number: int) -> Document:
        if number not in self._copies:
            if number in self._gone:
                raise KeyError(number)
            self._copies[int(number)] = self._documents.own_copy(_key(number))
        return self._copies[number]

    def __setitem__(self, number: int, document: Document) -> None:
        if type(number) is not int or not 0 <= number <= MAX_ID:
            raise ValueError(f"{number!r} cannot be the id of a document")
        self._copies[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._copies.pop(number, None)
        if _key(number) in self._documents:
            self._gone[int(number)] = None

    def __contains__(self, number: object) -> bool:
        return number in self._copies or (number not in self._gone and _key(number) in self._documents)

    def __iter__(self) -> Iterator[int]:
        for key in list(self._documents):
            if (number := int(key)) not in self._gone:
                yield number
        for number in list(self._copies):
            if number in self._gone or str(number) not in self._documents:
                yield number

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._copies.clear()
        self._gone = dict.fromkeys(int(key) for key in self._documents)

    def steps(self, table: str) -> list[Step]:
        """What has become different, in the order it was touched."""
        steps = []
        for number in self._gone:
            if number not in self._copies:
                old = self._documents[str(number)]
                steps.append(Step(table, str(number), _uid(old), None, old))
        for number, copy in self._copies.items():
            key = str(number)
            before = self._documents.get(key)
            if before is None:
                steps.append(Step(table, key, _uid(copy), dict(copy), None))
                continue
            new = {k: v for k, v in copy.items() if k not in before or not _same(before[k], v)}
            old = {k: v for k, v in before.items() if k not in copy or k in new}
            if new or old:
                steps.append(Step(table, key, _uid(before), new, old))
        return steps


def _key(number: object) -> str:
    """The key of an id that a dictionary of numbers would find: True is 1 there, and "1" is nothing."""
    return str(int(number)) if isinstance(number, (int, float)) and number == int(number) else ""


def _uid(document: Mapping[str, Any]) -> str | None:
    uid = document.get("uid")
    return uid if isinstance(uid, str) else None


def _same(before: Any, after: Any) -> bool:
    """Equal in JSON too: there True is not 1, and 1 is not 1.0."""
    if before != after:
        return False
    scalar = type(before) is type(after) and not isinstance(before, (list, dict))
    return scalar or orjson.dumps(before) == orjson.dumps(after)
