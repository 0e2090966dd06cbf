"""What a page says about itself: in its head, in its data for search engines, in its address."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from lxml.html import HtmlElement

from reader.domain.identity import canonical_url
from reader.domain.plain import clean_line
from reader.services.adding.address import host_of, read_address
from reader.services.adding.dates import read_date
from reader.services.pages.blocks import words_of
from reader.services.pages.byline import named_author
from reader.services.pages.tidying import is_permalink, whole_address

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|WebPage|CreativeWork|Recipe|Review|Posting)$")
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl", "sailthru.author")
_SITES = ("og:site_name", "application-name", "citation_journal_title", "publisher")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "citation_publication_date", "dc.date.issued",
    "dc.date", "dcterms.created", "date", "pubdate", "publish-date", "publish_date", "parsely-pub-date",
    "sailthru.date", "citation_date", "article.published",
)  # fmt: skip
_WORDS = ("og:description", "description", "twitter:description", "dc.description")
_PICTURES = ("og:image", "twitter:image", "og:image:url")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_PARTING = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|｜_]\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])")
_BY = re.compile(r"(?i:by)\s+|(?:Von|Par|Por)\s+(?=\S+ \S)")  # but von Neumann is called so
_ADDRESS = re.compile(r"https?://\S+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_MOST = 200
"""Things that are looked at in the data of a page at most."""


@dataclass(frozen=True, slots=True)
class About:
    """What a page says about itself; '' where it says nothing."""

    title: str = ""
    author: str = ""
    site: str = ""
    published: datetime | None = None
    language: str = ""
    address: str = ""
    """The address that it wants to be known by."""
    description: str = ""
    picture: str = ""
    free: bool = True
    """Whether everybody may read it whole."""
    words: int = 0
    """How many words it says it has."""


def about(page: HtmlElement, url: str) -> About:
    """What a page says about itself, `url` being where it comes from."""
    named = _named(page)
    data = _data(page)
    site = _first(named, _SITES) or _name(data.get("publisher")) or host_of(url)
    address = _address(page, named, url)
    title = _first(named, _TITLES) or _text(data.get("headline")) or _heading(page)
    if same_site(address, url):
        url = address or url
    said = _text(data.get("articleBody"))
    return About(
        title=without_site(clean_line(title), site, url),
        author=_author(page, named, data, {_norm(site), _norm(host_of(url))}),
        site=clean_line(site, 200),
        published=_published(page, named, data, url),
        language=_language(page, named, data),
        address=url,
        description=clean_line(_first(named, _WORDS) or _text(data.get("description")), 500),
        picture=whole_address(url, _first(named, _PICTURES)),
        free=str(data.get("isAccessibleForFree", "true")).lower() != "false",
        words=max(len(words_of(said)), _count(data.get("wordCount"))),
    )


def same_site(address: str, url: str) -> bool:
    """Whether an address is on the site of another; a page may not speak for other sites."""
    one, other = host_of(address), host_of(url)
    return bool(one) and (not other or one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))


def without_site(title: str, site: str, url: str) -> str:
    """A title without the name of its site before or after it."""
    names = {_norm(site), _norm(host_of(url)), _norm(host_of(url).rpartition(".")[0])} - {""}
    for parting in reversed(list(_PARTING.finditer(title))):
        before, after = title[: parting.start()], title[parting.end() :]
        if _is_name(after, names) and len(words_of(before)) >= 1:
            title = before
        elif _is_name(before, names) and len(words_of(after)) > 1:
            return after.strip()
    return title.strip()


def _is_name(part: str, names: set[str]) -> bool:
    said = _norm(part)
    return bool(said) and any(said == name or (len(name) > 3 and said.startswith(name)) for name in names)


def _norm(text: str) -> str:
    return "".join(words_of(text.replace("_", " ")))


def _named(page: HtmlElement) -> dict[str, str]:
    """The named facts in the head of a page; the first of a name counts."""
    found: dict[str, str] = {}
    for node in page.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        if name and node.get("content"):
            found.setdefault(name.strip().lower(), node.get("content").strip())
    return found


def _data(page: HtmlElement) -> dict[str, Any]:
    """What a page tells search engines about its article."""
    found: dict[str, Any] = {}
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            thing = orjson.loads((script.text or "").strip())
        except orjson.JSONDecodeError:
            continue
        for each in _things(thing):
            kinds = each.get("@type")
            if any(
                _ARTICLE.fullmatch(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
                if isinstance(kind, str)
            ):
                found = {**each, **found} if found else each
    return found


def _things(thing: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [thing], 0
    while waiting and seen < _MOST:
        seen += 1
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting += each[:_MOST]
        elif isinstance(each, dict):
            yield each
            waiting += [each[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in each]


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if named.get(name)), "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int:
    try:
        return min(int(value), 10_000_000)
    except (TypeError, ValueError, OverflowError):
        return 0


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value[:20]))))
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _author(page: HtmlElement, named: dict[str, str], data: dict[str, Any], sites: set[str]) -> str:
    """Who wrote a page, where that is somebody else than one of the sites itself."""
    for said in (_name(data.get("author")), *(named.get(name, "") for name in _AUTHORS)):
        if said and not _ADDRESS.match(said) and not said.startswith("@"):
            people = clean_line(said[by.end() if (by := _BY.match(said)) else 0 :], 200).split(", ")
            if author := ", ".join(person for person in people if _norm(person) not in sites):
                return author
    author = named_author(page)
    return "" if _norm(author) in sites else author


def _heading(page: HtmlElement) -> str:
    title = page.find(".//title")
    said = (title.text or "").strip() if title is not None else ""
    headings = [clean_line(_without_permalinks(node)) for node in page.iter("h1")]
    if len(headings) == 1 and headings[0] and (not said or _norm(headings[0]) in _norm(said)):
        return headings[0]
    return said or next(filter(None, headings), "")


def _without_permalinks(node: HtmlElement) -> str:
    node = copy.deepcopy(node)
    for link in list(node.iter("a")):
        if is_permalink(link):
            link.drop_tree()
    return str(node.text_content())


def _canonical(page: HtmlElement) -> str:
    for node in page.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split():
            return str(node.get("href") or "")
    return ""


def _address(page: HtmlElement, named: dict[str, str], url: str) -> str:
    """The address that a page wants to be known by; many a site gives all its pages that of its front page."""
    for said in (_canonical(page), named.get("og:url", "")):
        address = read_address(whole_address(url, said)) if said else ""
        if address and (not _is_root(address) or _is_root(url) or not url):
            return address
    return ""


def _is_root(address: str) -> bool:
    return canonical_url(address).count("/") == 2 and "?" not in canonical_url(address)


def _published(page: HtmlElement, named: dict[str, str], data: dict[str, Any], url: str) -> datetime | None:
    said = [_text(data.get("datePublished")), *(named[name] for name in _DATES if name in named)]
    article = page.find(".//article")
    times = (article if article is not None else page).iter("time")
    said += [node.get("datetime") for node in times if node.get("datetime")][:1]
    if match := _IN_PATH.search(url):
        said.append("-".join(match.groups()))
    return next(filter(None, map(read_date, said)), None)


def _language(page: HtmlElement, named: dict[str, str], data: dict[str, Any]) -> str:
    for said in (page.get("lang"), _text(data.get("inLanguage")), named.get("og:locale"), named.get("language")):
        if said and _LANGUAGE.fullmatch(said.strip()):
            first, *rest = re.split("[-_]", said.strip())
            return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
    return ""
