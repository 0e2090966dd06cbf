"""Typography: how a text is to be set, as far as that is the reader's choice."""

from __future__ import annotations

from typing import NamedTuple


class Typography(NamedTuple):
    """What a reader may wish of a page."""

    paragraphs: str = "gap"
    """What parts paragraphs: `gap`, a blank row; `indent`, an indent as in books; `wide`, two blank rows."""
    airy: bool = False
    """Whether a blank row stands between lines."""
    hyphens: str = ""
    """The language by which words are divided, or nothing."""
    bidi: str = "terminal"
    """Who puts text that is written from the right in order: `terminal`, `app`, or `off`, nobody."""


USUAL = Typography()
