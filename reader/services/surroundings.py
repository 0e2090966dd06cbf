"""What another program is told of an article when it is run for it: environment variables, never words of a command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.domain.plain import plain

if TYPE_CHECKING:
    from reader.library.library import Library


def body_path(library: Library, article: Article) -> Path | None:
    """The file of an article's text, if it has one."""
    try:
        return library.bodies.path(article.uid, article.edition)
    except ReaderError:
        return None


def environment_of(library: Library, article: Article) -> dict[str, str]:
    """The environment of a program that is run for an article; what is not known is empty."""
    facts = {
        "UID": article.uid,
        "TITLE": article.title,
        "URL": article.url,
        "AUTHOR": article.author,
        "SOURCE": article.source,
        "LANGUAGE": article.language,
        "PUBLISHED": f"{article.published:%Y-%m-%d}" if article.published else "",
        "TAGS": ",".join(article.tags),
    }
    told = {f"READER_{name}": plain(value) for name, value in facts.items()}
    path = body_path(library, article)
    return {**os.environ, **told, "READER_PATH": str(path or ""), "READER_LIBRARY": str(library.path)}
