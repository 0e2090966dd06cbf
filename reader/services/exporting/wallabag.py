"""wallabag's JSON, version 2, as it exports and imports it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any, ClassVar

from reader.domain.article import State
from reader.services.adding.address import host_of
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.own import as_json
from reader.services.exporting.page import html_of
from reader.services.exporting.selection import Selection, Told
from reader.services.exporting.tables import NO_ADDRESS


class Wallabag(Plainly):
    """An array with an entry an article."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".json"

    def write(self, selection: Selection) -> Iterator[bytes]:
        """The entries, numbered in their order."""
        lead = b"["
        number = 0
        for told in selection:
            if not told.article.url:
                selection.leave_out(told, NO_ADDRESS)
                continue
            number += 1
            yield lead + b"\n" + as_json(_entry(told, number))
            lead = b","
        yield b"\n]\n" if number else b"[]\n"


def _entry(told: Told, number: int) -> dict[str, Any]:
    article = told.article
    known: dict[str, Any] = {
        "id": number,
        "uid": None,
        "title": escape(article.title, quote=False),
        "url": article.url,
        "is_archived": int(bool(article.archived) or article.state is State.READ),
        "archived_at": _time(article.archived),
        "is_starred": int(article.bookmarked is not None),
        "starred_at": _time(article.bookmarked),
        "content": html_of(told.body) if told.text is not None else "",
        "created_at": _time(article.added),
        "updated_at": _time(article.opened or article.added),
        "published_at": _time(article.published),
        "published_by": [article.author] if article.author else [],
        "mimetype": "text/html",
        "language": article.language.replace("-", "_") or None,
        "reading_time": article.minutes,
        "domain_name": host_of(article.url),
        "tags": list(article.tags),
        "annotations": [
            {"text": one.note, "quote": one.text, "ranges": [], "created_at": _time(one.made)}
            for one in told.highlights
        ],
    }
    unknown = {"origin_url": None, "given_url": article.url, "is_public": False, "preview_picture": None}
    return {**unknown, **told.extra_of("wallabag"), **known}


def _time(time: datetime | None) -> str | None:
    """A time as wallabag writes it, without a colon in the zone."""
    return f"{time:%Y-%m-%dT%H:%M:%S%z}" if time else None
