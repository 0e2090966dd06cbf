"""Anchors: from a position to something that outlives a change of the text, and back."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from reader.domain.anchor import QUOTE_LENGTH, Anchor
from reader.text.blocks import Block
from reader.text.document import Document, Position, Spot
from reader.text.find import letters_of

LIKENESS = 0.6
"""How much of a changed quote must still be there to be recognised, 0 to 1."""
_PROBE = 8
"""Characters of a quote by which a changed place is looked for."""
_CANDIDATES = 200
"""Places that are compared at most."""
_REACH = 120
"""Chunks that are searched at most, the nearest first, so that opening a very long text stays quick."""
_JOINT = "\n"
"""What stands in a quote where one block ends and the next begins."""


def anchor_at(document: Document, position: Position) -> Anchor:
    """The anchor of a position."""
    spot = document.spot(position)
    if spot is None:
        return Anchor(0, 0)
    block = document.at(spot)
    offset = min(max(0, position.offset - block.base), len(block.text))
    return Anchor(
        block.source,
        block.base + offset,
        _after(document, spot, offset),
        _before(document, spot, offset),
        round(document.fraction(position), 6),
    )


def find_anchor(document: Document, anchor: Anchor) -> Position:
    """The position of an anchor: where it was, else where its quote is now, else about as far into the text."""
    if not anchor.quote and not anchor.before:
        return document.at_fraction(anchor.fraction) if anchor.fraction else Position(anchor.block, anchor.offset)
    return locate(document, anchor) or document.at_fraction(anchor.fraction)


def locate(document: Document, anchor: Anchor) -> Position | None:
    """The position of an anchor, or nothing if what it quotes is not there, nor anything much like it."""
    there = Position(anchor.block, anchor.offset)
    spot = document.spot(there)
    if spot is None:
        return there if not anchor.quote else None
    block = document.at(spot)
    offset = anchor.offset - block.base
    unchanged = block.source == anchor.block and 0 <= offset <= len(block.text)
    if unchanged and _after(document, spot, offset) == anchor.quote:
        return there
    return _exactly(document, anchor) or _nearly(document, anchor)


def _after(document: Document, spot: Spot, offset: int) -> str:
    """The text that begins at a place, on into the following blocks."""
    text = document.at(spot).text[offset : offset + QUOTE_LENGTH]
    while len(text) < QUOTE_LENGTH:
        following = document.beside(spot)
        if following is None:
            break
        text += _JOINT + document.at(following).text[:QUOTE_LENGTH]
        spot = following
    return text[:QUOTE_LENGTH]


def _before(document: Document, spot: Spot, offset: int) -> str:
    """The text that ends at a place, from the blocks before."""
    text = document.at(spot).text[max(0, offset - QUOTE_LENGTH) : offset]
    while len(text) < QUOTE_LENGTH:
        above = document.beside(spot, -1)
        if above is None:
            break
        text = document.at(above).text[-QUOTE_LENGTH:] + _JOINT + text
        spot = above
    return text[-QUOTE_LENGTH:]


def _outward(document: Document, fraction: float) -> Iterator[int]:
    """The chunks, nearest to a share of the document first."""
    middle = document.chunk_of(document.at_fraction(fraction))
    yield middle
    for distance in range(1, min(document.chunks, _REACH // 2)):
        yield from (c for c in (middle + distance, middle - distance) if 0 <= c < document.chunks)


def _exactly(document: Document, anchor: Anchor) -> Position | None:
    """Where the quote stands word by word; of several places the one with the same text before, then the nearest."""
    quote = anchor.quote.partition(_JOINT)[0] or anchor.quote.strip(_JOINT).partition(_JOINT)[0]
    lead = 0 if anchor.quote.startswith(quote) else -1
    if not quote:
        return None
    best: tuple[float, Position] | None = None
    letters = letters_of(quote)
    for chunk in _outward(document, anchor.fraction):
        if letters not in document.squeezed(chunk):
            continue
        for index, block in enumerate(document.blocks(chunk)):
            at = block.text.find(quote)
            while at >= 0:
                position = Position(block.source, block.base + at)
                score = _score(document, Spot(chunk, index), at, anchor)
                if best is None or score > best[0]:
                    best = (score, position)
                at = block.text.find(quote, at + 1)
        if best is not None and best[0] >= 2.0 + lead:
            break
    return best[1] if best is not None and (len(quote) >= _PROBE or best[0] >= 1.5) else None


def _score(document: Document, spot: Spot, offset: int, anchor: Anchor) -> float:
    """How sure it is that an anchor belongs here, 0 to about 3."""
    after = _after(document, spot, offset)
    before = _before(document, spot, offset)
    block = document.at(spot)
    near = 1.0 - abs(document.fraction(Position(block.source, block.base + offset)) - anchor.fraction)
    return _same(after, anchor.quote) + _same(before[::-1], anchor.before[::-1]) + near / 2


def _same(one: str, other: str) -> float:
    """Which share of two texts is the same from their beginning on."""
    size = max(len(one), len(other))
    if not size:
        return 1.0
    differing = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other))) / size


def _nearly(document: Document, anchor: Anchor) -> Position | None:
    """Where something much like the quote and what stood before it stands now."""
    before = anchor.before.rpartition(_JOINT)[2]
    wanted = before + anchor.quote.partition(_JOINT)[0]
    pivot = len(before)
    probes = [(i, wanted[i : i + _PROBE]) for i in range(0, max(1, len(wanted) - _PROBE + 1), _PROBE // 2)]
    probes = [(i, probe) for i, probe in probes if len(probe.strip()) > 3]
    best: tuple[float, Position] | None = None
    tried = 0
    letters = [letters_of(probe) for _, probe in probes]
    for chunk in _outward(document, anchor.fraction):
        squeezed = document.squeezed(chunk)
        if not any(probe in squeezed for probe in letters):
            continue
        for block in document.blocks(chunk):
            for start in sorted({at - i for i, probe in probes for at in _all(block.text, probe)}):
                tried += 1
                likeness, offset = _likeness(block, start, wanted, pivot)
                position = Position(block.source, block.base + offset)
                score = likeness - abs(document.fraction(position) - anchor.fraction) / 2
                if likeness >= LIKENESS and (best is None or score > best[0]):
                    best = (score, position)
        if (best is not None and best[0] > 0.9) or tried > _CANDIDATES:
            break
    return best[1] if best is not None else None


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _likeness(block: Block, start: int, wanted: str, pivot: int) -> tuple[float, int]:
    """How like the wanted text a stretch of a block is, and where in the block the place would be."""
    begin = max(0, start - _PROBE)
    found = block.text[begin : max(0, start) + len(wanted) + _PROBE]
    matcher = SequenceMatcher(None, found, wanted, autojunk=False)
    pairs = matcher.get_matching_blocks()
    likeness = sum(pair.size for pair in pairs) / max(1, len(wanted))
    offset = 0
    for a, b, size in pairs:
        if b <= pivot:
            offset = a + min(size, pivot - b)
    return likeness, min(begin + offset, len(block.text))
