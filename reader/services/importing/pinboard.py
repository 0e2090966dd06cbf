"""Pinboard and Delicious: the JSON with a person's bookmarks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import (
    address_in,
    is_yes,
    line_in,
    moment_in,
    tags_in,
    text_in,
    why_no_address,
    words_in,
)


class Pinboard(ObjectImporter):
    """Pinboard's export; what is not to be read is in the archive there, and so it is here."""

    name = "Pinboard"
    key = "pinboard"
    used = frozenset(("href", "description", "extended", "time", "toread", "tags", "meta", "hash"))

    def recognises(self, file: ImportFile) -> bool:
        first = next(iter(self.objects(file.json)), None)
        return isinstance(first, Mapping) and {"href", "toread"} <= first.keys()

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        url, title = address_in(thing.get("href")), words_in(thing.get("description"))
        if not url:
            return Skipped(title or where, why_no_address(thing.get("href")))
        done = line_in(thing.get("toread")).casefold() == "no"
        return Carried(
            title="" if title == url else title,
            url=url,
            added=moment_in(thing.get("time")),
            tags=tags_in(thing.get("tags"), " "),
            state=State.READ if done else State.UNREAD,
            archived=done,
            note=text_in(thing.get("extended")),
            extra=self.extra(thing),
        )


class Delicious(ObjectImporter):
    """The export of Delicious, as its last owner gave it out."""

    name = "Delicious"
    key = "delicious"
    used = frozenset(("title", "url", "tags", "description", "created"))

    def recognises(self, file: ImportFile) -> bool:
        first = next(iter(self.objects(file.json)), None)
        return isinstance(first, Mapping) and {"url", "tags", "created", "private"} <= first.keys()

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        url, title = address_in(thing.get("url")), words_in(thing.get("title"))
        if not url:
            return Skipped(title or where, why_no_address(thing.get("url")))
        return Carried(
            title="" if title == url else title,
            url=url,
            added=moment_in(thing.get("created")),
            tags=tags_in(thing.get("tags")),
            note=text_in(thing.get("description")),
            extra=self.extra(thing) if is_yes(thing.get("private")) else {},
        )
