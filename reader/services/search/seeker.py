"""The seeker: a thread that finds what was sought last; what is sought meanwhile puts an end to what came before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from reader.domain.change import Change
from reader.domain.errors import ReaderError
from reader.domain.pace import USUAL, Pace
from reader.domain.query import Query
from reader.library.fulltext.database import SearchInterrupted
from reader.library.fulltext.searching import Fulltext
from reader.library.library import Library
from reader.services.search.evaluate import needs_facts
from reader.services.search.seeking import Found, Kept, begun, seek

TYPED_MOST = 100
"""Articles that are found while somebody types."""
MOST = 500
"""Articles that are found when they have typed."""


PIECE = 200
"""Documents that are read in one go."""
MANY = 20
"""Conditions whose articles are kept."""


class Wanted(NamedTuple):
    """What is to be found, and how."""

    query: Query
    typing: bool = False
    ranked: bool = False
    pace: Pace = USUAL


class Answer(NamedTuple):
    """What was found, or why nothing could be."""

    wanted: Wanted
    found: Found | None
    error: ReaderError | None = None


class Seeker:
    """Answers what was wanted last; `answered` is called in the thread, but only where nobody waited so long."""

    def __init__(self, library: Library, answered: Callable[[Answer], object]) -> None:
        self.fulltext = Fulltext(library)
        self._library = library
        self._answered = answered
        self._turn = threading.Condition()
        self._wanted: Wanted | None = None
        self._awaited = False
        """Whether somebody waits for the answer."""
        self._answer: Answer | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._kept: Kept = {}
        self._stop_listening = library.listen(self._see_change)

    def seek(self, wanted: Wanted, seconds: float) -> Answer | None:
        """Find something, and wait so long for it; None if it takes longer and `answered` is to be called."""
        with self._turn:
            self._wanted, self._answer, self._awaited = wanted, None, True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="seeking", daemon=True)
                self._thread.start()
            self._turn.notify_all()
            self.fulltext.interrupt()
            self._turn.wait_for(lambda: self._answer is not None, seconds)
            self._awaited = False
            return self._answer

    def close(self) -> None:
        """Find nothing any more."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        self.fulltext.interrupt()
        self._stop_listening()

    def _see_change(self, change: Change) -> None:
        """Something has changed, so that conditions mean something else; any thread may come here."""
        self._kept = {}

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closed or (self._wanted is not None and self._answer is None))
                if self._closed:
                    break
                wanted = self._wanted
            assert wanted is not None
            try:
                answer = Answer(wanted, self._found(wanted))
            except SearchInterrupted:
                continue
            except ReaderError as error:
                answer = Answer(wanted, None, error)
            with self._turn:
                if wanted is not self._wanted:
                    continue
                self._answer = answer
                late = not self._awaited
                self._turn.notify_all()
            if late:
                self._answered(answer)
        self.fulltext.close()

    def _found(self, wanted: Wanted) -> Found:
        query, typing, ranked, pace = wanted
        most = TYPED_MOST if typing else MOST
        if needs_facts(query):
            self._prepare(wanted)
        if len(self._kept) >= MANY:
            self._kept = {}
        kept = self._kept
        found = seek(self._library, self.fulltext, begun(query) if typing else query, most, ranked, pace, kept)
        if not typing and not len(found.listing):  # who types a beginning and Enter means what begins so
            return seek(self._library, self.fulltext, begun(query), most, ranked, pace, kept)
        return found

    def _prepare(self, wanted: Wanted) -> None:
        """Read what some conditions need, a little at a time, since whoever paints must not wait."""
        while not self._library.articles.prepare(PIECE):
            if wanted is not self._wanted or self._closed:
                raise SearchInterrupted("Something else is sought.")
