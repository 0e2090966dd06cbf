"""What the fields of a front matter mean, whoever wrote it: Obsidian, its clipper, Hugo, Jekyll, Zettlr."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from reader.domain.plain import clean_line
from reader.services.adding.address import read_address, split_origin
from reader.services.adding.dates import read_date
from reader.services.adding.facts import Facts, read_tags, tidy_tags, with_host

_KEYS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "by", "byline", "creator", "creators"),
    "url": ("url", "source_url", "link", "original_url", "canonical_url", "original", "permalink", "uri"),
    "source": ("source", "website", "site", "site_name", "publisher", "publication", "container_title"),
    "published": ("published", "date", "date_published", "published_at", "publish_date", "publishdate"),
    "added": ("added", "saved", "date_saved", "saved_at", "date_added", "clipped", "created", "date_created"),
    "tags": ("tags", "tag", "keywords", "labels", "categories", "category", "topics"),
    "language": ("language", "lang", "locale"),
}
_BY_BLANKS = frozenset(("tags", "tag"))
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "japanese": "ja", "日本語": "ja", "chinese": "zh",
    "中文": "zh", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl", "russian": "ru",
}  # fmt: skip
_MOST = 200
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What a front matter says about its text."""

    facts: Facts
    language: str = ""
    added: datetime | None = None


def known_from(fields: Mapping[str, Any]) -> Known:
    """The meaning of the fields; whatever does not make sense is left out, nothing raises."""
    if not fields:
        return Known(Facts())
    named = {re.sub(r"[\s.-]+", "_", key.strip().lower()): value for key, value in fields.items()}
    source, url = _origin(named)
    facts = Facts(
        title=_first(named, "title"),
        author=_author(named),
        source=source,
        url=url,
        published=_moment(named, "published"),
        tags=_tags(named),
    )
    return Known(with_host(facts), _language(_first(named, "language")), _past(_moment(named, "added")))


def known_names() -> frozenset[str]:
    """The names under which a fact may stand in a front matter, lower case, with `_` for blanks."""
    return frozenset(name for names in _KEYS.values() for name in names)


def _values(named: Mapping[str, Any], field: str) -> Iterator[tuple[str, list[str]]]:
    """The values of a field under each of its keys that is there, best key first."""
    for key in _KEYS[field]:
        if key in named:
            values = [value for value in _strings(named[key], _DEEPEST) if value]
            if values:
                yield key, values[:_MOST]


def _strings(value: Any, depth: int) -> Iterator[str]:
    """Every string in a value, wikilinks as their words; what is nested too deeply is left out."""
    if isinstance(value, str):
        yield clean_line(_WIKILINK.sub(r"\1", value), 4000)
    elif isinstance(value, datetime | date):
        yield value.isoformat()
    elif isinstance(value, list) and depth:
        for part in value[:_MOST]:
            yield from _strings(part, depth - 1)
    elif isinstance(value, dict) and depth:
        for key in ("name", "title", "url", "value"):
            if key in value:
                yield from _strings(value[key], depth - 1)
                return
        yield from (clean_line(str(key), 100) for key in list(value)[:_MOST])
    elif isinstance(value, int | float):
        yield str(value)


def _first(named: Mapping[str, Any], field: str) -> str:
    for _, values in _values(named, field):
        return clean_line(values[0])
    return ""


def _author(named: Mapping[str, Any]) -> str:
    for _, values in _values(named, "author"):
        return clean_line(", ".join(values), 200)
    return ""


def _origin(named: Mapping[str, Any]) -> tuple[str, str]:
    """Source and address; either key may hold either, or both."""
    name = address = ""
    for _, values in _values(named, "url"):
        for value in values:
            address = address or read_address(value)
    for _, values in _values(named, "source"):
        for value in values:
            found, link = split_origin(value)
            name, address = name or found, address or link
    return name, address


def _moment(named: Mapping[str, Any], field: str) -> datetime | None:
    for _, values in _values(named, field):
        for value in values:
            if moment := read_date(value):
                return moment
    return None


def _past(moment: datetime | None) -> datetime | None:
    """A moment of saving, unless a clock was wrong."""
    return moment if moment and moment <= datetime.now(UTC) else None


def _tags(named: Mapping[str, Any]) -> tuple[str, ...]:
    found: list[str] = []
    for key, values in _values(named, "tags"):
        if len(values) == 1 and isinstance(named[key], str):
            by_blanks = key in _BY_BLANKS and "," not in values[0]
            found.extend(values[0].split() if by_blanks else read_tags(values[0]))
        else:
            found.extend(values)
    return tidy_tags(found)


def _language(text: str) -> str:
    if text.lower() in _NAMES:
        return _NAMES[text.lower()]
    if not _LANGUAGE.fullmatch(text):
        return ""
    first, *rest = re.split("[-_]", text)
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
