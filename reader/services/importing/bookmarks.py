"""Bookmarks in HTML as all browsers write them since Netscape: never well-formed, and read in one pass.

The parser of the standard library takes the `&copy` in `?a=1&copy=2` for a sign, and on some broken files a time that
grows with the square of their length; this one does neither, since it never looks twice at what it has passed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

DEEPEST = 40
"""Folders in each other whose names are kept."""
_TAG = re.compile(r"<(?:(/?)([A-Za-z][A-Za-z0-9]*)|!--|[!?])")
_NAME = re.compile(r"[\s/]*([^\s=>/]+)(\s*=\s*)?|[\s/]*(=)")
_BARE = re.compile(r"[^\s>]*")
_CLOSED = {quote: re.compile(rf"{quote}(?=[\s/>]|\Z|[A-Za-z_-]{{1,30}}=[\"'\d])") for quote in ("'", '"')}
"""Where a value ends: some programs do not escape the quotes within an address."""
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_ENDING = frozenset(("br", "p", "div", "li", "ul", "ol", "tr", "blockquote"))


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, with the values of its attributes by their names in lower case."""

    name: str
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Bookmark:
    """A bookmark as it stands in a file."""

    attributes: Mapping[str, str]
    folders: tuple[str, ...] = ()
    title: str = ""
    note: str = ""


def pieces(text: str) -> Iterator[str | Tag]:
    """Text and tags in turn; comments, declarations and what is not closed are left out."""
    at, unclosed = 0, set[str]()
    while match := _TAG.search(text, at):
        if match.start() > at:
            yield html.unescape(text[at : match.start()])
        if not match[2]:
            at = _after(text, match, unclosed)
            continue
        attributes, at = _attributes(text, match.end(), unclosed)
        yield Tag(match[2].lower(), bool(match[1]), attributes)
    if at < len(text):
        yield html.unescape(text[at:])


def _after(text: str, match: re.Match[str], unclosed: set[str]) -> int:
    """Where a comment or declaration ends, or the end of its opening where it never does."""
    end = "-->" if match.group() == "<!--" else ">"
    found = -1 if end in unclosed else text.find(end, match.end())
    if found < 0:
        unclosed.add(end)
        return match.end()
    return found + len(end)


def _attributes(text: str, at: int, unclosed: set[str]) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and where it ends; what never closes is remembered, so that nobody looks again."""
    found: dict[str, str] = {}
    while match := _NAME.match(text, at):
        at = match.end()
        if not match[2]:
            if match[1]:
                found.setdefault(match[1].lower(), "")
            continue
        quote = text[at : at + 1]
        closed = _CLOSED[quote].search(text, at + 1) if quote in _CLOSED and quote not in unclosed else None
        if closed is not None:
            value, at = text[at + 1 : closed.start()], closed.end()
        else:
            if quote in _CLOSED:
                unclosed.add(quote)
            bare = _BARE.match(text, at)
            assert bare is not None
            value, at = bare.group().strip("\"'"), bare.end()
        found.setdefault(match[1].lower(), _REFERENCE.sub(lambda sign: html.unescape(sign.group()), value))
    end = text.find(">", at, at + 1000)
    return found, end + 1 if end >= 0 else at


class _Reading:
    """What has been seen of a file so far."""

    def __init__(self, has_terms: bool) -> None:
        self._has_terms = has_terms
        self._folders: list[tuple[str, ...]] = []
        self._pending = ""
        self._mode = ""
        """Where text belongs: `folder`, `title`, `note`, or nowhere."""
        self._said: list[str] = []
        self._open: Bookmark | None = None
        self._own = False

    def take(self, piece: str | Tag) -> Bookmark | None:
        """Go on by one piece; the bookmark that ends there, if one does."""
        if isinstance(piece, str):
            if self._mode:
                self._said.append(piece)
            return None
        act = getattr(self, f"_{piece.name}", None) if piece.name in ("a", "dd", "dl", "dt", "h3", "hr") else None
        if act is not None:
            ended: Bookmark | None = act(piece)
            return ended
        if self._mode == "note" and piece.name in _LINE_ENDING:
            self._said.append("\n")
        return None

    def end(self) -> Bookmark | None:
        """The bookmark that has been open, which is whole now."""
        self._settle()
        ended, self._open = self._open, None
        return ended

    def _settle(self) -> None:
        said = "".join(self._said)
        self._said = []
        if self._mode == "folder":
            self._pending = "" if self._own else said
        elif self._mode == "title" and self._open is not None:
            self._open.title = said
        elif self._mode == "note" and self._open is not None:
            self._open.note = said.strip()
        self._mode = ""

    def _a(self, tag: Tag) -> Bookmark | None:
        if tag.closing:
            if self._mode == "title":
                self._settle()
            return None
        if self._mode == "note" and self._has_terms:
            return None  # a link within a note
        ended = self.end()
        self._open = Bookmark(tag.attributes, self._folders[-1] if self._folders else ())
        self._mode = "title"
        return ended

    def _dd(self, tag: Tag) -> Bookmark | None:
        if not tag.closing:
            self._settle()
            self._mode = "note"
        return None

    def _dt(self, tag: Tag) -> Bookmark | None:
        return self.end()

    _hr = _dt

    def _h3(self, tag: Tag) -> Bookmark | None:
        ended = self.end()
        if not tag.closing:
            self._mode = "folder"
            # the toolbar and what was never put anywhere are the browser's folders, not the reader's
            self._own = not {"personal_toolbar_folder", "unfiled_bookmarks_folder"}.isdisjoint(tag.attributes)
        return ended

    def _dl(self, tag: Tag) -> Bookmark | None:
        ended = self.end()
        if tag.closing:
            if self._folders:
                self._folders.pop()
            return ended
        around = self._folders[-1] if self._folders else ()
        name, self._pending = self._pending.strip(), ""
        self._folders.append((*around, name) if name and len(around) < DEEPEST else around)
        return ended


def bookmarks_in(text: str) -> Iterator[Bookmark]:
    """All bookmarks of a file, in its order."""
    reading = _Reading("<dt" in text or "<DT" in text)
    for piece in pieces(text):
        ended = reading.take(piece)
        if ended is not None:
            yield ended
    ended = reading.end()
    if ended is not None:
        yield ended
