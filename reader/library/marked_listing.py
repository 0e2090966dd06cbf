"""A marked listing: the bookmarks, and among them the places that have a letter, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.mark import Mark
from reader.library.columns import REMOVED, Columns
from reader.library.listing import Listing

if TYPE_CHECKING:
    from reader.library.article_reading import ArticleReading


class MarkedListing(Listing):
    """A listing in which an article can stand several times: for itself, and for each of its marks."""

    def __init__(
        self, articles: ArticleReading, columns: Columns, slots: Sequence[int], marks: Sequence[Mark | None]
    ) -> None:
        super().__init__(articles, columns, slots)
        self._marks = marks

    def mark(self, index: int) -> Mark | None:
        return self._marks[index]

    def _with(self, slot: int, at: int) -> Listing:
        slots = [*self._slots[:at], slot, *self._slots[at:]]
        return MarkedListing(self._articles, self._columns, slots, [*self._marks[:at], None, *self._marks[at:]])

    def position(self, uid: str) -> int | None:
        slot = self._columns.slot(uid)
        at = [n for n, here in enumerate(self._slots) if here == slot]
        return min(at, key=lambda n: self._marks[n] is not None) if at else None


def with_marks(listing: Listing, marks: Sequence[Mark]) -> Listing:
    """A listing of bookmarks, newest first, with the marks of articles outside the Bin where their time puts them."""
    articles, columns, slots = listing.parts
    placed: list[tuple[int, int, Mark | None]] = [(columns.times["bookmarked"][slot], slot, None) for slot in slots]
    for mark in marks:
        slot = columns.slot(mark.article)
        if slot is not None and not columns.flags[slot] & REMOVED:
            made = int(mark.made.timestamp() * 1000) if mark.made else 0
            placed.append((made, slot, mark))
    placed.sort(key=lambda found: found[0], reverse=True)
    return MarkedListing(articles, columns, [slot for _, slot, _ in placed], [mark for *_, mark in placed])
