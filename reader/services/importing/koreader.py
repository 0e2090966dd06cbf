"""KOReader: the JSON with the highlights of all books, or of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import line_in, moment_in, text_in

_COLOURS = {"yellow": 1, "green": 2, "olive": 2, "blue": 3, "cyan": 3, "red": 4, "orange": 4, "purple": 5}


class KoReader(ObjectImporter):
    """KOReader's export; a book is known by what was marked in it."""

    name = "KOReader"
    key = "koreader"
    used = frozenset(("title", "author", "entries", "md5sum", "number_of_pages", "file"))

    def recognises(self, file: ImportFile) -> bool:
        first = next(iter(self.objects(file.json)), None)
        return isinstance(first, Mapping) and isinstance(first.get("entries"), list) and "title" in first

    def objects(self, content: Any) -> Iterable[Any]:
        if isinstance(content, Mapping):
            content = content.get("documents", [content])
        return super().objects(content)

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        title, author = line_in(thing.get("title")), _authors(thing.get("author"))
        entries = [one for one in thing["entries"] if isinstance(one, Mapping)]
        excerpts = tuple(excerpt for one in entries if (excerpt := _excerpt(one)) is not None)
        notes = [note for one in entries if not text_in(one.get("text")) and (note := text_in(one.get("note")))]
        if not excerpts:
            return Skipped(title or where, "has nothing that was marked in it")
        return Carried(
            title=title,
            seed=f"{self.key} {line_in(thing.get('md5sum')) or f'{title} {author}'}",
            author=author,
            added=min((one.made for one in excerpts if one.made), default=None),
            note="\n\n".join(notes),
            excerpts=excerpts,
            is_excerpts=True,
            local=True,
            extra=self.extra(thing),
        )


def _authors(value: Any) -> str:
    names = value.split("\n") if isinstance(value, str) else []
    return line_in(", ".join(filter(None, map(line_in, names))), 200)


def _excerpt(one: Mapping[str, Any]) -> Excerpt | None:
    text = text_in(one.get("text"))
    if not text:
        return None
    colour = _COLOURS.get(line_in(one.get("color")).casefold(), 1)
    return Excerpt(text, text_in(one.get("note")), colour, (), moment_in(one.get("time")))
