"""The list screen: browse a shelf, open an article, put it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from reader.domain.plain import plain
from reader.domain.shelf import Kind, Sort
from reader.ui import commands
from reader.ui.phrases import EMPTY, ORDERS, count
from reader.ui.requests import OpenArticle, RunErrand
from reader.ui.screens.carrying import MOST_NAMED, chosen_by
from reader.ui.screens.triage import TriageScreen
from reader.ui.widgets.article_rows import ArticleRows
from reader.ui.widgets.shelves import Shelves

FURTHEST = 10**9
"""More shelves than there are."""


class ArticleListScreen(TriageScreen):
    """Performs what the keys and the mouse ask for."""

    @on(Shelves.Chosen)
    def _show_shelf(self, chosen: Shelves.Chosen) -> None:
        self.shelf = chosen.shelf
        self.in_shelves = False

    @on(ArticleRows.Chosen)
    def _open(self) -> None:
        self.action_open()

    # -- carrying out -----------------------------------------------------------------------------

    def to_export(self) -> tuple[str, Sequence[str]]:
        listing = self.rows.listing
        if self.selection:
            uids = self.chosen_uids
            if len(uids) > MOST_NAMED:
                return "There are too many articles selected to export at once", ()
            return f"{count(len(uids), 'article')} selected", ["--uid", *uids]
        if not listing:
            return "There is nothing here to export", ()
        chosen = chosen_by(self.shelf, self.filter, listing.uids)
        if chosen is None:
            return "There are too many articles here to export at once; `reader export` can", ()
        return f"{count(len(listing), 'article')} of {plain(self.heading.name_shown)}", chosen

    @property
    def hints(self) -> list[commands.Command]:
        refresh = commands.command_named("refresh", self.SCOPE)._replace(footer="fetch all")
        return [refresh, *super().hints] if self.shelf.kind is Kind.WAITING else super().hints

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
        self.selection.clear()
        if self._stale:
            self._read()
        self._selected()
        self._count()
        self.bottom.clear()
        return True

    # -- actions ----------------------------------------------------------------------------------

    def action_down(self) -> None:
        """Go to the next article."""
        self._move(self.times or 1)

    def action_up(self) -> None:
        """Go to the article before."""
        self._move(-(self.times or 1))

    def _move(self, step: int) -> None:
        if self.in_shelves:
            self.shelf = self.shelves.neighbour(step)
        else:
            self.rows.move(step)

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self._page(1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self._page(-1)

    def action_half_down(self) -> None:
        """Go half a screenful down."""
        self._page(0.5)

    def action_half_up(self) -> None:
        """Go half a screenful up."""
        self._page(-0.5)

    def _page(self, share: float) -> None:
        if self.in_shelves:
            self.shelf = self.shelves.far(round(share * max(1, self.shelves.size.height - 1)))
        else:
            self.rows.page(share)

    def action_top(self) -> None:
        """Go to the first article."""
        if self.in_shelves:
            self.shelf = self.shelves.far(-FURTHEST)
        else:
            self.rows.cursor = 0

    def action_end(self) -> None:
        """Go to the last article."""
        if self.in_shelves:
            self.shelf = self.shelves.far(FURTHEST)
        else:
            self.rows.cursor = len(self.rows) - 1

    def action_open(self) -> None:
        """Open the article at hand, or leave the shelves for it."""
        if self.in_shelves:
            self.in_shelves = False
        elif self.selection:
            self.open_selected()
        elif self.rows.listing is not None and (article := self.rows.current) is not None:
            mark = self.rows.current_mark
            place = None if mark is None else mark.place
            self.post_message(OpenArticle(article, self.rows.listing, self.rows.cursor, place))
            self.leaving = True
        else:
            self.say(commands.MISSING["article"])

    def action_refresh(self) -> None:
        """Ask all feeds for what is new; among what waits, fetch all of it."""
        from reader.ui.errands import Errand

        if self.shelf.kind is not Kind.WAITING:
            super().action_refresh()
        elif self.library.articles.counts().get(self.shelf):
            self.post_message(RunErrand(Errand("fetch waiting", "Fetching", ["fetch", "--waiting"])))
        else:
            self.say(EMPTY[Kind.WAITING][0].rstrip("."))

    def action_sort(self) -> None:
        """Take the next order."""
        orders = list(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
        self.say(f"Sorted: {ORDERS[self.sort]}")

    def action_toggle_shelves(self) -> None:
        """Go to the shelves, or back to the articles."""
        self.in_shelves = not self.in_shelves

    def action_next_shelf(self) -> None:
        """Show the next shelf."""
        self.shelf = self.shelves.neighbour(1)

    def action_previous_shelf(self) -> None:
        """Show the shelf before."""
        self.shelf = self.shelves.neighbour(-1)
