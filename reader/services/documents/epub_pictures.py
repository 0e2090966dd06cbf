"""The pictures of a book: its chapters show those that are kept and say the others in words; the cover is first."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from reader.domain.errors import TextUnusable
from reader.domain.picture import kept_name
from reader.services.documents.epub_archive import EpubArchive, beside
from reader.services.documents.keeping import Keeping
from reader.services.documents.xml import local
from reader.services.pages.tree import decoded_page, page_tree

ORNAMENT = 1_000
"""Bytes below which a picture without words is an ornament or a rule."""


class BookPictures:
    """The pictures of one book."""

    def __init__(self, archive: EpubArchive) -> None:
        self._archive = archive
        self._keeping = Keeping()
        self._addresses: dict[str, str] = {}

    def shown_in(self, body: str) -> dict[str, bytes]:
        """Those that the text of the book shows, by their names."""
        return self._keeping.shown_in(body)

    def settle(self, body: HtmlElement, folder: str) -> None:
        """Let every picture of a chapter in `folder` lead to where it is kept, or else be what it shows."""
        _take_out_of_drawings(body)
        for image in list(body.iter("img", "image")):
            address = self._address_of(beside(folder, _source_of(image)))
            said = (image.get("alt") or "").strip()
            if said or (address and len(self._keeping.kept[kept_name(address)]) >= ORNAMENT):
                image.tag = "img"
                image.set("src", address)
            else:
                image.drop_tree()

    def put_cover_first(self, whole: HtmlElement, cover: list[str]) -> None:
        """Let a book begin with its cover, the first of some members that is one, and show it nowhere else alone."""
        address = next(filter(None, map(self._cover_address, cover)), "")
        if not address:
            return
        chapters = list(whole)
        for chapter in chapters[1:]:
            if not chapter.text_content().strip() and {image.get("src") for image in chapter.iter("img")} == {address}:
                whole.remove(chapter)
        for image in chapters[0].iter("img") if chapters else ():
            if image.get("src") == address:
                image.set("alt", (image.get("alt") or "").strip() or "Cover")
                return
        first = lxml.html.Element("p")
        first.append(lxml.html.Element("img", src=address, alt="Cover"))
        whole.insert(0, first)

    def _cover_address(self, member: str) -> str:
        """Where a cover is kept that is a picture itself or a page that shows one."""
        address = self._address_of(member)
        if address or not member:
            return address
        try:
            page = page_tree(decoded_page(self._archive.read_if_small(member, self._keeping.room)))
        except TextUnusable:
            return ""
        folder = posixpath.dirname(member)
        shown = (self._address_of(beside(folder, _source_of(image))) for image in page.iter("img", "image"))
        return next(filter(None, shown), "")

    def _address_of(self, member: str) -> str:
        """How the text refers to a picture of the archive; '' for one that is not kept."""
        if member not in self._addresses:
            data = self._archive.read_if_small(member, self._keeping.room)
            self._addresses[member] = self._keeping.address_of(data)
        return self._addresses[member]


def cover_members(root: Any, folder: str) -> list[str]:
    """What a package in `folder` calls the cover of its book, the plainest word first: a picture, or a page with it."""
    return list(dict.fromkeys(filter(None, _covers(root, folder))))


def _covers(root: Any, folder: str) -> Iterator[str]:
    items = {node.get("id"): node for node in root.iter() if local(node) == "item" and node.get("href")}
    for node in items.values():
        if "cover-image" in (node.get("properties") or "").split():
            yield beside(folder, node.get("href"))
    for node in root.iter():
        if local(node) == "meta" and node.get("name") == "cover" and node.get("content"):
            named = items.get(node.get("content"))
            yield beside(folder, node.get("content") if named is None else named.get("href"))
    for node in root.iter():
        if local(node) == "reference" and (node.get("type") or "").lower() == "cover" and node.get("href"):
            yield beside(folder, node.get("href"))


def _source_of(image: HtmlElement) -> str:
    return image.get("src") or image.get("xlink:href") or image.get("href") or ""


def _take_out_of_drawings(body: HtmlElement) -> None:
    """Put the pictures that drawings only frame, as covers are often made, in the place of these."""
    for drawing in list(body.iter("svg")):
        said = drawing.get("aria-label") or next((node.text_content() for node in drawing.iter("title", "desc")), "")
        for image in list(drawing.iter("image", "img")):
            drawing.addprevious(lxml.html.Element("img", src=_source_of(image), alt=image.get("alt") or said.strip()))
