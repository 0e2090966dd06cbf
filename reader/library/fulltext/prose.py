"""Prose: the words of a Markdown text as a person reads them, without addresses and markup, in one pass of patterns.

Parsing would take minutes for 100,000 texts. Signs need no care, since they part words as blanks do; what is taken
out is only what holds letters that nobody reads.
"""

from __future__ import annotations

import html
import re

_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)")
_LABEL = re.compile(r"\[(?<=\]\[)[^\]\n]{0,200}\]|\[\^[^\]\s]{1,200}\]:?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[ \t]*\S+.*$", re.M)
_ADDRESS = re.compile(r"http(?:s?)://[^\s<>)\]]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_WITHIN = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.I)
"""Tags that part no words."""
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
# these begin with what is sought, and look back then: that way the engine skips all other characters at once
_EMPHASIS = re.compile(r"\*(?<=[^\W_]\*)\**(?=[^\W_])")
_STRUCK = re.compile(r"~~(?<=[^\W_]~~)(?=[^\W_])")


def prose(markdown: str) -> str:
    """The words of a Markdown text."""
    text = markdown
    if "](" in text:
        text = _TARGET.sub("]", text)
    if "]:" in text:
        text = _DEFINITION.sub("", text)
    if "][" in text or "[^" in text:
        text = _LABEL.sub("", text)
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(" ", _WITHIN.sub("", _COMMENT.sub(" ", text)))
    if "&" in text:
        text = html.unescape(text)
    if "*" in text:
        text = _EMPHASIS.sub("", text)
    if "~~" in text:
        text = _STRUCK.sub("", text)
    return text
