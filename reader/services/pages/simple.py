"""Simple HTML: paragraphs, lists, emphasis and links, well nested; it is shaped for the converter without a tree.

Most entries of feeds are such; a refresh of thousands takes half as long for it. Whatever is not simple goes the
usual way, which gives the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

from reader.services.pages.escaping import marked, may_need_marks
from reader.services.pages.tidying import whole_address
from reader.services.pages.tree import may_hold_strays

_PARTS = re.compile(r"(<[^<>]*>)")
_LINK = re.compile(
    r'<a\s(?:\s*(?:target|rel|class)="[^"<>]*")*\s*href="([^"<>#]+)"(?:\s+(?:target|rel|class)="[^"<>]*")*\s*>'
)
_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_CONTAINERS = frozenset(("blockquote", "li"))
_LISTS = frozenset(("ul", "ol"))
_INLINE = frozenset(("em", "i", "strong", "b"))
_HEADINGS = _BLOCKS - {"p"}
_TAGS = {
    f"<{slash}{name}>": (name, bool(slash))
    for slash in ("", "/")
    for name in (*_BLOCKS, *_CONTAINERS, *_LISTS, *_INLINE, "a")
}
_EMPTY_LINK = re.compile(r"<a [^<>]*>(?:\s|&nbsp;|&#160;|<[^<>]*>)*</a>")
_DEEP = 30
"""Elements in each other at most."""
_BETWEEN = "."
"""Put between two texts, so that a blank at the end of one and another that begins the next are not two in a row."""
_BREAKS = frozenset(("<br>", "<br/>", "<br />"))


def simplified(html: str, base: str) -> str | None:
    """The HTML as the converter wants it, its links relative to `base`; None where that needs a tree."""
    if _EMPTY_LINK.search(html) or may_hold_strays(html):
        return None
    parts = _PARTS.split(html)
    nesting: tuple[str, ...] = ()
    for at in range(1, len(parts), 2):
        tag = parts[at]
        if tag in _BREAKS:
            if nesting[-1:] != ("p",) or (at + 2 < len(parts) and parts[at + 2] in _BREAKS):
                return None
            continue
        if tag.startswith("<a"):
            if not (link := _link(tag, base)):
                return None
            parts[at], tag = link, "<a>"
        if (inner := _nested(nesting, tag)) is None:
            return None
        nesting = inner
    texts = _BETWEEN.join(parts[::2])
    if nesting or "<" in texts or ">" in texts:
        return None
    if may_need_marks(texts):  # else none of them does
        for at in range(0, len(parts), 2):
            if text := parts[at]:
                parts[at] = escape(marked(unescape(text)), quote=False) if "&" in text else marked(text)
    return "".join(parts)


@lru_cache(1024)
def _link(tag: str, base: str) -> str:
    """The beginning of a link with its whole address; '' where that needs a tree."""
    match = _LINK.fullmatch(tag)
    address = whole_address(base, unescape(match[1])) if match else ""
    if match is None or not address.isascii() or not address.isprintable() or " " in address:
        return ""  # a tree writes these characters as numbers
    return f'<a href="{escape(address)}">'


@lru_cache(1024)
def _nested(nesting: tuple[str, ...], tag: str) -> tuple[str, ...] | None:
    """What is nested after a tag; None where it may not stand there."""
    name, closes = _TAGS.get(tag, ("", False))
    if closes:
        return nesting[:-1] if nesting[-1:] == (name,) else None
    return (*nesting, name) if name and len(nesting) < _DEEP and _may_stand(nesting, name) else None


def _may_stand(nesting: tuple[str, ...], name: str) -> bool:
    """Whether an element may begin within others."""
    above = nesting[-1] if nesting else ""
    if name in _INLINE or name == "a":
        if name == "a" and "a" in nesting:
            return False
        if name != "a" and not _HEADINGS.isdisjoint(nesting):
            return False  # the converter would write a heading in bold letters
        return above in _BLOCKS or (above in _INLINE and name != above) or above == "a"
    if name == "li":
        return above in _LISTS
    if name in _LISTS:
        return above in ("", "blockquote")
    return above in ("", *_CONTAINERS)
