"""A draft: a text on its way into the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reader.domain.identity import uid_for
from reader.domain.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a text before it becomes an article; all strings are clean already."""

    title: str
    body: str
    """The text itself, Markdown."""
    url: str = ""
    source: str = ""
    author: str = ""
    published: datetime | None = None
    language: str = ""
    tags: tuple[str, ...] = ()
    added: datetime | None = None
    """When it was saved elsewhere before; nothing means now."""
    description: str = ""
    """What it is about, in a sentence or two."""
    provenance: Provenance | None = None
    counted: tuple[int, int] | None = None
    """Words of the body, and how many of them are CJK characters; nothing if they have not been counted."""
    feeds: tuple[str, ...] = ()
    """Uids of the feeds that it comes from."""
    aside: bool = False
    """Whether it is to stay out of the Inbox."""
    waiting: bool = False
    """Whether the text is still to be got; then there is no body."""
    problem: str = ""
    """Why it could not be got yet."""
    pictures: Mapping[str, bytes] = field(default_factory=dict, hash=False, repr=False)
    """The pictures that the body refers to, by the names under which they are kept."""
    seed: str = ""
    """What its uid is made from, where its address is no identity."""

    @property
    def uid(self) -> str:
        """The uid that the article will have."""
        return uid_for("" if self.seed else self.url, self.title, self.body, self.seed)
