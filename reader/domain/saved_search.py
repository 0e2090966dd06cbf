"""A saved search: a query with a name, which is a shelf."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class SavedSearch(NamedTuple):
    """One query that somebody keeps; a change makes a copy, only the library remembers."""

    uid: str
    """Stable identity: it may get another name and another query."""
    name: str
    query: str
    made: datetime | None = None
    full: bool = False
    """Whether its words are looked for in the texts, too."""
