"""Correcting: what a feed says now of an article that nobody has opened yet takes the place of what it said before."""

from __future__ import annotations

from collections.abc import Mapping

from reader.domain.article import Article
from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.domain.provenance import Way
from reader.library.library import Library
from reader.services.adding.fetching import is_worse


def corrections(library: Library, changed: Mapping[str, Draft]) -> dict[str, Draft]:
    """Those of the drafts, by the uids of articles, that are to take the place of their texts."""
    found = {}
    for uid, draft in changed.items():
        article = library.articles.get(uid)
        if article is not None and _is_told_by(article, draft) and _is_better(library, article, draft):
            found[uid] = draft
    return found


def _is_told_by(article: Article, draft: Draft) -> bool:
    """Whether the text of an article is that of the feed from which a draft comes, and not of another one or a page."""
    way = article.provenance.way if article.provenance else None
    return way is Way.FEED and article.feeds[:1] == draft.feeds


def _is_better(library: Library, article: Article, draft: Draft) -> bool:
    if is_worse(article, draft):
        return False
    try:
        body = library.bodies.read(article.uid, article.edition)
    except ReaderError:  # its file is gone
        return True
    return draft.title != article.title or draft.body.split() != body.split()
