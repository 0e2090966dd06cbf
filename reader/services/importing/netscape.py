"""Bookmarks in HTML, as browsers and most bookmarking services give them out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.adding.facts import tidy_tags
from reader.services.attempt import attempt
from reader.services.feeds.opml import Subscription
from reader.services.importing.bookmarks import Bookmark, bookmarks_in
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Importer, Remark, Skipped
from reader.services.importing.values import address_in, folder_in, line_in, moment_in, tags_in, text_in, why_no_address

_BEGINNING = 8_000
_DOCTYPE = re.compile(r"<!doctype\s+netscape-bookmark-file", re.IGNORECASE)
_BOOKMARK = re.compile(r"<dt>\s*<(?:a|h3)\s[^>]*\badd_date\s*=", re.IGNORECASE)
_SHAARLI = re.compile(r"shaarli export of|by shaarli", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_LINE_END = re.compile(r"\n\r(?!\n)")
"""What linkding puts between lines."""
_LINKDING = "linkding:bookmarks."
_LINKDING_NOTE = re.compile(r"\[linkding-notes\](.*?)\[/linkding-notes\]", re.DOTALL)
_USED = frozenset((
    "href", "add_date", "tags", "toread", "feedurl", "icon", "icon_uri", "last_charset", "time_added",
))  # fmt: skip
"""Attributes that have a place here, and pictures of sites, which have none anywhere."""


class Netscape(Importer):
    """Bookmarks of browsers, Shaarli, linkding and many others; folders become tags."""

    name = "Bookmarks"
    key = "netscape"

    def recognises(self, file: ImportFile) -> bool:
        beginning = file.text[:_BEGINNING]
        if beginning.lstrip("\ufeff \t\r\n")[:1] != "<":
            return False
        return bool(_DOCTYPE.search(beginning) or _BOOKMARK.search(beginning))

    def read(self, file: ImportFile) -> Iterator[Found]:
        text, remark = _text(file)
        if remark:
            yield Remark(remark)
        blanks = " " if _SHAARLI.search(text[:_BEGINNING]) else ""
        for number, bookmark in enumerate(bookmarks_in(text), 1):
            found = attempt(_found, bookmark, number, blanks)
            yield found if found is not None else Skipped(f"bookmark {number}", "is damaged")


def _text(file: ImportFile) -> tuple[str, str]:
    """The text of a file, by the encoding that it names where it is no UTF-8."""
    text, remark = file.decoded
    text = _LINE_END.sub("\n", text)
    if remark and (match := _CHARSET.search(file.data[:2_000])):
        named = attempt(file.data.decode, match[1].decode(), "replace")
        if isinstance(named, str):
            return _LINE_END.sub("\n", named), ""
    return text, remark


def _found(bookmark: Bookmark, number: int, blanks: str) -> Found:
    said = bookmark.attributes
    title = line_in(bookmark.title)
    folder = folder_in(bookmark.folders)
    if feed := address_in(_address(said.get("feedurl", ""))):
        return Subscription(feed, title[:300], address_in(_address(said.get("href", ""))), tidy_tags([folder]))
    url = address_in(_address(said.get("href", "")))
    if not url:
        return Skipped(title or f"bookmark {number}", why_no_address(said.get("href")))
    tags = tags_in(said.get("tags"), f",{blanks}")
    own = [tag for tag in tags if not tag.startswith(_LINKDING)]
    description, note = _notes(text_in(bookmark.note))
    return Carried(
        title="" if title == url else title,
        url=url,
        added=moment_in(said.get("add_date")) or moment_in(said.get("time_added")),
        description=description,
        tags=tidy_tags([*own, folder]),
        state=State.UNREAD if said.get("toread") == "1" else None,
        archived=f"{_LINKDING}archived" in tags,
        note=note,
        extra={name: value for name, value in said.items() if name not in _USED and value not in ("", "0")},
    )


def _address(text: str) -> str:
    """An address without the line ends and blanks that some programs leave in it."""
    return re.sub(r"[\t\r\n]", "", text).strip().replace(" ", "%20")


def _notes(text: str) -> tuple[str, str]:
    """Description and note: linkding writes both, and says which is which."""
    notes = _LINKDING_NOTE.findall(text)
    if not notes:
        return "", text
    return line_in(_LINKDING_NOTE.sub("", text), 500), "\n\n".join(note.strip() for note in notes)
