"""Raw HTML in a body: reduced to what a person would read of it."""

from __future__ import annotations

import html
import re

from reader.text.inline import PICTURE, attributes, tidy

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|head|template|noscript)\b.*?(?:</\1\s*>|\Z)|<[?!][^>]*>", re.I | re.S
)
_PICTURE = re.compile(r"<img\b([^>]*)>", re.I)
_CELL = re.compile(r"</t[dh]\s*>\s*<t[dh]\b[^>]*>", re.I)
_ITEM = re.compile(r"<li\b[^>]*>", re.I)
_LINE = re.compile(r"<br\b[^>]*>|</(?:li|tr|dt|dd|summary|figcaption)\s*>", re.I)
_BLOCK = re.compile(
    r"</?(?:p|div|section|article|aside|h[1-6]|ul|ol|dl|table|blockquote|figure|details|hr|pre|header|footer|main|center)\b[^>]*>",
    re.I,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLANKS = re.compile(r"[ \t\n]+")


def text_of(markup: str) -> str:
    """The text of a stretch of HTML; paragraphs are parted by blank lines, other lines by line ends."""
    text = _UNSEEN.sub("", markup)
    text = _PICTURE.sub(_caption, _BLANKS.sub(" ", text))
    text = _ITEM.sub("\n• ", _CELL.sub(" · ", text))
    text = _TAG.sub("", _BLOCK.sub("\n\n", _LINE.sub("\n", text)))
    lines = [line.strip() for line in tidy(html.unescape(text)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _caption(match: re.Match[str]) -> str:
    facts = attributes(match[1])
    alt = facts.get("alt") or facts.get("title") or ""
    return html.escape(f" {PICTURE} {alt} ") if alt else ""
