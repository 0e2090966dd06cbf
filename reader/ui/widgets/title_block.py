"""The title block: what stands above a text, and the mark below it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from reader.domain.article import Article
from reader.domain.pace import USUAL, Pace
from reader.domain.plain import clean_line
from reader.domain.provenance import SAID
from reader.text.blocks import Block, Ink, Kind, Span
from reader.text.document import Document, Position, start_of
from reader.text.inline import safe_href
from reader.ui.phrases import day, number

END_MARK = "■"


def title_block(article: Article, pace: Pace = USUAL) -> tuple[Block, ...]:
    """Title, byline and host of an article, as blocks to be set above its text."""
    date = day(article.published) if article.published else ""
    minutes = f"{number(pace.minutes(article.words, article.cjk))} min" if article.words else ""
    verdict = SAID[article.provenance.verdict] if article.provenance else ""
    facts = [article.author, article.source, date, minutes, verdict]
    blocks = [
        Block(Kind.TITLE, clean_line(article.title)),
        Block(Kind.FACTS, clean_line(" · ".join(fact for fact in facts if fact))),
    ]
    host = host_of(article.url)
    if host and host.removeprefix("www.") != article.source:
        href = safe_href(article.url)
        blocks.append(Block(Kind.FACTS, host, (Span(0, len(host), Ink.LINK, href),) if href else (), gap=0))
    return tuple(blocks)


def end_block() -> tuple[Block, ...]:
    """The calm mark behind the last line."""
    return (Block(Kind.END, END_MARK, gap=2),)


def repeated_title(document: Document, head: Iterable[Block]) -> Position | None:
    """Where a document's first heading stands if it only says the title again."""
    title = next((block.text for block in head if block.kind is Kind.TITLE), "")
    first = next(iter(document.blocks(0)), None)
    if title and first is not None and first.kind is Kind.HEADING and first.text.casefold() == title.casefold():
        return start_of(first)
    return None


def host_of(address: str) -> str:
    """The host of an address, clean enough to be shown."""
    try:
        return clean_line(urlsplit(address).hostname or "")
    except ValueError:
        return ""
