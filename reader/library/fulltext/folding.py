"""Folding: what is indexed and what is searched for, brought to the same letters.

SQLite's own tokeniser then finds the words: it lowers ASCII, and takes apart at blanks, dashes and apostrophes. All
that it does not do is done here, by what Python does in C to a text at once.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

EVERY = "\uf8ff"
"""A word that every article has and nobody can search for: what `not …` is taken away from."""
FEW = 60
"""Different characters that are replaced one after the other: that is the quickest in most alphabets."""

_ASCII = bytes(range(128))
_JAMO = re.compile("[\u1100-\u11ff]")
"""Parts of Hangul, which belong together with their neighbours."""
_OTHER = re.compile("[^\0-\x7f]+")
_SOLO = (
    "\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff"
)
"""Characters of scripts that put no blanks between words: each is a word of its own, and a run of them a phrase."""
_ALONE, _RUN_ALONE = re.compile(f"[{_SOLO}]"), re.compile(f"[{_SOLO}]+")
_UNSEEN = "\u00ad\u061c\u0640\u180e\u200b-\u200f\u2060-\u2064\ufeff" + EVERY
"""What is within words and nobody types, such as soft hyphens."""
_QUOTES = "ʹʻʼʽ"
"""Letters by their nature that people type as `'`."""


def searchable(text: str) -> str:
    """Text without accents, widths and unseen characters, and with blanks around CJK characters."""
    if text.isascii():
        return text.replace("\0", " ")
    data = text.encode("utf-8", "replace")
    others = set(data.translate(None, _ASCII).decode())
    changing = [(c, now) for c in others if (now := _of(c)) != c] if len(others) <= 3 * FEW else []
    if len(others) <= 3 * FEW and len(changing) <= FEW and not _JAMO.search("".join(others)):
        text = data.decode()
        for character, now in changing:
            text = text.replace(character, now)
    else:
        text = _apart(letters(data.decode()))
    return text.replace("\0", " ")


def _apart(text: str) -> str:
    return _RUN_ALONE.sub(lambda run: f" {' '.join(run.group())} ", text)


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


def letters(text: str) -> str:
    """Characters as they are compared, of which there may be more or less then."""
    decomposed = unicodedata.normalize("NFKD", text)
    for quote in _QUOTES:
        decomposed = decomposed.replace(quote, "'")
    bare = _dropped().sub("", decomposed).casefold()
    return unicodedata.normalize("NFC", bare)  # Hangul is one character a syllable again


@cache
def _dropped() -> re.Pattern[str]:
    """What is left out: accents and the like, and what is unseen. It takes some milliseconds to gather them."""
    marks = (chr(code) for code in range(0x300, 0xFFFF) if unicodedata.combining(chr(code)))
    return re.compile(f"[{''.join(marks)}{_UNSEEN}]+")


def is_alone(character: str) -> bool:
    """Whether a character is a word of its own."""
    return _ALONE.match(character) is not None


_letters = lru_cache(1 << 12)(letters)
_of = lru_cache(1 << 15)(lambda character: _apart(letters(character)))
