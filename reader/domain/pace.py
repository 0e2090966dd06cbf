"""How long a text takes to read."""

from __future__ import annotations

from typing import NamedTuple

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction (Brysbaert 2019, 190 studies)."""
CJK_A_MINUTE = 500
"""Chinese, Japanese or Korean characters a minute."""


class Pace(NamedTuple):
    """How fast somebody reads."""

    words: float = WORDS_A_MINUTE
    """Words a minute."""
    cjk: float = CJK_A_MINUTE
    """Chinese, Japanese or Korean characters a minute."""

    def minutes(self, words: int, cjk: int = 0) -> int:
        """Minutes for a text of so many words, `cjk` of which are CJK characters; at least 1."""
        return max(1, round((words - cjk) / self.words + cjk / self.cjk))

    def minutes_left(self, words: int, cjk: int, share: float) -> int:
        """Minutes for what is left of such a text behind a share of it; at least 1."""
        return self.minutes(int(words * (1 - share)), int(cjk * (1 - share)))


USUAL = Pace()
"""The pace of somebody of whom nothing is known."""


def minutes_for(words: int, cjk: int = 0) -> int:
    """Minutes at the usual pace for a text of so many words, `cjk` of which are CJK characters; at least 1."""
    return max(1, round((words - cjk) / WORDS_A_MINUTE + cjk / CJK_A_MINUTE))
