"""Signs for a screen reader: letters that it reads in a word where the eye has shapes."""

from __future__ import annotations

SPOKEN = str.maketrans(
    {
        "▎": ">", "▌": ">", "▏": "|", "›": ">", "●": " ", "★": " ", "✎": "*", "✓": "+", "•": "-", "◦": "-", "‣": "-",
        "─": "-", "━": "=", "╌": "-", "■": ".", "▣": "#", "↪": "\\", "·": ",",
    }
)  # fmt: skip
"""One cell for one cell, so that nothing moves."""
