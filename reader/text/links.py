"""Links of a text: those on some rows, and all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.text.blocks import Block, Ink
from reader.text.document import Document, Position
from reader.text.inline import lowered
from reader.text.layout import HEAD, At, Layout
from reader.text.width import cell_width


class Link(NamedTuple):
    """Something in a text that leads somewhere."""

    position: Position
    ink: Ink
    """A link, the number of a footnote, or a picture."""
    text: str
    href: str
    note: int = 0
    """The number of the footnote, if it leads to one."""


def links_of(block: Block) -> Iterator[Link]:
    """Everything in a block that leads somewhere."""
    for span in block.spans:
        text = block.text[span.start : span.end]
        position = Position(block.source, block.base + span.start)
        if span.ink is Ink.NOTE:
            number = lowered(text)
            if number.isdecimal():
                yield Link(position, span.ink, text, "", int(number))
        elif span.ink in (Ink.LINK, Ink.CAPTION) and span.href:
            yield Link(position, span.ink, text, span.href)


def links_in(document: Document) -> Iterator[Link]:
    """Every link of a text; parses what may hold one."""
    for chunk in range(document.chunks):
        if document.may_link(chunk):
            for block in document.blocks(chunk):
                yield from (link for link in links_of(block) if link.ink is not Ink.NOTE)


def links_on(layout: Layout, rows: Iterable[At]) -> Iterator[tuple[Link, int, int]]:
    """What leads somewhere on some rows, each once, and what of its block's text stands on its first row."""
    seen: set[Position] = set()
    for at in rows:
        if at.chunk == HEAD or at.chunk >= layout.document.chunks or layout.row(at).blank:
            continue
        row, block = layout.row(at), layout.block(at)
        for link in links_of(block):
            start = link.position.offset - block.base
            end = start + len(link.text)
            for piece in row.pieces:
                if link.position not in seen and start < piece.end and end > piece.start:
                    seen.add(link.position)
                    yield link, max(start, piece.start), piece.end


def covered(block: Block, start: int, end: int, cells: int) -> int:
    """Up to where in a block's text so many cells from `start` go, not beyond `end`."""
    at = start + 1
    while at < end and cell_width(block.text[start:at]) < cells:
        at += 1
    return at
