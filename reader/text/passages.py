"""Passages that outlive a change of the text: from two positions to something that can be kept, and back."""

from __future__ import annotations

from difflib import SequenceMatcher

from reader.domain.anchor import Anchor
from reader.text.anchors import LIKENESS, anchor_at, locate
from reader.text.document import Document, Position
from reader.text.units import Passage, text_between

LONGEST = 5_000
"""Characters of a passage that are compared when its text has changed."""


def anchors_of(document: Document, passage: Passage) -> tuple[Anchor, Anchor]:
    """The anchors of a passage's ends."""
    return anchor_at(document, passage[0]), anchor_at(document, passage[1])


def locate_passage(document: Document, start: Anchor, end: Anchor, text: str) -> Passage | None:
    """Where a passage stands now; nothing if it is not there any more, so that nothing else is shown in its place.

    The words between the ends decide: a place that only begins alike is not the passage.
    """
    first = locate(document, start)
    if first is None:
        return None
    last = _shifted(document, start, end, first)
    if last is not None and text_between(document, first, last) == text:
        return first, last
    last = locate(document, end)
    if last is None or last <= first:
        return None
    found = text_between(document, first, last)
    return (first, last) if found == text or _alike(found, text) else None


def _shifted(document: Document, start: Anchor, end: Anchor, first: Position) -> Position | None:
    """Where the end would be if everything up to it had moved as the beginning has."""
    if start.block == end.block:
        return Position(first.block, first.offset + end.offset - start.offset)
    block = end.block + first.block - start.block
    spot = document.spot(Position(block, 0))
    return Position(block, end.offset) if spot is not None and document.at(spot).source == block else None


def _alike(found: str, text: str) -> bool:
    found, text = found[:LONGEST], text[:LONGEST]
    if not text or len(found) > 3 * len(text):
        return False
    matcher = SequenceMatcher(None, found, text, autojunk=False)
    return matcher.quick_ratio() >= LIKENESS and matcher.ratio() >= LIKENESS
