"""Highlights as Markdown: through a template, in blocks that another export renews where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reader.domain.article import Article
from reader.domain.highlight import COLOURS, Highlight
from reader.domain.plain import plain
from reader.library.codec import stamp
from reader.services.exporting.blocks import ARTICLE, HIGHLIGHT, SIGN, Block, blocks_in, harmless, renewed
from reader.services.exporting.exporter import Holds, Options, Plainly
from reader.services.exporting.markdown import escaped
from reader.services.exporting.selection import Selection, Told
from reader.services.exporting.template import DEFAULT, Parts, filled, parts_of


class Highlights(Plainly):
    """Passages with their notes, for the notes of whoever marked them."""

    holds: ClassVar[Holds] = Holds.EITHER
    suffix: ClassVar[str] = ".md"

    def __init__(self, options: Options | None = None) -> None:
        super().__init__(options)
        self._parts: Parts = parts_of(self.options.template or DEFAULT)

    def write(self, selection: Selection) -> Iterator[bytes]:
        """All articles that have highlights."""
        lead = ""
        selection.taken["highlight"] += 0
        for told in selection:
            if told.highlights:
                selection.taken["highlight"] += len(told.highlights)
                text = "\n\n".join(map(str, self._blocks(told)))
                yield f"{lead}{text}\n".encode("utf-8", "replace")
                lead = "\n"

    def is_ours(self, data: bytes) -> bool:
        return SIGN.encode() in data and bool(blocks_in(_decoded(data).replace("\r\n", "\n")))

    def renewed(self, standing: bytes, fresh: bytes) -> bytes:
        """The file with every block as it is now; line ends stay what they are."""
        text = _decoded(standing)
        ends = "\r\n" if "\r\n" in text else "\n"
        made = renewed(text.replace("\r\n", "\n"), blocks_in(fresh.decode()))
        return made.replace("\n", ends).encode("utf-8", "surrogateescape")

    def _blocks(self, told: Told) -> Iterator[Block]:
        uid, facts = told.article.uid, _facts(told.article)
        head = filled(self._parts.head, facts)
        yield Block(ARTICLE, uid, uid, harmless(head))
        for highlight in told.highlights:
            text = filled(self._parts.each, {**facts, **_facts_of(highlight)})
            yield Block(HIGHLIGHT, highlight.uid, uid, harmless(text))
        if foot := filled(self._parts.foot, facts):
            yield Block(ARTICLE, f"{uid}-end", uid, harmless(foot))


def _facts(article: Article) -> dict[str, str]:
    """What a template may say of an article."""
    published = f"{article.published:%Y-%m-%d}" if article.published else ""
    facts = {
        "title": plain(article.title),
        "author": plain(article.author),
        "source": plain(article.source),
        "published": published,
        "description": plain(article.description),
    }
    escaped_facts = {name: escaped(value) for name, value in facts.items()}
    return {
        **escaped_facts,
        "byline": " · ".join(filter(None, (escaped_facts[name] for name in ("author", "source", "published")))),
        "address": f"<{article.url}>" if article.url else "",
        "url": article.url,
        "added": (stamp(article.added) or "")[:10],
        "article_note": article.note.strip(),
        "article_tags": _tags(article.tags),
        "article_uid": article.uid,
    }


def _facts_of(highlight: Highlight) -> dict[str, str]:
    """What a template may say of a highlight."""
    return {
        "text": escaped(highlight.text.strip()),
        "plain": highlight.text.strip(),
        "note": highlight.note.strip(),
        "tags": _tags(highlight.tags),
        "colour": COLOURS[highlight.colour - 1],
        "made": (stamp(highlight.made) or "")[:10],
        "uid": highlight.uid,
    }


def _tags(tags: tuple[str, ...]) -> str:
    return " ".join(f"#{'-'.join(tag.split())}" for tag in tags)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
