"""Search words: a query as it is typed into a search, with what is wrong and what could come next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.services.search.parse import parse
from reader.ui.modes import Mode
from reader.ui.query_entry import QueryEntry, wrong_behind

if TYPE_CHECKING:
    from reader.domain.query import Query, QueryWrong

PROMPT = "Search: "
_TO_RESULTS = frozenset(("down", "up", "pagedown", "pageup"))
"""Keys that leave what is typed for what is found."""


class SearchWords(Mode):
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
        self._entry = QueryEntry(library, text, from_nothing=False)
        self.kept = kept
        """What is said while nothing is typed: what is still there from before."""
        self._typed = typed
        self._entered = entered
        """Called with what is sought in earnest; only with what can be understood."""
        self._left = left
        """Called with the key that ends typing."""
        self._wrong: QueryWrong | None = None

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._entry.text

    @property
    def entry(self) -> str:
        return f"{PROMPT}{self._entry.text}"

    @property
    def aside(self) -> str:
        if self._wrong is not None:
            return self._wrong.why
        if not self._entry.text and self.kept:
            return self.kept
        return self._entry.suggested

    @property
    def wrong(self) -> tuple[int, int] | None:
        return wrong_behind(PROMPT, self._wrong)

    def press(self, key: str, character: str | None) -> bool:
        if key == "escape" or key in _TO_RESULTS:
            self._left(key)
        elif key == "enter":
            self._enter()
        elif key == "tab":
            if self._entry.complete():
                self._look()
        elif self._entry.press(key, character):
            self._look()
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        self._entry.paste(text)
        self._look()

    def _enter(self) -> None:
        from reader.domain.query import QueryWrong

        try:
            query = parse(self._entry.text)
        except QueryWrong as wrong:
            self._wrong = wrong
        else:
            self._entered(query)

    def _look(self) -> None:
        """Seek what is there now, as far as it can be understood."""
        query = parse(self._entry.text, typing=True)
        self._wrong = query.wrong
        if query.wrong is None:
            self._typed(query)
