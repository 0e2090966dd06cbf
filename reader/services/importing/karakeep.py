"""karakeep (once Hoarder): the JSON with its bookmarks, their lists and texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reader.domain.carried import Carried
from reader.domain.plain import clean_text
from reader.services.adding.markdown import draft_from_markdown
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, ObjectImporter, Skipped
from reader.services.importing.values import (
    address_in,
    folder_in,
    is_yes,
    line_in,
    moment_in,
    tags_in,
    text_in,
    why_no_address,
    words_in,
)

_DEEPEST = 50


class Karakeep(ObjectImporter):
    """karakeep's export; lists become tags, and what was written there itself is the article's text."""

    name = "karakeep"
    key = "karakeep"
    used = frozenset(("createdAt", "title", "tags", "lists", "content", "note", "archived", "favourited", "highlights"))

    def recognises(self, file: ImportFile) -> bool:
        first = next(iter(self.objects(file.json)), None)
        return isinstance(first, Mapping) and {"createdAt", "content", "tags"} <= first.keys()

    def objects(self, content: Any) -> Iterable[Any]:
        """All bookmarks, with the tags that stand for their lists in place of these."""
        if not isinstance(content, Mapping) or not isinstance(content.get("bookmarks"), list):
            return
        lists = content.get("lists")
        paths = _paths(lists if isinstance(lists, list) else [])
        for thing in content["bookmarks"]:
            within = thing.get("lists") if isinstance(thing, Mapping) else None
            names = [paths[str(uid)] for uid in within if str(uid) in paths] if isinstance(within, list) else []
            yield {**thing, "lists": names} if names else thing

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        content = thing["content"] if isinstance(thing.get("content"), Mapping) else {}
        title = words_in(thing.get("title")) or words_in(content.get("title"))
        url = address_in(content.get("url")) or address_in(content.get("sourceUrl"))
        text = content.get("text")
        body = text if content.get("type") == "text" and isinstance(text, str) else ""
        if not url and not body.strip():
            reason = why_no_address(content.get("url")) if content else "is a file that was not exported with it"
            return Skipped(title or where, reason)
        found = attempt(_body, body) if body else None
        return Carried(
            title=title or (found[0] if found else ""),
            url=url,
            seed=f"{self.key} {' '.join(body.split())}" if not url else "",
            added=moment_in(thing.get("createdAt")),
            description=words_in(content.get("description"), 500),
            tags=tags_in([*tags_in(thing.get("tags")), *tags_in(thing.get("lists"))]),
            archived=is_yes(thing.get("archived")),
            bookmarked=is_yes(thing.get("favourited")),
            note=text_in(thing.get("note")),
            body=found[1] if found else "",
            local=not url,
            extra=self.extra(thing),
        )


def _body(text: str) -> tuple[str, str]:
    """Title and body of what was written there, which is Markdown."""
    draft = draft_from_markdown(clean_text(text))
    return draft.title, draft.body


def _paths(lists: Iterable[Any]) -> dict[str, str]:
    """The tag that stands for each list that somebody fills by hand, by its id; the others are searches."""
    known = {str(one["id"]): one for one in lists if isinstance(one, Mapping) and "id" in one}
    paths = {}
    for uid, one in known.items():
        names: list[str] = []
        seen: set[str] = set()
        at: Mapping[str, Any] | None = one
        while at is not None and len(names) < _DEEPEST and str(at["id"]) not in seen:
            seen.add(str(at["id"]))
            names.append(line_in(at.get("name"), 100))
            at = known.get(str(at.get("parentId")))
        if one.get("type") != "smart":
            paths[uid] = folder_in(reversed(names))
    return paths
