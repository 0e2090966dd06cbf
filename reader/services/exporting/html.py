"""HTML: pages that need nothing but themselves, one for all articles or one for each."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import ClassVar

from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.leaf import STYLE, language_tag, leaf
from reader.services.exporting.selection import Selection, Told

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
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
        for told in selection:
            yield _article(told).encode("utf-8", "replace")
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


def _article(told: Told) -> str:
    language = language_tag(told.article.language)
    said = f' lang="{language}"' if language else ""
    uid = told.article.uid
    return f'<article id="a{uid}"{said} dir="auto">\n{leaf(told, f"a{uid}-")}</article>\n'
