"""A query entry: a query as it is typed, with what is suggested to go on with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.ui.completing import CompletingEntry, Offer

if TYPE_CHECKING:
    from reader.domain.query import QueryWrong
    from reader.library.library import Library

SHOWN = 4
"""Suggestions that are shown at most."""


class QueryEntry(CompletingEntry):
    """A query that a person types, and that Tab completes."""

    def __init__(self, library: Library, text: str, from_nothing: bool = True) -> None:
        super().__init__(text, self._suggestions)
        self._library = library
        self._from_nothing = from_nothing
        """Whether something is suggested before anything is typed."""

    @property
    def suggested(self) -> str:
        """What Tab would do, in the words of the bottom line."""
        return self.said(SHOWN)

    def _suggestions(self, text: str) -> Iterator[Offer]:
        # after a blank nothing is begun: there is nothing to go on with, and no need to say so at every word
        if text[-1].isspace() if text else not self._from_nothing:
            return
        from reader.services.search.suggesting import suggestions  # the list starts without it

        for one in suggestions(self._library, text):
            yield Offer(one.text, one.text, one.start)


def wrong_behind(prompt: str, wrong: QueryWrong | None) -> tuple[int, int] | None:
    """Where what cannot be understood of a query stands in a line that begins with a prompt."""
    return None if wrong is None else (len(prompt) + wrong.span[0], len(prompt) + wrong.span[1])
