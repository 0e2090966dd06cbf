"""Forgetting: articles of feeds that have been read, and that nobody has kept by a word, a sign or a mark."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from reader.domain.article import Article, State
from reader.domain.feed import Feed
from reader.domain.shelf import Kind, Shelf
from reader.library.library import Library


def forget_read(library: Library, feeds: Iterable[Feed]) -> int:
    """Forget what has been read long enough ago in feeds that keep so long only; says how many articles went."""
    feeds = [feed for feed in feeds if feed.keep]
    if not feeds:
        return 0
    kept = set(library.highlights.counts()) | {mark.article for mark in library.marks.all()}
    others = {feed.uid: feed for feed in library.feeds.all()}
    gone: set[str] = set()
    for feed in feeds:
        before = datetime.now(UTC) - timedelta(days=feed.keep)
        for article in library.articles.listing(Shelf(Kind.FEED, feed.uid)):
            tags = {tag for uid in article.feeds if uid in others for tag in others[uid].tags}
            if article.uid not in kept and is_forgettable(article, before, tags):
                gone.add(article.uid)
    return library.articles.forget(gone)


def is_forgettable(article: Article, before: datetime, tags: set[str]) -> bool:
    """Whether an article was read before a moment and has nothing that somebody gave it; `tags` are its feeds' own."""
    touched = article.opened or article.added
    mine = article.bookmarked or article.note or not tags.issuperset(article.tags)
    return article.state is State.READ and not mine and touched is not None and touched < before
