"""OPML: lists of feeds as programs hand them to each other, read as they come and written as they should be.

Tags are written in one way: without `#` before them or commas in them, blanks only between words, slashes between the
folders that they stand for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from lxml import etree

from reader.domain.errors import TextUnusable
from reader.domain.identity import canonical_url
from reader.domain.plain import clean_line
from reader.services.adding.address import read_address
from reader.services.documents.xml import local, read_xml
from reader.services.feeds.discover import feed_address
from reader.services.pages.tree import decoded_page

MOST_OUTLINES = 20_000
"""Outlines that are read of one file."""
DEEPEST = 200
"""Outlines in each other at most; XML itself gives up a little later."""
_MOST_TAGS = 50
_FACTS = frozenset(("text", "title", "type", "xmlurl", "url", "htmlurl", "category", "filtercmd"))
_TITLE = 300
_TAG = 100
_PATH = 1_000
_PROLOG = re.compile(r"<\?xml\b[^>]*>")
_REFERENCE = re.compile(r"&(?:(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{0,31});)?")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROGRAM = re.compile(r"(?:\||(?:exec|filter):)", re.IGNORECASE)
_SEARCH = re.compile(r"query:", re.IGNORECASE)
_TAKEN_APART = re.compile(r"xpath|dotnotation", re.IGNORECASE)
"""How FreshRSS calls pages out of which it makes feeds itself."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a list."""

    url: str
    title: str = ""
    site: str = ""
    tags: tuple[str, ...] = ()


def subscriptions_in(data: bytes) -> tuple[list[Subscription], list[str]]:
    """The subscriptions of an OPML file, each address once, and a sentence for all that is not taken as it stands.

    Folders and categories become tags. Nothing that the file names is fetched or run; raises TextUnusable for what is
    no OPML.
    """
    found: dict[str, Subscription] = {}
    remarks: list[str] = []
    for count, outline in enumerate(_outlines(_root(data))):
        if count == MOST_OUTLINES:
            remarks.append(f"Only the first {MOST_OUTLINES} outlines were read.")
            break
        if len(outline.folders) >= DEEPEST:
            remarks.append(f"The outlines lie more than {DEEPEST} deep in each other; what comes there was not read.")
            break
        if outline.is_folder:
            continue
        remark, subscription = _subscription(outline)
        remarks.extend(filter(None, [remark]))
        if subscription is not None:
            identity = canonical_url(subscription.url)
            found[identity] = _united(found.get(identity, subscription), subscription)
    return list(found.values()), remarks


def opml_of(subscriptions: Iterable[Subscription], title: str, made: datetime) -> bytes:
    """An OPML 2.0 file of subscriptions: those without tags first, the others in a folder for each of their tags."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = clean_line(title, _TITLE)
    etree.SubElement(head, "dateCreated").text = format_datetime(made.astimezone(UTC), usegmt=True)
    folders: dict[str, Any] = {"": body}
    for tag, inside in sorted(_by_tag(subscriptions).items(), key=lambda pair: _order(pair[0])):
        folder = _folder(folders, tag)
        for attributes in inside:
            etree.SubElement(folder, "outline", attributes)
    file: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return file


def _root(data: bytes) -> Any:
    """The root of a file, mended where it is broken as such files are."""
    text = decoded_page(data)
    text = _PROLOG.sub("", text[max(text.find("<"), 0) :], count=1)
    # no reference is left to the parser: it would drop `?a=1&b=2` and `&nbsp;`, and stumble over halves of characters
    text = _REFERENCE.sub(lambda match: html.escape(html.unescape(match[0])), text)
    try:
        root = read_xml(_ILLEGAL.sub("", text).encode(), "The file")
    except TextUnusable as error:
        raise TextUnusable("The file is no list of feeds.") from error
    if local(root) != "opml" and not any(local(node) == "outline" for node in root.iter()):
        raise TextUnusable("The file is no list of feeds.")
    return root


class _Outline:
    """An outline as a file has it, and the folders that it lies in."""

    def __init__(self, node: Any, folders: tuple[str, ...]) -> None:
        self.facts: dict[str, str] = {}
        for name in node.keys():  # noqa: SIM118 — lxml looks through all attributes for the value of each
            if name.lower() in _FACTS:
                self.facts.setdefault(name.lower(), node.get(name).strip())
        self.folders = folders
        self.kind = self.facts.get("type", "").lower()
        self.name = clean_line(self.facts.get("text", ""), _TITLE) or clean_line(self.facts.get("title", ""), _TITLE)
        # what links and inclusions call `url` is the address of a page or of another list
        self.said = self.facts.get("xmlurl") or ("" if self.kind in ("link", "include") else self.facts.get("url", ""))
        self.is_folder = len(node) > 0 and not self.said


def _outlines(root: Any) -> Iterator[_Outline]:
    """All outlines in their order; what lies in one with an address belongs to the folder around."""
    folders: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if local(node) != "outline":
            continue
        if event == "end":
            folders.pop()
            continue
        outline = _Outline(node, tuple(folders))
        yield outline
        folders.append(outline.name if outline.is_folder else "")


def _subscription(outline: _Outline) -> tuple[str, Subscription | None]:
    """What is to be said about an outline, if anything, and the subscription that it is, if it is one."""
    called = clean_line(outline.name or outline.said, 80) or "An outline without a name"
    address = feed_address(outline.said)
    if problem := _problem(outline, address):
        return f"{called} {problem}.", None
    tags = [*outline.facts.get("category", "").split(",", 2 * _MOST_TAGS)[: 2 * _MOST_TAGS], "/".join(outline.folders)]
    title = "" if _bare(outline.name) == _bare(clean_line(address, _TITLE)) else outline.name
    found = Subscription(address, title, read_address(outline.facts.get("htmlurl", "")), _tidy(tags))
    if outline.facts.get("filtercmd"):
        return f"{called} is taken as it comes, without the program that was run over it.", found
    return "", found


def _problem(outline: _Outline, address: str) -> str:
    """Why an outline is no subscription, or ''."""
    said, other = outline.said, outline.facts.get("url", "")
    if _PROGRAM.match(said):
        return "would run a program, which is never done"
    if _SEARCH.match(said):
        return "is a search of another program"
    if said and not address:
        return "has an address that is neither http nor https"
    if said:
        return "is a page, of which another program makes a feed" if _TAKEN_APART.search(outline.kind) else ""
    if outline.kind == "include" or other.lower().endswith(".opml"):
        return "refers to another list, which is not fetched"
    if other:
        return "is a link and no feed"
    return "names its site and no feed" if outline.facts.get("htmlurl") else "has no address"


def _united(one: Subscription, other: Subscription) -> Subscription:
    tags = _tidy([*one.tags, *other.tags])
    return replace(one, title=one.title or other.title, site=one.site or other.site, tags=tags)


def _bare(name: str) -> str:
    """An address as it is shown where nobody knows a title, and other text as it is."""
    return (name.partition("://")[2] or name).removeprefix("www.").rstrip("/")


def _tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are written in a file, each once."""
    once: dict[str, str] = {}
    for tag in map(_tag, tags):
        once.setdefault(tag.casefold(), tag)
    once.pop("", None)
    return tuple(once.values())[:_MOST_TAGS]


def _tag(path: str) -> str:
    """A path of folders as a tag; without commas, which part categories in a file and tags on a command line."""
    parts = (clean_line(part.replace(",", " "), _TAG).lstrip("# ") for part in path[:_PATH].split("/"))
    return clean_line("/".join(filter(None, parts)), _TAG)


def _by_tag(subscriptions: Iterable[Subscription]) -> dict[str, list[dict[str, str]]]:
    """The attributes of outlines for each tag, '' for those without any."""
    found: dict[str, list[dict[str, str]]] = {"": []}
    for subscription in subscriptions:
        if not (address := read_address(subscription.url)):
            continue
        name = clean_line(subscription.title, _TITLE) or clean_line(address)  # OPML wants a text in any case
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": address}
        if site := read_address(subscription.site):
            attributes["htmlUrl"] = site
        tags = _tidy(subscription.tags)
        if tags:
            attributes["category"] = ",".join(f"/{tag}" if "/" in tag else tag for tag in tags)
        for tag in tags or ("",):
            found.setdefault(tag, []).append(attributes)
    return found


def _order(tag: str) -> tuple[list[str], list[str]]:
    """A folder comes after the one that it lies in, and otherwise by its name."""
    parts = tag.split("/") if tag else []
    return [part.casefold() for part in parts], parts


def _folder(folders: dict[str, Any], tag: str) -> Any:
    """The outline that stands for a tag, made together with those around it."""
    if tag not in folders:
        around, _, name = tag.rpartition("/")
        folders[tag] = etree.SubElement(_folder(folders, around), "outline", {"text": name, "title": name})
    return folders[tag]
