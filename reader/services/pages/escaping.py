"""Escaping: words of a page that Markdown would take for something else.

The converter escapes what stands at the beginning of a line; what stands within one is marked before the conversion, by
characters that no text holds, and escaped after it.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_SPECIAL = re.compile(
    r"[`*]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,31};)"
    r"|\[(?=[\[^]|[^\[\]]*\][(\[:])"
    r"|~(?=~)|=(?==)"
)
_MARKS = {character: chr(0xE000 + number) for number, character in enumerate("`*_\\<&[~=")}
_ESCAPED = {mark: f"\\{character}" for character, mark in _MARKS.items()}
_MARK = re.compile(f"[{''.join(_ESCAPED)}]")
_PRIVATE = re.compile("[\ue000-\ue0ef\ue0f3-\uf8ff]+")
"""Pictures in fonts that only the page has."""
_SUSPICIOUS = re.compile(r"[`*_\\<&\[~=]")
_SUSPICIOUS_BYTES = b"`*_\\<&[~=\t\n\r\f"
_UNEVEN = re.compile("[\t\n\r\f\ue000-\ue0ef\ue0f3-\uf8ff]|  ")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_VERBATIM = frozenset(("code", "pre", "kbd", "samp", "tt"))


def mark_special(tree: HtmlElement) -> None:
    """Mark the special characters in a tree's text, except in code."""
    verbatim = {inner for node in tree.iter(*_VERBATIM) for inner in node.iter()}
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        if node.text and node not in verbatim:
            node.text = marked(node.text)
        if node.tail and (node not in verbatim or node.getparent() not in verbatim):
            node.tail = marked(node.tail)


def escape_marked(markdown: str) -> str:
    """Markdown in which the marked characters are escaped."""
    if markdown.isascii():
        return markdown
    return _MARK.sub(lambda match: _ESCAPED[match.group()], markdown)


def may_need_marks(text: str) -> bool:
    """Whether `marked` may change something in a text; quick where it does not."""
    if not text.isascii():
        return bool(_UNEVEN.search(text) or _SUSPICIOUS.search(text))
    data = text.encode()  # bytes are looked through ten times as fast
    return len(data.translate(None, _SUSPICIOUS_BYTES)) < len(data) or "  " in text


def marked(text: str) -> str:
    """A stretch of text outside code, its special characters marked."""
    if _UNEVEN.search(text):
        text = _BLANKS.sub(" ", _PRIVATE.sub("", text))
    if _SUSPICIOUS.search(text):
        text = _SPECIAL.sub(lambda match: _MARKS[match.group()], text)
    return text
