"""Saved searches on the list: kept, named and deleted, and counted while nobody presses a key."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from reader.domain.change import Change
from reader.domain.plain import plain
from reader.domain.shelf import INBOX, Kind, Shelf
from reader.ui import commands
from reader.ui.screens.shelf_screen import ShelfScreen

if TYPE_CHECKING:
    from reader.domain.saved_search import SavedSearch
    from reader.services.search.counting import Counting

QUIET = 0.4
"""Seconds without a key after which there is time for counting."""
SLICE, PAUSE = 0.004, 0.02
"""Seconds that counting may take before a key must be answered, and between two such times."""


class SavedSearchesScreen(ShelfScreen):
    """A list beside which the saved searches stand, with how much each of them finds."""

    _counting: Counting | None = None
    _counting_due: Timer | None = None

    def on_mount(self) -> None:
        self.call_after_refresh(self._recount)

    @property
    def at_hand(self) -> frozenset[str]:
        return super().at_hand | (commands.SEARCH if self.filter or self.shelf.kind is Kind.SEARCH else frozenset())

    # -- counting ---------------------------------------------------------------------------------

    def searches_shown(self) -> dict[Shelf, tuple[str, int]]:
        counts = self._known_counts() if self._counting is None else self._counting.counts
        if self.shelf.kind is Kind.SEARCH and not self.filter:
            counts = {**counts, self.shelf.key: len(self.rows)}
        return {
            Shelf(Kind.SEARCH, search.uid): (search.name, counts.get(search.uid, 0))
            for search in self.library.searches.all()
        }

    def _known_counts(self) -> dict[str, int]:
        """What was counted last, perhaps before the start."""
        kept = self.library.session.get("found")
        return {uid: n for uid, n in kept.items() if isinstance(n, int)} if isinstance(kept, dict) else {}

    def saw(self, changes: Sequence[Change]) -> None:
        if self.shelf.kind is Kind.SEARCH and self.library.searches.get(self.shelf.key) is None:
            self.shelf = INBOX
        if any(change.everything or change.uids or "searches" in change.fields for change in changes):
            self._recount()

    def _recount(self) -> None:
        """Count what the searches find, as soon as there is time."""
        if not len(self.library.searches):
            return
        if self._counting is None:
            from reader.services.search.counting import Counting

            self._counting = Counting(self.library)
            self._counting.counts = self._known_counts()
        self._counting.pace = self.rows.pace
        self._counting.begin()
        if self._counting_due is None:
            self._counting_due = self.set_timer(QUIET, self._count_on)

    def _count_on(self) -> None:
        assert self._counting is not None
        wait = QUIET
        if self.is_active and time.monotonic() - self.pressed_at >= QUIET:
            before = dict(self._counting.counts)
            with self.telling_errors():
                wait = 0.0 if self._counting.step(SLICE) else PAUSE
            if self._counting.counts != before:
                self._count()
            if not wait:
                self.remember(found=self._counting.counts)
        self._counting_due = self.set_timer(wait, self._count_on) if wait else None

    # -- keeping, naming, deleting ----------------------------------------------------------------

    def action_keep_search(self) -> None:
        """Keep what is sought as a shelf; on such a shelf, name it, or with no name delete it."""
        search = self.library.searches.get(self.shelf.key) if self.shelf.kind is Kind.SEARCH else None
        if self.filter:
            query = f"({search.query}) {self.filter}" if search is not None else self.filter
            self.ask_words(
                "Keep as: ", plain(self.filter), partial(self._keep, query, search is not None and search.full)
            )
        elif search is not None:
            self.ask_words("Name: ", search.name, partial(self._rename, search))

    def _keep(self, query: str, full: bool, name: str) -> None:
        if not name.strip():
            return
        with self.telling_errors():
            search = self.library.searches.keep(name, query, full)
            self.shelf = Shelf(Kind.SEARCH, search.uid)
            self.say_done(f"Kept as “{search.name}”")

    def _rename(self, search: SavedSearch, name: str) -> None:
        with self.telling_errors():
            if not name.strip():
                self.library.searches.remove(search.uid)
                self.say_done(f"“{search.name}” deleted; its articles stay")
            elif name.strip() != search.name:
                self.library.searches.rename(search.uid, name)
                self.say_done("Renamed")
