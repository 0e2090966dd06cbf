"""A rule: which articles get which tags, when they come in or when somebody wants it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Rule(NamedTuple):
    """One query and the tags that what it finds gets."""

    uid: str
    query: str
    tags: tuple[str, ...]
    on: bool = True
    """Whether it is applied to what comes in; one that rests can still be tried."""
    made: datetime | None = None
