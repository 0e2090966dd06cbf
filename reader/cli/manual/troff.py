"""Text in troff with the man macros: ASCII only, no line that could be taken for a request."""

from __future__ import annotations

import re
import textwrap

WIDTH = 78
"""Columns of a line of the source."""

_SPECIAL = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq"}
_CODE = re.compile(r"`([^`]+)`")


def escaped(text: str) -> str:
    """A text of which troff obeys nothing."""
    return "".join(_SPECIAL.get(sign) or (sign if sign.isascii() else f"\\[u{ord(sign):04X}]") for sign in text)


def bold(text: str) -> str:
    """A text as it is to be typed."""
    return f"\\fB{escaped(text)}\\fR"


def variable(text: str) -> str:
    """A text that stands for another one."""
    return f"\\fI{escaped(text)}\\fR"


def filled(source: str) -> list[str]:
    """Escaped text as lines."""
    lines = textwrap.wrap(source, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"\\&{line}" if line.startswith((".", "'")) else line for line in lines]


def prose(text: str) -> list[str]:
    """Sentences as lines; what stands between backquotes is to be typed."""
    parts = _CODE.split(" ".join(text.split()))
    return filled("".join(bold(part) if at % 2 else escaped(part) for at, part in enumerate(parts)))


def section(title: str) -> str:
    """The beginning of a section."""
    return f".SH {title.upper()}"


def subsection(title: str) -> str:
    """The beginning of a part of a section."""
    return f".SS {escaped(title)}"


def tagged(tag: str, text: str) -> list[str]:
    """A paragraph with something, escaped, before it."""
    return [".TP", tag, *prose(text)]


def example(lines: str) -> list[str]:
    """Lines as they are to be typed."""
    shown = [f"\\&{line}" if line[:1] in (".", "") else line for line in escaped(lines.strip("\n")).split("\n")]
    return [".PP", ".RS 4", ".nf", *shown, ".fi", ".RE"]
