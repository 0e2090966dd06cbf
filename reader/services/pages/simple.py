"""Simple HTML: paragraphs, lists, emphasis and links, well nested; it is shaped for the converter without a tree.

Most entries of feeds are such; a refresh of thousands takes half as long for it. Whatever is not simple goes the
usual way, which gives the same.
"""

from __future__ import annotations

import re
from html import escape, unescape

from reader.services.pages.escaping import marked
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
_BREAKS = frozenset(("<br>", "<br/>", "<br />"))


def simplified(html: str, base: str) -> str | None:
    """The HTML as the converter wants it, its links relative to `base`; None where that needs a tree."""
    if _EMPTY_LINK.search(html) or may_hold_strays(html):
        return None
    parts = _PARTS.split(html)
    nesting: list[str] = []
    for at in range(1, len(parts), 2):
        tag = parts[at]
        if tag in _BREAKS:
            if nesting[-1:] != ["p"] or (at + 2 < len(parts) and parts[at + 2] in _BREAKS):
                return None
            continue
        name, closes = _TAGS.get(tag, ("", False))
        if match := _LINK.fullmatch(tag):
            name = "a"
            address = whole_address(base, unescape(match[1]))
            if not address.isascii() or not address.isprintable() or " " in address:
                return None  # a tree writes these characters as numbers
            parts[at] = f'<a href="{escape(address)}">'
        elif tag == "<a>":
            return None
        if not name or not _nests(nesting, name, closes):
            return None
    if nesting:
        return None
    for at in range(0, len(parts), 2):
        if text := parts[at]:
            if "<" in text or ">" in text:
                return None
            parts[at] = escape(marked(unescape(text)), quote=False) if "&" in text else marked(text)
    return "".join(parts)


def _nests(nesting: list[str], name: str, closes: bool) -> bool:
    """Whether a tag may stand where it does; if so, it opens or closes what is nested."""
    if closes:
        return bool(nesting) and nesting.pop() == name
    above = nesting[-1] if nesting else ""
    if name in _INLINE or name == "a":
        allowed = above in _BLOCKS or (above in _INLINE and name != above) or (above == "a" and name != "a")
        if "a" in nesting and name == "a":
            allowed = False
        if name != "a" and not _HEADINGS.isdisjoint(nesting):
            allowed = False  # the converter would write a heading in bold letters
    elif name == "li":
        allowed = above in _LISTS
    elif name in _LISTS:
        allowed = above in ("", "blockquote")
    else:
        allowed = above in ("", *_CONTAINERS)
    nesting.append(name)
    return allowed
