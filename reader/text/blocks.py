"""Blocks: what a body is made of once it has been read, plain text with the styles that lie over it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

LONGEST = 20_000
"""Characters of one block at most; a longer one goes on in the next."""
QUOTE = "▎ "
"""Stands before every line of a quotation."""
BULLETS = ("• ", "◦ ", "‣ ")
"""Stand before the items of lists, and of lists within lists."""


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    """A picture, told by its description."""
    RULE = "rule"
    TITLE = "title"
    FACTS = "facts"
    """A line about the article: who wrote it, where, how long it takes."""
    END = "end"
    """The mark behind the last line."""


class Ink(StrEnum):
    """How a span of text differs from the text around it."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    CAPTION = "caption"
    NOTE = "note"
    """The number that leads to a footnote."""


class Span(NamedTuple):
    """A run of a block's text that is set differently."""

    start: int
    end: int
    ink: Ink
    href: str = ""
    """Where it leads; only http, https and mailto, of a picture also to a kept one, or nothing."""


class Table(NamedTuple):
    """Where the cells of a table stand in the text of its block."""

    rows: tuple[tuple[tuple[int, int], ...], ...]
    """Start and end of each cell; the first row is the header."""
    align: tuple[str, ...]
    """Per column: `left`, `right` or `center`."""


class Block(NamedTuple):
    """A paragraph, a heading, a listing: one leaf of a body."""

    kind: Kind
    text: str
    """What a person reads, without any sign that layout adds."""
    spans: tuple[Span, ...] = ()
    first: str = ""
    """What stands before its first line: quote bars, a bullet, a number."""
    rest: str = ""
    """What stands before its other lines; as wide as `first`."""
    gap: int = 1
    """Blank rows before it."""
    above: str = ""
    """What stands in those rows: the bars of the quotes that go on."""
    level: int = 0
    """1 to 6 for a heading."""
    table: Table | None = None
    source: int = 0
    """Where it begins in the body; this is what anchors call the block."""
    base: int = 0
    """Characters of the same source block that stand in the blocks before this one."""


def split_long(block: Block, longest: int = LONGEST) -> list[Block]:
    """The block, or where it is very long several that follow each other without a gap."""
    if len(block.text) <= longest or block.table is not None:
        return [block]
    blocks: list[Block] = []
    start = 0
    while start < len(block.text):
        end = _cut(block.text, start, longest)
        spans = tuple(
            Span(max(s.start, start) - start, min(s.end, end) - start, s.ink, s.href)
            for s in block.spans
            if s.start < end and s.end > start
        )
        part = block._replace(text=block.text[start:end], spans=spans, base=start)
        blocks.append(part if start == 0 else part._replace(first=block.rest, gap=0))
        start = end
    return blocks


def _cut(text: str, start: int, longest: int) -> int:
    """Where a part that begins at `start` ends: after a line end, else after a blank, else anywhere."""
    if len(text) - start <= longest:
        return len(text)
    for blank in "\n ":
        at = text.rfind(blank, start + longest // 2, start + longest)
        if at > 0:
            return at + 1
    return start + longest
