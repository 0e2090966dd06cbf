"""Titled: articles by words of their titles, a few at a time, for who types until the one is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from reader.domain.article import Article
from reader.library.columns import GONE, REMOVED
from reader.library.ground import Ground
from reader.library.library import Library
from reader.library.titles import SEPARATOR, fold

MANY = 2000
"""Titles from which on they are not looked at one by one: so much holds what has been typed that more will be."""
_HERE = bytes(not flags & (GONE | REMOVED) for flags in range(256))


def titled(library: Library, text: str, most: int) -> list[Article]:
    """The newest articles outside the Bin whose titles hold every word, those first that begin with them."""
    sought = " ".join(fold(text).split())
    if not sought:
        return []
    slots = library.articles.narrowed([], lambda ground, _: _found(ground, sought, most))
    columns = library.articles.columns
    articles = (library.articles.at(columns, slot) for slot in slots)
    return [article for article in articles if article is not None]


def _found(ground: Ground, sought: str, most: int) -> list[int]:
    words, columns, strings = sought.split(), ground.columns, ground.strings()
    mask = bytes(columns.flags.translate(_HERE))
    for word in words:
        mask = _both(mask, ground.mask(word))
    count = mask.count(1)
    if count > MANY:
        newest: Iterable[int] = (slot for slot in reversed(columns.order) if mask[slot])
        return list(islice((slot for slot in newest if _holds(strings[slot], words)), most))
    added = columns.times["added"]
    hits = sorted((slot for slot in _ones(mask) if _holds(strings[slot], words)), key=added.__getitem__, reverse=True)
    return sorted(hits, key=lambda slot: not strings[slot].startswith(sought))[:most]


def _both(one: bytes, other: bytes) -> bytes:
    """Where two masks are 1; as whole numbers they are compared in no time."""
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(one), "little")


def _ones(mask: bytes) -> Iterator[int]:
    """The places of a mask that are 1."""
    at = mask.find(1)
    while at >= 0:
        yield at
        at = mask.find(1, at + 1)


def _holds(string: str, words: list[str]) -> bool:
    title = string[: string.index(SEPARATOR)]
    return all(word in title for word in words)
