"""The formats of texts that can be added, and which of them given bytes are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import PurePath

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import plain
from reader.services.adding import signs
from reader.services.adding.decode import decoded

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
_BEGINNING = 20_000


class Raw:
    """Bytes on their way in, with the name that they came under."""

    def __init__(self, data: bytes, name: str = "", url: str = "") -> None:
        self.data = data
        self.name = plain(PurePath(name).name) if name else ""
        """The file's own name, without its folder."""
        self.spoken = plain(name) or "The text"
        """What a sentence calls it."""
        self.url = url
        """Where it comes from, if that is known."""

    @property
    def suffix(self) -> str:
        """The ending of the name, lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The clean text; TextUnusable where there is none."""
        return decoded(self.data, self.spoken)


class ListOfFeeds(TextUnusable):
    """An OPML file, which holds no text but feeds to subscribe to."""

    def __init__(self, raw: Raw) -> None:
        super().__init__(f"{raw.spoken} is a list of feeds.", "`reader feed import` subscribes to them.")
        self.raw = raw


@dataclass(frozen=True, slots=True)
class Format:
    """One format of texts: how to tell it, how to read it. A new one is a reading function and a row in FORMATS."""

    name: str
    suffixes: frozenset[str]
    reads: str
    """The function that makes drafts of it, as `module:name`; loaded when it is needed."""
    recognises: Callable[[Raw], bool]
    """Asked for whatever has no ending of plain text or Markdown."""
    foreign: bool = True
    """Whether it is read in a process of its own, because its parsers are not ours."""
    certain: bool = True
    """Whether its content alone tells it, so that a file of it may have any name."""


def _is_markdown(raw: Raw) -> bool:
    """Whether a text without a telling name has what only Markdown has."""
    text = raw.text[:_BEGINNING].lstrip("\n")
    if _HEADING.match(text) or (text.startswith("---\n") and "\n---" in text[4:] and ": " in text):
        return True
    return sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text)) >= 2


def _of(recognise: Callable[[bytes], bool]) -> Callable[[Raw], bool]:
    return lambda raw: recognise(raw.data)


_READERS = "reader.services.documents.reading"

FORMATS: tuple[Format, ...] = (
    Format("EPUB", frozenset((".epub",)), f"{_READERS}:read_epub", _of(signs.is_epub)),
    Format("PDF", frozenset((".pdf",)), f"{_READERS}:read_pdf", _of(signs.is_pdf)),
    Format("saved page", frozenset((".mhtml", ".mht")), f"{_READERS}:read_mhtml", _of(signs.is_mhtml)),
    Format("mailbox", frozenset((".mbox", ".mbx")), f"{_READERS}:read_mailbox", _of(signs.is_mailbox)),
    Format("mail", frozenset((".eml",)), f"{_READERS}:read_mail", _of(signs.is_mail)),
    Format("feed", frozenset((".rss", ".atom", ".rdf")), f"{_READERS}:read_feed", _of(signs.is_feed)),
    Format("web page", frozenset((".html", ".htm", ".xhtml", ".shtml")), f"{_READERS}:read_page", _of(signs.is_page)),
    Format(
        "Markdown",
        frozenset((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd")),
        f"{_READERS}:read_markdown",
        _is_markdown,
        foreign=False,
        certain=False,
    ),
    Format(
        "plain text",
        frozenset((".txt", ".text")),
        f"{_READERS}:read_plain_text",
        lambda raw: True,
        foreign=False,
        certain=False,
    ),
)
PAGE = next(form for form in FORMATS if form.name == "web page")

SUFFIXES = frozenset().union(*(form.suffixes for form in FORMATS))
"""Endings of the files that are taken from a folder whatever is in them."""
UNCERTAIN = frozenset((".xml", ".json", ""))
"""Endings of files that are taken from a folder if their content tells for certain what they are."""

# What is known to be no text of ours: by its first bytes, or by its name.
_BEGINNINGS = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed file"),
)
_NAMES = {
    ".docx": "a Word file", ".doc": "a Word file", ".odt": "an OpenDocument file", ".rtf": "an RTF file",
    ".mobi": "a Kindle book", ".azw3": "a Kindle book", ".csv": "a table",
    ".json": "a JSON file",
}  # fmt: skip


def read_drafts_as(form: Format, raw: Raw) -> list[Draft]:
    """The drafts that bytes of a format become; TextUnusable says in a sentence why there are none."""
    module, _, function = form.reads.partition(":")
    drafts: list[Draft] = getattr(import_module(module), function)(raw)
    return drafts


def read_as(number: int, data: bytes, name: str, url: str) -> list[Draft]:
    """The same for the format with a number in FORMATS, as another process is told."""
    return read_drafts_as(FORMATS[number], Raw(data, name, url))


def drafts_from_bytes(data: bytes, name: str = "") -> list[Draft]:
    """The drafts that a file's bytes become, read in this process."""
    raw = Raw(data, name)
    return read_drafts_as(format_of(raw), raw)


def format_of(raw: Raw) -> Format:
    """The format by what the content tells for certain, else by the name's ending, else what the text looks like."""
    if raw.suffix not in _OWN_WORD:
        for form in FORMATS:
            if form.certain and form.recognises(raw):
                return form
    for form in FORMATS:
        if raw.suffix in form.suffixes:
            return form
    if signs.is_opml(raw.data):
        raise ListOfFeeds(raw)
    if kind := _kind_of_foreign(raw):
        raise TextUnusable(f"{raw.spoken} is {kind}, which cannot be added.")
    return next(form for form in FORMATS if form.recognises(raw))


_OWN_WORD = frozenset().union(*(form.suffixes for form in FORMATS if not form.certain))
"""Endings that are believed: a text about HTML may begin as a page does."""


def _kind_of_foreign(raw: Raw) -> str:
    if raw.suffix in _NAMES:
        return _NAMES[raw.suffix]
    return next((kind for beginning, kind in _BEGINNINGS if raw.data.startswith(beginning)), "")
