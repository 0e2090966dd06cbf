"""Finding several words in a document, each wherever it stands as a word, as they were sought in a whole library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reader.text.document import Document
from reader.text.find import Finder, folded, letters_of

_WORD = re.compile(r"[^\W_]+")
_SOLO = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]"
)
"""Characters of scripts that put no blanks between words."""


class WordSought(NamedTuple):
    """A word, or several one after the other."""

    text: str
    begun: bool = False
    """Whether the last word may go on."""


class WordFinder(Finder):
    """The places where any of some words stand."""

    def __init__(self, document: Document, words: Iterable[WordSought]) -> None:
        super().__init__(document, "")
        patterns: dict[str, str] = {}
        for word in words:
            pattern = pattern_of(word)
            if pattern:
                patterns[pattern] = letters_of(word.text)
        if patterns:
            self._pattern = re.compile("|".join(sorted(patterns, key=len, reverse=True)))
            sought = tuple(dict.fromkeys(patterns.values()))
            chunks = range(document.chunks)
            self.candidates = [n for n in chunks if any(letters in document.squeezed(n) for letters in sought)]


def pattern_of(word: WordSought) -> str:
    """What finds a word in folded text; nothing where no letter of it is sought."""
    found = _WORD.findall(folded(word.text))
    parts: list[str] = []
    for piece in found:
        if parts:
            parts.append(r"[\W_]*" if _SOLO.match(piece[0]) else r"[\W_]+")
        elif not _SOLO.match(piece[0]):
            parts.append(r"(?<![^\W_])")
        parts.append(re.escape(piece))
    if found and not word.begun and not _SOLO.match(found[-1][-1]):
        parts.append(r"(?![^\W_])")
    return "".join(parts)
