"""Plain words: what needs no parser, because every word is just to be held."""

from __future__ import annotations

_SIGNS = frozenset('"()|*:“”„«»（）｜＊：＂')


def is_plain(text: str) -> bool:
    """Whether a text is nothing but words, in any query."""
    if not _SIGNS.isdisjoint(text):
        return False
    return not any(word[0] == "-" or word.casefold() == "or" for word in text.split())
