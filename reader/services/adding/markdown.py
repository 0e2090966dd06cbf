"""Markdown files, with or without front matter."""

from __future__ import annotations

import re

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_line
from reader.services.adding.dates import read_date
from reader.services.adding.fields import known_from
from reader.services.adding.frontmatter import split_front_matter
from reader.services.adding.script import language_of

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_NOT_SETEXT = re.compile(r" {0,3}(?:[-+*>#|`~]|\d{1,9}[.)])|    |\t")
_MAIN_HEADING = re.compile(r"^ {0,3}#[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_JEKYLL = re.compile(r"(\d{4}-\d\d-\d\d)[-_ ]+(.+)")
_ATTRIBUTES = re.compile(r"(?<!\s)\s*\{[#.:][^{}]*\}\s*$")
_WIKILINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"(\*{1,3}|~~|==|`+)(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BEGINNING = 20_000


def draft_from_markdown(text: str, name: str = "", spoken: str = "The text") -> Draft:
    """The draft that a Markdown file becomes; the text is clean already, errors call it `spoken`."""
    fields, body = split_front_matter(text)
    known = known_from(fields)
    body = body.strip("\n").rstrip()
    if not body.strip():
        raise TextUnusable(f"{spoken} holds no text besides its front matter.")
    heading, rest = _first_heading(body)
    title, published = known.facts.title, known.facts.published
    if heading and rest and (not title or _same(title, heading)):
        title, body = title or heading, rest
    stem, day = _from_name(name)
    return Draft(
        title=title or heading or _main_heading(body) or stem or first_words(body),
        body=body,
        url=known.facts.url,
        source=known.facts.source,
        author=known.facts.author,
        published=published or (read_date(day) if day else None),
        language=known.language or language_of(body),
        tags=known.facts.tags,
        added=known.added,
    )


def inline_text(markdown: str) -> str:
    """The words of a line of Markdown, such as a heading."""
    text = _ATTRIBUTES.sub("", markdown)
    text = _LINK.sub(r"\1", _WIKILINK.sub(r"\1", text))
    for _ in range(3):
        text = _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    return clean_line(_ESCAPE.sub(r"\1", text))


def _first_heading(body: str) -> tuple[str, str]:
    """The words of the heading that is the first block, and the body below it."""
    first, _, rest = body.partition("\n")
    if match := _ATX.match(first):
        return inline_text(match[2]), rest.strip("\n")
    second, _, below = rest.partition("\n")
    if first.strip() and _SETEXT.match(second) and not _NOT_SETEXT.match(first):
        return inline_text(first), below.strip("\n")
    return "", body


def _main_heading(body: str) -> str:
    """The first heading of the first level that stands further down."""
    beginning = body[:_BEGINNING]
    if "\n#" not in beginning and "\n #" not in beginning:
        return ""
    match = _MAIN_HEADING.search(_CODE.sub("", beginning))
    return inline_text(match[1]) if match else ""


def _from_name(name: str) -> tuple[str, str]:
    """Title and date in a file's name, such as `2018-10-15-tide-tables.md`."""
    stem = name.rpartition(".")[0] or name
    day = ""
    if match := _JEKYLL.fullmatch(stem):
        day, stem = match.groups()
    if " " not in stem:
        stem = stem.replace("-", " ").replace("_", " ")
    return clean_line(stem), day


def first_words(body: str) -> str:
    """A title made from the first words of a text."""
    line = inline_text(next(line for line in body.split("\n") if line.strip()).lstrip("#>*-+ "))
    if len(line) <= 80:
        return line or "Untitled"
    return line[:70].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
