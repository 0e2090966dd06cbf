"""What a selection made with the mouse means in the text: soft-wrapped lines are one, signs of layout are none of it.

Rows have names that are numbers and grow downwards, so that Textual can compare them: that is all it needs of them.
"""

from __future__ import annotations

from textual.geometry import Offset
from textual.selection import Selection

from reader.text.breaker import UNSEEN
from reader.text.document import START, Position
from reader.text.layout import HEAD, At, Layout
from reader.text.units import Passage

_ROWS = 1_000_000
"""Rows of a chunk, at most."""


def name_of(at: At) -> int:
    """The number by which a row is known to a selection."""
    return (at.chunk + 1) * _ROWS + at.row


def selected_text(layout: Layout, selection: Selection, margin: int) -> str:
    """The text between the ends of a selection."""
    first, last = layout.first(), layout.last()
    if first is None or last is None:
        return ""
    start = _named(layout, selection.start.y) if selection.start else first
    end = _named(layout, selection.end.y) if selection.end else last
    parts: list[str] = []
    for chunk in range(start.chunk, end.chunk + 1):
        for number, block in enumerate(layout.blocks(chunk)):
            a, z = 0, len(block.text)
            if chunk == start.chunk:
                a = _offset(layout, start, number, selection.start, margin, 0)
            if chunk == end.chunk:
                z = _offset(layout, end, number, selection.end, margin, len(block.text))
            if a < z:
                parts.append(("\n" * (block.gap + 1) if parts and not block.base else "") + block.text[a:z])
    return UNSEEN.sub("", "".join(parts)).rstrip()


def selected_passage(layout: Layout, selection: Selection, margin: int) -> Passage | None:
    """The passage between the ends of a selection; nothing if it holds no character of the text."""
    ends = []
    for offset, otherwise in ((selection.start, layout.first()), (selection.end, layout.last())):
        at = otherwise if offset is None else _named(layout, offset.y)
        if at is None:
            return None
        if at.chunk in (HEAD, layout.document.chunks):
            ends.append(START if at.chunk == HEAD else layout.position(at))
            continue
        block = layout.block(at)
        character = 0 if offset is None else _character(layout, at, offset.x - margin)
        ends.append(Position(block.source, block.base + character))
    start, end = ends
    return (start, end) if start < end else None


def _named(layout: Layout, name: int) -> At:
    chunk = min(max(name // _ROWS - 1, -1), layout.document.chunks)
    return At(chunk, min(name % _ROWS, max(0, len(layout.rows(chunk)) - 1)))


def _offset(layout: Layout, at: At, number: int, offset: Offset | None, margin: int, default: int) -> int:
    """Up to where the block of that number lies before one end of a selection: none of it, part of it or all."""
    size = len(layout.blocks(at.chunk)[number].text)
    rows = layout.rows(at.chunk)
    if offset is None or not rows:
        return default
    row = layout.row(at)
    if number != row.block:
        return size if number < row.block else 0
    return _character(layout, at, offset.x - margin)


def _character(layout: Layout, at: At, column: int) -> int:
    """Which character of its block stands in a column of a row, counted in characters."""
    row, text = layout.row(at), layout.block(at).text
    if row.blank:
        return 0
    for piece in row.pieces:
        column -= len(piece.lead)
        if column < 0:
            return piece.start
        for offset in range(piece.start, piece.end):
            if not UNSEEN.match(text[offset]):
                if column <= 0:
                    return offset
                column -= 1
    return row.end
