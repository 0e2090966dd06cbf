"""Lights: what lies over the text of a page, such as highlights, what was found, what is selected, and hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reader.text.blocks import Block
from reader.text.document import Document, Position


class Light(NamedTuple):
    """One of them, over a stretch of one block's text."""

    start: int
    """Characters of the text that the block has in the body, before it."""
    end: int
    look: str
    """`mark1` to `mark5`, `found`, `here` or `selected`."""
    label: str = ""
    """What is painted in the place of the text: a hint."""
    sign: str = ""
    """What stands in the margin of its rows."""
    first_sign: str = ""
    """What stands in the margin of its first row, where that is something else."""


Lit = Mapping[int, list[Light]]
"""Lights by where their block begins in the body."""


class Lights:
    """All lights of a page, layer over layer."""

    def __init__(self, layers: Iterable[str]) -> None:
        self._layers: dict[str, Lit] = {layer: {} for layer in layers}

    def set(self, layer: str, lit: Lit) -> bool:
        """Put other lights into a layer; false if they are the same."""
        if self._layers[layer] == lit:
            return False
        self._layers[layer] = lit
        return True

    def over(self, block: Block) -> list[Light]:
        """What lies over a block, or the part of one that it is, counted from its beginning; the topmost last."""
        end = block.base + len(block.text)
        return [
            light._replace(start=max(light.start, block.base) - block.base, end=min(light.end, end) - block.base)
            for lit in self._layers.values()
            for light in lit.get(block.source, ())
            if light.start < end and light.end > block.base
        ]


def spread(document: Document, start: Position, end: Position, light: Light) -> Iterator[tuple[int, Light]]:
    """A light over everything between two positions, block by block, each with where its block begins."""
    if start.block == end.block:
        yield start.block, light._replace(start=start.offset, end=end.offset)
        return
    spot = document.spot(start)
    while spot is not None:
        block = document.at(spot)
        if block.source > end.block:
            return
        first = start.offset if block.source == start.block else block.base
        last = end.offset if block.source == end.block else block.base + len(block.text)
        if first < last:
            yield block.source, light._replace(start=max(first, block.base), end=last)
        spot = document.beside(spot)


def by_block(lights: Iterable[tuple[int, Light]]) -> dict[int, list[Light]]:
    """Lights by their blocks."""
    lit: dict[int, list[Light]] = {}
    for block, light in lights:
        lit.setdefault(block, []).append(light)
    return lit
