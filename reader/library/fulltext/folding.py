"""Folding: what is indexed and what is searched for, brought to the same letters.

SQLite's own tokeniser then finds the words: it lowers ASCII, and takes apart at blanks, dashes and apostrophes. All
that it does not do is done here, to the runs of other characters only, so that English texts cost almost nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

EVERY = "\uf8ff"
"""A word that every article has and nobody can search for: what `not …` is taken away from."""
LONGEST_KEPT = 24
"""Characters of a run that is likely to come again."""

_OTHER = re.compile("[^\0-\x7f]+")
_ALONE = re.compile(
    "([\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff])"
)
"""Characters of scripts that put no blanks between words: each is a word of its own, and a run of them a phrase."""
_UNSEEN = "\u00ad\u061c\u0640\u180e\u200b-\u200f\u2060-\u2064\ufeff" + EVERY
_UNSEEN_OR_QUOTE = re.compile(f"[{_UNSEEN}]|([ʹʻʼʽ])")
"""What is within words and nobody types, such as soft hyphens; and letters by their nature that people type as `'`."""


def searchable(text: str) -> str:
    """Text without accents, widths and unseen characters, and with blanks around CJK characters."""
    if text.isascii():
        return text.replace("\0", " ")
    return _OTHER.sub(_folded, text).replace("\0", " ")


def pieces(text: str) -> list[str]:
    """The parts of a text between blanks, folded, that hold anything a word is made of; a CJK run is one part."""
    found = (" ".join(searchable(part).split()) for part in text.split())
    return [part for part in found if any(map(str.isalnum, part))]


def folded(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Text as it is compared, without blanks that nobody wrote, and its runs that are longer or shorter now.

    Of each: where it ended, where it ends now, and where it began now.
    """
    if text.isascii():
        return text.lower(), []
    parts: list[str] = []
    shifts: list[tuple[int, int, int]] = []
    last = size = 0
    for match in _OTHER.finditer(text):
        start, end = match.span()
        run = _letters(match.group())
        parts += text[last:start].lower(), run
        begin = size + start - last
        size, last = begin + len(run), end
        if len(run) != end - start:
            shifts.append((end, size, begin))
    parts.append(text[last:].lower())
    return "".join(parts), shifts


def _folded(match: re.Match[str]) -> str:
    run = match.group()
    return _remembered(run) if len(run) <= LONGEST_KEPT else _fold(run)


def _fold(run: str) -> str:
    return _ALONE.sub(r" \1 ", letters(run)).encode("utf-8", "replace").decode()


def letters(run: str) -> str:
    """Characters that are not ASCII as they are compared."""
    seen = _UNSEEN_OR_QUOTE.sub(lambda found: "'" if found[1] else "", run)
    decomposed = unicodedata.normalize("NFKD", seen)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return unicodedata.normalize("NFC", bare)  # Hangul is one character a syllable again


def is_alone(character: str) -> bool:
    """Whether a character is a word of its own."""
    return _ALONE.match(character) is not None


_remembered = lru_cache(1 << 15)(_fold)
_letters = lru_cache(1 << 12)(letters)
