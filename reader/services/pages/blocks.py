"""The blocks of a page: its paragraphs, headings, items and cells in their order, with what speaks for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

BLOCKS = frozenset((
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "td", "th", "figcaption", "dt", "dd",
    "section", "article", "main", "ul", "ol", "dl", "table", "tr", "tbody", "thead", "tfoot", "figure", "aside",
    "header", "footer", "address", "center", "details", "summary", "body", "html", "hr", "caption", "hgroup", "picture",
))  # fmt: skip
"""Elements that begin a line of their own."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f\u1000-\u109f]|\w+")
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_UNLIKELY = frozenset((
    "ad", "ads", "advert", "advertisement", "advertising", "banner", "breadcrumb", "breadcrumbs", "comment",
    "comments", "commentlist", "disqus", "cookie", "footer", "menu", "modal", "nav", "navbar", "navigation",
    "newsletter", "newsletters", "optin", "pager", "pagination", "popular", "popup", "promo", "promos",
    "promotion", "recirc", "recirculation", "recommend", "recommended", "recommendation", "recommendations",
    "related", "remark", "replies", "respond", "rss", "share", "sharing", "sharedaddy", "shoutbox", "sidebar",
    "skip", "social", "sponsor", "sponsored", "subscribe", "subscription", "taboola", "tags", "taglist",
    "toolbar", "tools", "trending", "widget", "widgets", "outbrain", "signup", "masthead", "byline", "bio",
    "print", "hidden", "utility", "metadata", "meta", "copyright", "disclaimer", "login", "register", "teaser",
    "teasers", "upsell",
))  # fmt: skip
_LIKELY = frozenset((
    "article", "body", "content", "entry", "main", "post", "story", "text", "prose", "page",
))  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a text, lower case; in scripts without blanks every character is one."""
    return _WORD.findall(text.lower())


def names_of(node: HtmlElement) -> frozenset[str]:
    """The words in the class, id and role of an element."""
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    return frozenset(part.lower() for part in _PARTS.findall(names)) if names.strip() else frozenset()


def is_unlikely(node: HtmlElement) -> bool:
    """Whether an element calls itself something beside an article."""
    return node.tag in ("aside", "footer") or (
        node.tag not in ("article", "main", "body", "html", "pre") and not names_of(node).isdisjoint(_UNLIKELY)
    )


def is_likely(node: HtmlElement) -> bool:
    """Whether an element calls itself the text."""
    return node.get("itemprop") == "articleBody" or not names_of(node).isdisjoint(_LIKELY)


@dataclass(slots=True, eq=False)
class Block:
    """A run of words without a line end of the page in it."""

    node: HtmlElement
    """The element that it stands in."""
    words: list[str] = field(default_factory=list)
    linked: int = 0
    """How many of the words are links."""
    found: bool = False
    """Whether the finder of texts counts it to the article."""
    dense: bool = False
    """Whether it stands where the most prose is."""
    chosen: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it is more than links and labels."""
        return len(self.words) >= 6 and self.linked <= 0.4 * len(self.words)


def blocks_of(body: HtmlElement) -> list[Block]:
    """All blocks below an element, in order; two line breaks in a row part them as well."""
    blocks: list[Block] = []
    boxes = [body]
    links = 0
    fresh = True
    for event, node in etree.iterwalk(body, events=("start", "end")):
        is_box = node.tag in BLOCKS
        if event == "start":
            text = node.text
            if is_box:
                boxes.append(node)
            links += node.tag == "a"
            fresh = fresh or is_box or (node.tag == "br" and is_doubled(node))
        else:
            text = node.tail if node is not body else None
            if is_box:
                boxes.pop()
            links -= node.tag == "a"
            fresh = fresh or is_box
        if text and (words := words_of(text)):
            if fresh:
                blocks.append(Block(boxes[-1]))
                fresh = False
            blocks[-1].words += words
            blocks[-1].linked += len(words) if links else 0
    return blocks


def is_doubled(node: HtmlElement) -> bool:
    """Whether a line break is followed by another one."""
    after = node.getnext()
    return after is not None and after.tag == "br" and not (node.tail or "").strip()
