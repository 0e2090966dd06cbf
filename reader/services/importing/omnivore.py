"""Omnivore: the ZIP that it gave its readers when it closed, with states, texts and highlights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from reader.domain.carried import Carried
from reader.domain.errors import TextUnusable
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Remark, Skipped
from reader.services.importing.omnivore_highlights import highlights_in
from reader.services.importing.values import (
    address_in,
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

Beside = Callable[[str], bytes]
"""Gives the content of a file that belongs to the metadata, b'' where there is none."""


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
        if not file.is_archive:
            yield from self._read_part(file.json, partial(_neighbour, file), "")
            return
        taken: set[str] = set()
        for name in sorted(filter(_METADATA.fullmatch, file.members), key=_number):
            member, folder = file.members.file(name), name.rpartition("/")[0]
            if not isinstance(member.json, list):
                yield Skipped(name, "is damaged")
                continue

            def beside(other: str, folder: str = folder) -> bytes:
                path = f"{folder}/{other}" if folder else other
                taken.add(path)
                return file.members.read(path)

            yield from self._read_part(member.json, beside, f" of {member.spoken}")
        for name in file.members:
            if _CONTENT.fullmatch(name) and name not in taken:
                yield Skipped(name, "is a text of which no list of articles says anything")

    def _read_part(self, content: Any, beside: Beside, of: str) -> Iterator[Found]:
        for number, thing in enumerate(content, 1):
            where, problems = f"entry {number}{of}", list[str]()
            found = attempt(self._carried, thing, where, partial(_read, beside, problems))
            yield found or Skipped(where, "is damaged")
            yield from map(Remark, problems)

    def _carried(self, thing: Mapping[str, Any], where: str, beside: Beside) -> Found:
        address, slug = str(thing.get("url") or "").strip(), str(thing.get("slug") or "")
        html = beside(f"content/{slug}.html").decode("utf-8", "replace") if slug else ""
        pdf = beside(f"content/{slug}.pdf") if slug else b""
        marked = beside(f"highlights/{slug}.md").decode("utf-8", "replace") if slug else ""
        url = "" if is_local(address) else address_in(address)
        if not (url or is_local(address) or html or pdf):
            return Skipped(line_in(thing.get("title")) or where, why_no_address(address))
        note, excerpts = highlights_in(marked)
        extra = self.extra(thing)
        return Carried(
            title=title_in(thing.get("title"), address),
            url=url,
            seed="" if url else address or f"omnivore {thing.get('id') or slug}",
            author=line_in(thing.get("author"), 200),
            published=moment_in(thing.get("publishedAt")),
            added=moment_in(thing.get("savedAt")),
            description=line_in(thing.get("description"), 500),
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


def _neighbour(file: ImportFile, name: str) -> bytes:
    found = file.neighbour(name)
    return found.data if found is not None else b""


def _read(beside: Beside, problems: list[str], name: str) -> bytes:
    """A file beside the metadata; a damaged one costs its text, and the article is still there."""
    try:
        return beside(name)
    except TextUnusable as error:
        problems.append(str(error))
        return b""
