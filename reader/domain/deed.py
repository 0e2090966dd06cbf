"""A deed: something that was done to the library, as one undo takes it back."""

from datetime import datetime
from typing import NamedTuple


class Deed(NamedTuple):
    """One step of the history."""

    number: int
    """What tells it from all others."""
    label: str
    """What was done, in the library's own word or two."""
    at: datetime
    device: str
    """The machine that it was done on."""
    articles: int = 0
    """How many articles it changed."""
    uids: tuple[str, ...] = ()
    """The first of them."""
    title: str = ""
    """The title of the first of them, if it is known."""
    others: int = 0
    """How many feeds, highlights, marks or searches it changed."""
    about: str = ""
    """The name of the first of those, or the passage."""
    undone: bool = False
    """Whether it has been taken back."""
