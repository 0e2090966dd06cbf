"""Reads the front matter of a Markdown file: YAML as note-takers write it, TOML, and what is broken of both.

Every value comes out as a string, a list or a dict of such; a date stays the string that was written.
"""

from __future__ import annotations

import re
from typing import Any

LARGEST = 64 * 1024
"""Characters of a front matter at most; what is longer is text."""

Fields = dict[str, Any]

_CLOSED = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_KEY = re.compile(r"([^\W\d][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")
_ASSIGNMENT = re.compile(r"([^\W\d][\w.-]{0,60})\s*=\s*(.*)$")
_ENTRY = re.compile(r"\s*-\s+(.*)$")
# What the short way below can read: one value a line that is no more than what it looks like.
_SIMPLE_KEY = re.compile(r"([A-Za-z][\w-]*):(?: +(.*))?")
_SIMPLE_ENTRY = re.compile(r" *- +(.*)")
_SIMPLE = re.compile(r"""[^\s\[\]{}&*!|>%@`'"#,?:-](?:[^:#]|:(?=\S)|(?<=\S)\#)*""")
_QUOTED = re.compile(r'"([^"\\]*)"|\'([^\']*)\'')
_FLOW = re.compile(r"""\[([^\[\]{}'"&*!|>#:]*)\]""")
# YAML that is small to write and large to read, or deep: neither is front matter that a person writes.
_BOMB = re.compile(r"(?:^|[\s\[,{:-])[&*]\w|(?:[-?:]\s+){12}|[\[{]\s*(?:[\[{]\s*){12}", re.MULTILINE)


def split_front_matter(text: str) -> tuple[Fields, str]:
    """The fields at the head of a text and the text below them; no fields where there is no front matter."""
    fence = text[:3]
    if fence not in _CLOSED or not (first := text[3:].partition("\n"))[1] or first[0].strip():
        return {}, text
    start = len(text) - len(first[2])
    end = _CLOSED[fence].search(text, start, start + LARGEST)
    if not end:
        return {}, text
    block = text[start : end.start()]
    fields = _toml(block) if fence == "+++" else _yaml(block)
    if not fields and block.strip() and not _is_comment(block):
        return {}, text  # a rule, some text, and another rule
    return fields, text[end.end() :].lstrip("\n")


def _is_comment(block: str) -> bool:
    return all(line.lstrip().startswith("#") or not line.strip() for line in block.split("\n"))


def _yaml(block: str) -> Fields:
    fields = _simple(block)
    if fields is not None:
        return fields
    if not _BOMB.search(block):
        from yaml import YAMLError, load

        try:
            found = load(block, _loader())
        except (YAMLError, ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return {str(key): value for key, value in found.items()}
        if isinstance(found, str):
            return {}
    return _lenient(block, _KEY)


def _loader() -> Any:
    """The fast loader where it was built; it makes strings of everything, never objects."""
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _toml(block: str) -> Fields:
    import tomllib

    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return _lenient(block, _ASSIGNMENT)


def _simple(block: str) -> Fields | None:
    """The fields of a block without anything difficult in it, twenty times as fast as YAML; or None."""
    fields: Fields = {}
    entries: list[Any] | None = None
    for line in block.split("\n"):
        if not line.strip():
            continue
        if match := _SIMPLE_KEY.fullmatch(line):
            key, text = match.groups()
            value = _simple_value((text or "").strip())
            entries = [] if value == "" else None
            fields[key] = value if entries is None else entries
        elif (match := _SIMPLE_ENTRY.fullmatch(line)) and entries is not None:
            value = _simple_value(match[1].strip())
            entries.append(value)
        else:
            return None
        if value is None:
            return None
    return {key: "" if value == [] else value for key, value in fields.items()}


def _simple_value(text: str) -> str | list[str] | None:
    if not text:
        return ""
    if _SIMPLE.fullmatch(text):
        return text
    if match := _QUOTED.fullmatch(text):
        return match[1] if match[1] is not None else match[2]
    if match := _FLOW.fullmatch(text):
        return [part.strip() for part in match[1].split(",") if part.strip()]
    return None


def _lenient(block: str, key: re.Pattern[str]) -> Fields:
    """What can be read of a broken block, line by line."""
    fields: Fields = {}
    last = ""
    for line in block.split("\n"):
        if match := key.match(line):
            last, value = match[1].strip(), _bare(match[2] or "")
            fields.setdefault(last, value)
        elif (match := _ENTRY.match(line)) and last:
            if fields[last] == "":
                fields[last] = []
            if isinstance(fields[last], list):
                fields[last].append(_bare(match[1]))
    return fields


def _bare(text: str) -> Any:
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]" and text[:2] != "[[":
        return [_bare(part) for part in text[1:-1].split(",") if part.strip()]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace('\\"', '"')
    return text
