"""The formats that can be added, and what of them given bytes are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import plain
from reader.services.adding.decode import decoded
from reader.services.adding.markdown import draft_from_markdown
from reader.services.adding.plaintext import draft_from_plain_text

_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_MARKDOWN_SIGNS = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in (
        r"^#{1,6}[ \t]+\S",
        r"\[[^\[\]\n]+\]\((?:https?://|/|#)[^\s()]+\)",
        r"^(?:```|~~~)\w*$",
        r"\*\*\S[^*\n]*\*\*|(?<!\w)__\S[^_\n]*__(?!\w)",
        r"^\|?[ :]*-{3,}[ :]*\|[-: |]*$",
        r"^\[[^\[\]\n]+\]:[ \t]+\S",
        r"`[^`\n]+`",
    )
)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BEGINNING = 20_000


class Raw:
    """Bytes on their way in, with the name that they came under."""

    def __init__(self, data: bytes, name: str = "") -> None:
        self.data = data
        self.name = plain(PurePath(name).name) if name else ""
        """The file's own name, without its folder."""
        self.spoken = plain(name) or "The text"
        """What a sentence calls it."""

    @property
    def suffix(self) -> str:
        """The ending of the name, lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The clean text; TextUnusable where there is none."""
        return decoded(self.data, self.spoken)


@dataclass(frozen=True, slots=True)
class Format:
    """One format of texts: how to tell it, how to read it. A new one is a file and a row in FORMATS."""

    name: str
    suffixes: frozenset[str]
    recognises: Callable[[Raw], bool]
    """Asked where the name does not tell."""
    draft: Callable[[Raw], Draft]


def _is_markdown(raw: Raw) -> bool:
    """Whether a text without a telling name has what only Markdown has."""
    text = raw.text[:_BEGINNING].lstrip("\n")
    if _HEADING.match(text) or (text.startswith("---\n") and "\n---" in text[4:] and ": " in text):
        return True
    return sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text)) >= 2


FORMATS: tuple[Format, ...] = (
    Format(
        "Markdown",
        frozenset((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd")),
        _is_markdown,
        lambda raw: draft_from_markdown(raw.text, raw.name, raw.spoken),
    ),
    Format(
        "plain text",
        frozenset((".txt", ".text")),
        lambda raw: True,
        lambda raw: draft_from_plain_text(raw.text),
    ),
)

SUFFIXES = frozenset().union(*(form.suffixes for form in FORMATS))
"""Endings of the files that are taken from a folder."""

# What is known to be no text of ours: by its first bytes, or by its name.
_BEGINNINGS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an EPUB"),
    (b"\x1f\x8b", "a compressed file"),
)
_NAMES = {
    ".html": "a web page", ".htm": "a web page", ".xhtml": "a web page", ".mhtml": "a web page",
    ".epub": "an EPUB", ".pdf": "a PDF file", ".docx": "a Word file", ".doc": "a Word file",
    ".odt": "an OpenDocument file", ".rtf": "an RTF file", ".mobi": "a Kindle book", ".azw3": "a Kindle book",
    ".opml": "a list of feeds", ".rss": "a feed", ".atom": "a feed", ".eml": "a mail",
    ".csv": "a table", ".json": "a JSON file",
}  # fmt: skip


def draft_from_bytes(data: bytes, name: str = "") -> Draft:
    """The draft that a file's bytes become; TextUnusable says in a sentence why there is none."""
    raw = Raw(data, name)
    return format_of(raw).draft(raw)


def format_of(raw: Raw) -> Format:
    """The format by the name's ending, else the first that recognises the content."""
    for form in FORMATS:
        if raw.suffix in form.suffixes:
            return form
    if kind := _kind_of_foreign(raw):
        raise TextUnusable(f"{raw.spoken} is {kind}, which cannot be added yet.", "Plain text and Markdown can.")
    return next(form for form in FORMATS if form.recognises(raw))


def _kind_of_foreign(raw: Raw) -> str:
    for beginning, kind in _BEGINNINGS:
        if raw.data.startswith(beginning):
            return kind
    if raw.suffix in _NAMES:
        return _NAMES[raw.suffix]
    return "a web page" if _HTML.match(raw.data[:1000]) else ""
