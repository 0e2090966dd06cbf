"""Reads the facts that stand plainly around a text: byline, date, source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from reader.domain.plain import clean_line
from reader.services.adding.address import host_of, read_address, split_origin
from reader.services.adding.dates import read_date

LONGEST_LINE = 240
"""Characters of a line that can be a fact."""

_SOURCE = re.compile(
    r"(?:source|quelle|fuente|fonte|bron|original|original article|from|via|url|link|источник|出典|来源|來源)"
    r"\s*[:：]\s*(\S.*)"
    r"|via\s+(\S.{,60}[^\s.!?…])"
    r"|(?:read (?:the )?(?:full|original) (?:article|story)|originally (?:published|appeared))"
    r"\s*(?:at|on|in|from|:)\s*(\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written |words |text |story )?by|von|par|por|di|door|af|av)\s+(\S.*)"
    r"|(?:author|authors|autor|autorin|auteur|byline|writer|by|von)\s*[:：]\s*(\S.*)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:first |last )?(?:published|posted|date|dated|datum|updated|created"
    r"|veröffentlicht|stand|publié|publicado|fecha)"
    r"(?:\s+(?:on|am|le|el))?\s*[:：]?\s+)?(.+)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:title|titel|titre|headline)\s*[:：]\s*(\S.*)", re.IGNORECASE)
_TAGS = re.compile(r"(?:tags|keywords|schlagwörter)\s*[:：]\s*(\S.*)", re.IGNORECASE)
_MINUTES = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[|·•–—]\s+|\s{3,}")
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*")
_PARTICLES = frozenset((
    "and", "und", "et", "y", "e", "de", "del", "della", "der", "den", "van", "von", "zu", "la", "le",
    "du", "di", "da", "dos", "das", "bin", "ibn", "al", "el", "af", "av", "the",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a text beside the text."""

    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    published: datetime | None = None
    tags: tuple[str, ...] = ()

    def and_then(self, other: Facts) -> Facts:
        """These facts, completed by others; what is known already stays."""
        return Facts(
            self.title or other.title,
            self.author or other.author,
            self.source or other.source,
            self.url or other.url,
            self.published or other.published,
            self.tags or other.tags,
        )


NOTHING = Facts()


def head_facts(line: str) -> Facts | None:
    """Facts that a line below a title consists of, and of nothing else."""
    line = line.strip()
    if not line or len(line) > LONGEST_LINE:
        return None
    if whole := _labelled(line) or _byline(line) or _dated(line):
        return whole
    if address := read_address(line):
        return Facts(url=address)
    parts = [part for part in _BETWEEN.split(line) if not _MINUTES.fullmatch(part)]
    found = NOTHING
    for part in parts:
        facts = _byline(part) or _dated(part)
        if facts is None:
            return None
        found = found.and_then(facts)
    return found


def tail_facts(line: str) -> Facts | None:
    """Facts that a line at the end of a text consists of: where it comes from, its tags."""
    line = line.strip()
    if not line or len(line) > LONGEST_LINE:
        return None
    if match := _SOURCE.fullmatch(line):
        return _origin(next(group for group in match.groups() if group))
    if match := _TAGS.fullmatch(line):
        return Facts(tags=read_tags(match[1]))
    return None


def label_facts(line: str) -> Facts | None:
    """Facts of a line with a label, such as the head `Title: …` of a saved text."""
    if match := _TITLE.fullmatch(line.strip()):
        return Facts(title=clean_line(match[1]))
    return _labelled(line.strip())


def read_tags(text: str) -> tuple[str, ...]:
    """Tags from one string: parted by commas, or by blanks where every one has its `#`."""
    parts = text.split(",") if "," in text else text.split(" #") if text.startswith("#") else [text]
    return tidy_tags(parts)


def tidy_tags(tags: list[str]) -> tuple[str, ...]:
    """Tags without `#`, blanks at their ends and repetitions, 50 at most."""
    tidy: dict[str, str] = {}
    for tag in tags:
        name = clean_line(tag, 100).strip().strip("\"'").lstrip("#").strip()
        if name:
            tidy.setdefault(name.casefold(), name)
    return tuple(tidy.values())[:50]


def with_host(facts: Facts) -> Facts:
    """The facts; where only an address is known, its site is the source."""
    return replace(facts, source=host_of(facts.url)) if facts.url and not facts.source else facts


def _labelled(line: str) -> Facts | None:
    if ":" not in line and "：" not in line:
        return None
    match = _BYLINE.fullmatch(line)
    if match and match[2]:
        return Facts(author=clean_line(match[2], 200))
    return (_dated(line) if line[0].isalpha() else None) or tail_facts(line)


def _byline(line: str) -> Facts | None:
    match = _BYLINE.fullmatch(line)
    if not match:
        return None
    names = clean_line(match[1] or match[2], 200)
    return Facts(author=names) if are_names(names) else None


def are_names(text: str) -> bool:
    """Whether a text is made of names and what may stand between them."""
    words = re.split(r"[\s,&/]+", text)
    return (
        len(words) <= 12
        and (not text.endswith((".", ":", ";", "!", "?")) or text.endswith((" Jr.", " Sr.")))
        and all(_NAME.fullmatch(word) for word in words if word)
        and all(word[0].isupper() or not word[0].islower() or word in _PARTICLES for word in words if word)
        and (words[-1][:1] or "a") not in "abcdefghijklmnopqrstuvwxyz"
    )


def _dated(line: str) -> Facts | None:
    match = _DATE.fullmatch(line)
    moment = read_date(match[1]) if match else None
    return Facts(published=moment) if moment else None


def _origin(text: str) -> Facts:
    name, address = split_origin(text)
    return Facts(source=name, url=address)
