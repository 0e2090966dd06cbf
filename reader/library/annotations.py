"""From a highlight or a mark to its document and back; nobody else knows what these documents look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinydb.table import Table

from reader.domain.highlight import COLOURS, Highlight
from reader.domain.mark import Mark, is_mark
from reader.library.codec import moment, place_from_document, place_to_document, stamp, tags_of


def highlight_to_document(highlight: Highlight) -> dict[str, Any]:
    """The document of a highlight; what is empty is left out."""
    fields: dict[str, Any] = {
        "uid": highlight.uid,
        "article": highlight.article,
        "start": place_to_document(highlight.start),
        "end": place_to_document(highlight.end),
        "text": highlight.text,
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "made": stamp(highlight.made),
        "changed": stamp(highlight.changed),
    }
    return {name: value for name, value in fields.items() if value}


def highlight_from_document(document: Mapping[str, Any]) -> Highlight | None:
    """The highlight of a document, or nothing if that is damaged."""
    start, end = (_place(document.get(name)) for name in ("start", "end"))
    uid, article, text, note, colour = (document.get(name) for name in ("uid", "article", "text", "note", "colour"))
    if start is None or end is None or not (isinstance(uid, str) and isinstance(article, str)):
        return None
    return Highlight(
        uid,
        article,
        start,
        end,
        text if isinstance(text, str) else "",
        colour if isinstance(colour, int) and 1 <= colour <= len(COLOURS) else 1,
        note if isinstance(note, str) else "",
        tags_of(document),
        moment(document.get("made")),
        moment(document.get("changed")),
    )


def mark_to_document(mark: Mark) -> dict[str, Any]:
    """The document of a mark."""
    fields = {
        "uid": mark.uid,
        "letter": mark.letter,
        "article": mark.article,
        "place": place_to_document(mark.place),
        "sentence": mark.sentence,
        "made": stamp(mark.made),
    }
    return {name: value for name, value in fields.items() if value}


def mark_from_document(document: Mapping[str, Any]) -> Mark | None:
    """The mark of a document, or nothing if that is damaged."""
    letter, article, sentence = (document.get(name) for name in ("letter", "article", "sentence"))
    place = _place(document.get("place"))
    if place is None or not (isinstance(letter, str) and is_mark(letter) and isinstance(article, str)):
        return None
    return Mark(letter, article, place, sentence if isinstance(sentence, str) else "", moment(document.get("made")))


def put(table: Table, document: Mapping[str, Any], number: int | None) -> None:
    """Put a document into a table, in the place of the one with a number if there is one."""

    def replace(old: Any) -> None:
        old.clear()
        old.update(document)

    if number is None:
        table.insert(document)
    else:
        table.update(replace, doc_ids=[number])


def _place(fields: object) -> Any:
    return place_from_document(fields) if isinstance(fields, dict) else None
