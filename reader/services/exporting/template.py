"""Templates: what an export of highlights looks like, with `$names` in it for what is known; nothing in it is run.

A template is text. What stands between a line `$begin` and a line `$end` is for every highlight, the rest is for the
article. A name that nobody knows stays as it is, and a value of several lines takes what stands before it along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

DEFAULT = """\
# $title

$byline

$address
$begin

> $text

$note
$tags
$end
"""
_LINE = re.compile(r"^[ \t]*\$(begin|end)[ \t]*\n?", re.MULTILINE)
_LEAD = re.compile(r"[ \t>*+-]*")
_NAME = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Parts:
    """A template, taken apart."""

    head: str
    each: str
    foot: str


def parts_of(template: str) -> Parts:
    """The parts of a template; one without `$begin` is for highlights alone."""
    pieces = _LINE.split(template.replace("\r\n", "\n"))
    if len(pieces) == 1:
        return Parts("", template, "")
    head, _, each, *rest = pieces
    return Parts(head, each, rest[1] if len(rest) > 1 else "")


def filled(part: str, values: Mapping[str, str]) -> str:
    """A part of a template with values in it; lines that hold nothing but empty values are left out."""
    lines: list[str] = []
    for line in part.split("\n"):
        names = [match[1] or match[2] for match in _NAME.finditer(line)]
        known = [name for name in names if name in values]
        if known and not any(values[name] for name in known) and len(known) == len(names):
            bare = _NAME.sub("", line)
            if not bare.strip(" \t>*+-#:()[]"):
                continue
        match = _LEAD.match(line)
        lead = match[0] if match else ""
        rest = re.sub(r"[*+-]", " ", lead)  # what goes on in an item is no further item
        inserted = {name: value.replace("\n", f"\n{rest}") for name, value in values.items()}
        lines.append(Template(line).safe_substitute(inserted))
    text = "\n".join(part.rstrip() for part in "\n".join(lines).split("\n"))
    return _BLANKS.sub("\n\n", text).strip("\n")
