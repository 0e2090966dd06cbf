"""Writes plain text down as Markdown that shows exactly that text."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What begins a block when it stands first in a line; the character to escape is the group.
_LINE_START = re.compile(
    r"(\#)\#{0,5}(?=\s|$)"
    r"|(>)"
    r"|([-+*:~])(?=\s|$)"
    r"|([-_*=])(?=[-_*=\s]*$)"
    r"|([-:|])(?=[-:|\s]*$)"
    r"|\d{1,9}([.)])(?=\s|$)"
)
_MARKUP = (
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape something
    r"|`"
    r"|\*+|_+|~{2,}|={2,}"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=\#\d{1,7};|\#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)"
)
_INLINE = re.compile(_MARKUP)
_INLINE_AND_BRACKETS = re.compile(_MARKUP + r"|\[")
_LINKISH = re.compile(r"\][:(\[]|\^\[|\[[\[^]")
_SPECIAL = re.compile(r"[\\`*_~=<&]")
_FENCE = re.compile(r"`{3,}")
_BLANK = "&nbsp;"


def paragraph(lines: Sequence[str]) -> str:
    """A paragraph that keeps its line ends, and how far a line stands in from the others."""
    whole = "\n".join(lines)
    inline = None
    if _LINKISH.search(whole):
        inline = _INLINE_AND_BRACKETS
    elif _SPECIAL.search(whole):
        inline = _INLINE
    margin = min(_indent(line) for line in lines)
    return "\\\n".join(_line(line, margin, inline) for line in lines)


def fenced(lines: Sequence[str]) -> str:
    """Lines whose blanks matter, such as code or a table."""
    text = "\n".join(lines)
    fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
    return f"{fence}\n{text}\n{fence}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line(line: str, margin: int, inline: re.Pattern[str] | None) -> str:
    inset = _indent(line) - margin
    text = line.strip()
    if inline is not None:
        text = inline.sub(_escaped, text)
    if inset:
        return _BLANK * inset + text
    match = _LINE_START.match(text)
    if match and match.lastindex:
        at = match.start(match.lastindex)
        text = f"{text[:at]}\\{text[at:]}"
    return text


def _escaped(match: re.Match[str]) -> str:
    run = match.group()
    if run[0] in "*_=":
        line = match.string
        # Beyond either end of the line there may be a backslash, which counts as punctuation.
        before = line[match.start() - 1] if match.start() else "\\"
        after = line[match.end()] if match.end() < len(line) else "\\"
        if before.isspace() and after.isspace():
            return run  # flanked by blanks it opens and closes nothing
        if run[0] == "_" and before.isalnum() and after.isalnum():
            return run  # nor does an underscore inside a word
    return "".join("\\" + character for character in run)
