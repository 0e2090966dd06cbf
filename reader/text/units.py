"""Units of a text: its words, sentences and paragraphs, each from one position to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import pairwise

from reader.text.blocks import Block, Kind
from reader.text.document import Document, Position, Spot

Passage = tuple[Position, Position]
"""From one position up to another."""
_Spans = Callable[[Block], Iterator[tuple[int, int]]]

_WORD = re.compile(r"[^\W_]+(?:['’.\-‐][^\W_]+)*|[^\w\s]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+|\Z)|[。！？｡]+[」』”’）)\]]*|\n")
_SHORT = re.compile(
    r"(?:^|[\s(\[“\"'‘])(?:[^\W\d_]|\d{1,2}|(?:[^\W\d_]\.)+[^\W\d_]|"
    r"Mrs?|Ms|Drs?|Profs?|St|Sr|Jr|Mt|No|Nos|vs|al|cf|pp?|ed|eds|vol|fig|ca|etc|approx|bzw|usw|Hr|Fr|Mme|Mlle|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\s+[\"'“‘«(\[]*[^\W\d_]")


class Unit(Enum):
    """What a passage grows by."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


def words(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text, signs between them as words of their own."""
    return (match.span() for match in _WORD.finditer(text))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, without the blanks between them."""
    ends = [match.end() for match in _END.finditer(text) if _ends(text, match)]
    for start, end in pairwise(dict.fromkeys([0, *ends, len(text)])):
        part = text[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sign ends a sentence, and not only an abbreviation or a number."""
    if match[0][0] not in ".…":
        return True
    if match.end() < len(text) and _BEGINS.match(text, match.end()) is None and not text[match.end()].isspace():
        return False
    following = _BEGINS.match(text, match.end())
    if following is not None and following[0][-1].islower():
        return False
    return match[0] != "." or _SHORT.search(text[max(0, match.start() - 12) : match.start()]) is None


def _spans(unit: Unit) -> _Spans:
    def of(block: Block) -> Iterator[tuple[int, int]]:
        if unit is Unit.PARAGRAPH:
            return iter([(0, len(block.text))] if block.text.strip() else [])
        if block.kind is Kind.CODE and unit is Unit.SENTENCE:
            return (match.span() for match in re.finditer(r"\S[^\n]*", block.text))
        return words(block.text) if unit is Unit.WORD else sentences(block.text)

    return of


def unit_at(document: Document, position: Position, unit: Unit) -> Passage | None:
    """The unit that a position lies in, or else the next one."""
    spot = document.spot(position)
    if spot is None:
        return None
    block = document.at(spot)
    offset = position.offset - block.base
    for start, end in _spans(unit)(block):
        if end > offset:
            return _passage(block, start, end)
    return next_unit(document, Position(block.source, block.base + len(block.text)), unit)


def next_unit(document: Document, position: Position, unit: Unit) -> Passage | None:
    """The first unit that begins at or after a position."""
    spot = document.spot(position)
    spans = _spans(unit)
    offset: int | None = None if spot is None else position.offset - document.at(spot).base
    while spot is not None:
        block = document.at(spot)
        for start, end in spans(block):
            if offset is None or start >= offset:
                return _passage(block, start, end)
        spot, offset = document.beside(spot), None
    return None


def previous_unit(document: Document, position: Position, unit: Unit) -> Passage | None:
    """The last unit that ends at or before a position."""
    spot: Spot | None = document.spot(position)
    spans = _spans(unit)
    offset: int | None = None if spot is None else position.offset - document.at(spot).base
    while spot is not None:
        block = document.at(spot)
        found = [span for span in spans(block) if offset is None or span[1] <= offset]
        if found:
            return _passage(block, *found[-1])
        spot, offset = document.beside(spot, -1), None
    return None


def text_between(document: Document, start: Position, end: Position) -> str:
    """The words between two positions; blocks are parted by blank lines."""
    parts: list[str] = []
    spot = document.spot(start)
    while spot is not None:
        block = document.at(spot)
        if (block.source, block.base) > end:
            break
        first = start.offset - block.base if block.source == start.block else 0
        last = end.offset - block.base if block.source == end.block else len(block.text)
        part = block.text[max(0, first) : max(0, last)]
        if parts and not block.base:
            parts.append("\n\n")
        parts.append(part)
        spot = document.beside(spot)
    return "".join(parts).strip("\n")


def _passage(block: Block, start: int, end: int) -> Passage:
    return Position(block.source, block.base + start), Position(block.source, block.base + end)
