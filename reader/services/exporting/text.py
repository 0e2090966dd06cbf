"""Plain text: a line a paragraph, links numbered, for whatever reads nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reader.domain.article import Article
from reader.domain.plain import clean_text, plain
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.selection import Selection
from reader.text.linear import linear

RULE = "=" * 40


class Text(Plainly):
    """Title, byline and address, a line each; then the text, then what was written about it."""

    holds: ClassVar[Holds] = Holds.EITHER
    suffix: ClassVar[str] = ".txt"

    def write(self, selection: Selection) -> Iterator[bytes]:
        """One text after the other, with a rule between."""
        lead = ""
        for told in selection:
            article = told.article
            note = f"\nNote: {article.note.strip()}\n" if article.note else ""
            text = f"{lead}{_head(article)}\n\n{linear(told.body, pictures=None)}{note}"
            yield clean_text(text).encode("utf-8", "replace")
            lead = f"\n{RULE}\n\n"


def _head(article: Article) -> str:
    published = f"{article.published:%Y-%m-%d}" if article.published else ""
    byline = " · ".join(plain(fact) for fact in (article.author, article.source, published) if fact)
    return "\n".join(plain(line) for line in (article.title, byline, article.url) if line)
