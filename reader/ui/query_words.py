"""Query words: what a rule is for, as it is typed, with what is wrong said where it is wrong."""

from __future__ import annotations

from collections.abc import Callable

from reader.domain.errors import ReaderError
from reader.domain.plain import plain
from reader.library.library import Library
from reader.services.search.parse import parse
from reader.services.search.suggesting import Suggestion, suggestions
from reader.services.tagging.rules import checked
from reader.ui.entry import Entry
from reader.ui.modes import Mode

SHOWN = 4
"""Suggestions that are shown at most."""


class QueryWords(Mode):
    """Takes a query; Enter does not take one that cannot be understood."""

    def __init__(self, library: Library, prompt: str, text: str, done: Callable[[str | None], None]) -> None:
        self._library = library
        self._prompt = prompt
        self._entry = Entry(text)
        self._done = done
        """Called with the query, or with nothing if it is not meant."""
        self._said = ""
        self._wrong: tuple[int, int] | None = None
        self._offered: list[Suggestion] = []
        self._look()

    @property
    def entry(self) -> str:
        return f"{self._prompt}{self._entry.text}"

    @property
    def aside(self) -> str:
        offered = " · ".join(plain(one.text) for one in self._offered[:SHOWN])
        return self._said or (f"Tab {offered}" if offered else "")

    @property
    def wrong(self) -> tuple[int, int] | None:
        return self._wrong

    def press(self, key: str, character: str | None) -> bool:
        if key == "escape":
            self._done(None)
        elif key == "enter":
            self._take()
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

    def _take(self) -> None:
        try:
            checked(self._entry.text)
        except ReaderError as error:
            self._said = str(error)
        else:
            self._done(self._entry.text.strip())

    def _look(self) -> None:
        """Find out what is wrong, or how it could go on."""
        text = self._entry.text
        wrong = parse(text, typing=True).wrong
        self._said = wrong.why if wrong is not None else ""
        before = len(self._prompt)
        self._wrong = None if wrong is None else (before + wrong.span[0], before + wrong.span[1])
        self._offered = suggestions(self._library, text) if not text or not text[-1].isspace() else []

    def _complete(self) -> None:
        if self._offered:
            first, *others = self._offered
            self._entry.text = self._entry.text[: first.start] + first.text
            self._look()
            self._offered = [*others, first]
