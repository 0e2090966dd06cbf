"""Making and looking at libraries in tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from reader.domain.draft import Draft
from reader.domain.shelf import ALL, BIN
from reader.library import codec
from reader.library.folder import Folder
from reader.library.library import Library

START = datetime(2026, 11, 1, tzinfo=UTC)


def draft(name: str, **facts: Any) -> Draft:
    """A draft titled by its name; the later in the alphabet, the later it was added."""
    added = START + timedelta(minutes=sum(map(ord, name)))
    return Draft(**{"title": name, "body": f"The text of {name}.\n", "added": added, **facts})


def uid(name: str) -> str:
    """The uid of the article that `draft` makes."""
    return draft(name).uid


def everything(library: Library) -> dict[str, dict[str, Any]]:
    """All articles as documents, by uid."""
    listings = (library.articles.listing(ALL), library.articles.listing(BIN))
    return {article.uid: codec.to_document(article) for listing in listings for article in listing}


def on_disk(path: Path) -> dict[str, dict[str, Any]]:
    """All articles as whoever opens the library now sees them."""
    with Library.open(path, create=False) as library:
        return everything(library)


def stock(path: Path) -> dict[str, dict[str, Any]]:
    """What stock TinyDB sees in the articles table, by uid."""
    with TinyDB(Folder(path).snapshot, encoding="utf-8") as database:
        return {document.get("uid", ""): dict(document) for document in database.table("articles")}


def exactly(value: Any) -> str:
    """Text that differs whenever two values differ as JSON: there True is not 1, and 1 is not 1.0."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
