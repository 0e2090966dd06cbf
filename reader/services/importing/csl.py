"""CSL JSON: what Zotero and other keepers of references give out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from reader.domain.carried import Carried
from reader.services.adding.escape import paragraph
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import (
    address_in,
    line_in,
    moment_in,
    number_in,
    tags_in,
    text_in,
    why_no_address,
    words_in,
)

_SIGNS = frozenset(("issued", "accessed", "container-title", "author", "DOI", "publisher", "citation-key"))


class Csl(ObjectImporter):
    """References; what has neither an address nor an abstract holds nothing that could be read here."""

    name = "CSL JSON"
    key = "csl"
    used = frozenset((
        "title", "URL", "author", "container-title", "issued", "accessed", "language", "abstract", "keyword", "note",
    ))  # fmt: skip

    def recognises(self, file: ImportFile) -> bool:
        first = next(iter(self.objects(file.json)), None)
        return (
            isinstance(first, Mapping)
            and isinstance(first.get("type"), str)
            and "id" in first
            and not _SIGNS.isdisjoint(first)
        )

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        url = address_in(thing.get("URL")) or _of_doi(thing.get("DOI"))
        title, abstract = words_in(thing.get("title")), text_in(thing.get("abstract"))
        if not url and not abstract:
            return Skipped(title or where, why_no_address(thing.get("URL")))
        paragraphs = [words_in(line, 100_000) for line in abstract.split("\n")]
        return Carried(
            title="" if title == url else title,
            url=url,
            seed=f"{self.key} {thing.get('id')} {title}" if not url else "",
            source=words_in(thing.get("container-title"), 200),
            author=_names(thing.get("author")),
            published=_moment(thing.get("issued")),
            added=_moment(thing.get("accessed")),
            language=line_in(thing.get("language"), 20),
            description=line_in(" ".join(paragraphs), 500),
            tags=tags_in(thing.get("keyword"), ",;"),
            note=text_in(thing.get("note")),
            body="" if url else "\n\n".join(paragraph([line]) for line in paragraphs if line),
            local=not url,
            extra=self.extra(thing),
        )


def _of_doi(value: Any) -> str:
    name = line_in(value).removeprefix("doi:").strip()
    return address_in(name) or (address_in(f"https://doi.org/{name}") if name.startswith("10.") else "")


def _names(value: Any) -> str:
    names = []
    for one in value if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            parts = (one.get("given"), one.get("non-dropping-particle"), one.get("family"), one.get("suffix"))
            names.append(line_in(one.get("literal"), 100) or " ".join(filter(None, (line_in(x, 100) for x in parts))))
    return line_in(", ".join(filter(None, names)), 200)


def _moment(value: Any) -> datetime | None:
    """The first day of what a date names: year, month and day, some of which may be missing, or words."""
    if not isinstance(value, Mapping):
        return moment_in(value) if isinstance(value, str) else None
    listed = value.get("date-parts")
    first = listed[0] if isinstance(listed, list) and listed else None
    if isinstance(first, list) and first:
        year, month, day = (int(number_in(part)) for part in [*first, 1, 1][:3])
        if 0 < year < 10_000:  # months above twelve are seasons
            return attempt(datetime, year, month, day, tzinfo=UTC) or datetime(year, 1, 1, tzinfo=UTC)
    return moment_in(value.get("raw")) or moment_in(value.get("literal"))
