"""The texts that are carried over: made Markdown in worker processes, and the passages marked in them found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reader.domain.anchor import QUOTE_LENGTH, Anchor
from reader.domain.carried import Carried, Excerpt
from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.domain.highlight import Highlight, highlight_uid
from reader.services.pages.fragment import markdown_of_fragments
from reader.services.parsers import Parsers, outcome
from reader.text.document import Document, Position
from reader.text.find import Finder
from reader.text.passages import anchors_of, locate_passage
from reader.text.units import Passage, text_between

PIECE = 20
"""Texts that a worker reads at once."""
_BEGINNING = Position(0, 0)
_UNKNOWN = datetime(1, 1, 1, tzinfo=UTC)
_MARKUP = re.compile(r"\*\*|__|[*`]|(?<!\w)_|_(?!\w)|^#{1,6} |^> ?|^[-+*] ", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")


@dataclass(slots=True)
class Texts:
    """What became of some texts."""

    bodies: list[str]
    """The Markdown of each, '' where there is none."""
    failed: list[tuple[int, str]] = field(default_factory=list)
    """The number and a sentence for each that could not be read."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The pictures that they refer to, by the names under which they are kept."""


def texts_of(carried: Sequence[Carried], parsers: Parsers) -> Texts:
    """Make Markdown of whatever was carried over."""
    texts = Texts([one.body for one in carried])
    pages = [n for n, one in enumerate(carried) if not one.body and one.html.strip()]
    pieces = [pages[start : start + PIECE] for start in range(0, len(pages), PIECE)]
    futures = [parsers.submit(markdown_of_fragments, [_fragment(carried[n]) for n in piece]) for piece in pieces]
    for piece, future in zip(pieces, futures, strict=True):
        try:
            found = outcome(future, "The text")
        except ReaderError:  # one of them is to blame: each for itself
            found = [_alone(carried[n], n, parsers, texts) for n in piece]
        for number, body in zip(piece, found, strict=True):
            texts.bodies[number] = body
    for number, one in enumerate(carried):
        if not texts.bodies[number] and one.document is not None:
            texts.bodies[number] = _document(one.document, number, parsers, texts)
        if not texts.bodies[number] and one.is_excerpts:
            texts.bodies[number] = body_of_excerpts(one.excerpts)
    return texts


def _fragment(carried: Carried) -> tuple[str, str]:
    return carried.html, carried.url


def _alone(carried: Carried, number: int, parsers: Parsers, texts: Texts) -> str:
    try:
        return parsers.read("The text", markdown_of_fragments, [_fragment(carried)])[0]
    except ReaderError as error:
        texts.failed.append((number, str(error)))
        return ""


def _document(document: tuple[str, bytes], number: int, parsers: Parsers, texts: Texts) -> str:
    from reader.services.adding.recognise import drafts_from_bytes

    try:
        drafts: list[Draft] = parsers.read(document[0], drafts_from_bytes, document[1], document[0])
    except ReaderError as error:
        texts.failed.append((number, str(error)))
        return ""
    for draft in drafts:
        texts.pictures |= draft.pictures
    return "\n\n".join(draft.body for draft in drafts)


def body_of_excerpts(excerpts: Iterable[Excerpt]) -> str:
    """The text of what is known by its excerpts only: paragraphs, in their order."""
    from reader.services.adding.escape import paragraph

    return "\n\n".join(paragraph([line]) for one in excerpts for line in one.text.split("\n") if line.strip())


def highlights_in(
    article: str, body: str, excerpts: Iterable[Excerpt], now: datetime
) -> tuple[list[Highlight], list[Excerpt]]:
    """The highlights that excerpts are in a text, and those excerpts that do not stand in it.

    Without a text they are kept as they are: their words find their place when the text comes.
    """
    found: list[Highlight] = []
    astray: list[Excerpt] = []
    document = Document(body) if body else None
    for excerpt in excerpts:
        uid = highlight_uid(article, excerpt.text, excerpt.made or _UNKNOWN)
        start, end = _unplaced(excerpt.text)
        text = excerpt.text
        if document is not None:
            passage = located(document, text)
            if passage is None:
                astray.append(excerpt)
                continue
            start, end = anchors_of(document, passage)
            text = text_between(document, *passage)
        made = excerpt.made or now
        found.append(Highlight(uid, article, start, end, text, excerpt.colour, excerpt.note, excerpt.tags, made))
    return found, astray


def located(document: Document, text: str) -> Passage | None:
    """Where words stand in a text, or None: as they are, without the signs of Markdown, or much alike."""
    for words in dict.fromkeys((text, _MARKUP.sub("", _LINK.sub(r"\1", text)))):
        lines = [line for line in words.split("\n") if line.strip()]
        first = Finder(document, lines[0]).after(_BEGINNING) if lines else None
        last = Finder(document, lines[-1]).after(first[0]) if first is not None else None
        if first is not None and last is not None and len(text_between(document, first[0], last[1])) < 2 * len(words):
            return first[0], last[1]
    return locate_passage(document, *_unplaced(text), text)


def _unplaced(text: str) -> tuple[Anchor, Anchor]:
    """Anchors that know the words and not where they stand."""
    return Anchor(0, 0, quote=text[:QUOTE_LENGTH]), Anchor(0, len(text), before=text[-QUOTE_LENGTH:])


def as_notes(excerpts: Iterable[Excerpt]) -> str:
    """Excerpts that stand nowhere in the text, as they are kept in the note of the article."""
    return "\n\n".join(f"“{one.text.strip()}”" + (f"\n{one.note}" if one.note else "") for one in excerpts)
