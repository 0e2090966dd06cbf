"""Highlighting and marking what is named by its words, as the page does with what is selected or read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.domain.highlight import Highlight, highlight_uid
from reader.domain.mark import Mark, is_mark
from reader.services.importing.texts import located
from reader.text.anchors import anchor_at
from reader.text.document import Document
from reader.text.passages import anchors_of
from reader.text.units import Passage, Unit, text_between, unit_at

if TYPE_CHECKING:
    from reader.library.library import Library

LONGEST_SENTENCE = 300
"""Characters of the sentence that is kept with a mark."""


def highlight_quoted(
    library: Library, article: Article, words: str, colour: int = 1, note: str = "", tags: Iterable[str] = ()
) -> Highlight:
    """Highlight the first place in an article where some words stand; raises ReaderError where there is none."""
    document, passage = _found(library, article, words)
    text, now = text_between(document, *passage), datetime.now(UTC)
    start, end = anchors_of(document, passage)
    uid = highlight_uid(article.uid, text, now)
    made = Highlight(uid, article.uid, start, end, text, colour, note.strip(), tuple(tags), now)
    library.highlights.add([made])
    return made


def mark_quoted(library: Library, article: Article, letter: str, words: str) -> Mark:
    """Set a mark where some words stand first in an article; raises ReaderError where they do not."""
    if not is_mark(letter):
        raise ReaderError("Marks are named by letters: a to z in the article, A to Z in the library.")
    document, (start, _) = _found(library, article, words)
    sentence = unit_at(document, start, Unit.SENTENCE)
    said = " ".join(text_between(document, *sentence).split()) if sentence is not None else ""
    mark = Mark(letter, article.uid, anchor_at(document, start), said[:LONGEST_SENTENCE], datetime.now(UTC))
    library.marks.set(mark)
    return mark


def _found(library: Library, article: Article, words: str) -> tuple[Document, Passage]:
    document = Document(library.bodies.read(article.uid, article.edition))
    passage = located(document, words.strip()) if words.strip() else None
    if passage is None:
        raise ReaderError(f"These words do not stand in “{article.title}”.", "Quote them as they stand there.")
    return document, passage
