"""Learning how fast somebody reads: from the screens that were on long enough to be read, and not for too long."""

from __future__ import annotations

from reader.domain.pace import CJK_A_MINUTE, WORDS_A_MINUTE, Pace
from reader.domain.settings import Settings
from reader.library.library import Library

SHORTEST, LONGEST = 5.0, 120.0
"""Seconds that a screen is on at least and at most while it is being read."""
SITTING = 60.0
"""Seconds of reading from which on a sitting says something."""
SLOWEST, FASTEST = 0.3, 3.0
"""What a learned pace may be, as a share of the usual one: beyond that nobody was reading."""
ENOUGH, KEPT = 3, 20
"""Sittings from which on what was learned is believed, and that are remembered."""


class PaceMeter:
    """Adds up what was read in one sitting with one article."""

    def __init__(self) -> None:
        self._words = self._cjk = 0.0
        self._seconds = 0.0

    def turned(self, words: float, cjk: float, seconds: float) -> None:
        """So much text went by in so many seconds."""
        if SHORTEST <= seconds <= LONGEST and words > 0:
            self._words += words
            self._cjk += cjk
            self._seconds += seconds

    def keep(self, library: Library) -> None:
        """Remember the sitting in the library and begin a new one."""
        words, cjk, seconds = self._words, self._cjk, self._seconds
        self._words = self._cjk = self._seconds = 0.0
        if seconds < SITTING:
            return
        name, read = ("cjk_paces", cjk) if cjk * 2 > words else ("paces", words - cjk)
        before = library.session.get(name)
        sittings = [*(before if isinstance(before, list) else []), round(read * 60 / seconds)]
        library.keep_session(**{name: sittings[-KEPT:]})


def pace_of(library: Library, settings: Settings) -> Pace:
    """How fast this person reads: as they say, or as was learned, or like most."""
    session = library.session
    words = settings.pace or learned(session.get("paces"), WORDS_A_MINUTE)
    return Pace(words, learned(session.get("cjk_paces"), CJK_A_MINUTE))


def learned(sittings: object, usual: float) -> float:
    """The pace that sittings show, each a pace itself: the middle one, once there are enough; damage does not count."""
    known = sorted(s for s in sittings if isinstance(s, int | float)) if isinstance(sittings, list) else []
    if len(known) < ENOUGH:
        return usual
    return min(usual * FASTEST, max(usual * SLOWEST, known[len(known) // 2]))
