"""What decides which articles stand on a shelf, so that a list is read again when that changes and not otherwise."""

from __future__ import annotations

from reader.domain.shelf import Kind

ALWAYS = frozenset({"added", "removed", "tags", "title", "source", "author"})
DECIDES = {
    Kind.INBOX: ALWAYS | {"archived", "aside"},
    Kind.WAITING: ALWAYS | {"waiting"},
    Kind.FEED: ALWAYS | {"feeds"},
    Kind.READING: ALWAYS | {"state", "opened"},
    Kind.BOOKMARKS: ALWAYS | {"bookmarked", "marks"},
    Kind.ARCHIVE: ALWAYS | {"archived"},
    Kind.AGEING: ALWAYS | {"archived", "aside", "bookmarked", "state", "waiting", "highlights", "marks", "note"},
}
"""Fields of articles that decide which of them stand on a shelf, and in which order."""
BESIDE = frozenset({"subscriptions", "searches"})
"""Other changes that decide which shelves there are."""
