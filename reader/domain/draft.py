"""A draft: a text on its way into the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reader.domain.identity import uid_for


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

    @property
    def uid(self) -> str:
        """The uid that the article will have."""
        return uid_for(self.url, self.title, self.body)
