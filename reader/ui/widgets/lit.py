"""Lit text: some of it stands out, by more than its colour."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style

from reader.ui.cutting import Hits
from reader.ui.widgets.lines import Part


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
