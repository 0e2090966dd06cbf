"""Query words: what a rule is for, as it is typed, with what is wrong said where it is wrong."""

from __future__ import annotations

from collections.abc import Callable

from reader.domain.errors import ReaderError
from reader.library.library import Library
from reader.services.search.parse import parse
from reader.services.tagging.rules import checked
from reader.ui.completing import CompletingWords
from reader.ui.query_entry import QueryEntry, wrong_behind


class QueryWords(CompletingWords):
    """Takes a query; Enter does not take one that cannot be understood."""

    def __init__(self, library: Library, prompt: str, text: str, done: Callable[[str | None], None]) -> None:
        self._query = QueryEntry(library, text)
        super().__init__(prompt, self._query)
        self._done = done
        """Called with the query, or with nothing if it is not meant."""
        self._said = ""
        self._wrong: tuple[int, int] | None = None
        self.look()

    @property
    def aside(self) -> str:
        return self._said or self._query.suggested

    @property
    def wrong(self) -> tuple[int, int] | None:
        return self._wrong

    def ends(self, key: str) -> bool:
        if key == "escape":
            self._done(None)
        elif key == "enter":
            self._take()
        return key in ("enter", "escape")

    def _take(self) -> None:
        try:
            checked(self._query.text)
        except ReaderError as error:
            self._said = str(error)
        else:
            self._done(self._query.text.strip())

    def look(self) -> None:
        wrong = parse(self._query.text, typing=True).wrong
        self._said = wrong.why if wrong is not None else ""
        self._wrong = wrong_behind(self.prompt, wrong)
