"""The articles of a library: reading them from memory, changing them in transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tinydb.table import Table

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State
from reader.domain.errors import ArticleNotFound
from reader.domain.shelf import FIXED, Kind, Shelf, Sort
from reader.library import listing as listings
from reader.library.bodies import Bodies
from reader.library.codec import from_document, place_to_document, stamp, tags_of, to_document
from reader.library.columns import GONE, Columns
from reader.library.index import Index
from reader.library.listing import Listing
from reader.library.locking import write_failure
from reader.library.snapshot import LAST_TABLE
from reader.library.storage import JournalStorage

if TYPE_CHECKING:
    from reader.domain.draft import Draft

MANY = 1000
"""Documents that are parsed in one go."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a draft."""

    article: Article
    new: bool
    """Whether it had not been in the library."""
    restored: bool = False
    """Whether it was in the Bin and came back."""


class Articles:
    """One table, one door."""

    def __init__(self, table: Table, storage: JournalStorage, bodies: Bodies, index: Index) -> None:
        self._table = table
        self._storage = storage
        self._bodies = bodies
        self._index = index

    @property
    def columns(self) -> Columns:
        """What is known of every article without looking at its document."""
        return self._index.columns

    # -- reading ----------------------------------------------------------------------------------

    def __len__(self) -> int:
        with self._storage.mutex:
            return listings.count_of(self.columns, Kind.ALL) + listings.count_of(self.columns, Kind.BIN)

    def get(self, uid: str) -> Article | None:
        """The article with this uid."""
        with self._storage.mutex:
            slot = self.columns.slot(uid)
            return None if slot is None else self.at(self.columns, slot)

    def at(self, columns: Columns, slot: int) -> Article | None:
        """The article of a slot, also when the library has been read anew since."""
        with self._storage.mutex:
            if columns is not self.columns:
                return self.get(columns.uids[slot])
            document = None if columns.flags[slot] & GONE else self._table.get(doc_id=columns.ids[slot])
            return None if document is None else from_document(document)

    def facts(self, columns: Columns, slots: Sequence[int], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The named fields of the documents of slots, in the order asked for; for `Listing.facts`."""
        for start in range(0, len(slots), MANY):
            with self._storage.mutex:
                ids = self._ids(columns, slots[start : start + MANY])
                documents = self._storage.documents(LAST_TABLE).several(ids)
            for document in documents:
                if document is not None:
                    yield tuple(map(document.get, names))

    def _ids(self, columns: Columns, slots: Sequence[int]) -> list[int]:
        """Where the documents of slots are, also when the library has been read anew since."""
        if columns is self.columns:
            return [columns.ids[slot] for slot in slots if not columns.flags[slot] & GONE]
        here = (self.columns.slot(columns.uids[slot]) for slot in slots)
        return [self.columns.ids[slot] for slot in here if slot is not None]

    def find(self, prefix: str) -> Article:
        """The one article whose uid begins so; raises ArticleNotFound."""
        article = self.get(prefix)
        if article is not None:
            return article
        with self._storage.mutex:
            found = [uid for uid in self.columns.uids if uid.startswith(prefix)] if prefix else []
            articles = [article for uid in dict.fromkeys(found) if (article := self.get(uid)) is not None]
        if len(articles) == 1:
            return articles[0]
        if articles:
            raise ArticleNotFound(f"{len(articles)} articles have uids that begin with {prefix}.", "Give more of it.")
        raise ArticleNotFound(f"No article has the uid {prefix}.", "`reader list` shows them.")

    def listing(self, shelf: Shelf, sort: Sort = Sort.NATURAL, matching: str = "") -> Listing:
        """The articles on a shelf, in order, only those that hold every word of `matching`."""
        with self._storage.mutex:
            columns = self.columns
            slots = listings.slots_of(columns, shelf)
            if matching.strip():
                slots = listings.matching(slots, self._strings(), matching)
            return Listing(self, columns, listings.in_order(columns, slots, shelf, sort, self._strings))

    def counts(self) -> dict[Shelf, int]:
        """How many articles stand on each of the fixed shelves."""
        with self._storage.mutex:
            return {shelf: listings.count_of(self.columns, shelf.kind) for shelf in FIXED}

    def tags(self) -> dict[str, int]:
        """How many articles outside the Bin have each tag, by name."""
        with self._storage.mutex:
            return listings.tag_counts(self.columns)

    def warm(self) -> None:
        """Prepare the filter; worth a background thread after the first paint."""
        self._strings()

    def _strings(self) -> list[str]:
        return self._index.strings()

    # -- adding -----------------------------------------------------------------------------------

    def add(self, drafts: Sequence[Draft], label: str = "add") -> list[Added]:
        """Add texts in one transaction: first the bodies, brought to disk, then one line of the journal.

        A text that is there already stays as it is; from the Bin it comes back.
        """
        named = [(draft.uid, draft) for draft in drafts]
        wanted = dict(reversed(named))  # the first of those with one uid
        with self._storage.transaction():  # may it be changed, and what did others add? Their texts stay as they are
            pass
        written = self._write_bodies(wanted, [uid for uid in wanted if self.columns.slot(uid) is None])
        with self._storage.transaction(label):
            coming = [uid for uid in dict(named) if self.columns.slot(uid) is None]
            written |= self._write_bodies(wanted, [uid for uid in coming if uid not in written])  # withdrawn just now
            back = [uid for uid in wanted if (known := self.get(uid)) is not None and known.removed]
            self._set(back, lambda _: {"removed": None})
            self._table.insert_multiple(to_document(written[uid]) for uid in coming)
        came = set(coming)
        results = []
        for uid, _ in named:
            article = self.get(uid)
            assert article is not None
            results.append(Added(article, uid in came, uid in back))
            came.discard(uid)
        return results

    def _write_bodies(self, drafts: Mapping[str, Draft], uids: Sequence[str]) -> dict[str, Article]:
        now = datetime.now(UTC)
        articles = {uid: _article(uid, drafts[uid], now) for uid in uids}
        try:
            self._bodies.write([(article, drafts[uid].body) for uid, article in articles.items()])
        except OSError as error:
            raise write_failure(error, self._storage.folder) from error
        return articles

    def adopt(self, articles: Sequence[Article]) -> None:
        """Take in articles whose bodies are there already; raises as a transaction does."""
        with self._storage.transaction("adopt"):
            fresh = [article for article in articles if self.columns.slot(article.uid) is None]
            self._table.insert_multiple(to_document(article) for article in fresh)

    # -- changing ---------------------------------------------------------------------------------

    def bookmark(self, uids: Iterable[str], on: bool = True) -> int:
        """Bookmark articles, or take their bookmarks away; says how many are different now."""
        return self._change("bookmark" if on else "unbookmark", uids, _switch("bookmarked", on))

    def mark(self, uids: Iterable[str], state: State) -> int:
        """Say how far articles have been read; their places are kept."""
        label = {State.READ: "mark read", State.UNREAD: "mark unread", State.READING: "mark as being read"}[state]
        return self._change(label, uids, lambda d: {"state": state.value} if d.get("state") != state else {})

    def archive(self, uids: Iterable[str], on: bool = True) -> int:
        """Archive articles, or put them back into the Inbox."""
        return self._change("archive" if on else "put back into the inbox", uids, _switch("archived", on))

    def remove(self, uids: Iterable[str], on: bool = True) -> int:
        """Put articles into the Bin, or take them out of it."""
        return self._change("remove" if on else "restore", uids, _switch("removed", on))

    def tag(self, uids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> int:
        """Give articles tags and take others away."""
        adding, removing = tuple(add), frozenset(remove)

        def change(document: Mapping[str, Any]) -> dict[str, Any]:
            tags = list(tags_of(document))
            wanted = [tag for tag in dict.fromkeys((*tags, *adding)) if tag not in removing]
            return {"tags": wanted or None} if wanted != tags else {}

        return self._change("tag", uids, change)

    def note(self, uid: str, note: str) -> None:
        """Write about an article, or with nothing take the note away."""
        written = note.strip() or None
        self._change("note", [uid], lambda document: {"note": written} if document.get("note") != written else {})

    def open(self, uid: str) -> None:
        """Remember that an article is being read."""
        self._change("", [uid], _opened)

    def keep_place(self, uid: str, anchor: Anchor, progress: float) -> None:
        """Remember where the reader stopped."""
        fields = {"place": place_to_document(anchor), "progress": round(progress, 4) or None}
        self._change("", [uid], lambda _: fields)

    def finish(self, uid: str) -> None:
        """The reader has come to the end of an article."""
        finished = {"state": State.READ.value, "progress": 1}
        self._change("finish", [uid], lambda d: finished if d.get("state") != State.READ else {})

    def _change(self, label: str, uids: Iterable[str], change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> int:
        with self._storage.transaction(label):
            return self._set(uids, change)

    def _set(self, uids: Iterable[str], change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> int:
        """Set what `change` says of each document; None takes a field away."""
        slots = (self.columns.slot(uid) for uid in dict.fromkeys(uids))
        ids = [self.columns.ids[slot] for slot in slots if slot is not None]
        changed = 0

        def update(document: Any) -> None:
            nonlocal changed
            fields = change(document)
            before = dict(document)
            document.update(fields)
            for name in [name for name, value in fields.items() if value is None]:
                del document[name]
            changed += document != before

        if ids:
            self._table.update(update, doc_ids=ids)
        return changed


def _switch(field: str, on: bool) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    now = stamp(datetime.now(UTC))

    def change(document: Mapping[str, Any]) -> dict[str, Any]:
        return {field: now if on else None} if bool(document.get(field)) != on else {}

    return change


def _opened(document: Mapping[str, Any]) -> dict[str, Any]:
    state = document.get("state")
    now = {"opened": stamp(datetime.now(UTC))}
    return now if state in (State.READING, State.READ) else {**now, "state": State.READING.value}


def _article(uid: str, draft: Draft, now: datetime) -> Article:
    from reader.domain.words import count_words  # only adding counts, and a start must not wait for its patterns

    words, cjk = count_words(draft.body)
    article = Article(
        uid=uid,
        title=draft.title,
        url=draft.url,
        source=draft.source,
        author=draft.author,
        published=draft.published,
        added=draft.added or now,
        language=draft.language,
        words=words,
        cjk=cjk,
        tags=draft.tags,
    )
    return article if article.title else replace(article, title="Untitled")
