"""The parts of an EPUB that say what it is: container, package, contents, cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from reader.domain.picture import media_type

MOST_AUTHORS = 20
PICTURES = "pictures"
"""The folder of the pictures."""
CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Book:
    """What is said of the whole."""

    uid: str
    title: str
    authors: Sequence[str]
    """Escaped."""
    language: str
    made: str
    day: str
    chapters: Sequence[tuple[str, str]]
    """Names and escaped titles."""
    pictures: Sequence[str] = ()
    """Their names."""
    cover: str = ""
    """The name of that which is its cover."""


def legal(text: str) -> str:
    """Text without what XML does not allow."""
    return _ILLEGAL.sub("\ufffd", text)


def page(title: str, inside: str, language: str = "", kind: str = "") -> str:
    """A page of the book."""
    said = f' lang="{language}" xml:lang="{language}"' if language else ""
    of = f' epub:type="{kind}"' if kind else ""
    return legal(
        f"{_XML}<!DOCTYPE html>\n"
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{said}>\n'
        f"<head><title>{escape(title) or 'Untitled'}</title>"
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f'<body dir="auto"{of}>\n{inside}</body>\n</html>\n'
    )


def cover(book: Book) -> str:
    """The first page."""
    titles = "".join(f'<li dir="auto">{title}</li>\n' for _, title in book.chapters)
    listed = f"<ul>\n{titles}</ul>\n" if 1 < len(book.chapters) <= MOST_AUTHORS else ""
    authors = f'<p dir="auto">{", ".join(book.authors)}</p>\n' if len(book.chapters) == 1 and book.authors else ""
    inside = f"<h1>{escape(book.title)}</h1>\n{authors}<p>{book.day}</p>\n{listed}"
    return page(book.title, f'<section epub:type="titlepage">\n{inside}</section>\n', kind="cover")


def contents(book: Book) -> str:
    """The table of contents."""
    items = "".join(f'<li><a href="{name}">{title}</a></li>\n' for name, title in book.chapters)
    items = items or '<li><a href="cover.xhtml">Cover</a></li>\n'
    places = [("cover", "cover.xhtml", "Cover"), ("toc", "nav.xhtml", "Contents")]
    places += [("bodymatter", name, "Text") for name, _ in book.chapters[:1]]
    marks = "".join(f'<li><a epub:type="{kind}" href="{name}">{said}</a></li>\n' for kind, name, said in places)
    return page(
        "Contents",
        f'<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n<ol>\n{items}</ol>\n</nav>\n'
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<ol>\n{marks}</ol>\n</nav>\n',
    )


def ncx(book: Book) -> str:
    """The table of contents for readers of EPUB 2."""
    chapters = book.chapters or [("cover.xhtml", "Cover")]
    points = "".join(
        f'<navPoint id="p{number}" playOrder="{number}"><navLabel><text>{title}</text></navLabel>'
        f'<content src="{name}"/></navPoint>\n'
        for number, (name, title) in enumerate(chapters, 1)
    )
    return legal(
        f'{_XML}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n'
        f'<head><meta name="dtb:uid" content="{book.uid}"/><meta name="dtb:depth" content="1"/></head>\n'
        f"<docTitle><text>{escape(book.title)}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n"
    )


def package(book: Book) -> str:
    """What the book is, and all its files in their order."""
    creators = "".join(f"<dc:creator>{author}</dc:creator>\n" for author in book.authors)
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>\n'
        for number, (name, _) in enumerate(book.chapters, 1)
    )
    items += "".join(_picture(number, name, name == book.cover) for number, name in enumerate(book.pictures, 1))
    # e-readers of EPUB 2 know the cover by this
    cover = f'<meta name="cover" content="p{book.pictures.index(book.cover) + 1}"/>\n' if book.cover else ""
    refs = "".join(f'<itemref idref="c{number}"/>\n' for number in range(1, len(book.chapters) + 1))
    return legal(
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="uid">{book.uid}</dc:identifier>\n<dc:title>{escape(book.title)}</dc:title>\n'
        f"<dc:language>{book.language}</dc:language>\n{creators}"
        f'<dc:date>{book.made}</dc:date>\n<meta property="dcterms:modified">{book.made}</meta>\n{cover}</metadata>\n'
        '<manifest>\n<item id="style" href="style.css" media-type="text/css"/>\n'
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>\n'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        f'<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>\n{items}</manifest>\n'
        f'<spine toc="ncx">\n<itemref idref="cover"/>\n<itemref idref="nav"/>\n{refs}</spine>\n</package>\n'
    )


def _picture(number: int, name: str, is_cover: bool) -> str:
    said = ' properties="cover-image"' if is_cover else ""
    return f'<item id="p{number}" href="{PICTURES}/{name}" media-type="{media_type(name)}"{said}/>\n'
