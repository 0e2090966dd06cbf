"""Search words: a query as it is typed into a search, with what is wrong and what could come next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.domain.plain import plain
from reader.library.library import Library
from reader.services.search.parse import parse
from reader.services.search.suggesting import Suggestion, suggestions
from reader.ui.entry import Entry
from reader.ui.modes import Mode

if TYPE_CHECKING:
    from reader.domain.query import Query, QueryWrong

PROMPT = "Search: "
SHOWN = 4
"""Suggestions that are shown at most."""
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
        self._library = library
        self._entry = Entry(text)
        self.kept = kept
        """What is said while nothing is typed: what is still there from before."""
        self._typed = typed
        self._entered = entered
        """Called with what is sought in earnest; only with what can be understood."""
        self._left = left
        """Called with the key that ends typing."""
        self._offered: list[Suggestion] = []
        self._wrong: QueryWrong | None = None
        self._offer()

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
        offered = " · ".join(plain(one.text) for one in self._offered[:SHOWN])
        return f"Tab {offered}" if offered else ""

    @property
    def wrong(self) -> tuple[int, int] | None:
        if self._wrong is None:
            return None
        start, end = self._wrong.span
        return len(PROMPT) + start, len(PROMPT) + end

    def press(self, key: str, character: str | None) -> bool:
        if key == "escape" or key in _TO_RESULTS:
            self._left(key)
        elif key == "enter":
            self._enter()
        elif key == "tab":
            self._complete()
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
        self._offer()
        if query.wrong is None:
            self._typed(query)

    def _offer(self) -> None:
        text = self._entry.text
        self._offered = suggestions(self._library, text) if text and not text[-1].isspace() else []

    def _complete(self) -> None:
        """Go on with the first suggestion; pressed again, with the next one."""
        if self._offered:
            first, *others = self._offered
            self._entry.text = self._entry.text[: first.start] + first.text
            self._look()
            self._offered = [*others, first] if others else []
