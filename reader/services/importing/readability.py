"""Readability: the JSON that it gave its readers when it closed in 2016."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import (
    address_in,
    is_yes,
    line_in,
    moment_in,
    number_in,
    tags_in,
    why_no_address,
    words_in,
)


class Readability(ObjectImporter):
    """Readability's bookmarks, whose facts of the article begin with `article__`."""

    name = "Readability"
    key = "readability"
    used = frozenset((
        "article__url", "article__title", "article__author", "article__excerpt", "favorite", "archive", "date_added",
        "date_archived", "date_favorited", "tags", "read_percent",
    ))  # fmt: skip

    def recognises(self, file: ImportFile) -> bool:
        first = next(iter(self.objects(file.json)), None)
        return isinstance(first, Mapping) and "article__url" in first

    def objects(self, content: Any) -> Iterable[Any]:
        return super().objects(content.get("bookmarks") if isinstance(content, Mapping) else content)

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        """A bookmark."""
        url = address_in(thing.get("article__url"))
        if not url:
            return Skipped(line_in(thing.get("article__title")) or where, why_no_address(thing.get("article__url")))
        progress = number_in(thing.get("read_percent"))
        return Carried(
            title=words_in(thing.get("article__title")),
            url=url,
            author=line_in(thing.get("article__author"), 200),
            added=moment_in(thing.get("date_added")),
            description=words_in(thing.get("article__excerpt"), 500),
            tags=tags_in(thing.get("tags")),
            archived=is_yes(thing.get("archive")) and (moment_in(thing.get("date_archived")) or True),
            bookmarked=is_yes(thing.get("favorite")) and (moment_in(thing.get("date_favorited")) or True),
            progress=min(1.0, max(0.0, progress if progress <= 1 else progress / 100)),
            extra=self.extra(thing),
        )
