"""Linkwarden: the JSON with a person's collections and the links in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reader.domain.carried import Carried
from reader.services.adding.escape import paragraph
from reader.services.adding.facts import tidy_tags
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import (
    address_in,
    folder_in,
    line_in,
    moment_in,
    tags_in,
    text_in,
    why_no_address,
    words_in,
)

_DEEPEST = 50
_FOLDER, _PINNED = "a folder of ours", "whether it was pinned"
"""Under which names a link knows what stands elsewhere in the file."""
_OWN = frozenset(("unorganized",))
"""Collections that are there without anybody having made them."""


class Linkwarden(ObjectImporter):
    """Linkwarden's export; collections become tags, what was pinned is a favourite."""

    name = "Linkwarden"
    key = "linkwarden"
    used = frozenset((
        _FOLDER, _PINNED, "id", "name", "url", "description", "textContent", "createdAt", "importDate", "updatedAt",
        "tags", "collectionId", "createdById", "pinnedBy",
    ))  # fmt: skip

    def recognises(self, file: ImportFile) -> bool:
        return any("links" in one for one in _collections(file.json))

    def read(self, file: ImportFile) -> Iterator[Found]:
        yield from super().read(file)
        paths = _paths(_collections(file.json))
        for one in _collections(file.json):
            for feed in _listed(one.get("rssSubscriptions")):
                if isinstance(feed, Mapping) and (url := address_in(feed.get("url"))):
                    yield Subscription(url, words_in(feed.get("name"), 300), "", tidy_tags([_path(paths, one)]))

    def objects(self, content: Any) -> Iterable[Any]:
        """All links, each with its folder and whether it was pinned."""
        collections = _collections(content)
        paths = _paths(collections)
        pinned = {_identity(one) for one in _listed(content.get("pinnedLinks"))}
        for collection in collections:
            for link in _listed(collection.get("links")):
                if isinstance(link, Mapping):
                    is_pinned = _identity(link) in pinned or bool(link.get("pinnedBy"))
                    yield {**link, _FOLDER: _path(paths, collection), _PINNED: is_pinned}
                else:
                    yield link

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        url, title = address_in(thing.get("url")), words_in(thing.get("name"))
        text = text_in(thing.get("textContent"))
        if not url and not text:
            reason = why_no_address(thing.get("url")) if thing.get("url") else "is a file that was not exported with it"
            return Skipped(title or where, reason)
        # The text is one long line there: where the page can be fetched it is better fetched.
        lines = [line for line in text.split("\n") if line.strip()] if not url or "\n" in text else []
        return Carried(
            title="" if title == url else title,
            url=url,
            seed=f"{self.key} {thing.get('id')} {title}" if not url else "",
            added=moment_in(thing.get("importDate")) or moment_in(thing.get("createdAt")),
            description=words_in(thing.get("description"), 500),
            tags=tidy_tags([*tags_in(thing.get("tags")), thing[_FOLDER]]),
            bookmarked=thing[_PINNED],
            body="\n\n".join(paragraph([line]) for line in lines),
            local=not url,
            extra=self.extra(thing),
        )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _collections(content: Any) -> list[Mapping[str, Any]]:
    listed = _listed(content.get("collections")) if isinstance(content, Mapping) else []
    return [one for one in listed if isinstance(one, Mapping)]


def _identity(link: Any) -> Any:
    """The id of a link; where there is none, its address."""
    return str(link.get("id") or link.get("url")) if isinstance(link, Mapping) else ""


def _path(paths: Mapping[str, str], collection: Mapping[str, Any]) -> str:
    return paths.get(str(collection.get("id")), "")


def _paths(collections: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The tag that stands for each collection, by its id."""
    known = {str(one.get("id")): one for one in collections}
    paths = {}
    for uid in known:
        names: list[str] = []
        seen: set[str] = set()
        at = uid
        while at in known and at not in seen and len(names) < _DEEPEST:
            seen.add(at)
            names.append(words_in(known[at].get("name"), 100))
            at = str(known[at].get("parentId"))
        path = folder_in(reversed(names))
        paths[uid] = "" if line_in(path).casefold() in _OWN else path
    return paths
