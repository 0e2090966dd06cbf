"""Reading the articles of a library from memory: one by one, or as listings, counted and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tinydb.table import Table

from reader.domain.article import Article
from reader.domain.errors import ArticleNotFound
from reader.domain.shelf import FIXED, WAITING, Kind, Shelf, Sort
from reader.library import listing as listings
from reader.library.bodies import Bodies
from reader.library.codec import from_document
from reader.library.columns import GONE, Columns
from reader.library.index import Index
from reader.library.listing import Listing
from reader.library.snapshot import LAST_TABLE
from reader.library.storage import JournalStorage
from reader.library.tag_tree import TagTree
from reader.library.titles import fold

if TYPE_CHECKING:
    from reader.library.ground import Chooser, Ground

MANY = 1000
"""Documents that are parsed in one go."""


class ArticleReading:
    """What can be asked of the table of articles."""

    def __init__(self, table: Table, storage: JournalStorage, bodies: Bodies, index: Index) -> None:
        self._table = table
        self._storage = storage
        self._bodies = bodies
        self._index = index
        self._ground: Ground | None = None
        self._tag_tree = TagTree()
        self._narrowing: tuple[tuple[Shelf, tuple[int, int]], list[int]] | None = None
        """The slots on the shelf that was narrowed down last, and what it was like then."""
        self._counted: tuple[tuple[int, int], dict[Shelf, int]] | None = None
        """The counts of the shelves, and what the articles were like then."""

    @property
    def columns(self) -> Columns:
        """What is known of every article without looking at its document."""
        return self._index.columns

    @property
    def ground(self) -> Ground:
        """What queries look things up in, under the library's mutex."""
        if self._ground is None:
            from reader.library.ground import Ground

            self._ground = Ground(self._storage, self._index)
        return self._ground

    def __len__(self) -> int:
        with self._storage.mutex:
            return listings.count_of(self.columns, Kind.ALL) + listings.count_of(self.columns, Kind.BIN)

    def get(self, uid: str) -> Article | None:
        """The article with this uid."""
        with self._storage.mutex:
            slot = self.columns.slot(uid)
            return None if slot is None else self.at(self.columns, slot)

    def kept(self, uid: str, name: str) -> dict[str, Any]:
        """A field of an article that only carrying in and out knows, such as `extra`; empty where there is none."""
        with self._storage.mutex:
            slot = self.columns.slot(uid)
            document = None if slot is None else self._table.get(doc_id=self.columns.ids[slot])
        found = document.get(name) if isinstance(document, Mapping) else None
        return dict(found) if isinstance(found, Mapping) else {}

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

    def listing(self, shelf: Shelf, sort: Sort = Sort.NATURAL, matching: str | Chooser = "") -> Listing:
        """The articles on a shelf, in order; only those that hold every word of a text, or that are chosen."""
        with self._storage.mutex:
            columns = self.columns
            if not matching:
                slots = list(self._narrowed(columns, shelf))
            elif not isinstance(matching, str):
                slots = list(matching(self.ground, self._narrowed(columns, shelf)))
            else:
                slots = self._narrowed(columns, shelf)
                for word in fold(matching).split():
                    slots = self.ground.holding(slots, word)
                slots = list(slots)
            return Listing(self, columns, listings.in_order(columns, slots, shelf, sort, self._strings))

    def _narrowed(self, columns: Columns, shelf: Shelf) -> list[int]:
        """The slots on a shelf, which are asked for again with every letter of a filter, and when it is gone."""
        if shelf.kind is Kind.AGEING:  # where more than the articles decides
            return self._slots_of(columns, shelf)
        state = shelf, self._state()
        if self._narrowing is None or self._narrowing[0] != state:
            self._narrowing = state, self._slots_of(columns, shelf)
        return self._narrowing[1]

    def _state(self) -> tuple[int, int]:
        """Another one after every change of an article."""
        return self._index.revisions[LAST_TABLE], id(self.columns)

    def _slots_of(self, columns: Columns, shelf: Shelf) -> list[int]:
        slots = listings.slots_of(columns, shelf)
        if shelf.kind is Kind.AGEING and slots:  # who marks a passage or a place wants to keep it
            kept = self.ground.slots_with("highlights") | self.ground.slots_with("marks")
            slots = [slot for slot in slots if slot not in kept]
        return slots

    def count_on(self, shelf: Shelf) -> int:
        """How many articles stand on a shelf that is not counted anyway."""
        with self._storage.mutex:
            return len(self._slots_of(self.columns, shelf))

    def chosen(self, uids: Iterable[str], choose: Chooser) -> set[str]:
        """Those of some articles that are chosen."""
        with self._storage.mutex:
            columns = self.columns
            slots = [slot for uid in uids if (slot := columns.slot(uid)) is not None]
            return {columns.uids[slot] for slot in choose(self.ground, slots)}

    def meant(self, documents: Sequence[Mapping[str, Any]], choosers: Sequence[Chooser]) -> list[list[int]]:
        """The places of those of some documents that each chooser means; they need not be in the library."""
        from reader.library.small_ground import SmallGround

        with self._storage.mutex:
            ground = SmallGround(self._storage, self._index, documents)
            return [list(choose(ground, list(range(len(documents))))) for choose in choosers]

    def lacking(self, uids: Iterable[str], tags: Iterable[str]) -> list[str]:
        """Those of some articles that lack one of some tags."""
        with self._storage.mutex:
            members = self.columns.members["tags"]
            having = set.intersection(*(members.get(tag, set()) for tag in tags))
            return [uid for uid in uids if self.columns.slot(uid) not in having]

    def still_on(self, shelf: Shelf, uids: Iterable[str]) -> set[str]:
        """Those of some articles that stand on a shelf now; of a saved search, those that it could find."""
        with self._storage.mutex:
            if shelf.kind is Kind.AGEING:
                here = set(self._slots_of(self.columns, shelf))
                return {self.columns.uids[slot] for slot in self.columns.slots(uids) if slot in here}
            return listings.still_on(self.columns, shelf, uids)

    def all_are(self, what: str, uids: Iterable[str]) -> bool:
        """Whether all of some articles are `bookmarked`, `archived`, `removed` or `read`."""
        with self._storage.mutex:
            return listings.all_are(self.columns, what, uids)

    def seconds(self, uids: Iterable[str]) -> int:
        """How long it takes to read some articles, at the usual pace."""
        with self._storage.mutex:
            return sum(map(self.columns.seconds.__getitem__, self.columns.slots(uids)))

    def narrowed(self, slots: list[int], choose: Chooser) -> list[int]:
        """Those of some slots that are chosen; for who looks at them a few at a time."""
        with self._storage.mutex:
            return list(choose(self.ground, slots))

    def frequent(self, field: str) -> dict[str, int]:
        """How many articles have each tag, feed, source, site or language, as far as that is known."""
        with self._storage.mutex:
            return self.ground.frequent(field)

    @property
    def prepared(self) -> bool:
        """Whether all is known that some queries need."""
        with self._storage.mutex:
            return self.ground.prepared

    def prepare(self, most: int) -> bool:
        """Read so many documents towards what some queries need; true when there is nothing left to read."""
        with self._storage.mutex:
            return self.ground.prepare(most)

    def prepare_part(self, name: str) -> None:
        """Have all titles, sources or authors at hand, for a query that names them."""
        with self._storage.mutex:
            self.ground.prepare_part(name)

    def counts(self) -> dict[Shelf, int]:
        """How many articles stand on each of the fixed shelves, and wait for their text."""
        with self._storage.mutex:
            state = self._state()
            if self._counted is None or self._counted[0] != state:
                counts = {shelf: listings.count_of(self.columns, shelf.kind) for shelf in (*FIXED, WAITING)}
                self._counted = state, counts
            return dict(self._counted[1])

    def tags(self) -> dict[str, int]:
        """How many articles outside the Bin have each tag or one below it, in the order of the tree."""
        with self._storage.mutex:
            return listings.tag_counts(self.columns)

    def tag_names(self) -> list[str]:
        """Every tag that holds an article outside the Bin, and all above it, in the order of the tree."""
        with self._storage.mutex:
            return self._tag_tree.names(self.columns)

    def tag_count(self, tag: str) -> int:
        """How many articles outside the Bin have a tag, one of the `tag_names`, or one below it."""
        with self._storage.mutex:
            return self._tag_tree.count(self.columns, tag)

    def count_tagged(self, tags: Iterable[str]) -> int:
        """How many articles outside the Bin have one of some tags."""
        with self._storage.mutex:
            members = self.columns.members["tags"]
            mask = listings.on_shelf(self.columns, Kind.TAG)
            return sum(map(mask.__getitem__, set().union(*(members.get(tag, ()) for tag in tags))))

    def tags_among(self, uids: Iterable[str]) -> dict[str, int]:
        """How many of some articles have each tag; those that none has are left out."""
        with self._storage.mutex:
            slots = {slot for uid in uids if (slot := self.columns.slot(uid)) is not None}
            sizes = ((tag, len(slots & members)) for tag, members in self.columns.members["tags"].items())
            return {tag: size for tag, size in sizes if size}

    def feeds(self) -> dict[str, tuple[int, int]]:
        """How many articles outside the Bin come from each feed, by its uid, and how many of them are unread."""
        with self._storage.mutex:
            return listings.feed_counts(self.columns)

    def untouched(self, uids: Iterable[str]) -> set[str]:
        """Those of some articles that are outside the Bin with their texts, and that nobody has opened or read."""
        with self._storage.mutex:
            columns = self.columns
            slots = {uid: columns.slot(uid) for uid in uids if uid}
            return {uid for uid, slot in slots.items() if slot is not None and columns.is_untouched(slot)}

    def came_from(self, feed: str, since: datetime) -> int:
        """How many articles have come from a feed since a moment."""
        with self._storage.mutex:
            added, least = self.columns.times["added"], int(since.timestamp() * 1000)
            return sum(added[slot] >= least for slot in self.columns.members["feeds"].get(feed, ()))

    def warm(self) -> None:
        """Prepare finding and the filter, all in memory; worth a background thread after the first paint."""
        with self._storage.mutex:
            self.columns.slots(())  # which makes the table that every later look goes to
        self._index.documents.read_whole()
        self._strings()

    def _strings(self) -> list[str]:
        return self._index.strings()
