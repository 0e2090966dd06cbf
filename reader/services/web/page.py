"""Fetching a text: from an address to drafts, whatever kind of thing the address answers with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import plain
from reader.domain.provenance import Provenance, Way
from reader.services.adding.recognise import FORMATS, PAGE, Raw, format_of, read_as
from reader.services.pages.page import draft_from_page
from reader.services.parsers import Parsers
from reader.services.web.fetch import Answer, Fetcher
from reader.services.web.manners import Manners

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/markdown;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_PAGES = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class FeedThere:
    """What an address answered with is a feed."""

    answer: Answer


async def fetch_text(fetcher: Fetcher, parsers: Parsers, manners: Manners, url: str) -> Draft | FeedThere:
    """The text at an address, or the feed that is there; raises ReaderError."""
    async with manners.turn(url):
        answer = await fetcher.get(url, {"Accept": ACCEPT})
    return await text_in(answer, parsers, url)


async def text_in(answer: Answer, parsers: Parsers, url: str) -> Draft | FeedThere:
    """The text in an answer, `url` being what was asked for."""
    host = plain(urlsplit(answer.url).hostname or "") or "The address"
    raw = Raw(answer.body, _name(answer.url), answer.url)
    if not answer.body.strip():
        raise TextUnusable(f"{host} answers with nothing.")
    form = PAGE if answer.kind in _PAGES else format_of(Raw(answer.body, raw.name))
    if form.name == "feed":
        return FeedThere(answer)
    if form is PAGE:
        draft = await parsers.aread(host, draft_from_page, answer.body, answer.url, charset_of(answer))
    else:
        [draft, *_] = await parsers.aread(host, read_as, FORMATS.index(form), answer.body, raw.name, "")
        draft = replace(draft, url=answer.url, source=draft.source or host.removeprefix("www."))
    provenance = draft.provenance or Provenance(Way.FETCHED)
    return replace(draft, provenance=provenance._replace(way=Way.FETCHED, at=datetime.now(UTC)))


def charset_of(answer: Answer) -> str:
    """The encoding that an answer names."""
    message = Message()
    message["content-type"] = answer.headers.get("content-type", "")
    charset = message.get_param("charset", "")
    return charset if isinstance(charset, str) else ""


def _name(url: str) -> str:
    """The name of the file at an address, if it has one."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    return plain(name) if PurePosixPath(name).suffix else ""
