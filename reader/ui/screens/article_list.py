"""The list screen: browse a shelf, open an article, put it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on

from reader.domain.article import State
from reader.domain.errors import ReaderError
from reader.domain.shelf import Sort
from reader.ui import commands
from reader.ui.phrases import ORDERS, count
from reader.ui.requests import OpenArticle, Told
from reader.ui.screens.filtering import FilteringScreen
from reader.ui.widgets.article_rows import ArticleRows
from reader.ui.widgets.shelves import Shelves

MANY = 2000
"""Articles from which on marking them takes long enough to be felt."""


class ArticleListScreen(FilteringScreen):
    """Performs what the keys and the mouse ask for."""

    @on(Shelves.Chosen)
    def _show_shelf(self, chosen: Shelves.Chosen) -> None:
        self.shelf = chosen.shelf
        self.in_shelves = False

    @on(ArticleRows.Chosen)
    def _open(self) -> None:
        self.action_open()

    # -- coming back ------------------------------------------------------------------------------

    def keep_place_now(self) -> None:
        here, first = self.rows.current, self.rows.first
        below = self.rows.cursor - first if first else None
        if here is None or self.library.session.get("page"):
            self.remember(below=below)
        else:
            self.remember(below=below, uid=here.uid)

    def as_next_time(self) -> bool:
        """Become what the next start will show; false if that takes another layout."""
        if self.in_shelves and not self.has_class("-wide"):
            return False
        self.in_shelves, self._entry, self.filter = False, None, ""
        if self._stale:
            self._read()
        self._count()
        self.bottom.clear()
        return True

    # -- actions ----------------------------------------------------------------------------------

    def action_down(self) -> None:
        """Go to the next article."""
        self._move(1)

    def action_up(self) -> None:
        """Go to the article before."""
        self._move(-1)

    def _move(self, step: int) -> None:
        if self.in_shelves:
            self.shelf = self.shelves.neighbour(step)
        else:
            self.rows.move(step)

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self.rows.page(1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self.rows.page(-1)

    def action_half_down(self) -> None:
        """Go half a screenful down."""
        self.rows.page(0.5)

    def action_half_up(self) -> None:
        """Go half a screenful up."""
        self.rows.page(-0.5)

    def action_top(self) -> None:
        """Go to the first article."""
        self.rows.cursor = 0

    def action_end(self) -> None:
        """Go to the last article."""
        self.rows.cursor = len(self.rows) - 1

    def action_open(self) -> None:
        """Open the article at hand, or leave the shelves for it."""
        if self.in_shelves:
            self.in_shelves = False
        elif self.rows.listing is not None and (article := self.rows.current) is not None:
            mark = self.rows.current_mark
            place = None if mark is None else mark.place
            self.post_message(OpenArticle(article, self.rows.listing, self.rows.cursor, place))
            self.leaving = True
        else:
            self.say(commands.MISSING["article"])

    def action_sort(self) -> None:
        """Take the next order."""
        orders = list(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
        self.say(f"Sorted: {ORDERS[self.sort]}")

    def action_mark_all_read(self) -> None:
        """Mark every article of this view read."""
        uids = [] if self.rows.listing is None else self.rows.listing.uids()
        if len(uids) < MANY:
            self._mark_read(uids)
        else:
            self.bottom.progress = f"Marking {count(len(uids), 'article')} …"
            work = partial(self._mark_read, uids)
            self.app.run_worker(work, thread=True, exit_on_error=False, group="marking", exclusive=True)

    def _mark_read(self, uids: Sequence[str]) -> None:
        # For many articles this runs in a thread, where nothing but post_message may be touched.
        try:
            marked = self.library.articles.mark(uids, State.READ)
            sentence = f"{count(marked, 'article')} marked read · {self.key_of('undo')} takes it back"
            self.post_message(Told(sentence, ended=True))
        except ReaderError as error:
            self.post_message(Told(str(error), ended=True, failed=True))

    def action_toggle_shelves(self) -> None:
        """Go to the shelves, or back to the articles."""
        self.in_shelves = not self.in_shelves

    def action_next_shelf(self) -> None:
        """Show the next shelf."""
        self.shelf = self.shelves.neighbour(1)

    def action_previous_shelf(self) -> None:
        """Show the shelf before."""
        self.shelf = self.shelves.neighbour(-1)
