"""What another program says of an article and of the passages marked in it, on its way into the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reader.domain.article import State
from reader.domain.identity import canonical_url


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that was marked elsewhere: its words, and no place."""

    text: str
    note: str = ""
    colour: int = 1
    """1 to 5, as in `highlight.COLOURS`."""
    tags: tuple[str, ...] = ()
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """One article as another program has it; all strings are clean already, but for `html` and `document`."""

    title: str = ""
    url: str = ""
    """Its address as it stood there, http or https, or nothing."""
    seed: str = ""
    """What its uid is made from where it has no address, such as the program's name and its number there."""
    source: str = ""
    author: str = ""
    published: datetime | None = None
    added: datetime | None = None
    """When it was saved there."""
    language: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    state: State | None = None
    """How far it was read; None where that is unknown."""
    archived: datetime | bool = False
    """Whether it was archived, or when."""
    bookmarked: datetime | bool = False
    """Whether it was a favourite, or since when."""
    progress: float = 0.0
    """Share of the text that was read, 0 to 1."""
    note: str = ""
    """What was written about it."""
    excerpts: tuple[Excerpt, ...] = ()
    body: str = ""
    """Its text as Markdown, if that was carried over."""
    html: str = ""
    """Its text as HTML, if that is what was carried over."""
    document: tuple[str, bytes] | None = None
    """A file that holds its text, by name and content, if that is what was carried over."""
    is_excerpts: bool = False
    """Whether there is no text to be had but the excerpts, as of a printed book."""
    local: bool = False
    """Whether its text was only ever in the other program: its address is none that could be fetched."""
    feeds: tuple[str, ...] = ()
    """Uids of the feeds that it comes from."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What has no place here, by its name there: kept, and given back on export."""

    @property
    def key(self) -> str:
        """What is the same for the same article: its canonical address, else its seed, else its title."""
        return (canonical_url(self.url) if self.url else "") or self.seed or f"title {self.title}"
