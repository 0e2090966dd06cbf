"""The search screen: words are typed, what they find is gone through, and opened at the passage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from reader.domain.plain import plain
from reader.services.pace import pace_of
from reader.services.search.seeker import Wanted
from reader.ui.requests import LeaveSearch, OpenArticle
from reader.ui.screens.results import LONG_PATIENCE, PATIENCE, ResultsScreen
from reader.ui.search_words import SearchWords
from reader.ui.widgets.article_rows import ArticleRows

if TYPE_CHECKING:
    from reader.domain.query import Query


class SearchScreen(ResultsScreen):
    """Finds articles by the words in them."""

    _typed_words: SearchWords

    # -- typing -----------------------------------------------------------------------------------

    def arrive(self, words: str) -> None:
        """A search begins: with words, or with nothing, where Enter goes on with what was found last."""
        self.rows.pace = pace_of(self.library, self.settings)
        self._type(words)
        if words.strip():
            self._typed_words.paste("")

    def _type(self, words: str) -> None:
        kept = f"Enter goes on with “{plain(self.words)}”" if self.words.strip() and not words else ""
        self._typed_words = SearchWords(self.library, words, kept, self._seek_typed, self._entered, self._left_typing)
        self.begin(self._typed_words)
        self._tell()

    def _seek_typed(self, query: Query) -> None:
        self._seek(Wanted(query, typing=True, pace=self.rows.pace), PATIENCE)

    def _entered(self, query: Query) -> None:
        if query.text.strip():
            self._seek(Wanted(query, ranked=True, pace=self.rows.pace), LONG_PATIENCE)
        elif not self.words.strip():
            return
        self._end_typing()

    def _left_typing(self, key: str) -> None:
        if key == "escape":
            self.action_back()
        elif len(self.rows):
            self._end_typing()

    def _end_typing(self) -> None:
        self.end_mode()
        self._tell()

    # -- actions ----------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Type other words."""
        self._type("")

    def action_filter(self) -> None:
        """Change the words."""
        self._type(self.words)

    @on(ArticleRows.Chosen)
    def action_open(self) -> None:
        """Open the article at the passage."""
        article, found = self.rows.current, self._found
        if article is not None and found is not None:
            place = found.listing.place(self.rows.cursor)
            self._opened = self.leaving = True
            self.end_mode()
            self.post_message(OpenArticle(article, found.listing, self.rows.cursor, place))

    def action_sort(self) -> None:
        """Put the best first, or the newest."""
        if self._wanted is not None:
            wanted = self._wanted._replace(ranked=not self._wanted.ranked, typing=False)
            self._seek(wanted, LONG_PATIENCE)

    def action_keep_search(self) -> None:
        """Keep what is sought as a shelf."""
        query = self.words.strip()
        self.ask_words("Keep as: ", plain(query), partial(self._keep, query))

    def _keep(self, query: str, name: str) -> None:
        if name.strip():
            with self.telling_errors():
                search = self.library.searches.keep(name, query, full=True)
                self.say_done(f"Kept as “{plain(search.name)}”")

    def action_back(self) -> None:
        """Go back to where the search began."""
        self.end_mode()
        self.leaving = True
        self.post_message(LeaveSearch())
