"""Highlights as the table that Readwise imports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reader.domain.highlight import Highlight
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.selection import Selection
from reader.services.exporting.table import Table

HEAD = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


class Readwise(Plainly):
    """A row a highlight."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".csv"

    def write(self, selection: Selection) -> Iterator[bytes]:
        """The head, then the highlights in the order of each text."""
        table = Table("\r\n", self.options.guarded)
        yield table.row(HEAD)
        for told in selection:
            article = told.article
            selection.taken["highlight"] += len(told.highlights)
            for highlight in told.highlights:
                made = f"{highlight.made:%Y-%m-%d %H:%M:%S}" if highlight.made else ""
                where = highlight.start.block + highlight.start.offset
                facts = (highlight.text, article.title, article.author, article.url, _note(highlight), where, made)
                yield table.row(facts)


def _note(highlight: Highlight) -> str:
    """What is written about it; its tags stand first, each with a dot and without blanks, as is the custom there."""
    tags = " ".join(f".{'-'.join(tag.split())}" for tag in highlight.tags)
    return " ".join(filter(None, (tags, highlight.note.strip())))
