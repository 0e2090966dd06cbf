"""Word masks: which strings hold a word, remembered while somebody types it, and the words before it."""

from __future__ import annotations

from itertools import compress, repeat
from operator import contains

from reader.library.listing import chosen

MOST = 24
"""Words that are remembered."""


class WordMasks:
    """One byte a string for each word: 1 where it is held; forgotten when any string has changed."""

    def __init__(self) -> None:
        self._masks: dict[str, bytes] = {}
        self._state: tuple[int, int] = (0, 0)

    def holding(self, slots: list[int], strings: list[str], changes: int, word: str) -> list[int]:
        """The slots whose string holds a word; `changes` is another number after every change of a string."""
        if len(slots) * 3 < len(strings):
            return [slot for slot in slots if word in strings[slot]]
        return chosen(slots, self.mask(strings, changes, word))

    def mask(self, strings: list[str], changes: int, word: str) -> bytes:
        """Which of all strings hold a word."""
        if self._state != (changes, len(strings)):
            self._masks, self._state = {}, (changes, len(strings))
        mask = self._masks.pop(word, None)
        if mask is None:
            mask = self._made(strings, word)
        self._masks[word] = mask
        if len(self._masks) > MOST:
            del self._masks[next(iter(self._masks))]
        return mask

    def _made(self, strings: list[str], word: str) -> bytes:
        """Look through those strings only that hold the known parts of a word."""
        narrow = min((mask for part, mask in self._masks.items() if part in word), key=_size, default=None)
        if narrow is None or _size(narrow) * 2 > len(strings):
            return bytes(map(contains, strings, repeat(word)))
        mask = bytearray(len(strings))
        for slot in compress(range(len(strings)), narrow):
            mask[slot] = word in strings[slot]
        return bytes(mask)


def _size(mask: bytes) -> int:
    return mask.count(1)
