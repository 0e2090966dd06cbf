"""HTML: pages that need nothing but themselves, one for all articles or one for each."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from typing import ClassVar

from reader.domain.picture import media_type
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.leaf import STYLE, language_tag, leaf
from reader.services.exporting.selection import Selection, Told

MOST_PICTURES = 20_000_000
"""Bytes of pictures in one page: browsers are slow with more."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing is loaded and nothing runs, whatever a text may hold."""
_COLOURS = ":root { color-scheme: light dark; }\n"


class Html(Plainly):
    """A readable page."""

    holds: ClassVar[Holds] = Holds.EITHER
    suffix: ClassVar[str] = ".html"
    signature: ClassVar[bytes] = b'<meta name="generator" content="reader" />'

    def write(self, selection: Selection) -> Iterator[bytes]:
        """The page; where it holds several articles, their titles stand first."""
        titles = selection.titles()
        alone = len(titles) == 1
        yield self._head(titles[0][1] if alone else f"{len(titles)} articles").encode("utf-8", "replace")
        if not alone:
            links = "".join(f'<li><a href="#a{uid}" dir="auto">{escape(title)}</a></li>\n' for uid, title in titles)
            yield f"<nav>\n<ul>\n{links}</ul>\n</nav>\n".encode("utf-8", "replace")
        pictures = _Pictures(selection)
        for told in selection:
            yield _article(told, pictures).encode("utf-8", "replace")
        yield b"</body>\n</html>\n"

    def _head(self, title: str) -> str:
        lines = (
            "<!DOCTYPE html>",
            "<html>",
            "<head>",
            '<meta charset="utf-8" />',
            self.signature.decode(),
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}" />',
            '<meta name="viewport" content="width=device-width, initial-scale=1" />',
            f"<title>{escape(title)}</title>",
            f"<style>\n{_COLOURS}{STYLE}</style>",
            "</head>",
            "<body>",
        )
        return "\n".join(lines) + "\n"


class _Pictures:
    """The pictures of one page, each within its own address, as many as there is room for."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._left = MOST_PICTURES

    def address_of(self, name: str) -> str:
        """An address that holds the picture, '' where it is missing or too large."""
        data = self._selection.picture(name)
        if data is None:
            return ""
        if len(data) > self._left:
            self._selection.remark(f"Of pictures beyond {MOST_PICTURES // 1_000_000} MB, a page has only the words.")
            return ""
        self._left -= len(data)
        return f"data:{media_type(name)};base64,{b64encode(data).decode()}"


def _article(told: Told, pictures: _Pictures) -> str:
    language = language_tag(told.article.language)
    said = f' lang="{language}"' if language else ""
    uid = told.article.uid
    return f'<article id="a{uid}"{said} dir="auto">\n{leaf(told, f"a{uid}-", pictures.address_of)}</article>\n'
