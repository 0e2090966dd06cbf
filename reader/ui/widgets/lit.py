"""Lit text: some of it stands out, by more than its colour; and what of a long line there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style

from reader.text.width import cell_width
from reader.ui.widgets.lines import Part
from reader.ui.wrapping import head_of

Hits = Sequence[tuple[int, int]]
"""What stands out: from, up to."""
LEAD = 0.3
"""The share of a line that may stand before the first hit."""
_CUT = "… "


def lit(text: str, hits: Hits, style: Style, hit: Style) -> Iterator[Part]:
    """The parts of a text, each hit in a style of its own."""
    at = 0
    for start, end in sorted(hits):
        if end > max(start, at):
            start = max(start, at)
            if start > at:
                yield text[at:start], style
            yield text[start:end], hit
            at = end
    if at < len(text):
        yield text[at:], style


def brought_forward(text: str, hits: Hits, room: int) -> tuple[str, Hits]:
    """The text from a word on that leaves the first hit within a line of so many cells."""
    if not hits:
        return text, hits
    first = min(start for start, _ in hits)
    most = max(4, int(room * LEAD))
    if cell_width(text[:first]) <= most:
        return text, hits
    start = first
    while start > 0 and cell_width(text[start - 1 : first]) <= most - len(_CUT):
        start -= 1
    blank = text.find(" ", start, first)
    start = blank + 1 if blank >= 0 else start
    moved = len(_CUT) - start
    return _CUT + text[start:], [(a + moved, b + moved) for a, b in hits if b > start]


def rows_of(text: str, hits: Hits, room: int, most: int) -> list[tuple[str, Hits]]:
    """The first rows of a text, broken between words where that is possible; the last says if there is more."""
    rows: list[tuple[str, Hits]] = []
    at = 0
    while at < len(text) and len(rows) < most:
        end = at + head_of(text[at:], room)
        if end < len(text):
            last = len(rows) == most - 1
            end = at + head_of(text[at:], room - 2) if last else end
            blank = text.rfind(" ", at + 1, end + 1)
            end = blank if blank > at else end
            tail = " …" if last else ""
        else:
            tail = ""
        within = [(max(a, at) - at, min(b, end) - at) for a, b in hits if a < end and b > at]
        rows.append((text[at:end] + tail, within))
        at = end + 1 if text[end : end + 1] == " " else end
    return rows
