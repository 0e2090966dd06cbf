"""Signs by which the beginning of a file tells what it is; nothing is parsed for it."""

from __future__ import annotations

import re

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:(?><!--.*?-->)\s*)*(?:<!doctype\s+html|<html\b|<head\b|<body\b)",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?xml-stylesheet[^>]*\?>\s*|(?><!--.*?-->)\s*|<!doctype[^>\[]*>\s*)*"
    rb"<(?:rss\b|(?:\w+:)?feed\b[^>]*\bxmlns|rdf:RDF\b)",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(rb"\s*\{.{0,2000}?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.DOTALL)
_OPML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*|(?><!--.*?-->)\s*|<!doctype[^>\[]*>\s*)*<opml\b", re.I | re.S
)
_HEADER = re.compile(rb"(?:From:|Subject:|Date:|To:|Message-ID:|MIME-Version:)", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(rb"[\x21-\x39\x3b-\x7e]+:[ \t]?")
_POSTMARK = re.compile(rb"From [^\r\n]*\d{2}:\d{2}[^\r\n]*\r?\n")
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s*[\"<]?Saved by|X-MAF|MIME-Version:)", re.IGNORECASE | re.MULTILINE
)
_TO = re.compile(rb"^To:", re.IGNORECASE | re.MULTILINE)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_BEGINNING = 20_000
_MARK = b"\xef\xbb\xbf"


def is_epub(data: bytes) -> bool:
    """Whether bytes are a book: an archive whose first member says so, or that has a book's container."""
    return data.startswith(b"PK\x03\x04") and (
        b"application/epub+zip" in data[:200] or b"META-INF/container.xml" in data[-200_000:]
    )


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF file."""
    return b"%PDF-" in data[:1024]


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a page does."""
    return _HTML.match(_beginning(data)) is not None


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    beginning = _beginning(data)
    return _FEED.match(beginning) is not None or _JSON_FEED.match(beginning) is not None


def is_opml(data: bytes) -> bool:
    """Whether bytes begin as a list of feeds does."""
    return _OPML.match(_beginning(data)) is not None


def is_mail(data: bytes) -> bool:
    """Whether bytes begin as a mail does: with fields, among them two that every mail has."""
    head = _head(data)
    if not _FIELD.match(head):
        return False
    found = {name.lower() for name in _HEADER.findall(head)}
    return len(found) >= 2 and bool(found & {b"from:", b"subject:"})


def is_mailbox(data: bytes) -> bool:
    """Whether bytes are a mailbox: mails one after the other, each behind a line that begins with `From `."""
    match = _POSTMARK.match(data)
    return match is not None and is_mail(data[match.end() : match.end() + _BEGINNING])


def is_mhtml(data: bytes) -> bool:
    """Whether bytes are a saved page: a MIME message of related parts that comes from a browser and from nobody."""
    head = _head(data)
    return bool(_RELATED.search(head) and _SAVED.search(head) and not _TO.search(head))


def _beginning(data: bytes) -> bytes:
    return data[:_BEGINNING].removeprefix(_MARK)


def _head(data: bytes) -> bytes:
    return _END_OF_HEAD.split(data[:_BEGINNING].lstrip(b"\r\n"), maxsplit=1)[0]
