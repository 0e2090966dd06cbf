"""Fixture pages and what is to become of them: facts in `facts.toml`, the text between marks in the page itself.

What stands between `<!-- text -->` and `<!-- /text -->` is the article, whatever else the page holds is not. The parser
drops comments, so that the extractor never sees the marks.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import lxml.html

from reader.domain.draft import Draft
from reader.services.pages.page import draft_from_page
from tests.services.shown import PARSER

FOLDER = Path(__file__).parents[1] / "fixtures" / "pages"
_MARKED = re.compile(r"<!-- text -->(.*?)<!-- /text -->", re.DOTALL)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "pre", "td", "th", "dt", "dd", "figcaption", "blockquote", "div"]
_SPLIT = ("fence", "code_block", "softbreak", "hardbreak")
KINDS = {
    "headings": (".//h1|.//h2|.//h3|.//h4", ("heading_open",)),
    "items": (".//li[not(@id)]", ("list_item_open",)),
    "links": (
        ".//a[normalize-space()][not(starts-with(@href, '#') or starts-with(@href, 'javascript:'))]",
        ("link_open",),
    ),
    "images": (".//img[not(@width='1')]", ("image",)),
    "code": (".//pre", ("fence", "code_block")),
    "quotes": (".//blockquote", ("blockquote_open",)),
    "tables": (".//table", ("table_open",)),
}
"""What is kept of a text besides its words: how a page writes it, and what Markdown makes of it."""


@dataclass(frozen=True)
class Page:
    """One fixture page: where it comes from, and what it says of itself."""

    name: str
    url: str
    title: str
    source: str
    author: str = ""
    published: datetime | None = None
    language: str = ""
    address: str = ""
    """Where it wants to be known, if elsewhere."""
    verdict: str = ""
    encoding: str = "utf-8"
    counts: dict[str, int] = field(default_factory=dict)
    """What the text holds, so that a mistake in the marks shows."""

    @property
    def data(self) -> bytes:
        return (FOLDER / f"{self.name}.html").read_bytes()

    def draft(self) -> Draft:
        return draft_from_page(self.data, self.url)

    def text(self) -> lxml.html.HtmlElement:
        """The article as it is marked."""
        parts = "".join(_MARKED.findall(self.data.decode(self.encoding)))
        tree = lxml.html.document_fromstring(f"<body>{parts}</body>")
        for call in tree.xpath(".//sup[a]"):
            call.drop_tree()
        return _parted(tree)

    def rest(self) -> lxml.html.HtmlElement:
        """The page without its article."""
        page = lxml.html.document_fromstring(_MARKED.sub(" ", self.data.decode(self.encoding)))
        return _parted(page.find(".//body"))


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _parted(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """A tree whose blocks do not run into each other."""
    for node in tree.iter(*_BLOCKS, "br"):
        node.text, node.tail = f" {node.text or ''}", f" {node.tail or ''}"
    return tree


def leaves(tree: lxml.html.HtmlElement) -> list[str]:
    """What stands in the innermost blocks of a page, each as its words."""
    inner = [node for node in tree.iter(*_BLOCKS) if next(node.iterdescendants(*_BLOCKS), None) is None]
    return [said for node in inner if (said := " ".join(words(node.text_content())))]


def read(markdown: str) -> tuple[list[str], Counter[str]]:
    """The words that a reader of Markdown sees, and how many of each kind of thing."""
    seen: list[str] = []
    kinds: Counter[str] = Counter()
    waiting = PARSER.parse(markdown)
    while waiting:
        token = waiting.pop(0)
        kinds.update(kind for kind, (_, types) in KINDS.items() if token.type in types)
        if token.type in (*_SPLIT, "text", "text_special", "code_inline"):
            seen.append(f" {token.content} " if token.type in _SPLIT else token.content)
        elif token.type == "inline":
            waiting = [*(token.children or []), *waiting]
            seen.append(" ")
    return words("".join(seen)), kinds


with (FOLDER / "facts.toml").open("rb") as _file:
    PAGES = tuple(Page(name, **facts) for name, facts in tomllib.load(_file).items())
