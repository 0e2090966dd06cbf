"""Finding words in a document, whatever their case, accents, quotation marks, line ends and soft hyphens.

What is searched first is the body's source, with all but letters and digits squeezed out of it: only chunks that may
hold the words are parsed and looked at exactly. So a long text is searched in a few milliseconds.
"""

from __future__ import annotations

import html
import re
import time
import unicodedata
from bisect import bisect_left, bisect_right

from reader.text.blocks import Block, Ink
from reader.text.document import Document, Position
from reader.text.units import Passage

_LINKS = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|\]\[[^\]\n]*\]|\[\^[^\]\s]+\]")
_TAGS = re.compile(r"</?[a-zA-Z!][^<>]*>")
_SIGNS = str.maketrans(dict.fromkeys(map(chr, [*range(48), *range(58, 65), *range(91, 97), *range(123, 128)])))
_NO_WORD = re.compile(r"[\W_]+")
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SAME = str.maketrans("‘’‚‛′“”„‟″‐‑‒–—―−…", "'''''\"\"\"\"\"-------.")
_PLAIN = str.maketrans(dict.fromkeys(_DROPPED))


def folded(text: str) -> str:
    """Text as it is compared: no case, accents or widths, simple quotation marks and dashes, nothing unseen."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_SAME).translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def squeezed(source: str) -> str:
    """The letters and digits of a stretch of Markdown, without anything between them.

    Where it holds addresses, tags and the like it stands there twice: as a person reads it, and as it is.
    """
    as_it_is = letters_of(source)
    read = source
    if "]" in read:
        read = _LINKS.sub("", read)
    if "<" in read:
        read = _TAGS.sub("", read)
    if "&" in read:
        read = html.unescape(read)
    return as_it_is if read is source else f"{letters_of(read)} {as_it_is}"


def letters_of(text: str) -> str:
    """The letters and digits of a text, folded."""
    return text.lower().translate(_SIGNS) if text.isascii() else _NO_WORD.sub("", folded(text))


def _mapped(block: Block) -> tuple[str, list[int] | None]:
    """The folded text of a block and where each of its characters comes from; nothing if each stands where it stood."""
    notes = [span for span in block.spans if span.ink is Ink.NOTE]
    if block.text.isascii() and not notes:
        return block.text.lower(), None
    parts: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(block.text):
        if notes and any(note.start <= at < note.end for note in notes):
            continue
        part = folded(character)
        parts.append(part)
        origins.extend([at] * len(part))
    return "".join(parts), origins


class Finder:
    """The places where some words stand."""

    def __init__(self, document: Document, words: str) -> None:
        self.document = document
        wanted = folded(words).split()
        self._pattern = re.compile(r"\s+".join(map(re.escape, wanted))) if wanted else None
        letters = letters_of(words)
        self.candidates = (
            [chunk for chunk in range(document.chunks) if letters in document.squeezed(chunk)] if wanted else []
        )
        """The chunks that may hold the words."""
        self._hits: dict[int, list[Passage]] = {}

    def hits(self, chunk: int) -> list[Passage]:
        """The places in one chunk, in order."""
        found = self._hits.get(chunk)
        if found is None:
            found = self._hits[chunk] = self._look(chunk) if self._is_candidate(chunk) else []
        return found

    def after(self, position: Position) -> Passage | None:
        """The first place at or after a position."""
        first = self.document.chunk_of(position)
        for chunk in self.candidates[bisect_left(self.candidates, first) :]:
            for passage in self.hits(chunk):
                if passage[0] >= position:
                    return passage
        return None

    def before(self, position: Position) -> Passage | None:
        """The last place before a position."""
        last = self.document.chunk_of(position)
        for chunk in reversed(self.candidates[: bisect_right(self.candidates, last)]):
            for passage in reversed(self.hits(chunk)):
                if passage[0] < position:
                    return passage
        return None

    def count(self, seconds: float) -> bool:
        """Go on counting for so long; true when all places are known."""
        end = time.perf_counter() + seconds
        for chunk in self.candidates:
            if chunk not in self._hits:
                self.hits(chunk)
                if time.perf_counter() > end:
                    break
        return self.complete

    @property
    def complete(self) -> bool:
        """Whether all places are known."""
        return len(self._hits) >= len(self.candidates) and all(chunk in self._hits for chunk in self.candidates)

    @property
    def total(self) -> int:
        """How many places are known so far."""
        return sum(map(len, self._hits.values()))

    def number(self, passage: Passage) -> int:
        """The how many-th a place is, from 1 on; right as soon as all are counted."""
        here = self.document.chunk_of(passage[0])
        before = sum(len(found) for chunk, found in self._hits.items() if chunk < here)
        return before + self.hits(here).index(passage) + 1

    def _is_candidate(self, chunk: int) -> bool:
        at = bisect_left(self.candidates, chunk)
        return at < len(self.candidates) and self.candidates[at] == chunk

    def _look(self, chunk: int) -> list[Passage]:
        assert self._pattern is not None
        found: list[Passage] = []
        for block in self.document.blocks(chunk):
            text, origins = _mapped(block)
            for match in self._pattern.finditer(text):
                start, end = match.span()
                if origins is not None:
                    start, end = origins[start], origins[end - 1] + 1
                    while end < len(block.text) and unicodedata.combining(block.text[end]):
                        end += 1
                first, last = (Position(block.source, block.base + at) for at in (start, end))
                found.append((first, last))
        return found
