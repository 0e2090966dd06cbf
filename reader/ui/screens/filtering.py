"""Filtering the list: what is typed is sought at once, what is wrong is shown, Tab goes on with what is suggested."""

from __future__ import annotations

from functools import partial

from textual import events

from reader.domain.plain import plain
from reader.services.search.plain_words import asks_documents, part_named
from reader.ui.phrases import count, number
from reader.ui.query_entry import QueryEntry, wrong_behind
from reader.ui.screens.saved_searches import SavedSearchesScreen

PROMPT = "/ "
PIECE = 200
"""Documents that are read in one go while somebody types."""


class FilteringScreen(SavedSearchesScreen):
    """A list that shows what a query means."""

    _preparing = False

    def action_filter(self) -> None:
        """Type what the articles must be or hold."""
        self.in_shelves = False
        self._entry = QueryEntry(self.library, self.filter)
        self._show_entry()

    def types(self, key: str, character: str | None) -> bool:
        if self._entry is None:
            return super().types(key, character)
        if key == "enter":
            if self.sought.take(self.filter, typing=False):
                self._entry = None
                if self.sought.is_query:
                    self._read()
        elif key == "tab":
            self._entry.complete()
        elif not self._entry.press(key, character):
            return False
        self._entered()
        return True

    def on_paste(self, event: events.Paste) -> None:
        if self._entry is not None:
            self._entry.paste(event.text)
            self._entered()

    def _entered(self) -> None:
        """Seek what is in the entry now."""
        if self._entry is not None:
            self.filter = self._entry.text
        self._show_entry()

    def watch_filter(self, text: str) -> None:
        if asks_documents(text):
            self._prepare()
        if part := part_named(text):
            prepare = partial(self.library.articles.prepare_part, part)
            self.app.run_worker(prepare, thread=True, exit_on_error=False, group="preparing")
        if self.sought.take(text, typing=self._entry is not None):
            self._read(otherwise=0)

    def _prepare(self) -> None:
        """Read, beside the keys, what some queries need."""
        if self._preparing or self.library.articles.prepared:
            return
        self._preparing = True

        def read() -> None:
            while not self.library.articles.prepare(PIECE):
                pass
            self._preparing = False

        self.app.run_worker(read, thread=True, exit_on_error=False, group="preparing")

    def _show_entry(self) -> None:
        self.bottom.entry = None if self._entry is None else f"{PROMPT}{self._entry.text}"
        wrong = self.sought.wrong if self._entry is not None else None
        self.bottom.wrong = wrong_behind(PROMPT, wrong)
        self._count()

    def status_of(self, whole: int) -> str:
        if self._entry is None:
            return f"{PROMPT}{plain(self.filter)}   {self._found(whole)}" if self.filter else ""
        if self.sought.wrong is not None:
            return self.sought.wrong.why
        suggested = self._entry.suggested
        return f"{self._found(whole)}   {suggested}" if suggested else self._found(whole)

    def _found(self, whole: int) -> str:
        return f"{number(len(self.rows))} of {count(whole, 'article')}"

    def action_back(self) -> None:
        """Clear the filter, or leave the shelves."""
        self._entry = self.bottom.entry = self.bottom.wrong = None
        self.filter = ""
        self.in_shelves = False
