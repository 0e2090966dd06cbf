"""Setting: the rows of one block in a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.text.bidi import is_right_to_left
from reader.text.blocks import Block, Ink, Kind, Table
from reader.text.breaker import break_lines, shown
from reader.text.hyphens import Hyphens, patterns_for
from reader.text.typography import USUAL, Typography
from reader.text.width import cell_width, fit, graphemes, is_simple

CODE_INDENT = "  "
WRAPPED = "↪ "
"""Stands before what did not fit into a row of a listing."""
ORNAMENT = "*   *   *"
NOTES_RULE = "─" * 12
_FOLDS = re.compile(r"[ \t,;:=/|)\]}&?.]|[({\[](?=.)")
"""Signs in a listing after which it is rather folded than within a word."""
NARROWEST = 8
"""Cells that a text gets at least, whatever stands before it."""


class Piece(NamedTuple):
    """A stretch of a block's text in a row, and what is painted before it."""

    lead: str
    start: int
    end: int
    tail: str = ""
    """What is painted behind it: a hyphen, or a bullet in a text from the right."""


class Row(NamedTuple):
    """One row of the column."""

    block: int
    """Which block of its chunk it belongs to; blank rows belong to the block below them."""
    start: int
    """Where its text begins in the block's text; -1 in a blank row."""
    end: int
    pieces: tuple[Piece, ...]
    blank: bool = False
    """Whether nothing is to be read in it."""


def set_block(block: Block, index: int, width: int, gap: int, typography: Typography = USUAL) -> Iterator[Row]:
    """The rows of a block, the blank ones before it first."""
    for _ in range(gap):
        yield Row(index, -1, -1, (Piece(block.above, 0, 0),), blank=True)
    if block.kind is Kind.CODE:
        yield from _listing(block, index, width)
    elif block.table is not None:
        yield from _table(block, block.table, index, width)
    elif block.kind in (Kind.RULE, Kind.END):
        yield _ornament(block, index, width)
    else:
        yield from _text(block, index, width, typography)


def _text(block: Block, index: int, width: int, typography: Typography) -> Iterator[Row]:
    lead, rest = _leads(block, width)
    room = max(NARROWEST, width - cell_width(rest))
    hyphens = _hyphens(block, typography)
    from_right = typography.bidi != "off" and is_right_to_left(block.text)
    for number, line in enumerate(break_lines(block.text, room, hyphens)):
        start, end = line
        if number and typography.airy:
            yield Row(index, start, start, (Piece(rest.rstrip(), start, start),), blank=True)
        hyphen = "-" if hyphens is not None and end in hyphens.divided else ""
        piece = Piece(lead, start, end, hyphen)
        yield Row(index, start, end, (_at_the_right(block, piece, width) if from_right else piece,))
        lead = rest


def _hyphens(block: Block, typography: Typography) -> Hyphens | None:
    patterns = patterns_for(typography.hyphens) if block.kind is Kind.PARAGRAPH else None
    if patterns is None:
        return None
    return Hyphens(block.text, patterns, ((s.start, s.end) for s in block.spans if s.ink in (Ink.CODE, Ink.LINK)))


def _at_the_right(block: Block, piece: Piece, width: int) -> Piece:
    """A line of a text from the right: it begins at the right edge, and so does what stands before it."""
    tail = piece.tail + piece.lead[::-1]
    cells = cell_width(shown(block.text, (piece.start, piece.end))) + cell_width(tail)
    return piece._replace(lead=" " * max(0, width - cells), tail=tail)


def _leads(block: Block, width: int) -> tuple[str, str]:
    """What stands before the first and the other lines; less of it in a column too narrow for all."""
    room = max(0, width - NARROWEST)
    if len(block.rest) <= room:
        return block.first, block.rest
    return block.first[len(block.first) - room :], block.rest[len(block.rest) - room :]


def _listing(block: Block, index: int, width: int) -> Iterator[Row]:
    lead, rest = _leads(block, width - len(CODE_INDENT))
    room = max(NARROWEST, width - cell_width(rest) - len(CODE_INDENT))
    at = 0
    for line in block.text.split("\n"):
        end = at + len(line)
        for number, (start, stop) in enumerate(_folded(block.text, at, end, room)):
            yield Row(index, start, stop, (Piece(lead + (WRAPPED if number else CODE_INDENT), start, stop),))
            lead = rest
        at = end + 1


def _folded(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """A line of a listing, folded where it is full, after a sign if one is near: nothing in it may be lost or moved."""
    clusters = None if is_simple(text[start:end]) else graphemes(text[start:end])
    while True:
        stop = start + room if clusters is None else _full(clusters, start, room)
        if stop >= end:
            yield start, end
            return
        signs = list(_FOLDS.finditer(text, start + (stop - start) * 2 // 3, stop))
        stop = signs[-1].end() if signs else stop
        yield start, stop
        if clusters is not None:
            clusters = graphemes(text[stop:end])
        start = stop


def _full(clusters: list[tuple[int, int, int]], start: int, room: int) -> int:
    """Where a row that begins at the first cluster is full."""
    cells = 0
    for a, _, width in clusters:
        cells += width
        if cells > room and a:
            return start + a
    return start + clusters[-1][1] if clusters else start


def _ornament(block: Block, index: int, width: int) -> Row:
    if block.level:
        return Row(index, 0, 0, (Piece(NOTES_RULE[:width], 0, 0),))
    sign = block.text or ORNAMENT
    room = width - cell_width(block.rest) - cell_width(sign)
    return Row(index, 0, 0, (Piece(block.first + " " * max(0, room // 2) + fit(sign, width), 0, 0),))


def _table(block: Block, table: Table, index: int, width: int) -> Iterator[Row]:
    _, rest = _leads(block, width)
    columns = len(table.align)
    widths = [
        max([1, *(cell_width(block.text[slice(*r[c])]) for r in table.rows if c < len(r))]) for c in range(columns)
    ]
    if sum(widths) + 2 * (columns - 1) <= width - cell_width(rest) or columns < 2:
        yield from _grid(block, table, index, widths)
    else:
        yield from _records(block, table, index, width)


def _grid(block: Block, table: Table, index: int, widths: list[int]) -> Iterator[Row]:
    lead = block.first
    for number, row in enumerate(table.rows):
        pieces: list[Piece] = []
        pad = lead
        for cell, room, align in zip(row, widths, table.align, strict=False):
            spare = max(0, room - cell_width(block.text[slice(*cell)]))
            left = {"right": spare, "center": spare // 2}.get(align, 0)
            pieces.append(Piece(pad + " " * left, *cell))
            pad = " " * (spare - left + 2)
        yield Row(index, row[0][0], row[-1][1], tuple(pieces))
        lead = block.rest
        if number == 0:
            line = "  ".join("─" * room for room in widths)
            yield Row(index, row[-1][1], row[-1][1], (Piece(lead + line, 0, 0),))


def _records(block: Block, table: Table, index: int, width: int) -> Iterator[Row]:
    """Each row of a table that is too wide as lines of `Header: value`."""
    names = [block.text[slice(*cell)] for cell in table.rows[0]]
    lead = block.first
    room = width - cell_width(block.rest)
    label = min(max(map(cell_width, names)) + 2, max(4, room // 2))
    for number, row in enumerate(table.rows[1:]):
        if number:
            yield Row(index, row[0][0], row[0][0], (Piece(lead.rstrip(), 0, 0),))
        for name, (start, end) in zip(names, row, strict=False):
            before = fit(f"{name}:", label - 1)
            before += " " * (label - cell_width(before))
            for a, z in break_lines(block.text[start:end], max(1, room - label)):
                yield Row(index, start + a, start + z, (Piece(lead + before, start + a, start + z),))
                before, lead = " " * label, block.rest
    if len(table.rows) == 1:
        yield Row(index, 0, len(block.text), (Piece(lead, 0, len(block.text)),))
