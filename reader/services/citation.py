"""Citations: how an article is named in someone's own writing."""

from __future__ import annotations

import re

from reader.domain.article import Article
from reader.domain.plain import clean_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def citation(article: Article) -> str:
    """A Markdown citation: author, linked title, source and day."""
    title = _SPECIAL.sub(r"\\\1", clean_line(article.title))
    named = f"[{title}]({article.url})" if article.url else f"“{title}”"
    published = article.published
    facts = [
        _SPECIAL.sub(r"\\\1", clean_line(article.author)),
        named,
        _SPECIAL.sub(r"\\\1", clean_line(article.source)),
        f"{published:%Y-%m-%d}" if published else "",
    ]
    return ", ".join(filter(None, facts))
