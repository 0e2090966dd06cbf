"""The feeds of a library: one table, one door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from tinydb.table import Table

from reader.domain.errors import FeedNotFound
from reader.domain.feed import Feed, feed_uid
from reader.domain.identity import canonical_url
from reader.library.codec import moment, stamp
from reader.library.order import natural_order
from reader.library.retagging import retag_all
from reader.library.storage import JournalStorage

TABLE = "feeds"
_DEFAULTS = Feed._field_defaults
_TIMES = frozenset(("added", "paused", "after", "newest", "failing", "gone", "moved"))


class Feeds:
    """Reads feeds from memory, changes them in transactions; what a refresh notes cannot be taken back."""

    def __init__(self, table: Table, storage: JournalStorage) -> None:
        self._table = table
        self._storage = storage

    def __len__(self) -> int:
        with self._storage.mutex:
            return len(self._storage.documents(TABLE))

    def all(self) -> list[Feed]:
        """Every feed, by what it is called."""
        return sorted((feed for _, feed in self._found()), key=lambda feed: (natural_order(feed.called), feed.uid))

    def names(self) -> dict[str, str]:
        """What every feed is called, by its uid, in their order."""
        with self._storage.mutex:
            return names_in(document for _, document in self._storage.documents(TABLE).parsed())

    def get(self, uid: str) -> Feed | None:
        """The feed with this uid."""
        return next((feed for _, feed in self._found() if feed.uid == uid), None)

    def at(self, url: str) -> Feed | None:
        """The feed that has or had an address."""
        wanted = canonical_url(url) or url
        return next((feed for _, feed in self._found() if wanted in _addresses(feed)), None)

    def find(self, words: str) -> Feed:
        """The one feed that a person means: by uid, address, name, or what only its name holds; raises FeedNotFound."""
        feeds = self.all()
        folded = words.strip().casefold()
        tries: list[Callable[[Feed], bool]] = [
            lambda feed: feed.uid == words,
            lambda feed: (canonical_url(words) or words) in _addresses(feed),
            lambda feed: feed.called.casefold() == folded,
            lambda feed: len(words) >= 4 and feed.uid.startswith(words),
            lambda feed: bool(folded) and folded in feed.called.casefold(),
        ]
        for means in tries:
            found = [feed for feed in feeds if means(feed)]
            if len(found) == 1:
                return found[0]
            if found:
                raise FeedNotFound(f"{len(found)} feeds are called so: {words}.", "Give a uid or an address.")
        raise FeedNotFound(f"There is no feed {words}.", "`reader feed list` shows them.")

    def add(self, feeds: Iterable[Feed], label: str = "subscribe") -> list[Feed]:
        """Subscribe to feeds that are not there, give known ones the tags that they lack; says which are new."""
        fresh: list[Feed] = []
        with self._storage.transaction(label):
            numbers = self._numbers()
            known = {address: feed for _, feed in self._found() for address in _addresses(feed)}
            for feed in feeds:
                there = known.get(canonical_url(feed.url) or feed.url)
                if there is None:
                    fresh.append(feed)
                    known |= dict.fromkeys(_addresses(feed), feed)
                    numbers[feed.uid] = self._table.insert(to_document(feed))
                elif lacking := [tag for tag in feed.tags if tag not in there.tags]:
                    better = there._replace(tags=(*there.tags, *lacking))
                    self._set(numbers[there.uid], {"tags": better.tags})
                    known |= dict.fromkeys(_addresses(there), better)
        return fresh

    def change(self, uids: Iterable[str], label: str, **values: Any) -> int:
        """Change facts of feeds, named as in `Feed`; says how many are different now."""
        with self._storage.transaction(label):
            numbers = self._numbers()
            return sum(self._set(numbers[uid], values) for uid in uids if uid in numbers)

    def note(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Remember what a refresh learned of feeds, by uid; no undo takes that back."""
        if changes:
            with self._storage.transaction():
                numbers = self._numbers()
                for uid, values in changes.items():
                    if uid in numbers:
                        self._set(numbers[uid], values)

    def tag(self, uids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> int:
        """Give feeds tags and take others away."""
        adding, removing = tuple(add), frozenset(remove)
        wanted = set(uids)
        with self._storage.transaction("tag a feed"):
            changed = 0
            for number, feed in self._found():
                if feed.uid in wanted:
                    tags = tuple(tag for tag in dict.fromkeys((*feed.tags, *adding)) if tag not in removing)
                    changed += self._set(number, {"tags": tags})
            return changed

    def retag(self, names: Mapping[str, str]) -> int:
        """Call tags something else; what is called nothing goes. Says how many feeds are different now."""
        return retag_all(self._table, self._storage, TABLE, names)

    def remove(self, uids: Iterable[str]) -> int:
        """Unsubscribe; the articles stay, and an undo brings the feeds back."""
        wanted = set(uids)
        with self._storage.transaction("unsubscribe"):
            numbers = [number for number, feed in self._found() if feed.uid in wanted]
            if numbers:
                self._table.remove(doc_ids=numbers)
        return len(numbers)

    def _set(self, number: int, values: Mapping[str, Any]) -> bool:
        fresh = {name: _stored(value) for name, value in values.items()}
        changed = False

        def update(document: Any) -> None:
            nonlocal changed
            before = dict(document)
            for name, value in fresh.items():
                if value:
                    document[name] = value
                else:
                    document.pop(name, None)
            changed = document != before

        self._table.update(update, doc_ids=[number])
        return changed

    def _numbers(self) -> dict[str, int]:
        """The documents' numbers, by uid."""
        pairs = self._storage.documents(TABLE).parsed()
        return {uid: number for number, document in pairs if isinstance(uid := document.get("uid"), str)}

    def _found(self) -> list[tuple[int, Feed]]:
        with self._storage.mutex:
            pairs = list(self._storage.documents(TABLE).parsed())
        return [(number, feed) for number, document in pairs if (feed := from_document(document)) is not None]


def names_in(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What the feeds of documents are called, by their uids, in their order."""
    said = {d["uid"]: d.get("name") or d.get("title") or d.get("url") for d in documents if "uid" in d}
    names = {uid: name for uid, name in said.items() if isinstance(uid, str) and isinstance(name, str)}
    return dict(sorted(names.items(), key=lambda item: (natural_order(item[1]), item[0])))


def new_feed(url: str, **facts: Any) -> Feed:
    """A feed that is being subscribed to now."""
    return Feed(feed_uid(url), url, **{"added": datetime.now(UTC), **facts})


def to_document(feed: Feed) -> dict[str, Any]:
    """The document of a feed; what is empty is left out."""
    values = {name: _stored(getattr(feed, name)) for name in Feed._fields}
    return {name: value for name, value in values.items() if value}


def from_document(document: Mapping[str, Any]) -> Feed | None:
    """The feed of a document, or nothing if it has no address; what is damaged is as if it were not there."""
    values = {name: _read(name, document[name]) for name in Feed._fields if name in document}
    feed = Feed(values.pop("uid", ""), values.pop("url", ""), **values)
    return feed if feed.uid and canonical_url(feed.url) else None


def _addresses(feed: Feed) -> list[str]:
    return [canonical_url(url) or url for url in (feed.url, *feed.former)]


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    return list(value) if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    default = _DEFAULTS[name] if name not in ("uid", "url") else ""
    if name in _TIMES:
        return moment(value)
    if isinstance(default, tuple):
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
    return value if type(value) is type(default) else default
