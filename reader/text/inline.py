"""Inline Markdown: from markdown-it's tokens to plain text and the spans over it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from string import punctuation
from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.domain.picture import kept_name
from reader.domain.plain import clean_text
from reader.text.blocks import Ink, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

PICTURE = "▣"
"""Stands before the description of a picture."""

_INKS = {"strong_open": Ink.STRONG, "em_open": Ink.EMPHASIS, "s_open": Ink.STRIKE}
_TAG_INKS = {
    "b": Ink.STRONG, "strong": Ink.STRONG, "i": Ink.EMPHASIS, "em": Ink.EMPHASIS, "cite": Ink.EMPHASIS,
    "var": Ink.EMPHASIS, "s": Ink.STRIKE, "del": Ink.STRIKE, "strike": Ink.STRIKE, "code": Ink.CODE,
    "kbd": Ink.CODE, "samp": Ink.CODE, "tt": Ink.CODE, "a": Ink.LINK,
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>")
_ATTRIBUTE = re.compile(r"""\b(href|alt|src|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_RUN = re.compile(r"[ \t]{2,}|\t")
_UNSPACED = re.compile("[\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60\U00020000-\U0003ffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Joiners that have nothing to join; kept, they would swallow what layout puts beside them.
_LOST_JOINERS = re.compile(
    "(?:^|(?<=[\\s\u00ad\u200b\u2060\ufeff]))[\u200d\ufe0f]+|\u200d+(?=[\\s\u00ad\u200b\u2060\ufeff\u200d]|$)", re.M
)
_BARE = re.compile(r"https?://[^\s<>\"`{}|\\^\[\]¹²³\u2070-\u207f\u3000-\u303f\uff00-\uffef]+")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069]+", re.I)
_RAISED = str.maketrans("0123456789+-=()nit", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵗ")
_UNRAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LOWERED = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")


def safe_href(href: str) -> str:
    """The address in ASCII if it is one a browser or mail program may be given, else nothing."""
    if not _WEB.fullmatch(href):
        return ""
    return href if href.isascii() else quote(href, safe=punctuation, errors="replace")


def raised(text: str) -> str:
    """The text in superscript letters where Unicode has all of them, else as it is."""
    return _shifted(text, _RAISED)


def lowered(text: str) -> str:
    """The text with superscript letters on the line again."""
    return text.translate(_UNRAISED)


def tidy(text: str) -> str:
    """Text as a block may hold it: clean, also after entities were decoded, and without direction marks."""
    if text.isprintable():
        return text
    text = _DIRECTION.sub("", clean_text(text))
    return _LOST_JOINERS.sub("", text) if "\u200d" in text or "\ufe0f" in text else text


def from_tokens(tokens: Iterable[Token]) -> tuple[str, tuple[Span, ...]]:
    """Plain text and spans of the children of an inline token."""
    builder = _Builder()
    for token in tokens:
        builder.add(token)
    return builder.finished()


class _Builder:
    """Collects text and remembers what is open over it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.open: list[tuple[str, int, Ink, str]] = []
        self.broken = False
        """Whether a line of the source ended here."""

    def put(self, text: str) -> None:
        text = tidy(text)
        if self.broken and text:
            self.mend(text[0])
        self.parts.append(text)
        self.length += len(text)

    def mend(self, after: str) -> None:
        """A line end of the source is a blank, but nothing between two characters of a script without blanks."""
        self.broken = False
        before = self.parts[-1][-1:] if self.parts else ""
        if not (_UNSPACED.match(before) and _UNSPACED.match(after)):
            self.parts.append(" ")
            self.length += 1

    def prose(self, text: str) -> None:
        self.put(_RUN.sub(" ", text) if "  " in text or "\t" in text else text)

    def add(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self.prose(token.content)
        elif kind == "softbreak":
            self.broken = True
        elif kind == "hardbreak":
            self.put("\n")
        elif kind == "code_inline":
            self.marked(_RUN.sub(" ", token.content), Ink.CODE)
        elif kind in _INKS:
            self.open.append((kind[:-5], self.length, _INKS[kind], ""))
        elif kind == "link_open":
            self.open.append(("link", self.length, Ink.LINK, str(token.attrs.get("href", ""))))
        elif kind.endswith("_close"):
            self.close(kind[:-6])
        elif kind == "image":
            self.picture(_alt(token), str(token.attrs.get("title", "")), str(token.attrs.get("src", "")))
        elif kind == "note_ref":
            self.marked(raised(str(token.meta["number"])), Ink.NOTE)
        elif kind == "html_inline":
            self.html(token.content)
        else:
            self.prose(token.content)

    def marked(self, text: str, ink: Ink, href: str = "") -> None:
        start = self.length
        self.put(text)
        self.spans.append(Span(start, self.length, ink, href))

    def close(self, name: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == name:
                _, start, ink, href = self.open.pop(index)
                if start == self.length and ink is Ink.LINK:
                    self.put(href)
                if start < self.length:
                    self.spans.append(Span(start, self.length, ink, safe_href(href)))
                return

    def picture(self, alt: str, title: str, src: str) -> None:
        kept = kept_name(src)
        file = "" if kept else src.split("?")[0].rstrip("/").rpartition("/")[2]  # a kept one's name says nothing
        name = " ".join((alt or title or file).split()) or "picture"
        self.marked(f"{PICTURE} {name[:500]}", Ink.CAPTION, src if kept else safe_href(src))

    def html(self, content: str) -> None:
        match = _TAG.fullmatch(content)
        if match is None:
            return
        closing, name, rest = match[1], match[2].lower(), match[3]
        if name == "br":
            self.put("\n")
        elif name == "img":
            facts = attributes(rest)
            self.picture(facts.get("alt", ""), facts.get("title", ""), facts.get("src", ""))
        elif name in ("sup", "sub"):
            self.shifted(name, bool(closing))
        elif closing:
            self.close(name)
        elif name in _TAG_INKS:
            self.open.append((name, self.length, _TAG_INKS[name], attributes(rest).get("href", "")))

    def shifted(self, name: str, closing: bool) -> None:
        """Raise or lower what stood between the two tags."""
        if not closing:
            self.parts.append("")
            self.open.append((name, self.length, Ink.EMPHASIS, str(len(self.parts))))
            return
        if not self.open or self.open[-1][0] != name:
            return
        _, start, _, index = self.open.pop()
        text = "".join(self.parts[int(index) :])
        self.parts[int(index) :] = [_shifted(text, _RAISED if name == "sup" else _LOWERED)]
        self.length = start + len(text)

    def finished(self) -> tuple[str, tuple[Span, ...]]:
        for name, *_ in reversed(self.open.copy()):
            self.close(name)
        text = "".join(self.parts)
        if "://" in text:
            self.spans.extend(_bare_links(text, self.spans))
        return text, tuple(sorted(self.spans))


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag that matter to a reader."""
    return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}


def _alt(token: Token) -> str:
    return from_tokens(token.children)[0] if token.children else token.content


def _shifted(text: str, table: dict[int, int]) -> str:
    return text.translate(table) if all(ord(c) in table for c in text) else text


def _bare_links(text: str, spans: list[Span]) -> list[Span]:
    """Addresses that stand in the text as they are."""
    taken = [s for s in spans if s.ink in (Ink.LINK, Ink.CODE)]
    found = []
    for match in _BARE.finditer(text):
        start, end = match.span()
        while end > start and text[end - 1] in ".,;:!?'\"*_~)”’»…":
            if text[end - 1] == ")" and text.count("(", start, end) >= text.count(")", start, end):
                break
            end -= 1
        if end - start > 8 and not any(s.start < end and s.end > start for s in taken):
            found.append(Span(start, end, Ink.LINK, safe_href(text[start:end])))
    return found
