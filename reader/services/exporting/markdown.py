"""Markdown: a file an article, with the front matter of the Obsidian Web Clipper, and what is highlighted in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import orjson

from reader.domain.article import Article
from reader.domain.highlight import COLOURS, Highlight
from reader.domain.picture import kept_name, picture_address, shown_in
from reader.library.codec import stamp
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.ledger import PICTURES
from reader.services.exporting.placing import Placed, marked, placed_in
from reader.services.exporting.selection import Selection, Told
from reader.text.document import Document

_SIGN = "=="
_PICTURE = re.compile(r"!\[((?:\\.|[^\\\]])*)\]\(<?(\.\./pictures/[\w.]+)>?(?:\s+\"(?:\\.|[^\\\"])*\")?\)")


class Markdown(Plainly):
    """Notes for Obsidian and whatever else reads Markdown."""

    holds: ClassVar[Holds] = Holds.ONE
    suffix: ClassVar[str] = ".md"

    def write(self, selection: Selection) -> Iterator[bytes]:
        """Front matter, text, and what has no place in the text."""
        for told in selection:
            body, listed = with_highlights(told)
            body = _with_pictures(body, selection)
            parts = [front_matter(told.article), body.strip("\n")]
            if told.article.note:
                parts.append(f"## Note\n\n{told.article.note.strip()}")
            if listed:
                parts.append("\n\n".join(("## Highlights", *map(_listed, listed))))
            yield ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8", "replace")


def with_highlights(told: Told) -> tuple[str, list[Highlight]]:
    """The text with its highlights, and those that are to be listed: astray ones, and those with words of their own."""
    if not told.highlights or not told.body:
        return told.body, list(told.highlights)
    placed, _ = placed_in(told.body, told.highlights)
    body = marked(told.body, placed, _SIGN, _SIGN)
    plain = _shown(told.body)
    if _shown(body) != plain:  # one of the signs is read as something else
        sound: list[Placed] = []
        for one in placed:
            if _shown(marked(told.body, [*sound, one], _SIGN, _SIGN)) == plain:
                sound.append(one)
        placed, body = sound, marked(told.body, sound, _SIGN, _SIGN)
    there = {one.highlight.uid for one in placed}
    return body, [one for one in told.highlights if one.uid not in there or one.note or one.tags]


def _with_pictures(body: str, selection: Selection) -> str:
    """The text with its kept pictures where they lie beside the note, and with the words of those that do not."""
    there: dict[str, bytes] = {}
    names = shown_in(body)
    for name in sorted(names):
        if selection.beside is None:
            selection.remark("Pictures stand only beside notes that go into a folder, here are their words.")
        elif (data := selection.picture(name)) is not None:
            there[name] = data
    if selection.beside is not None:
        selection.beside |= there
    body = _PICTURE.sub(lambda match: match[0] if kept_name(match[2]) in {"", *there} else match[1] or "picture", body)
    for name in there:
        body = body.replace(picture_address(name), f"{PICTURES}/{name}")
    return body


def front_matter(article: Article) -> str:
    """The facts of an article as YAML; JSON strings are YAML strings."""
    facts: dict[str, Any] = {
        "title": article.title,
        "source": article.url or article.source,
        "author": [article.author] if article.author else [],
        "published": _day(stamp(article.published)),
        "created": stamp(article.added),
        "description": article.description,
        "tags": list(article.tags),
        "site": article.source if article.url else "",
        "language": article.language,
        "state": article.state.value,
        "bookmarked": stamp(article.bookmarked),
        "archived": stamp(article.archived),
        "uid": f'"{article.uid}"',
    }
    lines: list[str] = []
    for name, value in facts.items():
        if isinstance(value, list):
            lines.extend([f"{name}:", *(f"  - {_quoted(entry)}" for entry in value)] if value else ())
        elif value and name in _BARE:
            lines.append(f"{name}: {value}")
        elif value:
            lines.append(f"{name}: {_quoted(value)}")
    return "\n".join(("---", *lines, "---"))


_BARE = frozenset(("published", "created", "state", "bookmarked", "archived", "uid"))
"""Facts of which we know that they are YAML as they are."""


def _quoted(text: str) -> str:
    return orjson.dumps(text.encode("utf-8", "replace").decode()).decode()


def _day(time: str | None) -> str | None:
    """A time without its midnight, which means that only the day is known."""
    return time.removesuffix("T00:00:00Z") if time else None


def _listed(highlight: Highlight) -> str:
    lines = [f"> {line}".rstrip() for line in escaped(highlight.text).split("\n")]
    tags = " ".join(f"#{'-'.join(tag.split())}" for tag in highlight.tags)
    colour = f"({COLOURS[highlight.colour - 1]})" if highlight.colour > 1 else ""
    below = [part for part in (highlight.note.strip(), " ".join(filter(None, (tags, colour)))) if part]
    return "\n".join(lines) + "".join(f"\n\n{part}" for part in below)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows exactly that."""
    from reader.services.adding.escape import paragraph

    blocks = (block.split("\n") for block in text.split("\n\n") if block.strip())
    return "\n\n".join(paragraph(lines) for lines in blocks)


def _shown(body: str) -> list[str]:
    """What a person reads, without the signs."""
    return [text.replace(_SIGN, "") for text in _texts(Document(body))]


def _texts(document: Document) -> Iterable[str]:
    return (block.text for block in document)
