"""Articles as tables of addresses: as most programs read them, and as Pocket wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from reader.domain.article import Article, State
from reader.domain.plain import clean_text
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.selection import Selection
from reader.services.exporting.table import Table

NO_ADDRESS = "no address"
"""What an article has that is left out."""
_POCKET = ("title", "url", "time_added", "tags", "status")


class Csv(Plainly):
    """`url,title,folder,timestamp,tags`, with the folders of Instapaper."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".csv"

    def write(self, selection: Selection) -> Iterator[bytes]:
        """A row an article."""
        table = Table("\r\n", self.options.guarded)
        yield table.row(("url", "title", "folder", "timestamp", "tags"))
        for told in selection:
            article = told.article
            if not article.url:
                selection.leave_out(told, NO_ADDRESS)
                continue
            tags = json.dumps(article.tags, ensure_ascii=False)
            yield table.row((article.url, article.title, _folder(article), seconds(article), tags))


class Pocket(Plainly):
    """The table that Pocket exported, which is what most programs import."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".csv"

    def write(self, selection: Selection) -> Iterator[bytes]:
        """A row an article; what only Pocket knew of it stands in further columns."""
        table = Table("\n", self.options.guarded)
        further = [name for name in selection.extra_names("pocket") if name not in _POCKET]
        yield table.row((*_POCKET, *further))
        for told in selection:
            article = told.article
            if not article.url:
                selection.leave_out(told, NO_ADDRESS)
                continue
            status = "archive" if article.archived or article.state is State.READ else "unread"
            tags = "|".join(tag.replace("|", " ") for tag in article.tags)
            extra = told.extra_of("pocket")
            known = (article.title, article.url, seconds(article), tags, status)
            yield table.row((*known, *(_cell(extra.get(name, "")) for name in further)))


def seconds(article: Article) -> int | str:
    """When an article was added, in seconds since 1970; '' where that is unknown."""
    return int(article.added.timestamp()) if article.added else ""


def _folder(article: Article) -> str:
    if article.archived:
        return "Archive"
    return "Starred" if article.bookmarked else "Unread"


def _cell(value: Any) -> str:
    """What another program wrote, without anything that a terminal would obey."""
    return clean_text(value) if isinstance(value, str) else json.dumps(value)
