"""Parts: a body cut into chunks, each of which becomes blocks on its own as it would within the whole."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.text import source as sources
from reader.text.blocks import Block, Kind
from reader.text.definitions import notes_in, references_in
from reader.text.source import Chunk, Note

if TYPE_CHECKING:
    from reader.text.markdown import Definitions

_TEXT = re.compile(r"[^\n]")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)|(?<=[^\n]\n) {0,3}(?:=+|-+)[ \t]*$", re.M)
_LABEL = re.compile(r" {0,3}\[\^[^\]\s]+\]:[ \t]*")
_INDENT = re.compile(r"^(?: {4}|\t)", re.M)


class Parts:
    """The chunks of a body; footnotes are chunks of their own after the text, wherever they are defined.

    Offsets of what stands in the text are offsets in the body. Footnotes are numbered on behind its end.
    """

    def __init__(self, body: str, size: int = sources.CHUNK) -> None:
        self._body = body
        regions = sources.Regions(body)
        self._notes, self._labels = notes_in(body, regions)
        self._references = references_in(body, regions)
        self._definitions: Definitions | None = None
        self.chunks = sources.cut(body, regions, size, min(size, sources.FIRST_CHUNK))
        self.chunks.extend(_note_chunks(self._notes, len(body), size))
        self.before = [0, *accumulate(map(self._weight, self.chunks))]
        """Characters to be read before each chunk, and in all."""

    def parse(self, index: int) -> tuple[Block, ...]:
        """The blocks of a chunk."""
        chunk = self.chunks[index]
        if chunk.notes:
            return tuple(self._parse_notes(chunk))
        text = self._readable(chunk)
        blocks = self._blocks(f"{chunk.opening}\n{text}" if chunk.opening else text)
        shift = chunk.start - (len(chunk.opening) + 1 if chunk.opening else 0)
        blocks = [b._replace(source=max(chunk.start, b.source + shift)) for b in blocks]
        if chunk.broken and blocks:
            blocks[0] = blocks[0]._replace(gap=0)
        return tuple(blocks)

    def source(self, index: int) -> str:
        """What is read in a chunk, as Markdown."""
        chunk = self.chunks[index]
        return "\n".join(map(self._note_text, chunk.notes)) if chunk.notes else self._readable(chunk)

    def note(self, number: int) -> str:
        """The Markdown of a footnote, without its label; nothing if there is none of this number."""
        return next((self._note_text(note) for note in self._notes if note.number == number), "")

    def note_start(self, number: int) -> int | None:
        """Where a footnote begins, numbered on behind the body's end."""
        for chunk in self.chunks:
            at = chunk.start
            for note in chunk.notes:
                at += 1
                if note.number == number:
                    return at
                at += note.end - note.start
        return None

    def may_head(self, index: int) -> bool:
        """Whether a chunk may hold a heading; cheaper than parsing it."""
        chunk = self.chunks[index]
        if chunk.notes:
            return False
        start = max(0, chunk.start - 1)
        if all(self._body.find(sign, start, chunk.end) < 0 for sign in ("#", "\n=", "\n-", "\n =", "\n -")):
            return False
        return _HEADING.search(self._body, chunk.start, chunk.end) is not None

    def _blocks(self, text: str) -> list[Block]:
        from reader.text.markdown import Definitions, parse  # it pulls markdown-it in; starting must not pay for that

        if self._definitions is None:
            self._definitions = Definitions(self._references, self._labels)
        return parse(text, self._definitions)

    def _readable(self, chunk: Chunk) -> str:
        """A chunk's source with the definitions of footnotes blanked out, so that every offset stays what it is."""
        text = self._body[chunk.start : chunk.end]
        for note in self._notes:
            start, end = max(0, note.start - chunk.start), min(len(text), note.end - chunk.start)
            if start < end:
                text = text[:start] + _TEXT.sub(" ", text[start:end]) + text[end:]
        return text

    def _weight(self, chunk: Chunk) -> int:
        hidden = 0
        if not chunk.notes:
            hidden = sum(max(0, min(n.end, chunk.end) - max(n.start, chunk.start)) for n in self._notes)
        return chunk.end - chunk.start - hidden

    def _parse_notes(self, chunk: Chunk) -> list[Block]:
        from reader.text.inline import raised

        blocks: list[Block] = []
        at = chunk.start
        if chunk.notes[0] is self._notes[0]:
            blocks.append(Block(Kind.RULE, "", level=1, source=at))
        width = len(str(len(self._notes)))
        for note in chunk.notes:
            at += 1
            mark = f"{raised(str(note.number)):>{width}} "
            for index, block in enumerate(self._blocks(self._note_text(note))):
                first = mark if index == 0 else " " * len(mark)
                rest = " " * len(mark) + block.rest
                blocks.append(
                    block._replace(
                        source=at + block.source, first=first + block.first, rest=rest, gap=min(1, block.gap)
                    )
                )
            at += note.end - note.start
        return blocks

    def _note_text(self, note: Note) -> str:
        text = self._body[note.start : note.end]
        return _INDENT.sub("", _LABEL.sub("", text, count=1))


def _note_chunks(notes: list[Note], start: int, size: int) -> list[Chunk]:
    chunks: list[Chunk] = []
    held: list[Note] = []
    end = start
    for note in notes:
        held.append(note)
        end += note.end - note.start + 1
        if end - start >= size:
            chunks.append(Chunk(start, end, notes=tuple(held)))
            held, start = [], end
    if held:
        chunks.append(Chunk(start, end, notes=tuple(held)))
    return chunks
