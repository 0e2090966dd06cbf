"""Page ink: one row of a layout as a strip of styled segments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader.domain.plain import painted
from reader.text.blocks import QUOTE, Block, Ink, Kind
from reader.text.breaker import BLANKS, UNSEEN, shown
from reader.text.setting import WRAPPED, Piece, Row
from reader.text.width import cell_width

GUTTER = 2
"""Cells left of the text, for signs."""
WHOLE = 10_000
"""More cells than any row has."""
_DISPUTED = re.compile("[\u200d\ufe0f\u0900-\u1aff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")

_DIM = (QUOTE.strip(), WRAPPED.strip())
"""Signs of layout that stand back behind the text; bullets and numbers belong to it."""
_KIND_STYLES = {
    Kind.TITLE: "title",
    Kind.FACTS: "facts",
    Kind.HEADING: "heading",
    Kind.CAPTION: "caption",
    Kind.END: "sign",
    Kind.RULE: "sign",
}
_INK_STYLES = {
    Ink.STRONG: Style(bold=True),
    Ink.EMPHASIS: Style(italic=True),
    Ink.STRIKE: Style(strike=True),
}


class Painted(NamedTuple):
    """A row that is ready for the screen."""

    segments: tuple[Segment, ...]
    cells: int
    """Cells up to the end of its ink, blank behind; or more than any row has, where that is not certain."""


BLANK = Painted((), 0)
UNKNOWN = Painted((), WHOLE)
"""Stands for a row of which nobody knows what is on the screen."""


def changed_regions(before: Sequence[Painted], after: Sequence[Painted], left: int, width: int) -> list[Region]:
    """Where rows differ, no wider than the ink that was or is there."""
    regions = []
    for y, (old, new) in enumerate(zip_longest(before, after, fillvalue=BLANK)):
        cells = min(max(old.cells, new.cells), width)
        if old is UNKNOWN:
            regions.append(Region(0, y, width, 1))
        elif old != new and cells > left:
            regions.append(Region(left, y, cells - left, 1))
    return regions


class PageInk:
    """Paints rows with the styles that a widget looks up."""

    def __init__(self, base: Style, style: Callable[[str], Style]) -> None:
        self.base = base
        self._look_up = style
        self._styles: dict[str, Style] = {}
        self._links: dict[str, Style] = {}

    def style(self, name: str) -> Style:
        """A style by its name, on the page's own."""
        found = self._styles.get(name)
        if found is None:
            found = self._styles[name] = self.base + self._look_up(name)
        return found

    def paint(self, block: Block, row: Row, margin: int, sign: str = "") -> Painted:
        """A row with its margin, in the end of which a sign may stand."""
        name = _KIND_STYLES.get(block.kind)
        style = self.style(name) if name else self.base
        parts: list[tuple[str, Style]] = [(" " * (margin - GUTTER), self.base)]
        parts.append((sign.ljust(GUTTER), self.style("sign") if sign else self.base))
        for piece in row.pieces:
            if piece.lead:
                dim = any(sign in piece.lead for sign in _DIM) or not piece.end > piece.start
                parts.append((piece.lead, self.style("sign") if dim else self.base))
            if piece.end > piece.start:
                parts.extend(self._text(block, piece, style))
        segments = tuple(_joined(parts))
        text = "".join(segment.text for segment in segments).rstrip()
        # Terminals disagree about the width of such clusters: what they may leave behind must be painted over.
        return Painted(segments, WHOLE if _DISPUTED.search(text) else cell_width(text))

    def strip(self, row: Painted, width: int, y: int, selected: tuple[int, int] | None = None) -> Strip:
        """A painted row filled up to a width, with the coordinates that selecting needs."""
        segments: Iterable[Segment] = row.segments
        if selected is not None:
            segments = _highlighted(row.segments, *selected, self.style("selection"))
        strip = Strip(segments).adjust_cell_length(width, self.base)
        return strip.apply_offsets(0, y)

    def _text(self, block: Block, piece: Piece, style: Style) -> Iterable[tuple[str, Style]]:
        start, end = piece.start, piece.end
        spans = [span for span in block.spans if span.start < end and span.end > start]
        if not spans:
            yield shown(block.text, (start, end)), style
            return
        hyphen = shown(block.text, (start, end))[-1:] == "-" and block.text[end - 1] != "-"
        end = start + len(block.text[start:end].rstrip(BLANKS + "\n"))
        cuts = sorted({start, end, *(min(max(c, start), end) for span in spans for c in span[:2])})
        for a, z in pairwise(cuts):
            over = style
            for span in spans:
                if span.start <= a and span.end >= z:
                    over = over + (self._link(span.href) if span.ink is Ink.LINK else self._ink(span.ink))
            yield UNSEEN.sub("", block.text[a:z]), over
        if hyphen:
            yield "-", style

    def _ink(self, ink: Ink) -> Style:
        return _INK_STYLES.get(ink) or self._look_up(ink.value)

    def _link(self, href: str) -> Style:
        style = self._links.get(href)
        if style is None:
            if len(self._links) > 500:
                self._links.clear()
            style = self._links[href] = self._look_up("link") + Style(link=href or None)
        return style


def _joined(parts: Iterable[tuple[str, Style]]) -> Iterable[Segment]:
    """Segments, as few as there are styles: each costs the terminal some forty bytes."""
    held, style = "", None
    for text, own in parts:
        if own == style:
            held += text
            continue
        if held and style is not None:
            yield Segment(painted(held), style)
        held, style = text, own
    if held and style is not None:
        yield Segment(painted(held), style)


def _highlighted(segments: Iterable[Segment], start: int, end: int, style: Style) -> Iterable[Segment]:
    """The segments with the characters from `start` to `end` selected; an end of -1 means all."""
    at = 0
    for text, own, _ in segments:
        a = min(max(0, start - at), len(text))
        z = len(text) if end == -1 else min(max(a, end - at), len(text))
        for part, over in ((text[:a], own), (text[a:z], (own or Style.null()) + style), (text[z:], own)):
            if part:
                yield Segment(part, over)
        at += len(text)
