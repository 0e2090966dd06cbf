"""The byline of a page: who wrote its text, in an element that says so or in a line above it, in many languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from reader.domain.plain import clean_line
from reader.services.adding.dates import read_date
from reader.services.adding.facts import are_names
from reader.services.pages.blocks import names_of

LONGEST = 160
"""Characters of a byline."""
_LONGEST_MARKED = 2_000
"""The same with its links' addresses."""
_NEAR = 4
"""Blocks at the beginning of a text among which its byline may be."""
_KINDS = (
    r"(?:an? |eine? )?(?:written|words|text|texte|story|report|posted|essay|interview|kommentar|gastbeitrag|kolumne"
    r"|gastkommentar|reportage|analyse|bericht|rezension|geschrieben|artikel|propos recueillis|escrito|scritto)"
)
_BY = re.compile(
    rf"(?:{_KINDS}\s+)?(?:by|von|par|por|di|door|af|av)\s*:?\s+(?=\w)"
    r"|(?:author|authors|autor|autoren|autorin|auteur|autore|byline|writer|text|texte|texto|testo|tekst|автор|текст)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s*[|·•–—]\s*|\s+-\s+")
_DATED = re.compile(r",?\s+(?:on|am|vom|le|el|il|em|op|den)\s+|[,;]\s+|\s+(?=\d)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:published|posted|updated|last updated|veröffentlicht|aktualisiert|stand|publié|publicado|pubblicato)"
    r"(?:\s+(?:on|am|le|el|il|em))?\s*:?\s+",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\d+[ -]min(?:\.|ute|uten|utes|utos|uti)?s?(?: read| lesezeit| de lecture)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,&;]\s*(?:(?:and|und|et)\s+)?|\s+(?:and|und|et|y|e|en|og|och)\s+")
_LINK = re.compile(r"!?\[([^][]*)\]\((?:<[^<>]*>|[^()\s]*)\)")
_MARKUP = re.compile(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|\\(?=[^\w\s])")
_CALLED = frozenset(("author", "authors", "byline", "autor", "autorin", "autoren", "auteur", "autore", "verfasser"))
"""What the elements are called in which pages name who wrote them."""
_MAY_CALL = re.compile("autho|autor|byline|auteur|verfasser", re.IGNORECASE)
_OTHERS = frozenset(("comment", "comments", "commentlist", "replies", "related", "recommended", "sidebar", "footer"))
"""What elements are called in which others are named."""
_MOST = 20
"""Elements that may name the author and are looked at."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    author: str
    published: datetime | None = None


def read_byline(line: str, known: str = "") -> Byline | None:
    """What a line says that is a byline and nothing else; a lone first name is one only of somebody `known`."""
    if len(line) > _LONGEST_MARKED:
        return None
    line = clean_line(_MARKUP.sub("", _LINK.sub(r"\1", line)))
    match = _BY.match(line) if len(line) <= LONGEST else None
    if match is None:
        return None
    said, *others = filter(None, _PARTING.split(line[match.end() :]))
    names, published = _dated(said)
    for other in others:
        moment = _day(other)
        if moment is None and not _MINUTES.fullmatch(other):
            return None
        published = published or moment
    people = _BETWEEN.split(names)
    if len(people) > 1 and "," in names and " " not in people[-1]:
        people.pop()  # where they write from
        names = names.rpartition(",")[0]
    if not are_names(names):
        return None
    folded = known.casefold()
    if folded and all(person.casefold() in folded for person in people):
        return Byline(known, published)
    whole = all(1 < len(person.split()) < 6 for person in people)
    return Byline(", ".join(people), published) if whole and not folded else None


def _dated(said: str) -> tuple[str, datetime | None]:
    """Names, and the day that stands behind them."""
    for parting in _DATED.finditer(said):
        if day := _day(said[parting.end() :]):
            return said[: parting.start()], day
    return said, None


def _day(said: str) -> datetime | None:
    return read_date(_LABEL.sub("", said, count=1))


def without_byline(body: str, known: str = "") -> tuple[str, Byline | None]:
    """A text in Markdown without the byline it begins with, and what that says; another one than of the `known` stays.

    Above it there may be headings and pictures; below it the day alone, which goes, too.
    """
    blocks = body.split("\n\n", _NEAR)
    for at, block in enumerate(blocks[:_NEAR]):
        line, _, rest = block.partition("\\\n")
        if (found := read_byline(line, known)) is not None and (rest or at + 1 < len(blocks)):
            after = blocks[at + 1 :]
            if not rest and len(after) > 1 and (day := _day(after[0])):
                found, after = Byline(found.author, found.published or day), after[1:]
            return "\n\n".join([*blocks[:at], *filter(None, [rest]), *after]), found
        if not block.startswith(("#", "![", "[![")) and not (at and _is_caption(block, blocks[at - 1])):
            break
    return body, None


def _is_caption(block: str, before: str) -> bool:
    return before.startswith(("![", "[![")) and block.startswith("*") and block.endswith("*")


def named_author(page: HtmlElement) -> str:
    """The author that a page names in an element for it, '' where there is none or what stands there is no name."""
    for node in list(filter(_is_for_author, page.iterfind(".//body//*")))[:_MOST]:
        if any(not names_of(outer).isdisjoint(_OTHERS) for outer in (node, *node.iterancestors())):
            continue
        said = clean_line(node.text_content(), LONGEST + 1)
        if found := read_byline(said):
            return found.author
        if " " in said and "author" in (node.get("rel"), node.get("itemprop")) and are_names(said):
            return said
    return ""


def _is_for_author(node: HtmlElement) -> bool:
    if not node.keys() or not _MAY_CALL.search(" ".join(node.values())):
        return False
    return "author" in (node.get("rel"), node.get("itemprop")) or not names_of(node).isdisjoint(_CALLED)
