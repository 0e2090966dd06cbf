"""The asking screen: a screen over the library that lets a person choose, type and write, and takes things back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING

from reader.domain.change import Undone
from reader.domain.shelf import Shelf
from reader.ui.modes import Words
from reader.ui.phrases import count
from reader.ui.requests import OpenPlace, OpenSearch, ShowShelf
from reader.ui.screens.library_screen import LibraryScreen

if TYPE_CHECKING:
    from reader.ui.widgets.choices import Choice


SHELF, ARTICLE = "shelf ", "article "
"""How the result of choosing a shelf, or an article, begins."""


class AskingScreen(LibraryScreen):
    """What the screens over the library have in common when they need an answer."""

    def say_done(self, sentence: str) -> None:
        """Tell the person what was done and how to take it back."""
        self.say(f"{sentence} · {self.key_of('undo')} takes it back")

    def key_of(self, name: str) -> str:
        """The key of a command, as a person reads it."""
        return self.keyed(f"{{{name}}}")

    def write(self, about: str, text: str, kept: Callable[[str], None]) -> None:
        """Let the person write; what was written is given to `kept`, whatever way the screen is left by."""
        from reader.ui.screens.writing import WritingScreen

        self.app.push_screen(WritingScreen(about, text, kept))

    def ask_words(self, prompt: str, text: str, given: Callable[[str], None]) -> None:
        """Let the person type a line; Escape changes nothing."""

        def done(holds: bool) -> None:
            self.end_mode()
            if holds:
                given(words.text)

        words = Words(prompt, text, lambda _: None, done)
        self.begin(words)

    def ask(
        self,
        name: str,
        rows: Sequence[Choice | str],
        chosen: Callable[[str], object],
        at: int = 0,
        more: Callable[[str], Sequence[Choice]] | None = None,
    ) -> None:
        """Let the person pick one of some choices, the cursor on the `at`-th at first; Escape picks none.

        What `more` finds for the words that are typed can be picked, too.
        """
        from reader.ui.screens.choosing import ChoosingScreen

        async def answered(result: str | None) -> None:
            if result is not None and isawaitable(outcome := chosen(result)):
                await outcome

        self.app.push_screen(ChoosingScreen(name, rows, at, more), answered)

    async def perform(self, result: str) -> None:
        """Do what was chosen: a command, or to go to a shelf or an article."""
        shelf = Shelf.parse(result.removeprefix(SHELF)) if result.startswith(SHELF) else None
        if shelf is not None:
            self.post_message(ShowShelf(shelf))
        elif result.startswith(ARTICLE):
            self.post_message(OpenPlace(result.removeprefix(ARTICLE)))
        else:
            await self.run_action(result)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from reader.ui.menus import keys_of

        self.ask("Keys", keys_of(self.scope, self.at_hand), self.perform)

    def action_palette(self) -> None:
        """Find a command, a shelf or an article by its name."""
        from reader.ui.menus import articles_titled, everything

        rows = everything(self.library, self.scope, self.at_hand, self.settings.ageing)
        self.ask("Do", rows, self.perform, more=partial(articles_titled, self.library))

    # -- searching --------------------------------------------------------------------------------

    @property
    def search_words(self) -> str:
        """The words that a search begins with here."""
        return ""

    def action_search(self) -> None:
        """Search the texts of the whole library."""
        self.leaving = True
        self.post_message(OpenSearch(self.search_words))

    # -- taking back ------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take the last change back."""
        with self.telling_errors():
            undone = self.library.undo()
            self._say_undone(undone, "There is nothing to take back.", "Taken back: {} · {} does it again", "redo")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        with self.telling_errors():
            redone = self.library.redo()
            self._say_undone(redone, "There is nothing to do again.", "Done again: {} · {} takes it back", "undo")

    def _say_undone(self, undone: Undone | None, nothing: str, sentence: str, opposite: str) -> None:
        if undone is None:
            self.say(nothing)
        else:
            several = f", {count(len(undone.uids), 'article')}" if len(undone.uids) > 1 else ""
            self.say(sentence.format(f"{undone.label}{several}", self.key_of(opposite)))
            self.show_again(undone.uids)
