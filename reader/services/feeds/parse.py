"""Parsing feeds: RSS, Atom, RDF and JSON Feed, well-formed or not, into drafts.

The quick parser reads first; where it gives up, or gives much less than there is, the patient one reads the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.identity import canonical_url
from reader.domain.plain import clean_line, clean_text
from reader.domain.provenance import Provenance, Way
from reader.domain.words import count_words
from reader.services.adding.address import host_of, read_address
from reader.services.adding.dates import read_date
from reader.services.adding.markdown import first_words
from reader.services.adding.plaintext import markdown_from
from reader.services.adding.script import language_of
from reader.services.attempt import attempt
from reader.services.feeds.entry import Entry, Parsed, digest_of, identity_of
from reader.services.pages.fragment import markdown_of_fragments, words_in
from reader.services.pages.tidying import whole_address
from reader.services.pages.verdict import verdict_on_entry

MOST_ENTRIES = 5_000
"""Entries that are read of one feed."""
MOST_TEXT = 2_000_000
"""Characters of an entry at most."""
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_MISSING = 0.8
"""Share of the entries that must have been read for the quick parser to be believed."""
_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>|&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
_NO_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#)")
"""What XML knows no meaning of, and the quick parser drops together with what stands around it."""
_SAYS_LANGUAGE = re.compile(rb"<(?:dc:)?language>\s*([A-Za-z_-]{2,20})\s*</")
_HEAD = 20_000
"""Bytes in which a feed says what language it is in."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
_SPECIAL = re.compile(r"([][*_`<])")
_ESCAPED = r"\\\1"


def parse_feed(data: bytes, url: str, known: Mapping[str, str] = _NOTHING) -> Parsed:
    """What a feed says, `url` being where it comes from.

    Of entries whose identity is `known` no text is made, unless they have another digest now than the one that stands
    there; '' stands for any.
    Raises TextUnusable for what is no feed.
    """
    found = _quick(data)
    if found is None:
        found = _patient(data)
    if found is None:
        raise TextUnusable(f"{host_of(url) or 'The file'} has no feed there.")
    facts, entries = found
    site = read_address(whole_address(url, _string(facts.get("link"))))
    spoken = _SAYS_LANGUAGE.search(data[:_HEAD])
    language = _string(facts.get("language")) or (spoken[1].decode() if spoken else "")
    parsed = Parsed(clean_line(_words(_string(facts.get("title"))), 300), site, _language(language))
    raws = [_Raw(entry, site or url) for entry in entries[:MOST_ENTRIES]]
    shared = Counter(raw.link for raw in raws)
    times = Counter(raw.identity for raw in raws)
    fresh = [raw for raw in raws if _is_wanted(raw, known.get(raw.identity), times[raw.identity])]
    drafts = dict(zip(map(id, fresh), _drafts(fresh, parsed, url, shared), strict=True))
    parsed.entries = [Entry(raw.identity, raw.digest, drafts.get(id(raw))) for raw in raws]
    parsed.entries.sort(key=lambda entry: _order(entry.draft), reverse=True)
    return parsed


def _is_wanted(raw: _Raw, digest: str | None, times: int) -> bool:
    """Whether an entry is new or has changed; of one that stands there several times nobody knows what it says now."""
    return digest is None or (digest not in ("", raw.digest) and times == 1)


def _order(draft: Draft | None) -> datetime:
    return (draft and draft.published) or datetime.min.replace(tzinfo=UTC)


def _quick(data: bytes) -> tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]] | None:
    """What the quick parser reads, if it can be believed."""
    import fastfeedparser

    if b"xml:base" in data or (data[:100].lstrip()[:1] != b"{" and _NO_ENTITY.search(_without_verbatim(data))):
        return None  # which it does not know
    found = attempt(fastfeedparser.parse, data)
    if found is None:
        return None
    least = _MISSING * sum(1 for _ in _ENTRY.finditer(data))
    return (found.feed, found.entries) if len(found.entries) >= least else None


def _without_verbatim(data: bytes) -> bytes:
    first, *rest = data.split(b"<![CDATA[")
    return first + b"".join(part.partition(b"]]>")[2] for part in rest)


def _patient(data: bytes) -> tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]] | None:
    import feedparser

    found = attempt(feedparser.parse, data, sanitize_html=False)
    return (found.feed, found.entries) if found and (found.get("version") or found.entries) else None


class _Raw:
    """An entry as a parser gives it, with what both parsers call differently."""

    def __init__(self, entry: Mapping[str, Any], base: str) -> None:
        self.entry = entry
        guid = _string(entry.get("id"))
        self.link = _link(entry, base)
        if not self.link and not entry.get("link") and guid.startswith(("http://", "https://")):
            self.link = read_address(guid)
        self.title = _string(entry.get("title")).strip()
        self.html, self.is_plain, self.is_summary = _text(entry)
        stamp = _string(entry.get("published")) or _string(entry.get("updated"))
        self.identity = identity_of(guid, self.link, self.title, stamp)
        self.digest = digest_of(self.title, self.html)
        self.guid = guid
        self.published = _moment(stamp)


def _link(entry: Mapping[str, Any], base: str) -> str:
    original = _string(entry.get("feedburner_origlink"))
    for said in (original, _string(entry.get("link")), *_related(entry)):
        try:
            if said and (address := read_address(urljoin(base, said.strip()))):
                return address
        except ValueError:
            continue
    return ""


def _related(entry: Mapping[str, Any]) -> Iterator[str]:
    for link in entry.get("links") or ():
        if isinstance(link, Mapping) and link.get("rel") in ("alternate", "related"):
            yield _string(link.get("href"))


def _text(entry: Mapping[str, Any]) -> tuple[str, bool, bool]:
    """The longest text of an entry, whether it is plain, and whether the feed calls it a summary only."""
    best, plain, summary = "", False, True
    for content in entry.get("content") or ():
        value = _string(content.get("value")) if isinstance(content, Mapping) else ""
        if len(value) > len(best):
            best, plain, summary = value, _string(content.get("type")) in ("text", "text/plain"), False
    for name in ("description", "summary"):
        value = _string(entry.get(name))
        if len(value) > 2 * len(best):
            detail = entry.get("summary_detail")
            best, plain, summary = value, isinstance(detail, Mapping) and detail.get("type") == "text/plain", True
    if not plain and "summary" not in entry and best == _string(entry.get("description")):
        summary = True  # the quick parser makes a text of a description
    return best[:MOST_TEXT], plain or not _TAG.search(best), summary


def _drafts(raws: Sequence[_Raw], feed: Parsed, url: str, shared: Counter[str]) -> list[Draft]:
    html = [(raw.html, raw.link or feed.site or url) for raw in raws if not raw.is_plain]
    made = iter(_converted(html))
    return [_draft(raw, _plain(raw.html) if raw.is_plain else next(made), feed, url, shared) for raw in raws]


def _plain(text: str) -> str:
    return markdown_from(clean_text(text))


def _converted(fragments: list[tuple[str, str]]) -> list[str]:
    found = attempt(markdown_of_fragments, fragments)
    if found is None:  # one entry stumbles: the others must not fall with it
        return [_one(fragment) for fragment in fragments]
    return found


def _one(fragment: tuple[str, str]) -> str:
    found = attempt(markdown_of_fragments, [fragment])
    return _plain(fragment[0]) if found is None else found[0]  # what cannot be set is shown as it is


def _draft(raw: _Raw, body: str, feed: Parsed, url: str, shared: Counter[str]) -> Draft:
    body = _with_enclosures(body, raw.entry)
    title = clean_line(_words(raw.title)) or (first_words(body) if body else "Untitled")
    counted = count_words(body)
    # a link that several entries have, or the site itself, is no identity
    own = bool(raw.link) and shared[raw.link] == 1 and canonical_url(raw.link) != canonical_url(feed.site)
    return Draft(
        title=title,
        body=body,
        url=raw.link,
        source=feed.title or host_of(url),
        author=clean_line(_authors(raw.entry), 200),
        published=raw.published,
        language=language_of(body) or feed.language,
        provenance=Provenance(Way.FEED, "", verdict_on_entry(body, counted[0], raw.is_summary)),
        counted=counted,
        seed="" if own else f"{canonical_url(url)}\n{raw.guid or raw.identity}",
    )


def _with_enclosures(body: str, entry: Mapping[str, Any]) -> str:
    """A text with links to what comes with it, such as the episode of a podcast."""
    lines = []
    for thing in list(entry.get("enclosures") or ())[:5]:
        address = read_address(_string(thing.get("url") or thing.get("href"))) if isinstance(thing, Mapping) else ""
        kind = _string(thing.get("type")) if address else ""
        if address and not kind.startswith("image/") and address not in body:
            name = clean_line(address.rpartition("/")[2].partition("?")[0], 80) or host_of(address)
            lines.append(f"[{_SPECIAL.sub(_ESCAPED, name)}](<{address}>)")
    return "\n\n".join(filter(None, [body, *lines]))


def _words(html: str) -> str:
    """The words of a title, in which some feeds write HTML, and some write it twice."""
    for _ in range(2):
        if not _TAG.search(html):
            break
        html = attempt(words_in, html) or html
    return html


def _authors(entry: Mapping[str, Any]) -> str:
    names = [_string(author.get("name")) for author in entry.get("authors") or () if isinstance(author, Mapping)]
    said = ", ".join(dict.fromkeys(filter(None, names))) or _string(entry.get("author"))
    if match := re.fullmatch(r"\S+@\S+\s+\((.+)\)", said.strip()):  # RSS wants an address, with a name behind it
        said = match[1]
    return re.sub(r"\s*<?\S+@\S+\.\S+>?", "", said) or said


def _moment(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    moment = _iso(text)
    if moment is None and text:
        try:
            moment = parsedate_to_datetime(text)
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            moment = read_date(text)
    if moment is None or moment.year < 1990 or moment > datetime.now(UTC) + timedelta(days=2):
        return None  # a clock that never was set, or a day that is still to come
    return moment


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return read_date(text) if text[:4].isdigit() else None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _language(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}", text):
        return ""
    first, *rest = re.split("[-_]", text)
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
