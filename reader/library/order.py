"""The order of names, as people expect it: numbers by what they count, letters whatever their case and accents."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.library.titles import fold

_NUMBER = re.compile(r"(\d{1,18})")  # Python makes no number of thousands of digits


@lru_cache(4096)  # the list reads the names of all feeds whenever it counts
def natural_order(name: str) -> tuple[str | int, ...]:
    """A key to sort names by; text and numbers take turns in it, so that any two keys can be compared."""
    parts = _NUMBER.split(fold(name.strip()))
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))
