"""Cutting: what of a long text there is room for, with the places in it that stand out."""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.width import cell_width
from reader.ui.wrapping import head_of

Hits = Sequence[tuple[int, int]]
"""What stands out: from, up to."""
LEAD = 0.3
"""The share of a line that may stand before the first hit."""
_CUT = "… "


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
