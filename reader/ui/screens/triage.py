"""The triage screen: articles of the list are selected, and what is done then is done with all of them."""

from __future__ import annotations

from typing import Any

from textual import on

from reader.domain.article import State
from reader.domain.pace import USUAL
from reader.domain.shelf import Kind, Shelf
from reader.ui import commands
from reader.ui.phrases import count, lasting, number
from reader.ui.requests import OpenArticle
from reader.ui.screens.queueing import QueueingScreen
from reader.ui.selection import Selection
from reader.ui.widgets.article_rows import ArticleRows


class TriageScreen(QueueingScreen):
    """A list with a selection, which holds through sorting, filtering and refreshing, and ends with the shelf."""

    _facts = _status = ""
    """What is said of the shelf alone."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.selection = Selection()
        self.rows.selected = self.selection

    # -- what commands work on --------------------------------------------------------------------

    @property
    def chosen_uids(self) -> list[str]:
        if not self.selection or self.rows.listing is None:
            return super().chosen_uids
        shown = dict.fromkeys(self.rows.listing.only(self.selection).uids())
        return [*shown, *(uid for uid in self.selection if uid not in shown)]

    @property
    def at_hand(self) -> frozenset[str]:
        return super().at_hand | (commands.ADDRESS if self.selection else frozenset())

    # -- saying what is selected ------------------------------------------------------------------

    def _count(self) -> None:
        self._let_go()
        super()._count()
        self._facts, self._status = self.heading.facts, self.bottom.status
        self._tell_selected()

    def _let_go(self) -> None:
        """What has left the shelf is not selected any more; what a filter hides still is."""
        if not self.selection or self.rows.listing is None:
            return
        if self.shelf.kind is Kind.SEARCH and not self.filter:
            here = set(self.rows.listing.only(self.selection).uids())
        else:
            here = self.library.articles.still_on(self.shelf, self.selection)
        if self.shelf.kind is Kind.BOOKMARKS:
            here |= {mark.article for mark in self.marks}
        self.rows.select_again(self.selection.keep(here))

    def _tell_selected(self) -> None:
        """Say how much is selected: above the list where there is a heading, else below."""
        words = self._selected_words()
        above = self.heading.display and self.heading.is_attached
        self.heading.facts = f"{words} · {self._facts}" if words else self._facts
        below = "" if above or not words else words if not self._status else f"{self._status}   {words}"
        self.bottom.status = below or self._status

    def _selected_words(self) -> str:
        if not self.selection or self.rows.listing is None:
            return ""
        seconds = self.library.articles.seconds(self.selection)
        minutes = max(1, round(seconds / 60 * USUAL.words / self.rows.pace.words))
        hidden = len(self.selection) - len(self.rows.listing.only(self.selection)) if self.filter else 0
        unseen = f" · {number(hidden)} of them hidden" if hidden else ""
        return f"{number(len(self.selection))} selected · {lasting(minutes)}{unseen}"

    def _selected(self, changed: list[str] | None = None) -> None:
        """The selection is another one; if it is known, for which articles alone."""
        if changed is None:
            self.rows.forget_strips()
        else:
            self.rows.select_again(changed)
        self._tell_selected()
        if self.rows.spoken:
            self.say(f"{number(len(self.selection))} selected")

    # -- selecting --------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Select the article at hand, or not, and go down; after a number, so many."""
        if self.rows.listing is None:
            return
        first, last = self.rows.cursor, min(self.rows.cursor + (self.times or 1), len(self.rows))
        uids = list(dict.fromkeys(self.rows.listing.uid(row) for row in range(first, last)))
        self.selection.toggle(uids[-1])
        self.selection.put(uids, uids[-1] in self.selection)
        self._selected(uids)
        self.rows.move(last - first)

    def action_pick_range(self) -> None:
        """Select all from the article that was selected last to the one at hand, or let them go as that one was."""
        listing, here = self.rows.listing, self.rows.current
        if listing is None or here is None:
            return
        anchor = listing.position(self.selection.anchor) if self.selection.anchor else None
        start, end = sorted((self.rows.cursor if anchor is None else anchor, self.rows.cursor))
        on = anchor is None or self.selection.anchor in self.selection
        self.selection.put(listing.uids()[start : end + 1], on)
        self.selection.anchor = here.uid
        self._selected()

    @on(ArticleRows.Picked)
    def _picked(self, picked: ArticleRows.Picked) -> None:
        here = self.rows.current
        if picked.whole_range:
            self.action_pick_range()
        elif here is not None:
            self.selection.toggle(here.uid)
            self._selected([here.uid])

    def _shown(self) -> list[str]:
        return [] if self.rows.listing is None else self.rows.listing.uids()

    def action_pick_all(self) -> None:
        """Select every article of this view; if all are selected, none."""
        uids = self._shown()
        self.selection.put(uids, not self.selection.holds(uids))
        self._selected()

    def action_pick_others(self) -> None:
        """Select the articles of this view that are not selected, and not those that are."""
        self.selection.invert(self._shown())
        self._selected()

    def action_pick_again(self) -> None:
        """Select again what was selected before, as far as it stands here."""
        here = self.library.articles.still_on(self.shelf, self.selection.before)
        if not here:
            self.say("Nothing that was selected before stands here")
            return
        self.selection.put(uid for uid in self.selection.before if uid in here)
        self._selected()

    def action_back(self) -> None:
        """Select nothing; or else clear the filter, or leave the shelves."""
        if self.selection and self._entry is None and not self.in_shelves:
            self.select_none()
        else:
            super().action_back()

    def select_none(self) -> None:
        """Let go of all that is selected."""
        self.selection.clear()
        self._selected()

    def watch_shelf(self, old: Shelf, new: Shelf) -> None:
        self.selection.clear()
        super().watch_shelf(old, new)

    # -- above and below --------------------------------------------------------------------------

    def _rows_above(self) -> list[str]:
        return self._shown()[: self.rows.cursor]

    def _rows_below(self) -> list[str]:
        return self._shown()[self.rows.cursor + 1 :]

    def action_pick_above(self) -> None:
        """Select every article above the one at hand."""
        self.selection.put(self._rows_above())
        self._selected()

    def action_pick_below(self) -> None:
        """Select every article below the one at hand."""
        self.selection.put(self._rows_below())
        self._selected()

    def action_read_above(self) -> None:
        """Mark every article above the one at hand read."""
        self.mark_read(self._rows_above(), State.READ)

    def action_read_below(self) -> None:
        """Mark every article below the one at hand read."""
        self.mark_read(self._rows_below(), State.READ)

    def action_archive_above(self) -> None:
        """Archive every article above the one at hand."""
        self.archive(self._rows_above())

    def action_archive_below(self) -> None:
        """Archive every article below the one at hand."""
        self.archive(self._rows_below())

    def action_mark_all_read(self) -> None:
        """Mark every article of this view read."""
        self.mark_read(self._shown(), State.READ)

    # -- reading them in turn ---------------------------------------------------------------------

    def open_selected(self) -> None:
        """Open the first of the selected articles, or the one at hand if it is selected; the others follow it."""
        assert self.rows.listing is not None
        here, listing = self.rows.current, self.rows.listing.only(self.selection)
        if not len(listing):
            self.say(f"{count(len(self.selection), 'article')} selected, none of them shown")
            return
        at = (listing.position(here.uid) if here is not None else None) or 0
        self.post_message(OpenArticle(listing[at], listing, at))
        self.leaving = True
