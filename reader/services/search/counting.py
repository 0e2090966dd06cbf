"""Counting: how much every saved search finds, a little at a time, so that nobody waits for it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from reader.domain.errors import ReaderError
from reader.domain.pace import USUAL, Pace
from reader.domain.shelf import ALL
from reader.library.ground import Ground
from reader.library.library import Library
from reader.library.listing import slots_of
from reader.services.search.evaluate import asks_for, chooser, everything, needs_facts
from reader.services.search.finding import texting_for
from reader.services.search.parse import parse

PIECE = 2000
"""Slots that are looked at in one go."""
READ = 100
"""Documents that are read in one go."""


class Counting:
    """The counts of all saved searches, and the work of finding them out again."""

    def __init__(self, library: Library, pace: Pace = USUAL) -> None:
        self.counts: dict[str, int] = {}
        """How much each search has found, by its uid, as far as it is known."""
        self.pace = pace
        self._library = library
        self._work: Iterator[None] | None = None
        self._stale = False

    def begin(self) -> None:
        """Count again; what is being counted is counted to its end first."""
        self._stale = True

    def step(self, seconds: float) -> bool:
        """Go on for so long, by one piece at least; true when there is nothing left to do."""
        end = time.perf_counter() + seconds
        while self._work is not None or self._stale:
            if self._work is None:
                self._stale = False
                self._work = self._counting()
            if next(self._work, self) is self:
                self._work = None
            if time.perf_counter() >= end:
                break
        return self._work is None and not self._stale

    def _counting(self) -> Iterator[None]:
        searches = self._library.searches.all()
        self.counts = {search.uid: self.counts[search.uid] for search in searches if search.uid in self.counts}
        for search in searches:
            try:
                query = parse(search.query)
            except ReaderError:  # written by another program: the shelf itself says what is wrong
                continue
            while needs_facts(query) and not self._library.articles.prepare(READ):
                yield
            articles = self._library.articles
            slots = articles.narrowed([], everything if asks_for(query, "removed") else _outside_the_bin)
            choose, count = chooser(query, self.pace, texting_for(self._library, search)), 0
            yield
            for start in range(0, len(slots), PIECE):
                count += len(articles.narrowed(slots[start : start + PIECE], choose))
                yield
            self.counts[search.uid] = count


def _outside_the_bin(ground: Ground, _: list[int]) -> list[int]:
    return slots_of(ground.columns, ALL)
