"""The highlights of an article as Omnivore wrote them: Markdown in which only the order says what belongs to what."""

from __future__ import annotations

import re

from reader.domain.carried import Excerpt
from reader.services.importing.values import tags_in, text_in

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_LABELS = re.compile(r"#[^\s#][^\n]*")
_LABEL = re.compile(r"(?:^|\s)#(?=[^\s#])")


def highlights_in(markdown: str) -> tuple[str, tuple[Excerpt, ...]]:
    """The note on the whole article, and its highlights with their labels and notes.

    What follows a quotation is its note. A note on the article is told from it only where it comes first.
    """
    about: list[str] = []
    found: list[tuple[str, list[str], list[str]]] = []
    for block in _PARAGRAPHS.split(markdown.replace("\r\n", "\n").strip()):
        if block.startswith(">"):
            found.append((_unquoted(block), [], []))
        elif not found:
            about.append(block)
        elif _LABELS.fullmatch(block) and not found[-1][1] and not found[-1][2]:
            found[-1][1].extend(_LABEL.split(block))
        else:
            found[-1][2].append(block)
    excerpts = tuple(
        Excerpt(text, note=text_in("\n\n".join(notes)), tags=tags_in(labels))
        for quote, labels, notes in found
        if (text := text_in(quote))
    )
    return text_in("\n\n".join(about)), excerpts


def _unquoted(block: str) -> str:
    return "\n".join(line.removeprefix(">").strip() for line in block.split("\n"))
