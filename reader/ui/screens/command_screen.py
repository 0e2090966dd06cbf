"""The command screen: what can be done on the list and on the page alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain import shelf as shelves
from reader.domain.article import State
from reader.domain.change import Undone
from reader.domain.shelf import Shelf
from reader.ui import commands
from reader.ui.requests import AddPath, ChangeSetting, ShowShelf
from reader.ui.screens.library_screen import LibraryScreen
from reader.ui.themes import next_theme

if TYPE_CHECKING:
    from reader.ui.widgets.choices import Choice

SHELF = "shelf "
"""How the result of choosing a shelf begins."""


class CommandScreen(LibraryScreen):
    """A screen with an article at hand, which the shared commands work on."""

    BINDINGS = commands.bindings_in(commands.EVERYWHERE)

    # -- the article at hand ----------------------------------------------------------------------

    def action_bookmark(self) -> None:
        """Bookmark the article at hand, or take its bookmark away."""
        if (article := self.current_article()) is None:
            return
        with self.telling_errors():
            on = article.bookmarked is None
            self.library.articles.bookmark([article.uid], on)
            self.say_done("Bookmarked" if on else "Bookmark taken away")

    def action_toggle_read(self) -> None:
        """Mark the article at hand read, or unread."""
        if (article := self.current_article()) is None:
            return
        with self.telling_errors():
            state = State.UNREAD if article.state is State.READ else State.READ
            self.library.articles.mark([article.uid], state)
            self.say_done(f"Marked {state}")

    def action_archive(self) -> None:
        """Archive the article at hand, or put it back into the inbox."""
        if (article := self.current_article()) is None:
            return
        with self.telling_errors():
            on = article.archived is None
            self.library.articles.archive([article.uid], on)
            self.say_done("Archived" if on else "Back in the inbox")

    def action_remove(self) -> None:
        """Put the article at hand into the Bin, or take it out."""
        if (article := self.current_article()) is None:
            return
        with self.telling_errors():
            on = article.removed is None
            self.library.articles.remove([article.uid], on)
            self.say_done("Put into the Bin" if on else "Taken out of the Bin")

    def action_details(self) -> None:
        """Show everything that is known of the article at hand."""
        from reader.ui.screens.details import DetailsScreen

        if (article := self.current_article()) is not None:
            self.app.push_screen(DetailsScreen(article, self.library.bodies.path(article.uid)))

    def action_open_original(self) -> None:
        """Open the address of the article at hand in the browser."""
        from reader.ui.browser import host_of, open_in_browser

        if (article := self.current_article()) is not None:
            with self.telling_errors():
                open_in_browser(self.app, article.url)
                self.say(f"Opening {host_of(article.url)} in the browser")

    def action_copy_address(self) -> None:
        """Copy the address of the article at hand."""
        if (article := self.current_article()) is not None:
            self.app.copy_to_clipboard(article.url)
            self.say("Address copied")

    def action_copy_citation(self) -> None:
        """Copy a Markdown citation of the article at hand."""
        from reader.services.citation import citation

        if (article := self.current_article()) is not None:
            self.app.copy_to_clipboard(citation(article))
            self.say("Citation copied, as Markdown")

    def say_done(self, sentence: str) -> None:
        """Tell the person what was done and how to take it back."""
        self.say(f"{sentence} · {self.key_of('undo')} takes it back")

    def key_of(self, name: str) -> str:
        """The key of a command, as a person reads it."""
        return commands.command_named(name, self.SCOPE).shown_keys[0]

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
            self.say(sentence.format(undone.label, self.key_of(opposite)))
            self.show_again(undone.uids)

    # -- going to a shelf -------------------------------------------------------------------------

    def action_inbox(self) -> None:
        """Go to the inbox."""
        self.post_message(ShowShelf(shelves.INBOX))

    def action_reading(self) -> None:
        """Go to what has been begun."""
        self.post_message(ShowShelf(shelves.READING))

    def action_bookmarks(self) -> None:
        """Go to the bookmarks."""
        self.post_message(ShowShelf(shelves.BOOKMARKS))

    def action_archived(self) -> None:
        """Go to the archive."""
        self.post_message(ShowShelf(shelves.ARCHIVE))

    def action_all(self) -> None:
        """Go to all articles."""
        self.post_message(ShowShelf(shelves.ALL))

    def action_bin(self) -> None:
        """Go to the Bin."""
        self.post_message(ShowShelf(shelves.BIN))

    # -- everything else --------------------------------------------------------------------------

    def action_add(self) -> None:
        """Ask for a file or a folder and add it."""
        from reader.ui.screens.add import AddScreen

        def answered(path: str | None) -> None:
            if path:
                self.post_message(AddPath(path))

        self.app.push_screen(AddScreen(), answered)

    def action_theme(self) -> None:
        """Take the next theme."""
        theme = next_theme(self.app.theme)
        self.post_message(ChangeSetting("look.theme", theme))
        self.say(f"Theme: {theme}")

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from reader.ui.menus import keys_of

        self._choose("Keys", keys_of(self.SCOPE, self.at_hand))

    def action_palette(self) -> None:
        """Find a command by its name."""
        from reader.ui.menus import everything

        self._choose("Do", everything(self.SCOPE, self.at_hand, self.library.articles.tags()))

    def _choose(self, name: str, rows: Sequence[Choice | str]) -> None:
        from reader.ui.screens.choosing import ChoosingScreen

        self.app.push_screen(ChoosingScreen(name, rows), self._chosen)

    async def _chosen(self, result: str | None) -> None:
        shelf = Shelf.parse(result.removeprefix(SHELF)) if result and result.startswith(SHELF) else None
        if shelf is not None:
            self.post_message(ShowShelf(shelf))
        elif result:
            await self.run_action(result)

    async def action_quit(self) -> None:
        """Leave the reader."""
        await self.app.action_quit()

    def action_suspend(self) -> None:
        """Go to the shell for a while."""
        self.app.action_suspend_process()
