"""The command screen: what can be done on the list and on the page alike."""

from __future__ import annotations

from functools import partial

from reader.domain import shelf as shelves
from reader.domain.anchor import Anchor
from reader.domain.article import State
from reader.domain.plain import plain
from reader.domain.shelf import Shelf
from reader.ui import commands
from reader.ui.requests import ChangeSetting, OpenPlace, RunErrand, ShowShelf, StopErrands
from reader.ui.screens.asking_screen import AskingScreen
from reader.ui.themes import next_theme

SHELF = "shelf "
"""How the result of choosing a shelf begins."""


class CommandScreen(AskingScreen):
    """A screen with an article at hand, which the shared commands work on."""

    BINDINGS = commands.bindings_in(commands.EVERYWHERE)
    _worse = ""
    """The article whose text has been fetched again and seemed to be less."""

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
            feeds = [feed.called for uid in article.feeds if (feed := self.library.feeds.get(uid)) is not None]
            body = self.library.bodies.path(article.uid, article.edition)
            self.app.push_screen(DetailsScreen(article, body, feeds))

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

    # -- writing ----------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write about the article at hand."""
        article = self.current_article()
        if article is not None:
            self.write(f"About “{plain(article.title)}”", article.note, partial(self._keep_article_note, article.uid))

    def _keep_article_note(self, uid: str, note: str) -> None:
        with self.telling_errors():
            self.library.articles.note(uid, note)
            self.say_done("Note kept" if note.strip() else "Note taken away")

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
        """Ask for an address, a file or a folder and add it."""
        from reader.ui.errands import Errand
        from reader.ui.screens.add import AddScreen, thing_in

        def answered(text: str | None) -> None:
            if text:
                thing = thing_in(text)
                self.post_message(RunErrand(Errand(f"add {thing}", "Adding", ["add", "--", thing])))

        self.app.push_screen(AddScreen(), answered)

    def action_fetch_again(self) -> None:
        """Fetch the text of the article at hand again."""
        from reader.ui.errands import Errand, Outcome

        if (article := self.current_article()) is None:
            return
        anyway = ["--anyway"] if self._worse == article.uid else []

        def ended(outcome: Outcome) -> str:
            less = outcome.facts.get("less")
            self._worse = article.uid if less else ""
            return f"Now {less} · {self.key_of('fetch_again')} takes it all the same" if less else ""

        errand = Errand(f"fetch {article.uid}", "Fetching", ["fetch", article.uid, *anyway])
        self.post_message(RunErrand(errand, ended))

    def action_refresh(self) -> None:
        """Ask all feeds for what is new."""
        from reader.ui.errands import Errand

        self.post_message(RunErrand(Errand("refresh", "Refreshing feeds", ["refresh"])))

    def action_stop(self) -> None:
        """Stop what is being done."""
        self.post_message(StopErrands())

    def action_feeds(self) -> None:
        """Show the feeds."""
        from reader.ui.screens.feeds import FeedsScreen

        self.app.push_screen(FeedsScreen(self.library))

    def action_waiting(self) -> None:
        """Go to what waits for its text."""
        self.post_message(ShowShelf(shelves.WAITING))

    def action_highlights(self) -> None:
        """Show every highlight of the library."""
        from reader.ui.screens.highlights import HighlightsScreen

        self.app.push_screen(HighlightsScreen(self.library))

    def action_marks(self) -> None:
        """Choose one of the marks to go to."""
        from reader.ui.menus import marks_of

        marks = self.library.marks.all()
        if not marks:
            self.say("There are no marks; m and a letter set one on the page")
            return
        titles = {mark.article: article.title for mark in marks if (article := self.library.articles.get(mark.article))}
        places = {mark.uid: mark for mark in marks}
        self.ask("Marks", marks_of(marks, titles), lambda uid: self.go_to_place(places[uid].article, places[uid].place))

    def go_to_place(self, article: str, place: Anchor) -> None:
        """Show a place in an article, wherever the person is."""
        self.post_message(OpenPlace(article, place))

    def action_settings(self) -> None:
        """Change how the reader behaves."""
        from reader.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.settings))

    def action_theme(self) -> None:
        """Take the next theme."""
        theme = next_theme(self.app.theme)
        self.post_message(ChangeSetting("look.theme", theme))
        self.say(f"Theme: {theme}")

    def action_palette(self) -> None:
        """Find a command by its name."""
        from reader.ui.menus import everything

        tags, searches = self.library.articles.tags(), self.library.searches.all()
        self.ask("Do", everything(self.SCOPE, self.at_hand, tags, searches), self.perform)

    async def perform(self, result: str) -> None:
        shelf = Shelf.parse(result.removeprefix(SHELF)) if result.startswith(SHELF) else None
        if shelf is not None:
            self.post_message(ShowShelf(shelf))
        else:
            await super().perform(result)

    async def action_quit(self) -> None:
        """Leave the reader."""
        await self.app.action_quit()

    def action_suspend(self) -> None:
        """Go to the shell for a while."""
        self.app.action_suspend_process()
