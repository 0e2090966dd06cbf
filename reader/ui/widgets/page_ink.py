"""Page ink: one row of a layout as a strip of styled segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import pairwise, zip_longest
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader.domain.plain import painted
from reader.text.bidi import for_terminal, has_right_to_left, is_right_to_left, visual_order
from reader.text.blocks import QUOTE, Block, Ink, Kind
from reader.text.breaker import BLANKS, UNSEEN, shown
from reader.text.setting import WRAPPED, Piece, Row
from reader.text.width import cell_width
from reader.ui.signs import SPOKEN
from reader.ui.themes import Looks
from reader.ui.widgets.lights import Light

GUTTER = 2
"""Cells left of the text, for signs."""
WHOLE = 10_000
"""More cells than any row has."""
_DISPUTED = re.compile("[\u200d\ufe0f\u0900-\u1aff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")

_DIM = (QUOTE.strip(), WRAPPED.strip())
"""Signs of layout that stand back behind the text; bullets and numbers belong to it."""


class Focus(Enum):
    """How a row stands to what is being read."""

    NONE = 0
    DIMMED = 1
    """It is not what is being read."""
    RULED = 2
    """It lies on the ruler."""


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
    """Paints rows in the looks of a theme."""

    def __init__(self, looks: Looks, reorders: bool = False, spoken: bool = False) -> None:
        self.base = looks.text
        self.muted = looks.muted
        self.selected = looks.selected
        self._reorders = reorders
        """Whether text from the right is put in order here and not by the terminal."""
        self._spoken = spoken
        """Whether it is a screen reader that reads this."""
        self._kinds = {
            Kind.TITLE: looks.strong,
            Kind.HEADING: looks.strong,
            Kind.FACTS: looks.muted,
            Kind.CAPTION: looks.muted + Style(italic=True),
            Kind.END: looks.muted,
            Kind.RULE: looks.muted,
        }
        ink = Style(color=looks.accent.color)
        self._inks = {
            Ink.STRONG: Style(bold=True),
            Ink.EMPHASIS: Style(italic=True),
            Ink.STRIKE: Style(strike=True),
            Ink.CODE: ink,
            Ink.NOTE: ink,
            Ink.CAPTION: Style(color=looks.muted.color, italic=True),
        }
        self._lights = {"selected": looks.selected, "found": looks.selected, "here": looks.here}
        self._lights |= {f"mark{number}": style for number, style in enumerate(looks.marks, 1)}
        self._ruler = Style(bgcolor=looks.cursor.bgcolor)
        self._links: dict[str, Style] = {}

    def paint(self, block: Block, row: Row, margin: int, sign: str, lights: Sequence[Light], focus: Focus) -> Painted:
        """A row with its margin, in the end of which a sign may stand."""
        style = self._kinds.get(block.kind, self.base)
        if focus is Focus.DIMMED:
            style = self.muted
        parts: list[tuple[str, Style]] = [(" " * (margin - GUTTER), self.base)]
        parts.append((sign.ljust(GUTTER), self.muted if sign else self.base))
        for piece in row.pieces:
            if piece.lead:
                dim = any(sign in piece.lead for sign in _DIM) or not piece.end > piece.start
                parts.append((piece.lead, self.muted if dim or focus is Focus.DIMMED else self.base))
            if piece.end > piece.start:
                inner = self._text(block, piece, style, lights, plain=focus is Focus.DIMMED)
                parts.extend(self._ordered(block, inner))
            if piece.tail:
                parts.append((piece.tail, style))
        if focus is Focus.RULED:
            parts[2:] = [(text, own + self._ruler) for text, own in parts[2:]]
        if self._spoken:
            parts = [(text.translate(SPOKEN), own) for text, own in parts]
        segments = tuple(_joined(parts))
        text = "".join(segment.text for segment in segments).rstrip()
        # Terminals disagree about the width of such clusters: what they may leave behind must be painted over.
        return Painted(segments, WHOLE if _DISPUTED.search(text) else cell_width(text))

    def strip(self, row: Painted, width: int, y: int | None, selected: tuple[int, int] | None = None) -> Strip:
        """A painted row filled up to a width, with the coordinates that selecting needs if it is to have a name."""
        segments: Iterable[Segment] = row.segments
        if selected is not None:
            segments = _highlighted(row.segments, *selected, self.selected)
        strip = Strip(segments).adjust_cell_length(width, self.base)
        return strip if y is None else strip.apply_offsets(0, y)

    def _text(
        self, block: Block, piece: Piece, style: Style, lights: Sequence[Light], plain: bool
    ) -> Iterable[tuple[str, Style]]:
        start, end = piece.start, piece.end
        spans = [] if plain else [span for span in block.spans if span.start < end and span.end > start]
        lights = [light for light in lights if light.start < end and light.end > start]
        if not spans and not lights:
            yield shown(block.text, (start, end)), style
            return
        hyphen = shown(block.text, (start, end))[-1:] == "-" and block.text[end - 1] != "-"
        end = start + len(block.text[start:end].rstrip(BLANKS + "\n"))
        edges = [(span.start, span.end) for span in spans] + [(light.start, light.end) for light in lights]
        cuts = sorted({start, end, *(min(max(cut, start), end) for edge in edges for cut in edge)})
        for a, z in pairwise(cuts):
            over, text = style, UNSEEN.sub("", block.text[a:z])
            for span in spans:
                if span.start <= a and span.end >= z:
                    over = over + (self._link(span.href) if span.ink is Ink.LINK else self._inks[span.ink])
            for light in lights:
                if light.start <= a and light.end >= z:
                    over = over + self._lights[light.look]
                    if light.label:
                        text = light.label.ljust(cell_width(block.text[light.start : light.end]))
                        text = text if a == max(start, light.start) else ""
            yield text, over
        if hyphen:
            yield "-", style

    def _ordered(self, block: Block, parts: Iterable[tuple[str, Style]]) -> Iterable[tuple[str, Style]]:
        """The parts as they stand on the screen, where this is not the terminal's business."""
        if not self._reorders:
            return parts
        parts = list(parts)
        text = "".join(part for part, _ in parts)
        if not has_right_to_left(text):
            return parts
        styles = [style for part, style in parts for _ in part]
        order = for_terminal(visual_order(text, is_right_to_left(block.text)))
        return [(character, styles[at]) for at, character in order]

    def _link(self, href: str) -> Style:
        style = self._links.get(href)
        if style is None:
            if len(self._links) > 500:
                self._links.clear()
            style = self._links[href] = Style(underline=True, link=href or None)
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
