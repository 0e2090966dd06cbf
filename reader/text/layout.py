"""Layout: a document as rows of a column, laid out chunk by chunk when a row is asked for.

A row is named by its chunk and its number there, never by its distance from the top, so that nothing above it needs
to be known. Before the first chunk stands the head (title, byline), behind the last one the foot (the end mark).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reader.text.blocks import Block, Kind
from reader.text.document import Document, Position, start_of
from reader.text.setting import Row, set_block
from reader.text.typography import USUAL, Typography

INDENT = "  "
"""What a paragraph begins with where nothing else parts it from the one above."""
HEAD = -1
"""The chunk that the head's rows belong to."""


class At(NamedTuple):
    """Where a row stands: in which chunk, and which of the chunk's rows it is."""

    chunk: int
    row: int


class Layout:
    """The rows of a document at one width."""

    def __init__(
        self,
        document: Document,
        width: int,
        head: tuple[Block, ...] = (),
        foot: tuple[Block, ...] = (),
        unseen: Position | None = None,
        typography: Typography = USUAL,
    ) -> None:
        self.document = document
        self.typography = typography
        self.width = max(1, width)
        self._ends = {HEAD: head, document.chunks: foot}
        self._unseen = unseen
        """A block that is not shown, because the head says it already."""
        self._rows: dict[int, list[Row]] = {}

    def blocks(self, chunk: int) -> tuple[Block, ...]:
        """The blocks of a chunk, of the head or of the foot."""
        ends = self._ends.get(chunk)
        return self.document.blocks(chunk) if ends is None else ends

    def rows(self, chunk: int) -> list[Row]:
        """The rows of a chunk."""
        rows = self._rows.get(chunk)
        if rows is None:
            rows = self._rows[chunk] = list(self._set(chunk))
        return rows

    def prepare(self, chunk: int) -> None:
        """Set the rows of a chunk, if there is one, before they are asked for."""
        if chunk in self._ends or 0 <= chunk < self.document.chunks:
            self.rows(chunk)

    def row(self, at: At) -> Row:
        """The row at a place."""
        return self.rows(at.chunk)[at.row]

    def block(self, at: At) -> Block:
        """The block that a row belongs to."""
        return self.blocks(at.chunk)[self.row(at).block]

    def first(self) -> At | None:
        """The first row; nothing if there is none at all."""
        return self._filled(HEAD, 1)

    def last(self) -> At | None:
        """The last row."""
        return self._filled(self.document.chunks, -1)

    def is_last(self, at: At) -> bool:
        """Whether no row follows."""
        return at.row == len(self.rows(at.chunk)) - 1 and self._filled(at.chunk + 1, 1) is None

    def walk(self, at: At, rows: int) -> At:
        """The row so many rows below, or above where negative; the last or first if there are not so many."""
        chunk, row = at.chunk, at.row + rows
        while row < 0:
            above = self._filled(chunk - 1, -1)
            if above is None:
                return self.first() or at
            chunk, row = above.chunk, row + above.row + 1
        while row >= (count := len(self.rows(chunk))):
            below = self._filled(chunk + 1, 1)
            if below is None:
                return At(chunk, count - 1)
            chunk, row = below.chunk, row - count
        return At(chunk, row)

    def window(self, top: At, height: int) -> list[At]:
        """The rows from `top` on that fit into a height."""
        seen: list[At] = []
        place: At | None = top
        while place is not None and len(seen) < height:
            count = len(self.rows(place.chunk))
            take = min(count - place.row, height - len(seen))
            seen.extend(At(place.chunk, place.row + i) for i in range(take))
            place = self._filled(place.chunk + 1, 1)
        return seen

    def height(self, most: int) -> int:
        """How many rows there are, counted no further than to `most`."""
        first = self.first()
        return 0 if first is None else len(self.window(first, most))

    def position(self, at: At) -> Position:
        """What stands first in a row; in blank rows the block below them."""
        if at.chunk == HEAD:
            return Position(0, 0)
        if at.chunk >= self.document.chunks:
            last = self._filled(self.document.chunks - 1, -1)
            return self.position(last) if last is not None and last.chunk != HEAD else Position(0, 0)
        row = self.row(at)
        block = self.blocks(at.chunk)[row.block]
        return Position(block.source, block.base + max(0, row.start))

    def find(self, position: Position) -> At | None:
        """The row that shows a position, or the nearest after it; nothing if there are no rows."""
        spot = self.document.spot(position)
        if spot is None:
            return self.first()
        rows = self.rows(spot.chunk)
        block = self.document.at(spot)
        offset = position.offset - block.base
        index = bisect_right(rows, (spot.number, max(0, offset)), key=lambda row: (row.block, row.start)) - 1
        if index < 0 or rows[index].block != spot.number:
            index += 1
        while index < len(rows) and rows[index].blank:
            index += 1
        if index < len(rows):
            return At(spot.chunk, index)
        return self._filled(spot.chunk + 1, 1)

    def at_start_of(self, block: Block) -> At | None:
        """The first row of a block's text."""
        return self.find(start_of(block))

    def _filled(self, chunk: int, step: int) -> At | None:
        """The first row of the next chunk that has any, or with `step` -1 the last row of the one before."""
        while HEAD <= chunk <= self.document.chunks:
            rows = self.rows(chunk)
            if rows:
                return At(chunk, 0 if step > 0 else len(rows) - 1)
            chunk += step
        return None

    def _set(self, chunk: int) -> Iterator[Row]:
        previous: Block | None = None
        for index, block in enumerate(self.blocks(chunk)):
            if self._unseen is not None and start_of(block) == self._unseen and 0 <= chunk < self.document.chunks:
                continue
            opening = previous is None and (chunk == HEAD or (chunk == 0 and not self._ends[HEAD]))
            gap = 0 if opening else block.gap
            if block.kind is Kind.HEADING and self._above(chunk, previous, Kind.HEADING):
                gap = min(gap, 1)
            elif block.kind is Kind.PARAGRAPH and gap == 1 and not block.rest and self.typography.paragraphs != "gap":
                if self.typography.paragraphs == "wide":
                    gap = 2
                elif self._above(chunk, previous, Kind.PARAGRAPH):
                    gap, block = 0, block._replace(first=INDENT)
            yield from set_block(block, index, self.width, gap, self.typography)
            previous = block

    def _above(self, chunk: int, previous: Block | None, kind: Kind) -> bool:
        """Whether right above a block, whose predecessor in its chunk is known, stands one of a kind."""
        while previous is None and chunk > 0:
            chunk -= 1
            previous = self.blocks(chunk)[-1] if self.blocks(chunk) else None
        return previous is not None and previous.kind is kind and not previous.rest
