"""Pocket's `ril_export.html`, as it was until 2024: two lists of links, each below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.attempt import attempt
from reader.services.importing.bookmarks import Tag, pieces
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped
from reader.services.importing.values import address_in, line_in, moment_in, tags_in, title_in, why_no_address

_SIGN = re.compile(r"<title>\s*Pocket Export\s*</title>|<a\s[^<>]*\btime_added\s*=", re.IGNORECASE)
_NETSCAPE = re.compile(r"<!doctype\s+netscape-bookmark", re.IGNORECASE)
_BEGINNING = 20_000
_USED = frozenset(("href", "time_added", "tags"))
_ENDING = frozenset(("h1", "h2", "a", "li", "ul", "p", "body", "html"))
"""Tags that end what has not been closed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with what stands in it and above it."""

    attributes: Mapping[str, str]
    text: str
    heading: str

    def __getitem__(self, name: str) -> str:
        """An attribute, '' where there is none."""
        return self.attributes.get(name, "")


class PocketHtml:
    """Pocket's older export: whether an article was read stands in the heading above it."""

    name = "Pocket"
    key = "pocket-html"

    def recognises(self, file: ImportFile) -> bool:
        """Whether it says so, or has the attributes that only Pocket wrote."""
        if file.beginning.lstrip(b"\xef\xbb\xbf\xff\xfe \0\t\r\n")[:1] != b"<":
            return False
        beginning = file.text[:_BEGINNING]
        return bool(_SIGN.search(beginning)) and not _NETSCAPE.search(beginning)

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All links, in their order."""
        if file.decoded[1]:
            yield Remark(file.decoded[1])
        for number, link in enumerate(links_in(file.text), 1):
            where = f"link {number}"
            yield attempt(_carried, link, where) or Skipped(where, "is damaged")


def _carried(link: Link, where: str) -> Found:
    url = address_in(link["href"])
    if not url:
        return Skipped(where, why_no_address(link["href"]))
    state, archived = _state(link.heading)
    return Carried(
        title=title_in(link.text, url),
        url=url,
        added=moment_in(link["time_added"]),
        tags=tags_in(link["tags"]),
        state=state,
        archived=archived,
        extra={name: value for name, value in link.attributes.items() if value and name not in _USED},
    )


def _state(heading: str) -> tuple[State | None, bool]:
    """How far articles below a heading were read, and whether they were archived."""
    heading = line_in(heading).casefold()
    if "unread" in heading:
        return State.UNREAD, False
    return (State.READ, True) if "archive" in heading or heading == "read" else (None, False)


def links_in(text: str) -> Iterator[Link]:
    """The links of a file in their order, with the heading that stands above each."""
    heading, words = "", list[str]()
    within: Tag | None = None
    for piece in chain(pieces(text), (Tag("html"),)):
        if isinstance(piece, str):
            words.append(piece)
            continue
        if piece.name not in _ENDING:
            continue
        if within is not None and within.name == "a":
            yield Link(within.attributes, "".join(words), heading)
        elif within is not None:
            heading = "".join(words)
        within = piece if piece.name in ("a", "h1", "h2") and not piece.closing else None
        words.clear()
