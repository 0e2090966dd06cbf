"""Starred articles as Google Reader handed them out, and FreshRSS and others after it: JSON with texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import address_in, line_in, moment_in, tags_in, why_no_address, words_in

_STATE = "/state/"
_LABEL = "/label/"


class Starred(ObjectImporter):
    """A list of articles out of a feed reader; what it was, starred or read, stands in the categories."""

    name = "FreshRSS"
    key = "google-reader"
    used = frozenset((
        "id", "title", "author", "published", "canonical", "alternate", "categories", "summary", "content",
        "crawlTimeMsec", "timestampUsec", "origin",
    ))  # fmt: skip

    def recognises(self, file: ImportFile) -> bool:
        content = file.json
        if not isinstance(content, Mapping) or not isinstance(content.get("items"), list):
            return False
        first = content["items"][0] if content["items"] else None
        is_item = isinstance(first, Mapping) and ("canonical" in first or "alternate" in first) and "title" in first
        return _STATE in str(content.get("id")) or (is_item and ("direction" in content or "origin" in (first or ())))

    def objects(self, content: Any) -> Iterable[Any]:
        whole = str(content.get("id"))
        for item in content["items"]:
            yield {**item, "list": whole} if isinstance(item, Mapping) else item

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        """An article of the list."""
        addresses = [link for name in ("canonical", "alternate") for link in _links(thing.get(name))]
        url = next(filter(None, map(address_in, addresses)), "")
        html = _text(thing.get("content")) or _text(thing.get("summary"))
        title = words_in(thing.get("title"))
        if not url and not html:
            return Skipped(title or where, why_no_address(next(iter(addresses), None)))
        names = [str(name) for name in (thing.get("categories") or ())]
        states = {name.rpartition(_STATE)[2].rpartition("/")[2] for name in (thing["list"], *names) if _STATE in name}
        published = moment_in(thing.get("published"))
        origin: Mapping[str, Any] = thing["origin"] if isinstance(thing.get("origin"), Mapping) else {}
        return Carried(
            title=title,
            url=url,
            seed="" if url else f"google-reader {thing.get('id')}",
            source=words_in(origin.get("title"), 200),
            author=line_in(thing.get("author"), 200),
            published=published,
            added=moment_in(thing.get("crawlTimeMsec")) or moment_in(thing.get("timestampUsec")) or published,
            tags=tags_in([name.partition(_LABEL)[2] or name for name in names if _STATE not in name]),
            state=State.READ if "read" in states else None,
            bookmarked="starred" in states,
            html=html,
            local=not url,
            extra={
                **{name: value for name, value in self.extra(thing).items() if name != "list"},
                **({"id": thing["id"]} if thing.get("id") else {}),
                **({"origin": dict(origin)} if origin else {}),
            },
        )


def _links(value: Any) -> Iterable[Any]:
    for link in value if isinstance(value, list) else ():
        yield link.get("href") if isinstance(link, Mapping) else link


def _text(value: Any) -> str:
    text = value.get("content") if isinstance(value, Mapping) else value
    return text if isinstance(text, str) else ""
