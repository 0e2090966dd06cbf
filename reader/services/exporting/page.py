"""Pages: the Markdown of a body as HTML that is also XML, holds nothing foreign, and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markdown_it.renderer import RendererHTML

from reader.domain.picture import kept_name
from reader.services.exporting.placing import Placed, marked
from reader.text.definitions import notes_in
from reader.text.document import Document
from reader.text.html import text_of
from reader.text.inline import attributes, safe_href
from reader.text.markdown import parser
from reader.text.source import Regions

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENING, _CLOSING = "\ue000", "\ue001"
"""Stand for the ends of highlights while Markdown is read; in a text they mean nothing."""
_SIGNS = re.compile(f"[{_OPENING}{_CLOSING}]")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VISIBLE = re.compile(r"[^\n]")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>")
_ALLOWED = frozenset(("b", "strong", "i", "em", "s", "del", "u", "small", "kbd", "code", "cite", "q", "sub", "sup"))
"""Tags that may stand in a line as they are, without their attributes, where they are closed."""
_HOST = re.compile(r"[A-Za-z0-9_.-]+")
_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_PICTURE = "▣"

Env = MutableMapping[str, Any]
Pictures = Callable[[str], str]
"""Says where a page finds a kept picture, by its name; '' where it cannot be had."""


def no_pictures(_: str) -> str:
    """What says so of a page that shows none."""
    return ""


def html_of(body: str, placed: Iterable[Placed] = (), prefix: str = "", pictures: Pictures = no_pictures) -> str:
    """A body as a stretch of XHTML, with highlights marked; what has an id has it with the prefix.

    Kept pictures are shown where they can be had, and are their words elsewhere, as all others are.
    """
    body = marked(_SIGNS.sub("\ufffd", body), placed, _OPENING, _CLOSING)
    notes, labels = notes_in(body, Regions(body))
    source = body
    for note in notes:
        source = source[: note.start] + _VISIBLE.sub(" ", source[note.start : note.end]) + source[note.end :]
    env: dict[str, Any] = {"notes": labels, "prefix": prefix, "referred": set(), "links": [], "marking": False}
    env["pictures"] = pictures
    text = _rendered(source, env)
    env["marking"] = False
    if notes:
        document = Document(body)
        items = (_note(number, document.note(number), env) for number in sorted({note.number for note in notes}))
        text += f'<section class="notes">\n<ol>\n{"".join(items)}</ol>\n</section>\n'
    return _ILLEGAL.sub("\ufffd", text)


def address_of(href: str) -> str:
    """An address that may stand in a page and is one for every judge of addresses, else ''."""
    href = safe_href(href.strip())
    if not href:
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme.lower() != "mailto" and not _HOST.fullmatch(parts.netloc.rpartition("@")[2].partition(":")[0]):
        return ""
    return quote(_PERCENT.sub("%25", href), safe="%/:?#@!$&'()*+,;=~-._")


def _rendered(source: str, env: Env) -> str:
    try:
        tokens = parser().parse(source, env)
        return _renderer().render(tokens, parser().options, env)
    except Exception:
        # markdown-it has raised on hostile input before; a page that shows the source as it is beats none.
        if env.get("raising"):
            raise
        paragraphs = (_SIGNS.sub("", part) for part in source.split("\n\n") if part.strip())
        return "".join(f"<p>{escape(part)}</p>\n" for part in paragraphs)


def _note(number: int, source: str, env: Env) -> str:
    prefix = env["prefix"]
    back = f'<p><a href="#{prefix}ref-{number}">↩</a></p>\n' if number in env["referred"] else ""
    return f'<li id="{prefix}note-{number}">{_rendered(source, env)}{back}</li>\n'


@cache
def _renderer() -> _Renderer:
    return _Renderer()


class _Renderer(RendererHTML):
    """markdown-it's own, with what is foreign taken out."""

    def renderInline(self, tokens: Sequence[Token], options: Any, env: Env) -> str:
        env["tags"] = _closed_tags(tokens)
        return super().renderInline(tokens, options, env)

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return _highlighted(tokens[idx].content, env)

    def code_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return f"<code>{_highlighted(tokens[idx].content, env)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return f"<pre><code>{escape(_SIGNS.sub('', tokens[idx].content))}</code></pre>\n"

    fence = code_block

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        token = tokens[idx]
        said = "".join(child.content for child in token.children or ()) or str(token.attrs.get("title", ""))
        return _picture(said, str(token.attrs.get("src", "")), env)

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        paragraphs = (part for part in text_of(_SIGNS.sub("", tokens[idx].content)).split("\n\n") if part.strip())
        return "".join(f"<p>{escape(part)}</p>\n".replace("\n", "<br />", part.count("\n")) for part in paragraphs)

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        match = _TAG.fullmatch(tokens[idx].content)
        name = match[2].lower() if match else ""
        if match and name == "img":
            facts = attributes(match[3])
            return _picture(facts.get("alt", ""), facts.get("src", ""), env)
        return "<br />" if name == "br" else str(env["tags"].get(idx, ""))

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        href = "" if env["links"] else address_of(str(tokens[idx].attrs.get("href", "")))
        env["links"].append(href)
        return f'<a href="{escape(href)}">' if href else ""

    def link_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return "</a>" if env["links"] and env["links"].pop() else ""

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return f"<h{_lower(tokens[idx].tag)}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return f"</h{_lower(tokens[idx].tag)}>\n"

    def note_ref(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        number, prefix = tokens[idx].meta["number"], env["prefix"]
        if env["links"]:
            return f"<sup>{number}</sup>"
        own = "" if number in env["referred"] else f' id="{prefix}ref-{number}"'
        env["referred"].add(number)
        return f'<sup><a{own} href="#{prefix}note-{number}">{number}</a></sup>'


def _closed_tags(tokens: Sequence[Token]) -> dict[int, str]:
    """The tags in a line that are allowed, closed, and not across what Markdown opens; by where they stand."""
    found: dict[int, str] = {}
    opened: list[tuple[str, int]] = []  # '' for what Markdown opens
    for at, token in enumerate(tokens):
        if token.type != "html_inline":
            if token.nesting == 1:
                opened.append(("", at))
            elif token.nesting == -1:
                while opened and opened.pop()[0]:
                    pass
            continue
        match = _TAG.fullmatch(token.content)
        if match is None or match[2].lower() not in _ALLOWED or match[3].rstrip().endswith("/"):
            continue
        name = match[2].lower()
        if not match[1]:
            opened.append((name, at))
        elif opened and opened[-1][0] == name:
            found[opened.pop()[1]], found[at] = f"<{name}>", f"</{name}>"
    return found


def _highlighted(text: str, env: Env) -> str:
    """Text with what is highlighted of it marked, each piece for itself, so that nothing is marked across tags."""
    parts: list[str] = []
    for piece in re.split(f"([{_OPENING}{_CLOSING}])", text):
        if piece in (_OPENING, _CLOSING):
            env["marking"] = piece == _OPENING
        elif piece:
            parts.append(f"<mark>{escape(piece)}</mark>" if env["marking"] else escape(piece))
    return "".join(parts)


def _picture(said: str, src: str, env: Env) -> str:
    said = " ".join(_SIGNS.sub("", said).split())[:500]
    kept = kept_name(src)
    if kept and (shown := env["pictures"](kept)):
        return f'<img src="{escape(shown)}" alt="{escape(said)}" />'
    said = f"{_PICTURE} {said or 'picture'}"
    href = "" if env["links"] else address_of(src)
    return f'<a class="picture" href="{escape(href)}">{escape(said)}</a>' if href else f"<span>{escape(said)}</span>"


def _lower(tag: str) -> int:
    """The level of a heading below the title of its article."""
    return min(6, int(tag[1]) + 1)
