"""The app's part that searches: the one search screen comes over whatever there is, and goes without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reader.ui.leaving import LeavingApp
from reader.ui.requests import LeaveSearch, OpenSearch

if TYPE_CHECKING:
    from reader.domain.settings import Settings
    from reader.ui.screens.article import ArticleScreen
    from reader.ui.screens.article_list import ArticleListScreen
    from reader.ui.screens.moving import Left
    from reader.ui.screens.searching import SearchScreen


class SearchingApp(LeavingApp):
    """An app whose library can be searched from everywhere.

    There is one page only, which what is found is read on, too: where the search began on it, the page makes room, and
    is put back as it was.
    """

    settings: Settings
    list: ArticleListScreen
    _page: ArticleScreen | None = None
    _search: SearchScreen | None = None
    _left: Left | None = None
    """Where on the page the search began, if it did."""

    @on(OpenSearch)
    def _open_search(self, request: OpenSearch) -> None:
        search = self._search_screen()
        search.settings = self.settings
        if search in self.screen_stack:
            while self.screen is not search:
                self.pop_screen()
            search.arrive(request.words)
            return
        search.arrive(request.words)
        page = self._page
        self._left, search.began_on = None, ""
        if page is None or page not in self.screen_stack:
            self.push_screen(search)
            return
        while self.screen is not page:
            self.pop_screen()
        self._left = page.left()
        search.began_on = self._left.place.article if self._left is not None else ""
        self.switch_screen(search)

    @on(LeaveSearch)
    def _leave_search(self) -> None:
        left, self._left = self._left, None
        if left is not None and self._page is not None:
            self._page.come_back(left)
            self.switch_screen(self._page)
            return
        here = self.list.rows.current
        self.list.remember(page=False, **({"uid": here.uid} if here is not None else {}))
        self.pop_screen()

    def _search_screen(self) -> SearchScreen:
        """The one search screen, made when it is first wanted and used ever after: it keeps what was found."""
        if self._search is None:
            from reader.ui.screens.searching import SearchScreen

            self._search = SearchScreen(self.library)
            self.install_screen(self._search, "search")
        return self._search
