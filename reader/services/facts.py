"""The facts of an article as `--json` gives them: always these keys, in this order, unknown is null."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reader.domain.article import Article, State
from reader.domain.pace import minutes_for

if TYPE_CHECKING:
    from reader.domain.draft import Draft

FIELDS = (
    "uid", "title", "url", "source", "author", "published", "added", "language",
    "words", "cjk", "tags", "state", "bookmarked", "archived", "progress",
    "description", "provenance", "feeds", "waiting", "problem",
)  # fmt: skip
"""What must be known of an article, by the names that it has in the library."""


def facts_of(article: Article) -> dict[str, Any]:
    """The facts of one article."""
    from reader.library.codec import provenance_to_document, stamp

    values = {name: getattr(article, name) for name in FIELDS}
    if article.provenance is not None:
        values["provenance"] = provenance_to_document(article.provenance)
    return facts_from([stamp(value) if isinstance(value, datetime) else value for value in values.values()])


def facts_from(values: Sequence[Any]) -> dict[str, Any]:
    """The facts from the values of FIELDS as the library keeps them: times are text, what is empty is None."""
    (uid, title, url, source, author, published, added, language) = values[:8]
    (words, cjk, tags, state, bookmarked, archived, progress) = values[8:15]
    (description, provenance, feeds, waiting, problem) = values[15:]
    got = provenance if isinstance(provenance, dict) else {}
    words, cjk = (number if isinstance(number, int) else 0 for number in (words, cjk))
    return {
        "uid": uid,
        "title": title or "Untitled",
        "url": url or None,
        "source": source or None,
        "author": author or None,
        "published": published,
        "added": added,
        "language": language or None,
        "words": words,
        "minutes": minutes_for(words, cjk),
        "tags": list(tags or ()),
        "state": state or State.UNREAD.value,
        "bookmarked": bool(bookmarked),
        "archived": bool(archived),
        "progress": progress or 0,
        "description": description or None,
        "got": {"way": got["way"], "by": got.get("by"), "verdict": got.get("verdict")} if "way" in got else None,
        "feeds": list(feeds or ()),
        "waiting": bool(waiting),
        "problem": problem or None,
    }


def facts_of_draft(draft: Draft) -> dict[str, Any]:
    """The facts of a text that is not in the library, and the text."""
    from reader.library.codec import stamp

    return {
        "uid": draft.uid,
        "title": draft.title,
        "url": draft.url or None,
        "source": draft.source or None,
        "author": draft.author or None,
        "published": stamp(draft.published),
        "language": draft.language or None,
        "tags": list(draft.tags),
        "description": draft.description or None,
        "verdict": draft.provenance.verdict if draft.provenance else None,
        "body": draft.body,
    }
