"""An entry of a feed, and what a feed says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from reader.domain.draft import Draft

EVERYWHERE = "g"
"""How an identity begins that is the same in every feed."""
IDENTITY = 12
"""Characters of an identity."""
DIGEST = 8
"""Characters of a digest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    identity: str
    """What makes it the same entry whatever else changes; begins with `g` if it is the same in every feed."""
    digest: str
    """What its title and text come to, for telling whether they changed."""
    draft: Draft | None
    """Its text; None where the entry is known already, and has not changed."""


@dataclass(slots=True)
class Parsed:
    """What a feed says."""

    title: str = ""
    site: str = ""
    """The address of the site that it belongs to."""
    language: str = ""
    entries: list[Entry] = field(default_factory=list)
    """Newest first, or as the feed has them where it gives no dates."""


def identity_of(guid: str, link: str, title: str, published: str) -> str:
    """The identity of an entry: by its guid, else its link, else what it is called and when it came."""
    seed = guid or link or f"{title}\n{published}"
    everywhere = "://" in seed or seed.startswith(("tag:", "urn:"))
    return (EVERYWHERE if everywhere else "l") + sha256(seed.encode("utf-8", "replace")).hexdigest()[: IDENTITY - 1]


def digest_of(title: str, text: str) -> str:
    """The digest of a title and a text."""
    return sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest()[:DIGEST]
