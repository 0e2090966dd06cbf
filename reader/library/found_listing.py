"""A found listing: articles in which something was found, each with the passage where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.domain.errors import ReaderError
from reader.library.fulltext.expression import Words
from reader.library.fulltext.passages import Passage, passage
from reader.library.listing import Listing

if TYPE_CHECKING:
    from reader.domain.anchor import Anchor
    from reader.library.columns import Columns
    from reader.library.library import Library


class FoundListing(Listing):
    """A listing that cuts the passage of an article when it is looked at."""

    def __init__(
        self, library: Library, columns: Columns, slots: Sequence[int], text: str = "", words: Sequence[Words] = ()
    ) -> None:
        super().__init__(library.articles, columns, slots)
        self._library = library
        self.text = text
        """What was sought, as it was typed."""
        self.words = tuple(words)
        """The words that the articles were found by."""
        self._passages: dict[str, Passage | None] = {}

    def passage(self, index: int) -> Passage | None:
        """Where the words stand in the article at a position; nothing if in its title only, or not at all."""
        uid = self.uid(index)
        if uid not in self._passages:
            found = None
            with suppress(ReaderError, OSError):  # whoever opens it is told
                found = passage(self._library, uid, self.words) if self.words else None
            self._passages[uid] = found
        return self._passages[uid]

    def place(self, index: int) -> Anchor | None:
        """Where the passage stands in the text."""
        found = self.passage(index)
        return None if found is None else found.place

    def forget(self, uids: Iterable[str]) -> None:
        """Cut the passages of some articles anew, which are different now."""
        for uid in uids:
            self._passages.pop(uid, None)
