"""A document: a body as blocks that are parsed, a chunk at a time, when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reader.text.blocks import Block, Kind
from reader.text.parts import Parts
from reader.text.source import CHUNK


class Position(NamedTuple):
    """A place in a document, to the character."""

    block: int
    """Where the block begins in the body."""
    offset: int
    """Characters of the block's text before the place."""


START = Position(0, 0)


class Spot(NamedTuple):
    """Where a block stands: in which chunk, and which of the chunk's blocks it is."""

    chunk: int
    number: int


def start_of(block: Block) -> Position:
    """Where a block begins."""
    return Position(block.source, block.base)


def _source(block: Block) -> int:
    return block.source


def _is_section(block: Block) -> bool:
    """Whether a block is a heading that begins a section; one within a quote does not."""
    return block.kind is Kind.HEADING and not block.rest


class Document:
    """A body as blocks. A block is known by where it begins in the body, so that its name needs no parsing."""

    def __init__(self, body: str, chunk: int = CHUNK) -> None:
        self._parts = Parts(body, chunk)
        self._starts = [part.start for part in self._parts.chunks]
        self._blocks: list[tuple[Block, ...] | None] = [None] * len(self._starts)
        self._heads: dict[int, bool] = {}
        self._squeezed: dict[int, str] = {}

    @property
    def chunks(self) -> int:
        """How many chunks there are; at least one."""
        return len(self._starts)

    @property
    def length(self) -> int:
        """Characters of the source that a person reads."""
        return self._parts.before[-1]

    def size(self, chunk: int) -> int:
        """Characters of the source that a person reads in a chunk."""
        return self._parts.before[chunk + 1] - self._parts.before[chunk]

    def blocks(self, chunk: int) -> tuple[Block, ...]:
        """The blocks of a chunk."""
        blocks = self._blocks[chunk]
        if blocks is None:
            blocks = self._blocks[chunk] = self._parts.parse(chunk)
        return blocks

    def note(self, number: int) -> str:
        """The Markdown of a footnote; nothing if there is none of this number."""
        return self._parts.note(number)

    def note_position(self, number: int) -> Position | None:
        """Where a footnote stands, behind the text."""
        at = self._parts.note_start(number)
        return None if at is None else Position(at, 0)

    def may_link(self, chunk: int) -> bool:
        """Whether a chunk may hold a link; cheaper than parsing it."""
        source = self._parts.source(chunk)
        return any(sign in source for sign in ("](", "][", "://", "<a", "<A", "]:"))

    def squeezed(self, chunk: int) -> str:
        """The letters and digits of a chunk without what is between them; for a first look when something is sought."""
        found = self._squeezed.get(chunk)
        if found is None:
            from reader.text.find import squeezed

            found = self._squeezed[chunk] = squeezed(self._parts.source(chunk))
        return found

    def __iter__(self) -> Iterator[Block]:
        """All blocks in their order; parses everything."""
        for chunk in range(self.chunks):
            yield from self.blocks(chunk)

    def at(self, spot: Spot) -> Block:
        """The block at a spot."""
        return self.blocks(spot.chunk)[spot.number]

    def block_at(self, position: Position) -> Block:
        """The block that a position lies in; there must be one."""
        spot = self.spot(position)
        assert spot is not None
        return self.at(spot)

    def chunk_of(self, position: Position) -> int:
        """The chunk that a position lies in."""
        return max(0, bisect_right(self._starts, position.block) - 1)

    def spot(self, position: Position) -> Spot | None:
        """Where the block of a position stands, or the nearest; nothing if there are no blocks at all."""
        chunk = self.chunk_of(position)
        blocks = self.blocks(chunk)
        if not blocks:
            return self._nearest(chunk)
        index = max(0, bisect_right(blocks, position.block, key=_source) - 1)
        while index > 0 and blocks[index].base > position.offset and blocks[index - 1].source == blocks[index].source:
            index -= 1
        return Spot(chunk, index)

    def beside(self, spot: Spot, step: int = 1) -> Spot | None:
        """The next block, or with `step` -1 the one before; nothing at the end."""
        chunk, index = spot.chunk, spot.number + step
        while not 0 <= index < len(self.blocks(chunk)):
            chunk += step
            if not 0 <= chunk < self.chunks:
                return None
            index = 0 if step > 0 else len(self.blocks(chunk)) - 1
        return Spot(chunk, index)

    def fraction(self, position: Position) -> float:
        """Which share of the document stands before a position, 0 to 1."""
        spot = self.spot(position)
        if spot is None or not self.length:
            return 0.0
        part = self._parts.chunks[spot.chunk]
        block, following = self.at(spot), self._following(spot)
        size = max(1, len(block.text))
        inside = min(max(0, position.offset - block.base), size) / size * max(0, following - block.source)
        share = (block.source + inside - part.start) / max(1, part.end - part.start)
        return (self._parts.before[spot.chunk] + min(1.0, max(0.0, share)) * self.size(spot.chunk)) / self.length

    def at_fraction(self, fraction: float) -> Position:
        """The position before which about that share of the document stands."""
        target = min(1.0, max(0.0, fraction)) * self.length
        chunk = min(self.chunks - 1, max(0, bisect_right(self._parts.before, target) - 1))
        part = self._parts.chunks[chunk]
        share = (target - self._parts.before[chunk]) / max(1, self.size(chunk))
        at = part.start + int(share * (part.end - part.start))
        spot = self.spot(Position(at, 0))
        if spot is None:
            return START
        block = self.at(spot)
        inside = (at - block.source) / max(1, self._following(spot) - block.source)
        return Position(block.source, block.base + int(min(1.0, max(0.0, inside)) * len(block.text)))

    def headings(self) -> list[Block]:
        """Every heading; parses what may hold one."""
        return [b for c in range(self.chunks) if self._may_head(c) for b in self.blocks(c) if _is_section(b)]

    def heading_before(self, position: Position) -> Block | None:
        """The last heading that begins at or before a position: the section one is in."""
        for chunk in range(self.chunk_of(position), -1, -1):
            if self._may_head(chunk):
                for block in reversed(self.blocks(chunk)):
                    if _is_section(block) and start_of(block) <= position:
                        return block
        return None

    def heading_after(self, position: Position) -> Block | None:
        """The first heading that begins after a position."""
        for chunk in range(self.chunk_of(position), self.chunks):
            if self._may_head(chunk):
                for block in self.blocks(chunk):
                    if _is_section(block) and start_of(block) > position:
                        return block
        return None

    def _following(self, spot: Spot) -> int:
        blocks = self.blocks(spot.chunk)
        return blocks[spot.number + 1].source if spot.number + 1 < len(blocks) else self._parts.chunks[spot.chunk].end

    def _nearest(self, chunk: int) -> Spot | None:
        """The spot nearest to a chunk that holds nothing."""
        for distance in range(1, self.chunks):
            for other in (chunk + distance, chunk - distance):
                if 0 <= other < self.chunks and self.blocks(other):
                    return Spot(other, 0 if other > chunk else len(self.blocks(other)) - 1)
        return None

    def _may_head(self, chunk: int) -> bool:
        blocks = self._blocks[chunk]
        if blocks is None:
            may = self._heads.get(chunk)
            if may is None:
                may = self._heads[chunk] = self._parts.may_head(chunk)
            return may
        return any(map(_is_section, blocks))
