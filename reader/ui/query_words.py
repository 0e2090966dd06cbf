"""Query words: what a rule is for, as it is typed, with what is wrong said where it is wrong."""

from __future__ import annotations

from collections.abc import Callable

from reader.domain.errors import ReaderError
from reader.library.library import Library
from reader.services.search.parse import parse
from reader.services.tagging.rules import checked
from reader.ui.modes import Mode
from reader.ui.query_entry import QueryEntry, wrong_behind


class QueryWords(Mode):
    """Takes a query; Enter does not take one that cannot be understood."""

    def __init__(self, library: Library, prompt: str, text: str, done: Callable[[str | None], None]) -> None:
        self._prompt = prompt
        self._entry = QueryEntry(library, text)
        self._done = done
        """Called with the query, or with nothing if it is not meant."""
        self._said = ""
        self._wrong: tuple[int, int] | None = None
        self._look()

    @property
    def entry(self) -> str:
        return f"{self._prompt}{self._entry.text}"

    @property
    def aside(self) -> str:
        return self._said or self._entry.suggested

    @property
    def wrong(self) -> tuple[int, int] | None:
        return self._wrong

    def press(self, key: str, character: str | None) -> bool:
        if key == "escape":
            self._done(None)
        elif key == "enter":
            self._take()
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

    def _take(self) -> None:
        try:
            checked(self._entry.text)
        except ReaderError as error:
            self._said = str(error)
        else:
            self._done(self._entry.text.strip())

    def _look(self) -> None:
        """Find out what is wrong."""
        wrong = parse(self._entry.text, typing=True).wrong
        self._said = wrong.why if wrong is not None else ""
        self._wrong = wrong_behind(self._prompt, wrong)
