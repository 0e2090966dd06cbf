"""An anchor names a place in a text so that it can be found again after a resize or a change of the text."""

from typing import NamedTuple

QUOTE_LENGTH = 32
"""Characters of text kept on each side of an anchor."""


class Anchor(NamedTuple):
    """A place in a body: never a row or a percentage, always a word."""

    block: int
    """Where the block begins in the body: characters of Markdown before its first line.

    So a block can be named without reading what stands before it. Footnotes, which are read last, are numbered on
    behind the body's end. After the body changed the quote decides, not this number.
    """
    offset: int
    """Characters of the block's plain text before the place."""
    quote: str = ""
    """The text that begins at the place."""
    before: str = ""
    """The text that ends at the place."""
    fraction: float = 0.0
    """Characters before the place, as a share of the whole body, 0 to 1."""
