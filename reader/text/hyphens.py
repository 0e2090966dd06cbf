"""Hyphenation: where a word may be divided at the end of a line, by the language of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

SHORTEST = 6
"""Letters of a word that may be divided, at least."""
IN_A_ROW = 2
"""Lines that may end with a hyphen one after another."""

Patterns = Callable[[str], Iterable[int]]
"""Says after how many letters a word may be divided."""

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


@cache
def patterns_for(language: str) -> Patterns | None:
    """The patterns of a language, by its BCP 47 tag; nothing where there are none."""
    if not language:
        return None
    import pyphen

    found = pyphen.language_fallback(language.replace("-", "_"))
    if found is None:
        return None
    positions: Patterns = pyphen.Pyphen(lang=found, left=2, right=3).positions
    return positions


class Hyphens:
    """Divides the words of one text, and remembers which lines end with a hyphen because of it."""

    def __init__(self, text: str, patterns: Patterns, spared: Iterable[tuple[int, int]] = ()) -> None:
        self._text = text
        self._patterns = patterns
        self._spared = tuple(spared)
        """Stretches in which nothing is divided, such as code and links."""
        self.divided: set[int] = set()
        """Ends of lines that need a hyphen."""
        self._row = 0

    def points(self, start: int, end: int, alone: bool = False) -> list[int]:
        """Where the word in a stretch of text may be divided, the last place first; nothing if it may not.

        A word that is alone on its line would be torn apart otherwise.
        """
        if self._row >= IN_A_ROW and not alone:
            return []
        word = _WORD.search(self._text, start, end)
        if word is None or word[0].isupper() or any(a < word.end() and z > word.start() for a, z in self._spared):
            return []
        return [word.start() + at for at in reversed(list(self._patterns(word[0])))]

    def ended(self, end: int, divided: bool) -> None:
        """A line has ended, there if a word was divided."""
        self._row = self._row + 1 if divided else 0
        if divided:
            self.divided.add(end)
