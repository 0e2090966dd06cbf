"""Finds the paragraphs of a plain text: joins what was wrapped by hand, keeps verse, lists, code, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.services.adding.hyphens import Joiner

NARROWEST, WIDEST = 55, 100
"""Columns that a text wrapped by hand has, unless the whole of it speaks for less."""
_SURE_NARROWEST, _SURE_LINES = 30, 10
_OWN_NARROWEST = 40
_SLACK = 8
_FULL_SHARE = 0.9

_BULLET = re.compile(r"\s{0,8}(?:[-+*•·▪◦‣–]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+\S")
_CODE = re.compile(r"[{}<>=\\|`]|\w\(|\w_\w|^\s*(?:#|//|>>>|\$ )")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+ *)\S")
_PIPES = re.compile(r"\|.*\||[│┃║┆]")
_CUT = re.compile(r"[^\W\d_]{2}[-‐]$")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; a paragraph of prose has one."""

    lines: tuple[str, ...]
    fixed: bool = False
    """Whether its blanks matter, as in code and tables."""


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of a text, given as lines without blanks at their ends."""
    blocks = list(_blocks(lines))
    width = _width(blocks)
    joiner = Joiner(blocks)
    found: list[Paragraph] = []
    for block in blocks:
        found.extend(_of_block(block, width, joiner))
    return _merged(found)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _of_block(block: list[str], width: int, joiner: Joiner) -> Iterator[Paragraph]:
    if _is_fixed(block):
        yield Paragraph(tuple(block), fixed=True)
    elif any(map(_BULLET.match, block)) and len(block) > 1:
        yield Paragraph(tuple(_entries(block, width, joiner)))
    elif len(block) == 1 or max(map(len, block)) > WIDEST:
        for line in block:
            yield Paragraph((line.strip(),))
    else:
        yield from _as_prose(block, width, joiner) or [Paragraph(tuple(block))]


def _as_prose(block: list[str], width: int, joiner: Joiner) -> list[Paragraph]:
    """The paragraphs of a block that was wrapped by hand; none if it was not."""
    parts = list(_at_indents(block))
    if len(parts) == len(block) or not all(_is_wrapped(part, width) for part in parts):
        return []
    return [Paragraph((joiner.join(part),)) for part in parts]


def _is_fixed(block: list[str]) -> bool:
    coded = sum(1 for line in block if _CODE.search(line))
    if all(line.startswith(("    ", "\t")) for line in block) and coded * 3 >= len(block):
        return True
    if len(block) < 2:
        return False
    piped = sum(1 for line in block if _PIPES.search(line))
    spaced = sum(1 for line in block if _COLUMNS.search(line))
    return piped * 2 > len(block) or (spaced >= 2 and spaced * 5 >= len(block) * 3)


def _is_wrapped(block: list[str], width: int) -> bool:
    """Whether every line is as full as it could be: the next word would not have fitted."""
    longest = max(map(len, block))
    if (width or longest >= NARROWEST) and _all_full(block, max(longest, width)):
        return True
    # A block of its own width, such as a letter that is quoted: its lines go on in small letters.
    goes_on = sum(1 for line in block[1:] if line.lstrip()[:1].islower())
    sure = len(block) > 2 and longest >= _OWN_NARROWEST and goes_on * 2 > len(block) - 1
    return sure and _all_full(block, longest)


def _all_full(block: list[str], limit: int) -> bool:
    full = sum(_is_full(line, after, limit) for line, after in pairwise(block))
    return full >= (len(block) - 1) * (_FULL_SHARE if len(block) > 5 else 1.0)


def _is_full(line: str, after: str, limit: int) -> bool:
    if _CUT.search(line) and after.lstrip()[:1].islower():
        return True
    if _WIDE.match(line[-1]):
        return len(line) + 2 >= limit
    word = after.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > limit - _SLACK


def _width(blocks: list[list[str]]) -> int:
    """The column at which a whole text is wrapped, 0 when nothing speaks for one."""
    pairs = [(line, after) for block in blocks if len(block) > 2 for line, after in pairwise(block)]
    pairs = [pair for pair in pairs if len(pair[0]) <= WIDEST]
    if len(pairs) < 2:
        return 0
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[int(len(lengths) * 0.98)]
    if width < (_SURE_NARROWEST if len(pairs) >= _SURE_LINES else NARROWEST):
        return 0
    full = sum(_is_full(line, after, width) for line, after in pairs)
    if width < NARROWEST and sum(1 for _, after in pairs if after.lstrip()[:1].islower()) * 4 < len(pairs):
        return 0  # verse: every line begins anew
    return width if full >= len(pairs) * 0.6 else 0


def _at_indents(block: list[str]) -> Iterator[list[str]]:
    """Old books begin a paragraph by standing in, with no blank line between."""
    margin = min(len(line) - len(line.lstrip()) for line in block)
    part: list[str] = []
    for line in block:
        if part and len(line) - len(line.lstrip()) > margin:
            yield part
            part = []
        part.append(line)
    yield part


def _entries(block: list[str], width: int, joiner: Joiner) -> Iterator[str]:
    """The lines of a list, one an entry."""
    entry: list[str] = []
    for line in block:
        stands_in = line[0].isspace()
        goes_on = bool(entry) and not _BULLET.match(line)
        if goes_on and (stands_in or (width and _is_full(entry[-1], line, width))):
            entry.append(line)
            continue
        if entry:
            yield joiner.join(entry, keep_indent=True)
        entry = [line]
    yield joiner.join(entry, keep_indent=True)


def _merged(found: list[Paragraph]) -> list[Paragraph]:
    """Fixed paragraphs that follow each other are one piece of code with a blank line in it."""
    merged: list[Paragraph] = []
    for paragraph in found:
        if paragraph.fixed and merged and merged[-1].fixed:
            merged[-1] = Paragraph((*merged[-1].lines, "", *paragraph.lines), fixed=True)
        else:
            merged.append(paragraph)
    return merged
