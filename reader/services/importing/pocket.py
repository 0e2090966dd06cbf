"""Pocket: the ZIP of 2024 and 2025 with tables, annotations and collections, and each of these files alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped, TableImporter
from reader.services.importing.table import Row
from reader.services.importing.values import (
    address_in,
    description_in,
    line_in,
    moment_in,
    tags_in,
    text_in,
    title_in,
    why_no_address,
)


class Pocket(TableImporter):
    """Pocket's export; titles were cut at 75 characters there, and its favourites and texts are not in it."""

    name = "Pocket"
    key = "pocket"
    columns = frozenset(("title", "url", "time added", "status"))
    used = frozenset(("tags", "cursor"))  # the cursor said where the exporter had got to, and nothing of the article

    def recognises(self, file: ImportFile) -> bool:
        if file.is_archive:
            return any(_is_table(name) or _is_annotations(name) for name in file.members)
        return self._is_part(file)

    def read(self, file: ImportFile) -> Iterator[Found]:
        if not file.is_archive:
            yield from self._read_one(file, set())
            return
        saved: set[str] = set()
        for name in sorted(file.members, key=_turn):
            if not (_is_table(name) or name.endswith(".json")):
                continue
            member = file.member(name)
            if self._is_part(member):
                for found in self._read_one(member, saved):
                    if isinstance(found, Skipped):
                        found = replace(found, where=f"{found.where} of {member.spoken}")
                    elif isinstance(found, Carried) and not _is_collection(member.json):
                        saved.add(found.key)
                    yield found
            else:
                yield Remark(f"{member.spoken} in {file.spoken} is no part of Pocket's export and was left out.")

    def _is_part(self, file: ImportFile) -> bool:
        return super().recognises(file) or _holds_annotations(file.json) or _is_collection(file.json)

    def _read_one(self, file: ImportFile, saved: set[str]) -> Iterator[Found]:
        if _holds_annotations(file.json):
            yield from _each(file.json, _annotated, "annotation")
        elif _is_collection(file.json):
            yield from _each(file.json["items"], lambda item: _collected(item, file.json, saved), "item")
        else:
            yield from super().read(file)

    def carried(self, row: Row) -> Found:
        """An article of a table."""
        url = address_in(row["url"])
        if not url:
            return Skipped(row.where, why_no_address(row["url"]))
        archived = row["status"].strip().casefold() == "archive"
        return Carried(
            title=title_in(row["title"], url),
            url=url,
            added=moment_in(row["time added"]),
            tags=tags_in(row["tags"], "|"),
            archived=archived,
            state=State.READ if archived else State.UNREAD,
            extra=self.extra(row),
        )


def _turn(name: str) -> tuple[int, str]:
    """Tables first: what they say of an article is what its reader did."""
    return 0 if _is_table(name) else 1 if _is_annotations(name) else 2, name


def _is_table(name: str) -> bool:
    base = name.rpartition("/")[2]
    return base.startswith("part_") and base.endswith(".csv")


def _is_annotations(name: str) -> bool:
    return "annotations/part_" in name and name.endswith(".json")


def _holds_annotations(content: Any) -> bool:
    first = content[0] if isinstance(content, list) and content else None
    return isinstance(first, Mapping) and isinstance(first.get("highlights"), list) and "url" in first


def _is_collection(content: Any) -> bool:
    return isinstance(content, Mapping) and "slug" in content and isinstance(content.get("items"), list)


def _each(items: Any, carried: Any, what: str) -> Iterator[Found]:
    for number, item in enumerate(items, 1):
        found: Found | None = attempt(carried, item)
        yield found if found is not None else Skipped(f"{what} {number}", "is damaged")


def _annotated(item: Mapping[str, Any]) -> Found:
    """The highlights of an article, which joins the one in the tables by its address."""
    url = address_in(item.get("url"))
    if not url:
        return Skipped(line_in(item.get("title")) or "an annotation", why_no_address(item.get("url")))
    excerpts = tuple(
        Excerpt(text, note=text_in(one.get("note")), made=moment_in(one.get("created_at")))
        for one in item["highlights"]
        if (text := text_in(one.get("quote")))
    )
    extra = {name: value for name, value in item.items() if value and name not in ("url", "title", "highlights")}
    return Carried(title=title_in(item.get("title"), url), url=url, excerpts=excerpts, extra=extra)


def _collected(item: Mapping[str, Any], collection: Mapping[str, Any], saved: Collection[str]) -> Found:
    """An article in a collection, whose title becomes a tag."""
    url = address_in(item.get("url"))
    if not url:
        return Skipped(line_in(item.get("title")) or "an item", why_no_address(item.get("url")))
    description, rest = description_in(item.get("excerpt"), "excerpt")
    carried = Carried(
        title=title_in(item.get("title"), url),
        url=url,
        description=description,
        note=text_in(item.get("note")),
        tags=tags_in([collection.get("title")]),
        extra={f"collection {collection['slug']}": _about(collection, item) | rest},
    )
    # when the collection was begun is the best guess, unless the tables know better
    return carried if carried.key in saved else replace(carried, added=moment_in(collection.get("createdAt")))


def _about(collection: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any]:
    """What has no place here of a collection and of an article in it."""
    used = ("items", "url", "title", "excerpt", "note", "slug")
    return {name: value for thing in (item, collection) for name, value in thing.items() if value and name not in used}
