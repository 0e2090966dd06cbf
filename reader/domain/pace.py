"""How long a text takes to read."""

from __future__ import annotations

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction (Brysbaert 2019, 190 studies)."""
CJK_A_MINUTE = 500
"""Chinese, Japanese or Korean characters a minute."""


def minutes_for(words: int, cjk: int = 0) -> int:
    """Minutes for a text of so many words, `cjk` of which are CJK characters; at least 1."""
    return max(1, round((words - cjk) / WORDS_A_MINUTE + cjk / CJK_A_MINUTE))
