"""EPUB: an article, or an issue of many, for any e-reader: EPUB 3 that older ones understand, too."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from tempfile import SpooledTemporaryFile
from typing import ClassVar, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from reader.domain.picture import kept_name
from reader.services.exporting import epub_parts as parts
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.leaf import STYLE, language_tag, leaf
from reader.services.exporting.selection import Selection, Told

_IN_MEMORY = 16_000_000
_PIECE = 1 << 20
_MADE_BY = b"made by reader"
"""The comment at the end of the archive."""
_COVER = re.compile(r"\s*!\[[^\]\n]*\bcover\b[^\]\n]*\]\(([^\s()]+)", re.IGNORECASE)
"""How the text of a book begins whose cover was kept."""


class Chapter(NamedTuple):
    """An article of the book."""

    name: str
    title: str
    author: str
    language: str


class Epub(Plainly):
    """A book with a cover page, contents, a chapter an article, and the pictures that were kept."""

    holds: ClassVar[Holds] = Holds.EITHER
    suffix: ClassVar[str] = ".epub"
    is_text: ClassVar[bool] = False

    def is_ours(self, data: bytes) -> bool:
        return data.startswith(b"PK\x03\x04") and data.endswith(_MADE_BY)

    def write(self, selection: Selection) -> Iterator[bytes]:
        """The archive, which is put together in a temporary file."""
        with SpooledTemporaryFile(_IN_MEMORY) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.comment = _MADE_BY
                _fill(archive, selection)
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece


class _Pictures:
    """The kept pictures in the book, each once."""

    def __init__(self, archive: zipfile.ZipFile, selection: Selection) -> None:
        self.names: dict[str, None] = {}
        self._archive = archive
        self._selection = selection

    def address_of(self, name: str) -> str:
        """Where in the book a picture is, which is put there; '' where it is missing."""
        address = f"{parts.PICTURES}/{name}"
        if name not in self.names:
            data = self._selection.picture(name)
            if data is None:
                return ""
            self._archive.writestr(f"EPUB/{address}", data, zipfile.ZIP_STORED)
            self.names[name] = None
        return address


def _fill(archive: zipfile.ZipFile, selection: Selection) -> None:
    now = datetime.now(UTC)
    archive.writestr(zipfile.ZipInfo("mimetype", now.timetuple()[:6]), b"application/epub+zip", zipfile.ZIP_STORED)
    archive.writestr("META-INF/container.xml", parts.CONTAINER)
    archive.writestr("EPUB/style.css", STYLE)
    chapters: list[Chapter] = []
    pictures = _Pictures(archive, selection)
    cover = ""
    for number, told in enumerate(selection, 1):
        chapter = _chapter(told, number)
        chapters.append(chapter)
        page = leaf(told, pictures=pictures.address_of)
        begins = _COVER.match(told.body)
        cover = kept_name(begins[1]) if begins else ""
        archive.writestr(f"EPUB/{chapter.name}", parts.page(chapter.title, page, chapter.language))
    cover = cover if cover in pictures.names and len(chapters) == 1 else ""
    book = _book(chapters, selection, now, list(pictures.names), cover)
    archive.writestr("EPUB/cover.xhtml", parts.cover(book))
    archive.writestr("EPUB/nav.xhtml", parts.contents(book))
    archive.writestr("EPUB/toc.ncx", parts.ncx(book))
    archive.writestr("EPUB/content.opf", parts.package(book))


def _chapter(told: Told, number: int) -> Chapter:
    article = told.article
    return Chapter(f"a{number:05}.xhtml", article.title, article.author, language_tag(article.language))


def _book(chapters: list[Chapter], selection: Selection, now: datetime, pictures: list[str], cover: str) -> parts.Book:
    languages = Counter(chapter.language for chapter in chapters if chapter.language)
    authors = dict.fromkeys(chapter.author for chapter in chapters if chapter.author)
    day = f"{now.day} {now:%B %Y}"
    return parts.Book(
        uid=f"urn:uuid:{uuid5(NAMESPACE_URL, 'reader ' + ' '.join(selection.uids))}",
        title=chapters[0].title if len(chapters) == 1 else f"{len(chapters)} articles, {day}",
        authors=[escape(author) for author in authors][: parts.MOST_AUTHORS],
        language=languages.most_common(1)[0][0] if languages else "und",
        made=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        day=day,
        chapters=[(chapter.name, escape(parts.legal(chapter.title))) for chapter in chapters],
        pictures=pictures,
        cover=cover,
    )
