"""Joins the lines of a paragraph, with care for the words that were cut at a line's end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST = re.compile(r"[^\W\d_]+")
_SUSPENDED = frozenset(("und", "oder", "bzw", "and", "or", "to", "nor", "et", "ou", "y", "o", "e", "of", "en"))
"""Words after which a hyphen stands for itself: 'Vor- und Nachteile', 'pre- and post-war'."""
_WIDE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Joiner:
    """Joins lines; knows from the whole text which words are written with a hyphen."""

    def __init__(self, blocks: Sequence[Sequence[str]]) -> None:
        self._blocks = blocks
        self._known: set[str] | None = None
        self._cuts_words = False

    def join(self, lines: Sequence[str], keep_indent: bool = False) -> str:
        """The lines as one."""
        joined = lines[0].rstrip() if keep_indent else lines[0].strip()
        for line in lines[1:]:
            joined = self._joined(joined, line.strip())
        return joined

    def _joined(self, before: str, after: str) -> str:
        last, first = before[-1], after[0]
        if last == "\u00ad":
            return before[:-1] + after
        if last in "-‐" and before[-2:-1].isalnum():
            return self._at_hyphen(before, after)
        if last == "—" and before[-2:-1].isalnum() and first.isalnum():
            return before + after
        if _WIDE.match(last) and _WIDE.match(first):
            return before + after
        return f"{before} {after}"

    def _at_hyphen(self, before: str, after: str) -> str:
        head, tail = _CUT.search(before), _FIRST.match(after)
        if not tail:
            return before + after if after[0].isdigit() else f"{before} {after}"
        if tail.group().lower() in _SUSPENDED:
            return f"{before} {after}"
        if not head or not after[0].islower():
            return before + after
        self._learn()
        assert self._known is not None
        whole = f"{head.group(1)}{tail.group()}".lower()
        if whole in self._known:
            return before[:-1] + after
        if f"{head.group(1)}-{tail.group()}".lower() in self._known:
            return before + after
        return before[:-1] + after if self._cuts_words else before + after

    def _learn(self) -> None:
        """Gather the words once, when the first hyphen asks for them."""
        if self._known is not None:
            return
        self._known = {
            word.lower().replace("‐", "-") for block in self._blocks for line in block for word in _WORD.findall(line)
        }
        lines = [line for block in self._blocks for line, _ in pairwise(block)]
        cut = sum(1 for line in lines if _CUT.search(line))
        self._cuts_words = cut * 20 > len(lines)
