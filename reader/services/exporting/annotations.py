"""Highlights as W3C Web Annotations: JSON-LD that annotation programs share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from reader.domain.anchor import QUOTE_LENGTH
from reader.domain.highlight import COLOURS, Highlight
from reader.library.codec import stamp
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.own import as_json
from reader.services.exporting.placing import offset_of, plain_text
from reader.services.exporting.selection import Selection, Told
from reader.text.document import Document
from reader.text.passages import locate_passage

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


class Annotations(Plainly):
    """A list with an annotation a highlight, each of which says by words and by characters where it stands."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".jsonld"
    signature: ClassVar[bytes] = b'"id":"urn:reader:highlight:'

    def write(self, selection: Selection) -> Iterator[bytes]:
        """The highlights in the order of each text."""
        lead = b"[\n"
        for told in selection:
            selection.taken["highlight"] += len(told.highlights)
            for annotation in _annotations(told):
                yield lead + as_json(annotation)
                lead = b",\n"
        yield b"[]\n" if lead == b"[\n" else b"\n]\n"


def _annotations(told: Told) -> Iterator[dict[str, Any]]:
    if not told.highlights:
        return
    document = Document(told.body)
    text, begins = plain_text(document)
    for highlight in told.highlights:
        passage = locate_passage(document, highlight.start, highlight.end, highlight.text)
        if passage is None:
            selectors = [_quote(highlight.text, highlight.start.before, highlight.end.quote)]
        else:
            start, end = (offset_of(begins, position) for position in passage)
            before, after = text[max(0, start - QUOTE_LENGTH) : start], text[end : end + QUOTE_LENGTH]
            position = {"type": "TextPositionSelector", "start": start, "end": end}
            selectors = [_quote(text[start:end], before, after), position]
        yield _annotation(told, highlight, selectors)


def _annotation(told: Told, highlight: Highlight, selectors: list[dict[str, Any]]) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "value": highlight.note, "purpose": "commenting"}] if highlight.note else []
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in highlight.tags]
    facts = {
        "@context": CONTEXT,
        "id": f"urn:reader:highlight:{highlight.uid}",
        "type": "Annotation",
        "motivation": "highlighting",
        "created": stamp(highlight.made),
        "modified": stamp(highlight.changed),
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": told.article.url or f"urn:reader:article:{told.article.uid}",
            "styleClass": COLOURS[highlight.colour - 1],
            "selector": selectors,
        },
    }
    return {name: value for name, value in facts.items() if value}


def _quote(exact: str, prefix: str, suffix: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
