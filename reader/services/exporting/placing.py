"""Placing highlights: where in the Markdown of a body a highlighted passage stands, to the character.

What a person reads is compared with what stands in the source by letters and digits alone, so that emphasis, escapes
and the addresses of links are in nobody's way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from reader.domain.highlight import Highlight
from reader.text.blocks import Block, Ink, Kind
from reader.text.document import Document, Position
from reader.text.passages import locate_passage
from reader.text.units import Passage

_HIDDEN = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"  # where a link leads
    r"|\]\[[^\]\n]*\]"
    r"|\[\^[^\]\s]+\]"  # a footnote's number
    r"|</?[a-zA-Z][^<>\n]*>"
    r"|&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]"  # the sign of a list's item
)
_SIGNS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|\[|\]|~~|==")
"""What opens or closes something, and must not be parted from its other half."""
_EDGE = "*_`~"
_RAW = re.compile(r"[ >]*<[A-Za-z!?/]")
_LEAD = re.compile(r"[^\w\s*_`\[\]<>|=~\\&!]+")
_TAIL = re.compile(r"[^\w\s*_`\[\]<>|=~\\&]+\Z")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_CONTEXT = 24


class Span(NamedTuple):
    """A stretch of a body."""

    start: int
    end: int


class Placed(NamedTuple):
    """A highlight, and where it stands."""

    highlight: Highlight
    spans: tuple[Span, ...]
    """One for every block that it goes through."""


def placed_in(body: str, highlights: Iterable[Highlight]) -> tuple[list[Placed], list[Highlight]]:
    """The highlights that can be marked in a body, none over another, and those that cannot."""
    placed: list[Placed] = []
    astray: list[Highlight] = []
    document = Document(body)
    for highlight in highlights:
        passage = locate_passage(document, highlight.start, highlight.end, highlight.text)
        spans = _spans(document, body, passage) if passage is not None else ()
        others = [other for one in placed for other in one.spans]
        if spans and not any(one.start < span.end and span.start < one.end for one in others for span in spans):
            placed.append(Placed(highlight, spans))
        else:
            astray.append(highlight)
    return placed, astray


def marked(body: str, placed: Iterable[Placed], opening: str, closing: str) -> str:
    """A body with signs around what is highlighted."""
    for span in sorted((span for one in placed for span in one.spans), reverse=True):
        body = f"{body[: span.start]}{opening}{body[span.start : span.end]}{closing}{body[span.end :]}"
    return body


def _spans(document: Document, body: str, passage: Passage) -> tuple[Span, ...]:
    """Where the parts of a passage stand in the source; none where one of them is not certain."""
    start, end = passage
    found: list[Span] = []
    spot = document.spot(start)
    while spot is not None:
        block = document.at(spot)
        if (block.source, block.base) >= end:
            break
        following = document.beside(spot)
        first = max(0, start.offset - block.base) if block.source == start.block else 0
        last = min(len(block.text), end.offset - block.base) if block.source == end.block else len(block.text)
        if block.text[first:last].strip():
            stop = document.at(following).source if following is not None else len(body)
            span = _span(block, body, max(stop, block.source), first, last)
            if span is None:
                return ()
            found.append(span)
        spot = following
    return tuple(found)


def _span(block: Block, body: str, stop: int, first: int, last: int) -> Span | None:
    """Where a part of a block stands in the source."""
    if block.kind not in (Kind.PARAGRAPH, Kind.HEADING) or block.base or block.source >= len(body):
        return None  # a listing shows every sign, and a table has bars between its cells
    if _RAW.match(body, block.source):
        return None  # nor is Markdown read within HTML
    if not _may_be_marked(block, first, last):
        return None
    wanted, before = _letters(block, first, last), _letters(block, 0, first)
    letters, places = _read(body, block.source, min(stop, len(body)))
    at = _nearest(letters, wanted, before)
    if at is None:
        return None
    begin, end = places[at], places[at + len(wanted) - 1] + 1
    shown = block.text[first:last].rstrip()
    if (tail := _TAIL.search(shown)) and body.startswith(tail[0], end):
        end += len(tail[0])
    lead = _LEAD.match(block.text, first, last)
    if lead and body.endswith(lead[0], block.source, begin):
        begin -= len(lead[0])
    return None if "\n\n" in body[begin:end] else _whole(body, begin, end, min(stop, len(body)))


def _whole(body: str, begin: int, end: int, stop: int) -> Span | None:
    """The stretch itself, or with the signs at its edges; none where it would part signs that belong together."""
    outer_begin, outer_end = begin, end
    while outer_begin > 0 and body[outer_begin - 1] in _EDGE:
        outer_begin -= 1
    while outer_end < stop and body[outer_end] in _EDGE:
        outer_end += 1
    tries = ((begin, end), (begin, outer_end), (outer_begin, end), (outer_begin, outer_end))
    return next((Span(*edges) for edges in tries if _is_whole(body[slice(*edges)])), None)


def _may_be_marked(block: Block, first: int, last: int) -> bool:
    """Whether signs would not be part of code, or of what is said of a picture."""
    shown = [at for at in range(first, last) if block.text[at].isalnum()]
    if not shown:
        return False
    for over in block.spans:
        ends = [over.start <= at < over.end for at in (shown[0], shown[-1])]
        if (over.ink is Ink.CAPTION and any(ends)) or (over.ink is Ink.CODE and all(ends)):
            return False
    return True


def _letters(block: Block, first: int, last: int) -> str:
    notes = [span for span in block.spans if span.ink is Ink.NOTE]
    return "".join(
        character
        for at, character in enumerate(block.text[first:last], first)
        if character.isalnum() and not any(note.start <= at < note.end for note in notes)
    )


def _read(body: str, start: int, stop: int) -> tuple[str, list[int]]:
    """The letters and digits that a person reads of a stretch of source, and where each stands."""
    letters: list[str] = []
    places: list[int] = []
    at = start
    for match in (*_HIDDEN.finditer(body, start, stop), None):
        until = match.start() if match else stop
        for index in range(at, until):
            if body[index].isalnum():
                letters.append(body[index])
                places.append(index)
        if match is None:
            break
        at = match.end()
        if match[0][0] == "&":
            for character in html.unescape(match[0]):
                if character.isalnum():
                    letters.append(character)
                    places.append(at - 1)
    return "".join(letters), places


def _nearest(letters: str, wanted: str, before: str) -> int | None:
    """Where the wanted letters stand with the same before them; of several places the nearest."""
    found: list[int] = []
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = letters.find(wanted, at + 1)
    context = before[-_CONTEXT:]
    found = [at for at in found if letters.endswith(context, 0, at)]
    return min(found, key=lambda at: abs(at - len(before)), default=None)


def _is_whole(source: str) -> bool:
    """Whether everything that opens in a stretch of source closes in it, in good order."""
    opened: list[str] = []
    source = _HIDDEN.sub(lambda match: "]" if match[0][0] == "]" else "", _ESCAPE.sub("", source))
    for sign in _SIGNS.findall(source):
        if sign == "==":
            return False
        if opened and (opened[-1] == sign or opened[-1] + sign == "[]"):
            opened.pop()
        else:
            opened.append(sign)
    return not opened


def plain_text(document: Document) -> tuple[str, dict[int, int]]:
    """What a person reads, blocks parted by blank lines, and where in it every block begins, by its source."""
    parts: list[str] = []
    begins: dict[int, int] = {}
    length = 0
    for block in document:
        if parts and not block.base:
            parts.append("\n\n")
            length += 2
        begins.setdefault(block.source, length - block.base)
        parts.append(block.text)
        length += len(block.text)
    return "".join(parts), begins


def offset_of(begins: dict[int, int], position: Position) -> int:
    """Where a position is in what `plain_text` gave."""
    return begins.get(position.block, 0) + position.offset
