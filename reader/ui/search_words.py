"""Search words: a query as it is typed into a search, with what is wrong and what could come next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.services.search.parse import parse
from reader.ui.completing import CompletingWords
from reader.ui.query_entry import QueryEntry, wrong_behind

if TYPE_CHECKING:
    from reader.domain.query import Query, QueryWrong

PROMPT = "Search: "
_LEAVING = frozenset(("escape", "down", "up", "pagedown", "pageup"))
"""Keys that leave what is typed, all but Escape for what is found."""


class SearchWords(CompletingWords):
    """Takes a query; each of its states that can be understood is sought at once."""

    def __init__(
        self,
        library: Library,
        text: str,
        kept: str,
        typed: Callable[[Query], None],
        entered: Callable[[Query], None],
        left: Callable[[str], None],
    ) -> None:
        self._query = QueryEntry(library, text, from_nothing=False)
        super().__init__(PROMPT, self._query)
        self.kept = kept
        """What is said while nothing is typed: what is still there from before."""
        self._typed = typed
        self._entered = entered
        """Called with what is sought in earnest; only with what can be understood."""
        self._left = left
        """Called with the key that ends typing."""
        self._wrong: QueryWrong | None = None

    @property
    def aside(self) -> str:
        if self._wrong is not None:
            return self._wrong.why
        if not self._query.text and self.kept:
            return self.kept
        return self._query.suggested

    @property
    def wrong(self) -> tuple[int, int] | None:
        return wrong_behind(PROMPT, self._wrong)

    def ends(self, key: str) -> bool:
        if key == "enter":
            self._enter()
        elif key in _LEAVING:
            self._left(key)
        return key == "enter" or key in _LEAVING

    def _enter(self) -> None:
        from reader.domain.query import QueryWrong

        try:
            query = parse(self._query.text)
        except QueryWrong as wrong:
            self._wrong = wrong
        else:
            self._entered(query)

    def look(self) -> None:
        query = parse(self._query.text, typing=True)
        self._wrong = query.wrong
        if query.wrong is None:
            self._typed(query)
