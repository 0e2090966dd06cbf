"""EPUB: an article, or an issue of many, for any e-reader: EPUB 3 that older ones understand, too."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from tempfile import SpooledTemporaryFile
from typing import ClassVar, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from reader.services.exporting import epub_parts as parts
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.leaf import STYLE, language_tag, leaf
from reader.services.exporting.selection import Selection, Told

_IN_MEMORY = 16_000_000
_PIECE = 1 << 20
_MADE_BY = b"made by reader"
"""The comment at the end of the archive."""


class Chapter(NamedTuple):
    """An article of the book."""

    name: str
    title: str
    author: str
    language: str


class Epub(Plainly):
    """A book with a cover page, contents, and a chapter an article."""

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


def _fill(archive: zipfile.ZipFile, selection: Selection) -> None:
    now = datetime.now(UTC)
    archive.writestr(zipfile.ZipInfo("mimetype", now.timetuple()[:6]), b"application/epub+zip", zipfile.ZIP_STORED)
    archive.writestr("META-INF/container.xml", parts.CONTAINER)
    archive.writestr("EPUB/style.css", STYLE)
    chapters: list[Chapter] = []
    for number, told in enumerate(selection, 1):
        chapter = _chapter(told, number)
        chapters.append(chapter)
        archive.writestr(f"EPUB/{chapter.name}", parts.page(chapter.title, leaf(told), chapter.language))
    book = _book(chapters, selection, now)
    archive.writestr("EPUB/cover.xhtml", parts.cover(book))
    archive.writestr("EPUB/nav.xhtml", parts.contents(book))
    archive.writestr("EPUB/toc.ncx", parts.ncx(book))
    archive.writestr("EPUB/content.opf", parts.package(book))


def _chapter(told: Told, number: int) -> Chapter:
    article = told.article
    return Chapter(f"a{number:05}.xhtml", article.title, article.author, language_tag(article.language))


def _book(chapters: list[Chapter], selection: Selection, now: datetime) -> parts.Book:
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
    )
