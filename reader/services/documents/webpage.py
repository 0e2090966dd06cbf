"""Pages that lie on the disk: as somebody wrote them, or as a browser or SingleFile saved them."""

from __future__ import annotations

import binascii
import re
from dataclasses import replace
from datetime import UTC, datetime

from reader.domain.draft import Draft
from reader.domain.picture import picture_address
from reader.domain.provenance import Way
from reader.services.adding.address import read_address
from reader.services.documents.keeping import Keeping
from reader.services.pages.page import draft_from_html
from reader.services.pages.tree import decoded_page

_SINGLE_FILE = re.compile(
    r"<!--\s*(?:Page saved with SingleFile|Archive processed by SingleFile)(.{0,2000}?)-->", re.DOTALL
)
_FIELD = re.compile(r"^\s*(url|saved date):\s*(.+?)\s*$", re.MULTILINE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_INLINED = re.compile(r"""(=\s*["']?)data:[^"'>\s]{200,}|url\(\s*["']?data:[^)]{200,}\)""")
_PICTURE = re.compile(
    r"""(\bsrc\s*=\s*["']?)data:image/[a-z+.-]{1,20}(?:;[a-z]{1,20}=[\w-]{1,20})?;base64,([A-Za-z0-9+/=]{5400,})""",
    re.I,
)
"""A picture in a page; shorter ones stand in for what comes later, or adorn."""
_KEPT = "https://kept-pictures.invalid/"
"""Under which addresses pictures go through the reading of a page, which knows none but those of the web."""
_LEFT_OUT = re.compile(r"<(style|script)\b(?![^>]*ld\+json)[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SAVED_AT = re.compile(r"\w{3} (\w{3}) (\d{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")
_BEGINNING = 20_000


def draft_from_page_file(data: bytes, name: str, url: str = "") -> Draft:
    """The draft that a page becomes, `url` being where it comes from; raises TextUnusable where it holds no text."""
    html = decoded_page(data)
    head = html[:_BEGINNING]
    way = Way.HANDED if url else Way.FILE
    added = None
    if match := _SINGLE_FILE.search(head):
        fields = dict(_FIELD.findall(match[1]))
        url = url or read_address(fields.get("url", ""))
        added = _moment(fields.get("saved date", ""))
    elif match := _SAVED_FROM.search(head):
        url = url or read_address(match[1])
    keeping = Keeping()
    html = _PICTURE.sub(lambda match: f"{match[1]}{_kept(match[2], keeping)}", _LEFT_OUT.sub("", html))
    html = _INLINED.sub(r"\1", html)  # what was put into the file makes it a hundred times larger
    draft = draft_from_html(html, url, way)
    body = draft.body.replace(_KEPT, picture_address(""))
    return replace(draft, added=added, body=body, pictures=keeping.shown_in(body))


def _kept(encoded: str, keeping: Keeping) -> str:
    """The address under which a picture goes through the page; '' for what is none that is kept."""
    if len(encoded) > keeping.room * 4 // 3 + 4:
        return ""
    try:
        address = keeping.address_of(binascii.a2b_base64(encoded))
    except binascii.Error:
        return ""
    return address.replace(picture_address(""), _KEPT)


def _moment(text: str) -> datetime | None:
    """When SingleFile saved a page: `Mon Nov 23 2026 10:11:12 GMT+0100 (…)`."""
    match = _SAVED_AT.match(text)
    if match is None:
        return None
    try:
        moment = datetime.strptime(" ".join(match.groups()), "%b %d %Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment <= datetime.now(UTC) else None
