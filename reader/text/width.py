"""How wide text is on the screen: one answer for the page, the list and every line of chrome.

The widths are those of `rich.cells`, which Textual cuts its strips by, applied to the text *as it is painted*:
controls, lone surrogates and direction overrides count as the one-cell sign that stands in for them, and a soft
hyphen is nothing, because it is never painted.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

from reader.domain.patterns import pattern

SOFT_HYPHEN = "\u00ad"
ELLIPSIS = "…"

Cluster = tuple[int, int, int]
"""Start, end and cells of what a person sees as one character."""

_REPLACED = pattern("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
_JOINERS = pattern("[\u200d\ufe0f]")
# Characters that Rich counts as clusters of their own although they belong to the one before them.
_CLINGING = pattern("[\U0001f1e6-\U0001f1ff\u0e33\u0eb3\u0903-\u0dff\u102b-\u1038\u17b6-\u17c8\U0001f3fb-\U0001f3ff]")


# Scripts and signs of which every character is one cell and one cluster, so that counting is measuring.
_SIMPLE = pattern(
    "[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0530\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u2070-\u20bf\u2190-\u21ff\u2500-\u25fc]*"
)


def is_simple(text: str) -> bool:
    """Whether every character of a text is one cell, so that its length is its width."""
    return _SIMPLE.fullmatch(text) is not None


def cell_width(text: str) -> int:
    """Cells that a line of text takes when it is painted; never raises, whatever the text is."""
    if text.isascii() or is_simple(text):
        return len(text)
    return _wide(text) if len(text) < 256 else _measure(text)


def graphemes(text: str) -> list[Cluster]:
    """The clusters of a text in order, covering every character of it."""
    if text.isascii() or is_simple(text):
        return [(i, i + 1, 1) for i in range(len(text))]
    spans = split_graphemes(_REPLACED.sub("\ufffd", text))[0]
    if SOFT_HYPHEN in text:
        spans = [(a, z, cells - 1 if text[a] == SOFT_HYPHEN else cells) for a, z, cells in spans]
    return _joined(text, spans) if _CLINGING.search(text) else spans


def fit(text: str, cells: int) -> str:
    """The text, cut between clusters and ended with an ellipsis where it is wider than `cells`."""
    if cell_width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    if text.isascii():
        return text[: cells - 1].rstrip() + ELLIPSIS
    room, end = cells - 1, 0
    for _, stop, width in graphemes(text):
        if width > room:
            break
        room -= width
        end = stop
    return text[:end].rstrip() + ELLIPSIS


@lru_cache(4096)
def _wide(text: str) -> int:
    return _measure(text)


def _measure(text: str) -> int:
    if _JOINERS.search(text):
        return sum(cells for _, _, cells in graphemes(text))
    return cell_len(_REPLACED.sub("\ufffd", text)) - text.count(SOFT_HYPHEN)


def _joined(text: str, spans: list[Cluster]) -> list[Cluster]:
    """Join flags, vowel signs and skin tones to what stands before them."""
    joined: list[Cluster] = []
    lone_flag = False
    for start, end, cells in spans:
        character = text[start]
        flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        if joined and (lone_flag if flag else _clings(character)):
            first, _, before = joined[-1]
            joined[-1] = (first, end, before + cells)
            lone_flag = False
        else:
            joined.append((start, end, cells))
            lone_flag = flag
    return joined


def _clings(character: str) -> bool:
    if "\U0001f3fb" <= character <= "\U0001f3ff" or character in "\u0e33\u0eb3":
        return True
    return unicodedata.category(character) == "Mc"
