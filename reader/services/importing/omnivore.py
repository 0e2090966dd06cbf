"""Omnivore: the ZIP that it gave its readers when it closed, with states, texts and highlights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reader.domain.carried import Carried
from reader.services.attempt import attempt
from reader.services.importing.companions import Companions
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.omnivore_highlights import highlights_in
from reader.services.importing.values import (
    address_in,
    description_in,
    is_local,
    line_in,
    moment_in,
    number_in,
    tags_in,
    title_in,
    why_no_address,
)

_METADATA = re.compile(r"(?:.*/)?metadata_(\d{1,9})_to_\d{1,9}\.json")
_CONTENT = re.compile(r"(.*/)?content/([^/]+)\.(?:html|pdf)")


class Omnivore(ObjectImporter):
    """Omnivore's export: for newsletters and what is gone from the web its texts are the only ones."""

    name = "Omnivore"
    key = "omnivore"
    used = frozenset((
        "title", "description", "author", "url", "state", "readingProgress", "labels", "savedAt", "publishedAt",
    ))  # fmt: skip

    def recognises(self, file: ImportFile) -> bool:
        if file.is_archive:
            return any(map(_METADATA.fullmatch, file.members))
        return _is_metadata(file.json)

    def read(self, file: ImportFile) -> Iterator[Found]:
        beside = Companions(file)
        if not file.is_archive:
            yield from self._read_part(file.json, beside, "")
            return
        for name in sorted(filter(_METADATA.fullmatch, file.members), key=_number):
            content = file.member(name).json
            if isinstance(content, list):
                yield from self._read_part(content, beside, name)
            else:
                yield Skipped(name, "is damaged")
        yield from beside.left(_CONTENT.fullmatch)

    def _read_part(self, content: Any, beside: Companions, name: str) -> Iterator[Found]:
        for number, thing in enumerate(content, 1):
            where = f"entry {number} of {name}" if name else f"entry {number}"
            found = attempt(self._carried, thing, where, lambda other: beside.read(other, name))
            yield found or Skipped(where, "is damaged")
            yield from beside.problems()

    def _carried(self, thing: Mapping[str, Any], where: str, read: Callable[[str], bytes]) -> Found:
        address, slug = str(thing.get("url") or "").strip(), str(thing.get("slug") or "")
        html = read(f"content/{slug}.html").decode("utf-8", "replace") if slug else ""
        pdf = read(f"content/{slug}.pdf") if slug else b""
        marked = read(f"highlights/{slug}.md").decode("utf-8", "replace") if slug else ""
        url = "" if is_local(address) else address_in(address)
        if not (url or is_local(address) or html or pdf):
            return Skipped(line_in(thing.get("title")) or where, why_no_address(address))
        note, excerpts = highlights_in(marked)
        description, rest = description_in(thing.get("description"), "description")
        extra = self.extra(thing) | rest
        return Carried(
            title=title_in(thing.get("title"), address),
            url=url,
            seed="" if url else address or f"omnivore {thing.get('id') or slug}",
            author=line_in(thing.get("author"), 200),
            published=moment_in(thing.get("publishedAt")),
            added=moment_in(thing.get("savedAt")),
            description=description,
            tags=tags_in(thing.get("labels")),
            archived=str(thing.get("state")).casefold() == "archived",
            progress=min(1.0, max(0.0, number_in(thing.get("readingProgress")) / 100)),
            note=note,
            excerpts=excerpts,
            html=html,
            document=(f"{slug}.pdf", pdf) if pdf else None,
            local=not url,
            extra=extra if url else {**extra, "url": address},
        )


def _is_metadata(content: Any) -> bool:
    first = content[0] if isinstance(content, list) and content else None
    return isinstance(first, Mapping) and "slug" in first and "savedAt" in first


def _number(name: str) -> int:
    match = _METADATA.fullmatch(name)
    return int(match[1]) if match else 0
