"""What is sought: the filter of a list as it is typed, and the last one that could be understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.mark import Mark
from reader.domain.pace import Pace
from reader.domain.shelf import Kind, Shelf, Sort
from reader.library.library import Library
from reader.library.listing import Listing
from reader.library.titles import fold
from reader.services.search.plain_words import is_plain

if TYPE_CHECKING:
    from reader.domain.query import Query, QueryWrong

# What understands queries is loaded when there is one: most filters are a few words.


class Sought:
    """Keeps finding what was understood last while something that cannot be is being typed."""

    def __init__(self) -> None:
        self.wrong: QueryWrong | None = None
        """What cannot be understood, and where."""
        self._good = ""
        self._typing = False

    @property
    def is_query(self) -> bool:
        """Whether it is more than words that must be held."""
        return not is_plain(self._good)

    def take(self, text: str, typing: bool) -> bool:
        """Seek something from now on, if it can be understood; what is being typed may end anywhere."""
        self.wrong = None if is_plain(text) else _parsed(text, typing).wrong
        if self.wrong is None:
            self._good, self._typing = text, typing
        return self.wrong is None

    def listing(self, library: Library, shelf: Shelf, sort: Sort, pace: Pace) -> Listing:
        """What is found on a shelf; raises ReaderError."""
        if shelf.kind is not Kind.SEARCH and not self.is_query:
            return library.articles.listing(shelf, sort, self._good)
        from reader.services.search.finding import listed

        return listed(library, shelf, sort, _parsed(self._good, self._typing), pace)

    def among(self, library: Library, marks: Sequence[Mark], pace: Pace) -> list[Mark]:
        """The marks that are found: by their sentence and the title of their article, or by that article."""
        if self.is_query:
            from reader.services.search.evaluate import chooser

            query = _parsed(self._good, self._typing)
            uids = library.articles.chosen({mark.article for mark in marks}, chooser(query, pace))
            return [mark for mark in marks if mark.article in uids]
        words = fold(self._good).split()
        titles = {mark.article: a.title for mark in marks if (a := library.articles.get(mark.article))}
        return [m for m in marks if all(w in fold(f"{m.sentence} {titles.get(m.article, '')}") for w in words)]


def _parsed(text: str, typing: bool) -> Query:
    """What a text asks for, or why that cannot be understood."""
    from reader.domain.query import Query, QueryWrong
    from reader.services.search.parse import parse

    try:
        return parse(text, typing)
    except QueryWrong as wrong:
        return Query(text, None, wrong)
