"""Holdings: what the library holds that is to be indexed, and what of it has changed since some moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.bodies import BodyMissing
from reader.library.columns import GONE
from reader.library.highlights import TABLE as HIGHLIGHTS
from reader.library.journal import Step
from reader.library.replay import replay
from reader.library.snapshot import HEADER_ID, LAST_TABLE, META_TABLE

if TYPE_CHECKING:
    from reader.library.library import Library

Basis = list[int]
"""Up to where something stands: size and time of the snapshot, its generation, and an offset in the journal."""

_INDEXED = frozenset(("uid", "title", "source", "author", "note", "edition", "added"))
_FACTS = ("uid", "title", "source", "author", "note", "edition")
ROW_MILLISECONDS = 64_000
"""How much time lies between two rows: small numbers take less room, and what comes at once finds a place behind."""

LONG = 1_000_000
"""Bytes of journal that take long to read."""


class Entry(NamedTuple):
    """What is indexed of an article, but its text."""

    uid: str
    edition: int
    at: int
    """The row that its time would give it."""
    title: str
    notes: str
    source: str
    author: str

    @property
    def digest(self) -> int:
        """A number that differs when any of it does."""
        data = "\x1f".join(map(str, self)).encode("utf-8", "replace")
        return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


class Holdings:
    """A library as the index sees it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._storage = library._storage  # the index is a part of the library that is loaded when it is needed
        self.mutex = self._storage.mutex

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self._library.articles)

    @property
    def basis(self) -> Basis:
        """Up to where memory stands."""
        size, time, _ = self._storage.signature or (0, 0, 0)
        return [size, time, self._storage.generation, self._storage.journal.offset]

    def body(self, uid: str, edition: int) -> str:
        """The text of an article; nothing where it has none."""
        try:
            return self._library.bodies.read(uid, edition)
        except BodyMissing:
            return ""

    def size(self, uid: str, edition: int) -> int:
        """The size of a text in bytes; 0 where there is none."""
        try:
            return self._library.bodies.path(uid, edition).stat().st_size
        except (OSError, BodyMissing):
            return 0

    # -- what is there ----------------------------------------------------------------------------

    def every(self) -> Iterator[Entry]:
        """All articles, the oldest addition first; the library must not change meanwhile."""
        columns = self._library.articles.columns
        notes = self._highlighted()
        added = columns.times["added"]
        slots = [slot for slot in columns.order if not columns.flags[slot] & GONE]
        slots = [slot for slot in slots if columns.uids[slot] and columns.slot(columns.uids[slot]) == slot]
        facts = self._library.articles.facts(columns, slots, _FACTS)
        for slot, values in zip(slots, facts, strict=True):
            yield _entry(dict(zip(_FACTS, values, strict=True)), added[slot], notes)

    def some(self, uids: Iterable[str]) -> Iterator[Entry]:
        """Those of some articles that are there."""
        columns = self._library.articles.columns
        notes = self._highlighted()
        documents = self._storage.documents(LAST_TABLE)
        for uid in uids:
            slot = columns.slot(uid)
            if uid and slot is not None:
                yield _entry(documents[str(columns.ids[slot])], columns.times["added"][slot], notes)

    def _highlighted(self) -> dict[str, list[str]]:
        """The texts and notes of all highlights, by article."""
        found: dict[str, list[str]] = {}
        for _, document in self._storage.documents(HIGHLIGHTS).parsed():
            article = document.get("article")
            if isinstance(article, str):
                found.setdefault(article, []).extend(_texts(document, "text", "note"))
        return found

    # -- what has changed -------------------------------------------------------------------------

    def changed_since(self, basis: Basis, quickly: bool = False) -> set[str] | None:
        """The articles in which anything is different that is indexed; None if that is not known, or not quickly."""
        now = self.basis
        if basis == now:
            return set()
        base = self._storage.documents(META_TABLE).get(HEADER_ID, {}).get("base")
        if basis[:3] == now[:3] and basis[3] <= now[3]:
            start = basis[3]
        elif isinstance(base, list) and _as_basis(base) == basis:  # the snapshot was written from just that
            start = 0
        else:
            return None
        if quickly and now[3] - start > LONG:
            return None
        try:
            with self._storage.folder.journal.open("rb") as file:
                file.seek(start)
                data = file.read(now[3] - start)
        except OSError:
            return None
        found = replay(data, now[2])
        if found.damaged or found.newer or len(data) < now[3] - start:
            return None
        uids: set[str] = set()
        for transaction in found.transactions:
            for step in transaction.steps:
                if (uid := self._changed(step)) is None:
                    return None
                uids.add(uid)
        return uids - {""}

    def _changed(self, step: Step) -> str | None:
        """The article that a step changes for the index; '' if it does not, None if it may change anything."""
        if step.table not in (LAST_TABLE, HIGHLIGHTS):
            return ""
        if not step.id:
            return None
        whole = step.new is None or step.old is None
        if step.table == LAST_TABLE:
            return (step.uid or "") if whole or not _INDEXED.isdisjoint({*(step.new or ()), *(step.old or ())}) else ""
        document = step.new or step.old or {}
        article = document.get("article") or self._storage.documents(HIGHLIGHTS).get(step.id, {}).get("article")
        return article if isinstance(article, str) else ""


def _entry(document: Mapping[str, Any], added: int, highlighted: Mapping[str, list[str]]) -> Entry:
    title, source, author = (found if isinstance(found := document.get(n), str) else "" for n in _FACTS[1:4])
    uid, edition = document["uid"], document.get("edition")
    notes = "\n".join([*_texts(document, "note"), *highlighted.get(uid, ())])
    edition = edition if isinstance(edition, int) and edition >= 0 else 0
    return Entry(uid, edition, max(1, added // ROW_MILLISECONDS), title, notes, source, author)


def _texts(document: Mapping[str, Any], *names: str) -> list[str]:
    return [text for name in names if isinstance(text := document.get(name), str) and text]


def _as_basis(base: list[Any]) -> list[Any]:
    """The basis that a snapshot's header calls its base."""
    try:
        generation, offset, (size, time, *_) = base
    except (TypeError, ValueError):
        return []
    return [size, time, generation, offset]
