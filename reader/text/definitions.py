"""What a body defines for all of it: footnotes and the addresses of its reference links."""

from __future__ import annotations

import re

from reader.text.source import Note, Regions

_NOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_NOTE_USE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_NEW_BLOCK = re.compile(r" {0,3}(?:[#>]|`{3}|~{3}|\[\^[^\]\s]+\]:|(?:[-+*]|\d{1,9}[.)])[ \t])")
_REFERENCE = re.compile(r"\[[^\[\]\n]{1,999}\]:")
_REFERENCE_HEAD = re.compile(r"(?:[ \t>]|(?:[-+*]|\d{1,9}[.)])[ \t]+)*")


def notes_in(source: str, regions: Regions) -> tuple[list[Note], dict[str, int]]:
    """The definitions of footnotes in the order of their numbers, and the number of each label."""
    found: list[tuple[str, int, int]] = []
    if "[^" not in source:
        return [], {}
    end = 0
    for match in _NOTE.finditer(source):
        line = source.rfind("\n", 0, match.start()) + 1
        indent = source[line : match.start()]
        if line < end or len(indent) > 3 or indent.strip(" ") or regions.around(line):
            continue
        end = _note_end(source, match.end())
        found.append((match[1], line, end))
    labels = {label for label, _, _ in found}
    uses = dict.fromkeys(m[1] for m in _NOTE_USE.finditer(source) if m[1] in labels) if found else {}
    numbers = {label: number for number, label in enumerate(uses, 1)}
    notes = []
    extra = len(numbers)
    taken: set[str] = set()
    for label, start, stop in found:
        if label not in numbers or label in taken:
            extra += 1
            number = extra
            numbers.setdefault(label, number)
        else:
            number = numbers[label]
        taken.add(label)
        notes.append(Note(number, start, stop))
    return sorted(notes), numbers


def _note_end(source: str, at: int) -> int:
    """Where a footnote's definition ends: before the first line that is not part of it."""
    blank = False
    while True:
        newline = source.find("\n", at)
        if newline < 0:
            return len(source)
        at = newline + 1
        if source.startswith("\n", at) or at >= len(source):
            blank = True
        elif source.startswith(("    ", "\t"), at):
            blank = False
        elif blank or _NEW_BLOCK.match(source, at):
            return at


def references_in(source: str, regions: Regions) -> str:
    """The definitions of link references as a small source of their own."""
    if "]:" not in source:
        return ""
    lines: list[str] = []
    end = 0
    for match in _REFERENCE.finditer(source):
        line = source.rfind("\n", 0, match.start()) + 1
        head = source[line : match.start()]
        if match[0].startswith("[^") or not _REFERENCE_HEAD.fullmatch(head) or regions.around(line):
            continue
        above = source[source.rfind("\n", 0, max(0, line - 1)) + 1 : max(0, line - 1)]
        if line != end and above.strip(" \t>") and not head.strip(" \t") and not above.startswith("#"):
            continue  # it would stand within a paragraph
        stop = source.find("\n", match.end())
        stop = len(source) if stop < 0 else stop
        if not source[match.end() : stop].strip():
            following = source.find("\n", stop + 1)
            stop = len(source) if following < 0 else following
        lines.append(source[match.start() : stop].replace("\n", " "))
        end = stop + 1
    return "\n\n".join(lines)
