"""wallabag: the JSON of its second and first version, as exported and as its API gives it, and the CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped, TableImporter
from reader.services.importing.table import Row
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

_PLACEHOLDERS = frozenset((
    "untitled", "sans titre", "ohne titel", "sin título", "senza titolo", "sem título", "bez tytułu", "bez názvu",
    "без названия", "naamloos", "no title found", "aucun titre trouvé", "kein titel gefunden", "título no encontrado",
    "nie znaleziono tytułu", "a title could not be found",
))  # fmt: skip
"""What stands there in place of a title, where there was none."""
_FAILED = ("wallabag can't retrieve contents for this article", "[unable to retrieve full-text content]")
"""How texts begin that say only that the text could not be fetched."""
_FIRST_VERSION = {"0": "id", "1": "title", "2": "url", "3": "is_read", "4": "is_fav", "5": "content"}
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b.*")


class Wallabag(ObjectImporter):
    """wallabag's exports, with the texts and what was marked in them."""

    name = "wallabag"
    key = "wallabag"
    used = frozenset((
        "id", "title", "url", "content", "is_archived", "archived_at", "is_starred", "starred_at", "created_at",
        "published_at", "published_by", "language", "tags", "annotations", "is_read", "is_fav", "user_id", "user_name",
        "user_email", "updated_at", "reading_time", "domain_name", "mimetype", "headers", "http_status", "hashed_url",
        "hashed_given_url", "_links", *_FIRST_VERSION,
    ))  # fmt: skip

    def recognises(self, file: ImportFile) -> bool:
        if _TABLE.recognises(file):
            return True
        first = next(iter(self.objects(file.json)), None)
        return isinstance(first, Mapping) and (
            {"is_archived", "content"} <= first.keys()
            or {"is_archived", "is_starred", "url"} <= first.keys()
            or {"0", "1", "2"} <= first.keys()
            or {"is_read", "is_fav", "url"} <= first.keys()
        )

    def read(self, file: ImportFile) -> Iterator[Found]:
        return _TABLE.read(file) if _TABLE.recognises(file) else super().read(file)

    def objects(self, content: Any) -> Iterable[Any]:
        if isinstance(content, Mapping):  # a page of its API
            inside = content.get("_embedded")
            content = inside.get("items") if isinstance(inside, Mapping) else None
        return super().objects(content)

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        named = {_FIRST_VERSION[number]: thing[number] for number in _FIRST_VERSION if number in thing} | dict(thing)
        content = named.get("content")
        content = content if isinstance(content, str) and not _is_failure(content) else ""
        url = address_in(named.get("url")) or address_in(named.get("given_url"))
        title = _title(named.get("title"), url)
        if not url and not content.strip():
            return Skipped(title or where, why_no_address(named.get("url")))
        archived = is_yes(named.get("is_archived")) or is_yes(named.get("is_read"))
        starred = is_yes(named.get("is_starred")) or is_yes(named.get("is_fav"))
        return Carried(
            title=title,
            url=url,
            seed=f"{self.key} {named.get('id')} {title}" if not url else "",
            author=_names(named.get("published_by")),
            published=moment_in(named.get("published_at")),
            added=moment_in(named.get("created_at")),
            language=line_in(named.get("language"), 20).replace("_", "-"),
            tags=tags_in(named.get("tags")),
            state=State.READ if archived else State.UNREAD,
            archived=archived and (moment_in(named.get("archived_at")) or True),
            bookmarked=starred and (moment_in(named.get("starred_at")) or True),
            excerpts=_annotated(named.get("annotations")),
            html=content,
            local=not url,
            extra=self.extra(thing),
        )


class _Table(TableImporter):
    """wallabag's CSV, whose hours may be those of the morning or of the evening: nobody knows."""

    columns = frozenset(("title", "url", "mime type", "creation date"))
    used = frozenset(("content", "tags", "language"))

    def carried(self, row: Row) -> Found:
        url = address_in(row["url"])
        title = _title(row["title"], url)
        if not url:
            return Skipped(row.where, why_no_address(row["url"]))
        return Carried(
            title=title,
            url=url,
            added=_day(row["creation date"]),
            language=line_in(row["language"], 20).replace("_", "-"),
            tags=tags_in(row["tags"]),
            html="" if _is_failure(row["content"]) else row["content"],
            extra=self.extra(row),
        )


_TABLE = _Table()


def _title(value: Any, url: str) -> str:
    title = words_in(value)
    return "" if title.casefold() in _PLACEHOLDERS or title == url else title


def _is_failure(content: str) -> bool:
    beginning = words_in(content[:1000]).replace("’", "'")
    return beginning.startswith(_FAILED)


def _names(value: Any) -> str:
    names = value if isinstance(value, list) else [value]
    return line_in(", ".join(filter(None, (line_in(name, 100) for name in names))), 200)


def _annotated(value: Any) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(quote, note=text_in(one.get("text")), made=moment_in(one.get("created_at")))
        for one in (value if isinstance(value, list) else ())
        if isinstance(one, Mapping) and (quote := text_in(one.get("quote")))
    )


def _day(text: str) -> datetime | None:
    """The day in `31/05/2024 11:02:03`, day first; what is written in another way is read as it stands."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return moment_in(text)
    day, month, year = map(int, match.groups())
    return datetime(year, month, day, tzinfo=UTC)
