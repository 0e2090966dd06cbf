"""EPUB 2 and 3: the chapters of a book in their order, as one article with headings, footnotes and a cover."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import lxml.html
from lxml.html import HtmlElement

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_line
from reader.domain.provenance import Provenance, Way
from reader.services.adding.address import read_address
from reader.services.adding.dates import read_date
from reader.services.adding.script import language_of
from reader.services.documents.epub_archive import EpubArchive, beside
from reader.services.documents.epub_pictures import BookPictures, cover_members
from reader.services.documents.xml import local, read_xml, text_in
from reader.services.pages.blocks import HEADINGS
from reader.services.pages.markdown import markdown_of
from reader.services.pages.notes import take_notes
from reader.services.pages.tidying import UNSEEN
from reader.services.pages.tree import decoded_page, page_tree

_CHAPTER = ("application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document", "application/x-dtbook+xml")
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_ISO_BEGINNING = re.compile(r"\d{4}-\d\d-\d\d")
_SKIPPED = frozenset(("cover", "titlepage", "toc", "landmarks", "page-list", "loi", "lot", "copyright-page"))
_NAMED = 20
"""Words from which on a chapter without a heading gets one."""


@dataclass(slots=True)
class Book:
    """What the package of a book says."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    language: str = ""
    published: datetime | None = None
    publisher: str = ""
    description: str = ""
    address: str = ""
    chapters: list[str] = field(default_factory=list)
    """Names of the members that are its text, in order."""
    names: dict[str, str] = field(default_factory=dict)
    """What the table of contents calls a member."""
    cover: list[str] = field(default_factory=list)
    """The members that may be its cover."""


def draft_from_epub(data: bytes, name: str) -> Draft:
    """The draft that a book becomes; raises TextUnusable for what is no book, damaged or locked."""
    archive = EpubArchive(data, name)
    book = _package(archive)
    pictures = BookPictures(archive)
    whole = _read_chapters(archive, book, pictures)
    if whole.text_content().strip() or whole.find(".//img") is not None:
        pictures.put_cover_first(whole, book.cover)
    notes = take_notes(whole)
    for link in whole.iter("a"):
        if (link.get("href") or "").startswith("#"):
            link.set("href", "")
    body = markdown_of(whole, notes)
    if not body:
        raise TextUnusable(f"{name} holds no text.")
    return Draft(
        title=book.title or "Untitled book",
        body=body,
        url=book.address,
        source=book.publisher,
        author=clean_line(", ".join(dict.fromkeys(book.authors)), 200),
        published=book.published,
        language=book.language or language_of(body),
        description=book.description,
        provenance=Provenance(Way.FILE, "EPUB"),
        pictures=pictures.shown_in(body),
    )


def _package(archive: EpubArchive) -> Book:
    container = archive.read("META-INF/container.xml")
    path = ""
    if container:
        for node in read_xml(container, archive.name).iter():
            if local(node) == "rootfile":
                path = unquote(node.get("full-path") or "")
                break
    data = archive.read(path) if path else b""
    if not data:
        raise TextUnusable(f"{archive.name} is no EPUB: it has no list of its contents.")
    _insist_on_unlocked(archive)
    root = read_xml(data, archive.name)
    book = Book()
    _read_metadata(root, book)
    _read_spine(archive, root, posixpath.dirname(path), book)
    book.cover = cover_members(root, posixpath.dirname(path))
    return book


def _insist_on_unlocked(archive: EpubArchive) -> None:
    """Fonts may be scrambled; text may not."""
    data = archive.read("META-INF/encryption.xml")
    if not data:
        return
    for node in read_xml(data, archive.name).iter():
        if local(node) == "encryptionmethod" and node.get("Algorithm") not in _FONTS_ONLY:
            raise TextUnusable(f"{archive.name} is locked by its publisher (DRM).")


def _read_metadata(root: Any, book: Book) -> None:
    for node in root.iter():
        kind = local(node)
        text = clean_line(text_in(node), 2000) if kind in _FACTS else ""
        if not text:
            continue
        if kind == "title" and not book.title:
            book.title = clean_line(text)
        elif kind == "creator":
            book.authors.append(text)
        elif kind == "language" and not book.language:
            book.language = text[:20]
        elif kind == "date" and book.published is None:
            day = _ISO_BEGINNING.match(text)
            book.published = read_date(text) or read_date(day.group() if day else f"{text[:4]}-01-01")
        elif kind == "publisher" and not book.publisher:
            book.publisher = text[:200]
        elif kind == "description" and not book.description:
            book.description = clean_line(lxml.html.fromstring(f"<p>{text}</p>").text_content(), 500)
        elif kind in ("source", "identifier") and not book.address:
            book.address = read_address(text)


_FACTS = frozenset(("title", "creator", "language", "date", "publisher", "description", "source", "identifier"))


def _read_spine(archive: EpubArchive, root: Any, folder: str, book: Book) -> None:
    members: dict[str, str] = {}
    kinds: dict[str, str] = {}
    contents: list[str] = []
    for node in root.iter():
        if local(node) == "item" and node.get("id") and node.get("href"):
            member = beside(folder, node.get("href"))
            members[node.get("id")] = member
            kinds[node.get("id")] = node.get("media-type") or ""
            if "nav" in (node.get("properties") or "").split() or kinds[node.get("id")] == "application/x-dtbncx+xml":
                contents.append(member)
    aside: list[str] = []
    for node in root.iter():
        if local(node) == "itemref" and node.get("idref") in members:
            identity = node.get("idref")
            if kinds[identity] and kinds[identity] not in _CHAPTER:
                continue
            (aside if node.get("linear") == "no" else book.chapters).append(members[identity])
    book.chapters = list(dict.fromkeys(book.chapters + [member for member in aside if member not in contents]))
    for member in contents:
        _read_names(archive, member, book)
        if member in book.chapters:
            book.chapters.remove(member)


def _read_names(archive: EpubArchive, member: str, book: Book) -> None:
    """What a table of contents calls the chapters: `nav.xhtml` of EPUB 3 or `toc.ncx` of EPUB 2."""
    data = archive.read(member)
    if not data:
        return
    folder = posixpath.dirname(member)
    label = ""
    for node in read_xml(data, archive.name).iter():
        kind = local(node)
        if kind == "text":
            label = clean_line(text_in(node), 300)
        elif kind in ("a", "content"):
            target = node.get("href") or node.get("src") or ""
            said = clean_line(text_in(node), 300) if kind == "a" else label
            if target and said and "#" not in target:
                book.names.setdefault(beside(folder, target), said)


def _read_chapters(archive: EpubArchive, book: Book, pictures: BookPictures) -> HtmlElement:
    """All chapters in one tree, in which every address within the book is one within the tree."""
    whole = lxml.html.Element("div")
    numbers = {member: number for number, member in enumerate(book.chapters)}
    for member, number in numbers.items():
        body = _chapter(archive, member, pictures)
        if body is None:
            continue
        for node in body.iter():
            for name in ("id", "name"):
                if node.get(name):
                    node.set(name, f"c{number}-{node.get(name)}")
        for link in body.iter("a"):
            link.set("href", _in_book(link.get("href") or "", member, numbers))
        _name_chapter(body, book.names.get(member, ""))
        body.tag = "section"
        whole.append(body)
    return whole


def _chapter(archive: EpubArchive, member: str, pictures: BookPictures) -> HtmlElement | None:
    """The body of a chapter; None for one that holds nothing to read."""
    data = archive.read(member)
    try:
        body = page_tree(decoded_page(data)).find(".//body") if data.strip() else None
    except TextUnusable:
        return None
    if body is None or _is_apparatus(body):
        return None
    pictures.settle(body, posixpath.dirname(member))
    for node in list(body.iterdescendants()):
        if node.tag in UNSEEN:
            node.drop_tree()
    return body


def _is_apparatus(body: HtmlElement) -> bool:
    """Whether a chapter is a title page, a table of contents or the like."""
    kinds = {*(body.get("epub:type") or "").split()}
    for child in body:
        kinds.update((child.get("epub:type") or "").split())
    return bool(kinds & _SKIPPED) and not kinds & {"bodymatter", "chapter"}


def _in_book(address: str, member: str, numbers: dict[str, int]) -> str:
    """The address in the tree of all chapters that a link means; '' for one that leads nowhere there."""
    if address.startswith(("http://", "https://", "mailto:")):
        return address
    path, _, fragment = address.partition("#")
    target = beside(posixpath.dirname(member), path) if path else member
    return f"#c{numbers[target]}-{fragment}" if fragment and target in numbers else ""


def _name_chapter(body: HtmlElement, name: str) -> None:
    """Give a chapter without a heading the one that the table of contents has for it."""
    if name and next(body.iter(*HEADINGS), None) is None and len(body.text_content().split()) > _NAMED:
        heading = lxml.html.Element("h2")
        heading.text = name
        body.insert(0, heading)
        heading.tail, body.text = body.text, None
