"""Tables of anybody's making: one column has addresses, and the others mean what their names say."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.services.adding.facts import tidy_tags
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Skipped, TableImporter
from reader.services.importing.table import Row
from reader.services.importing.values import (
    address_in,
    folder_in,
    is_yes,
    line_in,
    moment_in,
    tags_in,
    text_in,
    why_no_address,
    words_in,
)

_MEANINGS: Mapping[str, str] = {
    name: meaning
    for meaning, names in {
        "url": "url,link,href,address,uri,page url,source url,web address",
        "title": "title,name,headline,page title",
        "tags": "tags,tag,labels,label,keywords,categories",
        "added": "added,saved,created,timestamp,time added,date added,added at,saved at,saved date,created at,"
        "date saved,date created,time,date",
        "published": "published,published at,date published,publication date,published date",
        "note": "note,notes,comment,comments,annotation,my note",
        "description": "description,excerpt,summary,abstract",
        "folder": "folder,collection,list,category,path,folders",
        "author": "author,authors,creator,byline",
        "source": "site,source,publisher,website,publication,site name",
        "language": "language,lang",
        "state": "status,state,location,read status",
        "archived": "archived,is archived,archive",
        "read": "read,is read,finished",
        "unread": "unread,is unread,to read,toread,read later",
        "favourite": "favorite,favourite,starred,is starred,is marked,is favorite,bookmarked,pinned,star",
        "selection": "selection,highlight,highlights,quote,passage",
    }.items()
    for name in names.split(",")
}
_DONE = frozenset(("archive", "archived", "read", "done", "finished"))
_NEW = frozenset(("unread", "inbox", "unsorted", "new", "later", "none"))
_FAVOURITE = frozenset(("starred", "favorites", "favourites", "favorite", "favourite"))
_ROWS = 20
"""Rows in one of which there must be an address."""


class AnyTable(TableImporter):
    """A table with a column of addresses; columns without a meaning here are kept as they are."""

    name = "Table"
    key = "table"

    def recognises(self, file: ImportFile) -> bool:
        table = file.table
        if table is None or "\n" not in file.text.strip():
            return False
        columns = [name for name in table.head if _MEANINGS.get(name) == "url"]
        return any(address_in(row[name]) for row in islice(table, _ROWS) for name in columns)

    def carried(self, row: Row) -> Found:
        said = _said(row)
        url, title = address_in(said.get("url", "")), words_in(said.get("title"))
        if not url:
            return Skipped(row.where, why_no_address(said.get("url")))
        folder = "/".join(part.strip() for part in said.get("folder", "").split("/"))
        places = {folder.casefold(), said.get("state", "").strip().casefold()}
        archived = is_yes(said.get("archived", "")) or not _DONE.isdisjoint(places)
        own = folder if folder.casefold() not in _DONE | _NEW | _FAVOURITE else ""
        selection = text_in(said.get("selection"))
        return Carried(
            title="" if title == url else title,
            url=url,
            source=line_in(said.get("source"), 200),
            author=line_in(said.get("author"), 200),
            published=moment_in(said.get("published")),
            added=moment_in(said.get("added")),
            language=line_in(said.get("language"), 20),
            description=words_in(said.get("description"), 500),
            tags=tidy_tags([*tags_in(said.get("tags", ""), ",;|"), folder_in(own.split("/"))]),
            state=_state(said, archived),
            archived=archived,
            bookmarked=is_yes(said.get("favourite", "")) or not _FAVOURITE.isdisjoint(places),
            note=text_in(said.get("note")),
            excerpts=(Excerpt(selection),) if selection else (),
            extra=self.extra(row),
        )

    def extra(self, row: Row) -> dict[str, Any]:
        used = _columns(row)
        return {row.table.called[name]: cell for name, cell in row.cells.items() if cell and name not in used.values()}


def _columns(row: Row) -> dict[str, str]:
    """The column for each meaning: of several with one meaning the first that is filled."""
    columns: dict[str, str] = {}
    for name in row.cells:
        meaning = _MEANINGS.get(name, "")
        if meaning and row[name].strip():
            columns.setdefault(meaning, name)
    return columns


def _said(row: Row) -> dict[str, str]:
    return {meaning: row[name] for meaning, name in _columns(row).items()}


def _state(said: Mapping[str, str], archived: bool) -> State | None:
    if "unread" in said:
        return State.UNREAD if is_yes(said["unread"]) else State.READ
    if archived or is_yes(said.get("read", "")):
        return State.READ
    return State.UNREAD if "read" in said or "archived" in said else None
