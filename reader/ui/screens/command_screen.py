"""The command screen: what can be done on the list and on the page alike."""

from __future__ import annotations

from reader.domain import shelf as shelves
from reader.domain.anchor import Anchor
from reader.ui import commands
from reader.ui.requests import ChangeSetting, OpenPlace, RunErrand, ShowShelf, StopErrands
from reader.ui.screens.tagging import TaggingScreen
from reader.ui.themes import next_theme


class CommandScreen(TaggingScreen):
    """A screen with articles at hand that offers the shared commands."""

    BINDINGS = commands.bindings_in(commands.EVERYWHERE)

    # -- the article at hand ----------------------------------------------------------------------

    def action_details(self) -> None:
        """Show everything that is known of the article at hand."""
        from reader.ui.screens.details import DetailsScreen

        if (article := self.current_article()) is not None:
            feeds = [feed.called for uid in article.feeds if (feed := self.library.feeds.get(uid)) is not None]
            body = self.library.bodies.path(article.uid, article.edition)
            self.app.push_screen(DetailsScreen(article, body, feeds))

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

    def action_history(self) -> None:
        """Show what was done, and take it back."""
        from reader.ui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.library))

    def action_marks(self) -> None:
        """Choose one of the marks to go to."""
        from reader.ui.menus import marks_of

        marks = self.library.marks.all()
        if not marks:
            self.say(self.keyed("There are no marks; {mark} and a letter set one on the page"))
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

    async def action_quit(self) -> None:
        """Leave the reader."""
        await self.app.action_quit()

    def action_suspend(self) -> None:
        """Go to the shell for a while."""
        self.app.action_suspend_process()
