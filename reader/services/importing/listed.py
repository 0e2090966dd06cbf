"""Listed highlights: what our own Markdown notes have below their texts, with the words written about each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.domain.carried import Excerpt
from reader.domain.highlight import COLOURS

_HEADING = re.compile(r"(?:\A|\n)## Highlights\n\s*\n(?=>)")
_ENTRY = re.compile(r"^(?:>.*(?:\n|\Z))+", re.MULTILINE)
_FACTS = re.compile(rf"((?:#\S+)(?: #\S+)*)?(?:(?:(?<=\S) )?\(({'|'.join(COLOURS)})\))?")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_INSET = re.compile(r"(?:&nbsp;)+")


def without_listed(body: str) -> tuple[str, tuple[Excerpt, ...]]:
    """A text without the highlights that are listed at its end, and those; a section of other kind stays."""
    headings = list(_HEADING.finditer(body))
    if not headings:
        return body, ()
    heading = headings[-1]
    return body[: heading.start()].rstrip(), tuple(_entries(body[heading.end() :]))


def _entries(section: str) -> Iterator[Excerpt]:
    quotes = list(_ENTRY.finditer(section))
    ends = [quote.start() for quote in quotes[1:]] + [len(section)]
    for quote, end in zip(quotes, ends, strict=True):
        text = _words(quote[0])
        if text:
            yield _excerpt(text, section[quote.end() : end].strip())


def _excerpt(text: str, below: str) -> Excerpt:
    """An excerpt with what stands below it: a note, and in a last line of their own tags and a colour."""
    note, _, last = below.rpartition("\n\n")
    match = _FACTS.fullmatch(last)
    if match is None:
        return Excerpt(text, below)
    tags = tuple(tag.removeprefix("#") for tag in (match[1] or "").split())
    colour = COLOURS.index(match[2]) + 1 if match[2] else 1
    return Excerpt(text, note.strip(), colour, tags)


def _words(quote: str) -> str:
    """What a quote shows that was written by `escaped`: plain text, of which some signs are escaped."""
    lines = [line.removeprefix(">").removeprefix(" ") for line in quote.strip("\n").split("\n")]
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip("\n"))
    return "\n\n".join("\n".join(map(_line, paragraph.replace("\\\n", "\n").split("\n"))) for paragraph in paragraphs)


def _line(line: str) -> str:
    inset = _INSET.match(line)
    width = len(inset[0]) // len("&nbsp;") if inset else 0
    return " " * width + _ESCAPE.sub(r"\1", line[inset.end() if inset else 0 :])
