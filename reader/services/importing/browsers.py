"""Bookmarks as browsers keep them: Firefox's backup in JSON, and the file `Bookmarks` of Chrome and its kin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from reader.domain.carried import Carried
from reader.services.adding.facts import tidy_tags
from reader.services.attempt import attempt
from reader.services.importing.bookmarks import DEEPEST
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Importer, Skipped
from reader.services.importing.values import (
    address_in,
    folder_in,
    line_in,
    moment_in,
    tags_in,
    text_in,
    why_no_address,
)

_WINDOWS_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_DESCRIPTION = "bookmarkProperties/description"
_CHROME = frozenset(("name", "type", "url", "date_added", "guid", "id", "meta_info", "date_last_used", "date_modified"))
_FIREFOX = frozenset((
    "title", "uri", "dateAdded", "lastModified", "tags", "guid", "id", "index", "type", "typeCode", "iconUri",
    "iconuri", "annos", "charset", "root", "parent",
))  # fmt: skip

_Node = tuple[Mapping[str, Any], tuple[str, ...]]


class Browser(Importer):
    """Bookmarks of Firefox and Chrome in JSON; folders become tags."""

    name = "Browser bookmarks"
    key = "browser"

    def recognises(self, file: ImportFile) -> bool:
        content = file.json
        if not isinstance(content, Mapping):
            return False
        return _is_firefox(content) or isinstance(content.get("roots"), Mapping)

    def read(self, file: ImportFile) -> Iterator[Found]:
        content = file.json
        firefox = _is_firefox(content)
        # the folders at the top are the browser's, and no names that anybody has given
        tops = content.get("children", []) if firefox else list(content["roots"].values())
        number = 0
        for top in tops if isinstance(tops, list) else ():
            if not isinstance(top, Mapping):
                continue
            for node, folders in _nodes(top):
                number += 1
                found = attempt(_of_firefox if firefox else _of_chrome, node, folders, number)
                yield found if found is not None else Skipped(f"bookmark {number}", "is damaged")


def _is_firefox(content: Mapping[str, Any]) -> bool:
    return content.get("root") == "placesRoot" or content.get("type") == "text/x-moz-place-container"


def _nodes(top: Mapping[str, Any]) -> Iterator[_Node]:
    """All bookmarks below a folder with the folders that they lie in; without recursion, however deep that is."""
    waiting: list[_Node] = [(top, ())]
    is_top = True
    while waiting:
        node, folders = waiting.pop()
        children = node.get("children")
        if isinstance(children, list):
            name = "" if is_top else line_in(node.get("title") or node.get("name"), 100)
            inside = (*folders, name) if name and len(folders) < DEEPEST else folders
            waiting.extend((child, inside) for child in reversed(children) if isinstance(child, Mapping))
        elif "uri" in node or "url" in node:
            yield node, folders
        is_top = False


def _of_firefox(node: Mapping[str, Any], folders: tuple[str, ...], number: int) -> Found:
    url, title = address_in(node.get("uri")), line_in(node.get("title"))
    if not url:
        return Skipped(title or f"bookmark {number}", why_no_address(node.get("uri")))
    remarks = node.get("annos")
    notes = [
        text_in(one.get("value"))
        for one in (remarks if isinstance(remarks, list) else ())
        if isinstance(one, Mapping) and one.get("name") == _DESCRIPTION
    ]
    return Carried(
        title="" if title == url else title,
        url=url,
        added=moment_in(node.get("dateAdded")),
        description=line_in(notes[0], 500) if notes else "",
        tags=tidy_tags([*tags_in(node.get("tags")), folder_in(folders)]),
        extra={name: value for name, value in node.items() if value and name not in _FIREFOX},
    )


def _of_chrome(node: Mapping[str, Any], folders: tuple[str, ...], number: int) -> Found:
    url, title = address_in(node.get("url")), line_in(node.get("name"))
    if not url:
        return Skipped(title or f"bookmark {number}", why_no_address(node.get("url")))
    since = attempt(int, node.get("date_added") or 0) or 0
    return Carried(
        title="" if title == url else title,
        url=url,
        added=_WINDOWS_EPOCH + timedelta(microseconds=since) if 0 < since < 10**17 else None,
        tags=tidy_tags([folder_in(folders)]),
        extra={name: value for name, value in node.items() if value and name not in _CHROME},
    )
