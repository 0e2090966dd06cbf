"""Fills a new library with the starter library, which ships with the reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import reader
from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.domain.shelf import ALL
from reader.library.library import Library


def folder() -> Path | None:
    """Where the starter library is: inside the installed package, or beside the package in a checkout."""
    package = Path(reader.__file__).parent
    for candidate in (package / "starter", package.parent / "data"):
        if (candidate / "library.json").is_file():
            return candidate
    return None


def fill(library: Library, source: Path | None = None) -> int:
    """Copy the starter library's articles; says how many. A library without them is a library all the same."""
    source = source or folder()
    if source is None:
        return 0
    try:
        drafts = _drafts(source)
    except (ReaderError, OSError):
        return 0
    # No label: a new library's first articles are nothing that was done and could be undone.
    return sum(1 for added in library.articles.add(drafts, label="") if added.new)


def _drafts(source: Path) -> list[Draft]:
    """The starter's articles as drafts, so dated that they keep their order when sorted by newest first."""
    now = datetime.now(UTC)
    with Library.open(source, create=False) as starter:
        return [
            Draft(
                title=article.title,
                body=starter.bodies.read(article.uid, article.edition),
                url=article.url,
                source=article.source,
                author=article.author,
                published=article.published,
                language=article.language,
                tags=article.tags,
                added=now - timedelta(seconds=place),
            )
            for place, article in enumerate(starter.articles.listing(ALL))
        ]
