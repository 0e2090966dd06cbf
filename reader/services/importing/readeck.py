"""Readeck: the CSV with its bookmarks, and the archive with a Markdown file for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Skipped, TableImporter
from reader.services.importing.notes import carried_from
from reader.services.importing.table import Row
from reader.services.importing.values import address_in, is_yes, line_in, moment_in, tags_in, why_no_address

_PAGE = re.compile(r"(?:[^/]*readeck-bookmarks[^/]*/)?[^/]+/index\.md")
_OWN_PICTURE = re.compile(r"!\[([^\[\]]*)\]\((?:\./)?[^()/\s:]+\)[ \t]*\n?")
"""A picture that lies in the archive: there is no place for it here, and its name would mean nothing."""
_STRAY_RULE = re.compile(r"^-{60}n?[ \t]*$\n?", re.MULTILINE)


class Readeck(TableImporter):
    """Readeck's exports."""

    name = "Readeck"
    key = "readeck"
    columns = frozenset(("url", "title", "labels", "is archived", "is marked"))
    used = frozenset(("created", "type"))

    def recognises(self, file: ImportFile) -> bool:
        if file.is_archive:
            return any("readeck-bookmarks" in name and _PAGE.fullmatch(name) for name in file.members)
        return super().recognises(file)

    def read(self, file: ImportFile) -> Iterator[Found]:
        if not file.is_archive:
            yield from super().read(file)
            return
        for name in file.members:
            if not _PAGE.fullmatch(name):
                continue
            found = attempt(lambda name: _page(file.member(name)), name)
            yield found if found is not None else Skipped(name, "is damaged, or holds neither a text nor an address")

    def carried(self, row: Row) -> Found:
        url = address_in(row["url"])
        if not url:
            return Skipped(row.where, why_no_address(row["url"]))
        archived = is_yes(row["is archived"])
        title = line_in(row["title"])
        return Carried(
            title="" if title == url else title,
            url=url,
            added=moment_in(row["created"]),
            tags=tags_in(row["labels"]),
            state=State.READ if archived else State.UNREAD,
            archived=archived,
            bookmarked=is_yes(row["is marked"]),
            extra=self.extra(row) | ({"type": row["type"]} if row["type"] not in ("", "article") else {}),
        )


def _page(file: ImportFile) -> Carried:
    """The article of one Markdown file, without pictures that lie beside it."""
    body = _OWN_PICTURE.sub("", _STRAY_RULE.sub("", file.text))
    return carried_from(body, file.name)
