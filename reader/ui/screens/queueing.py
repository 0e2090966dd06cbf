"""Queueing on the list: what can be read in the minutes there are, and what has lain unread for so long."""

from __future__ import annotations

import time
from collections.abc import Sequence

from textual.timer import Timer

from reader.domain.change import Change
from reader.domain.patterns import pattern
from reader.domain.shelf import Kind, Shelf, ageing, queue
from reader.ui.phrases import count, number
from reader.ui.screens.staying import StayingScreen

QUIET = 0.4
"""Seconds without a key after which there is time for counting."""
FEW = 20_000
"""Articles up to which counting takes no time worth mentioning."""
_TIME = pattern(r"\s*(?:(\d{1,2})\s*(?:h|hours?|:)\s*)?(?:(\d{1,4})\s*(?:m|min|minutes?)?)?\s*")


class QueueingScreen(StayingScreen):
    """A list that knows how much time there is, and what nobody has looked at."""

    _queue: Shelf | None = None
    """The last queue that was made."""
    _aged: int | None = None
    """How many may be let go, as far as that is known."""
    _look_due: Timer | None = None

    def on_mount(self) -> None:
        if len(self.library.articles) > FEW:
            self._age_soon()

    # -- a queue ----------------------------------------------------------------------------------

    def action_queue(self) -> None:
        """Queue what can be read in the minutes there are."""
        if self.times:
            self._make_queue(self.times)
        else:
            self.ask_words("Minutes: ", "", self._asked)

    def _asked(self, words: str) -> None:
        minutes = minutes_in(words)
        if minutes:
            self._make_queue(minutes)
        elif words.strip():
            self.say("How many minutes? Such as 12, or 1 h 30")

    def _make_queue(self, minutes: int) -> None:
        from reader.services.queue import LONGEST, queue_for

        usual = not self.filter and self.shelf.kind in (Kind.INBOX, Kind.READING, Kind.QUEUE)
        minutes = min(minutes, LONGEST)
        with self.telling_errors():
            found = queue_for(self.library, minutes, self.rows.pace, None if usual else self.rows.listing)
            if not found:
                where = "" if usual else " on this list"
                self.say(f"Nothing{where} can be read in {count(minutes, 'minute')}")
                return
            self.in_shelves = False
            self._queue = queue(minutes, (candidate.uid for candidate in found))
            self.shelf = self._queue

    def _count(self) -> None:
        super()._count()
        if self.shelf.kind is Kind.QUEUE and not self.filter:
            self.heading.facts = self._queued()
            self.bottom.status = "" if self.heading.display and self.heading.is_attached else self._queued()

    def _queued(self) -> str:
        """How many articles are queued, and how long the rest of them takes."""
        pace, articles = self.rows.pace, list(self.rows.listing or ())
        left = sum(pace.minutes_left(a.words, a.cjk, a.progress) for a in articles if a.state != "read")
        return f"{count(len(articles), 'article')} · {number(left)} min" + (
            " left" if len(articles) and left == 0 else ""
        )

    # -- what has lain for long -------------------------------------------------------------------

    def counts_shown(self) -> dict[Shelf, int]:
        counts = super().counts_shown()
        queued = self.shelf if self.shelf.kind is Kind.QUEUE else self._queue
        if queued is not None:
            counts[queued] = len(self.library.articles.still_on(queued, queued.queued))
        old = self.shelf if self.shelf.kind is Kind.AGEING else ageing(self.settings.ageing)
        if self._aged is None:
            self._recall()
        counts[old] = len(self.rows) if old == self.shelf and not self.filter else self._aged or 0
        return counts

    def saw(self, changes: Sequence[Change]) -> None:
        super().saw(changes)
        self._age_soon()

    def _age_soon(self) -> None:
        if self._look_due is None:
            self._look_due = self.set_timer(QUIET, self._age_now)

    def _age_now(self) -> None:
        """Count what may be let go, unless somebody is pressing keys."""
        self._look_due = None
        if not self.is_active or time.monotonic() - self.pressed_at < QUIET:
            self._age_soon()
            return
        before = self._aged
        self._age()
        if self._aged != before:
            self.remember(aged=self._aged)
            self._count()

    def _recall(self) -> None:
        """Begin with what was known last where counting takes too long for a start."""
        kept = self.library.session.get("aged")
        if len(self.library.articles) <= FEW:
            self._age()
        elif type(kept) is int:
            self._aged = kept

    def _age(self) -> None:
        self._aged = self.library.articles.count_on(ageing(self.settings.ageing))

    def action_archive_all(self) -> None:
        """Archive every article of this view."""
        if self.rows.listing is not None:
            self.archive(list(dict.fromkeys(self.rows.listing.uids())))


def minutes_in(words: str) -> int:
    """The minutes that somebody typed, such as `12`, `12 min`, `1 h 30` or `1:30`; 0 for what is none."""
    found = _TIME.fullmatch(words.lower())
    if found is None:
        return 0
    hours, minutes = (int(part or 0) for part in found.groups())
    return hours * 60 + minutes
