"""Managing feeds: carrying lists of them in and out, and tagging them together with their articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.domain.feed import Feed
from reader.domain.shelf import Kind, Shelf
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.services.feeds.opml import Subscription, opml_of, subscriptions_in
from reader.services.parsers import Parsers


@dataclass(slots=True)
class Imported:
    """What came of a list of feeds."""

    added: list[Feed]
    known: int
    """Feeds that were there already."""
    skipped: list[str]
    """A sentence for everything that is no feed."""


def import_opml(library: Library, parsers: Parsers, data: bytes, name: str) -> Imported:
    """Subscribe to the feeds of an OPML file, whose contents come with the next refresh; raises ReaderError.

    No request is made: a list may come from anywhere, and reading it must not tell anybody.
    """
    subscriptions, skipped = parsers.read(name, subscriptions_in, data)
    feeds = [new_feed(s.url, title=s.title, site=s.site, tags=s.tags) for s in subscriptions]
    added = library.feeds.add(feeds, label="import feeds")
    library.seen.forget([feed.uid for feed in added])  # it may have been there before, and its articles not any more
    return Imported(added, len(feeds) - len(added), skipped)


def export_opml(library: Library) -> bytes:
    """All feeds as an OPML file."""
    feeds = library.feeds.all()
    return opml_of([Subscription(f.url, f.called, f.site, f.tags) for f in feeds], "Feeds", datetime.now(UTC))


def tag_feeds(library: Library, feeds: Sequence[Feed], add: Iterable[str], remove: Iterable[str]) -> None:
    """Give feeds and their articles tags, and take others away, as one change."""
    adding, removing = tuple(add), tuple(remove)
    with library.as_one("tag a feed"):
        library.feeds.tag([feed.uid for feed in feeds], adding, removing)
        for feed in feeds:
            library.articles.tag(library.articles.listing(Shelf(Kind.FEED, feed.uid)).uids(), adding, removing)


def set_aside(library: Library, feeds: Sequence[Feed], on: bool) -> None:
    """Keep the articles of feeds out of the Inbox, or let them in, as one change."""
    with library.as_one("set a feed aside" if on else "let a feed into the inbox"):
        library.feeds.change([feed.uid for feed in feeds], "", aside=on)
        for feed in feeds:
            library.articles.set_aside(library.articles.listing(Shelf(Kind.FEED, feed.uid)).uids(), on)


def unsubscribe(library: Library, feeds: Sequence[Feed], with_articles: bool = False) -> None:
    """Unsubscribe; with their articles, those go to the Bin that nobody has bookmarked."""
    with library.as_one("unsubscribe"):
        if with_articles:
            for feed in feeds:
                listing = library.articles.listing(Shelf(Kind.FEED, feed.uid))
                library.articles.remove([article.uid for article in listing if not article.bookmarked])
        library.feeds.remove([feed.uid for feed in feeds])
