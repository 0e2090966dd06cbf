"""Raindrop: the table that it writes, and the one that it reads."""

from __future__ import annotations

import re

from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Skipped, TableImporter
from reader.services.importing.table import Row
from reader.services.importing.values import (
    address_in,
    colour_in,
    description_in,
    folder_in,
    is_yes,
    moment_in,
    tags_in,
    text_in,
    title_in,
    why_no_address,
)

_READ = frozenset(("title", "url", "highlights", "cover"))
_BETWEEN = re.compile(r"\s+/\s+")
_FIELD = re.compile(r"(highlight|note|color)\s*:[ \t]*", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n\s*\n")


class Raindrop(TableImporter):
    """Raindrop's bookmarks; a folder in folders is one tag, `Research/Sea`."""

    name = "Raindrop"
    key = "raindrop"
    columns = frozenset(("title", "url", "excerpt", "folder", "favorite"))
    used = frozenset(("note", "tags", "created", "highlights"))

    def recognises(self, file: ImportFile) -> bool:
        return super().recognises(file) or (file.table is not None and file.table.columns >= _READ)

    def carried(self, row: Row) -> Found:
        """A bookmark."""
        url = address_in(row["url"])
        if not url:
            return Skipped(row.where, why_no_address(row["url"]))
        folder = row["folder"].strip()
        folders = () if folder.casefold() == "unsorted" else (folder_in([_BETWEEN.sub("/", folder)]),)
        description, rest = description_in(row["excerpt"], "excerpt")
        return Carried(
            title=title_in(row["title"], url),
            url=url,
            added=moment_in(row["created"]),
            description=description,
            tags=tags_in([*folders, *tags_in(row["tags"])]),
            bookmarked=is_yes(row["favorite"]),
            note=text_in(row["note"]),
            excerpts=highlights_in(row["highlights"]),
            extra=self.extra(row) | rest,
        )


def highlights_in(cell: str) -> tuple[Excerpt, ...]:
    """What was marked: a paragraph each, or lines that say what they are: `Highlight:…`, `Note:…`, `Color:…`."""
    text = text_in(cell)
    found: list[dict[str, str]] = []
    field = ""
    for line in text.split("\n"):
        match = _FIELD.match(line)
        if match:
            field = match[1].casefold()
            if field == "highlight" or not found:
                found.append({})
            found[-1][field] = line[match.end() :]
        elif field:
            found[-1][field] += f"\n{line}"
    if not any("highlight" in one for one in found):
        return tuple(Excerpt(paragraph) for paragraph in map(str.strip, _PARAGRAPHS.split(text)) if paragraph)
    return tuple(
        Excerpt(words, note=text_in(one.get("note")), colour=colour_in(one.get("color")))
        for one in found
        if (words := one.get("highlight", "").strip())
    )
