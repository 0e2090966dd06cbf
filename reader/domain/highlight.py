"""A highlight: a marked passage of a text, with what was written about it."""

from datetime import datetime
from typing import NamedTuple

from reader.domain.anchor import Anchor
from reader.domain.identity import UID_LENGTH

COLOURS = ("yellow", "green", "blue", "red", "violet")
"""What the five kinds of highlights are called, in the order of their numbers."""


class Highlight(NamedTuple):
    """A passage; its words are kept with it, so that nothing is lost when the text around it changes."""

    uid: str
    article: str
    """The uid of the article it stands in."""
    start: Anchor
    end: Anchor
    text: str
    """The words of the passage."""
    colour: int = 1
    """1 to 5."""
    note: str = ""
    tags: tuple[str, ...] = ()
    made: datetime | None = None
    changed: datetime | None = None
    """When its note, colour or tags were changed last."""


def highlight_uid(article: str, text: str, made: datetime) -> str:
    """The uid of a new highlight."""
    from hashlib import sha256  # which loads OpenSSL: a start does without

    return sha256(f"{article}\n{text}\n{made.isoformat()}".encode("utf-8", "replace")).hexdigest()[:UID_LENGTH]
