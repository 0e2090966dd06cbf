"""Markdown: from a stretch of source to blocks, by way of markdown-it's tokens.

markdown-it is imported at the first parse only, because importing it takes a quarter of what starting the reader takes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.text.blocks import Block, Kind, split_long
from reader.text.inline import tidy
from reader.text.walker import Walker

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

DEEPEST = 60
"""Quotes and lists within each other at most; markdown-it recurses for each."""
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]\n]+)\]")


class Definitions:
    """What the whole body defines, known before a part of it is parsed."""

    def __init__(self, references: str = "", notes: dict[str, int] | None = None) -> None:
        self._source = references
        self._references: dict[str, Any] | None = None
        self.notes = notes or {}

    def environment(self) -> dict[str, Any]:
        """What markdown-it must be given to resolve references as in the whole body."""
        if self._references is None:
            env: dict[str, Any] = {}
            if self._source:
                parser().parse(self._source, env)
            self._references = env.get("references", {})
        return {"references": dict(self._references), "notes": self.notes}


@cache
def parser() -> MarkdownIt:
    """The one Markdown parser: CommonMark with tables, strike-through and footnotes."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    made.inline.ruler.before("link", "note_ref", _note_reference)
    made.inline.ruler.before("link", "note_inline", _inline_note)
    return made


def parse(source: str, definitions: Definitions | None = None) -> list[Block]:
    """The blocks of a stretch of Markdown; `Block.source` is where each begins in it."""
    definitions = definitions or Definitions()
    try:
        tokens = parser().parse(source, definitions.environment())
    except Exception:
        # markdown-it has raised on hostile input before; a page that shows the source as it is beats a crash.
        return _as_it_is(source)
    return Walker(source, tokens).blocks()


def _as_it_is(source: str) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    for paragraph in source.split("\n\n"):
        if paragraph.strip():
            block = Block(Kind.PARAGRAPH, tidy(paragraph.strip("\n")), source=at, gap=1 if blocks else 0)
            blocks.extend(split_long(block))
        at += len(paragraph) + 2
    return blocks


def _note_reference(state: StateInline, silent: bool) -> bool:
    """Rule of markdown-it: `[^label]` of a footnote that the body defines."""
    match = _REFERENCE.match(state.src, state.pos)
    if match is None:
        return False
    number = state.env.get("notes", {}).get(match[1])
    if number is None:
        return False
    if not silent:
        state.push("note_ref", "", 0).meta = {"number": number}
    state.pos = match.end()
    return True


def _inline_note(state: StateInline, silent: bool) -> bool:
    """Rule of markdown-it: a footnote that stands in the sentence, `^[so]`, is read there, in parentheses."""
    match = _INLINE_NOTE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("text", "", 0).content = f" ({match[1]})"
    state.pos = match.end()
    return True
