"""GoodLinks: the JSON with its links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import (
    address_in,
    is_yes,
    line_in,
    moment_in,
    tags_in,
    text_in,
    why_no_address,
    words_in,
)


class GoodLinks(ObjectImporter):
    """GoodLinks' export."""

    name = "GoodLinks"
    key = "goodlinks"
    used = frozenset((
        "title", "url", "originalURL", "tags", "starred", "summary", "addedAt", "readAt", "author", "highlights",
        "note",
    ))  # fmt: skip

    def recognises(self, file: ImportFile) -> bool:
        first = next(iter(self.objects(file.json)), None)
        return isinstance(first, Mapping) and {"addedAt", "originalURL"} <= first.keys()

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        url = address_in(thing.get("url")) or address_in(thing.get("originalURL"))
        title = words_in(thing.get("title"))
        if not url:
            return Skipped(title or where, why_no_address(thing.get("url") or thing.get("originalURL")))
        read = moment_in(thing.get("readAt"))
        return Carried(
            title="" if title == url else title,
            url=url,
            author=line_in(thing.get("author"), 200),
            added=moment_in(thing.get("addedAt")),
            description=words_in(thing.get("summary"), 500),
            tags=tags_in(thing.get("tags")),
            state=State.READ if read else State.UNREAD,
            archived=read or False,
            bookmarked=is_yes(thing.get("starred")),
            note=text_in(thing.get("note")),
            excerpts=_marked(thing.get("highlights")),
            extra=self.extra(thing),
        )


def _marked(value: Any) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(text, note=text_in(one.get("note")), made=moment_in(one.get("addedAt")))
        for one in (value if isinstance(value, list) else ())
        if isinstance(one, Mapping) and (text := text_in(one.get("content") or one.get("text")))
    )
