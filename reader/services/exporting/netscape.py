"""Bookmarks in HTML as all browsers and most reading services import them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import ClassVar

from reader.domain.article import Article, State
from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.selection import Selection
from reader.services.exporting.tables import NO_ADDRESS, seconds

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<META NAME="generator" CONTENT="reader">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""


class Netscape(Plainly):
    """A link an article."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".html"
    signature: ClassVar[bytes] = b'CONTENT="reader">\n<TITLE>Bookmarks</TITLE>'

    def write(self, selection: Selection) -> Iterator[bytes]:
        """All of them in one list."""
        yield _HEAD.encode()
        for told in selection:
            if told.article.url:
                yield _link(told.article).encode("utf-8", "replace")
            else:
                selection.leave_out(told, NO_ADDRESS)
        yield b"</DL><p>\n"


def _link(article: Article) -> str:
    facts = {
        "HREF": article.url,
        "ADD_DATE": str(seconds(article)),
        "TOREAD": "1" if article.state is not State.READ and not article.archived else "0",
        "PRIVATE": "1",
        "TAGS": ",".join(tag.replace(",", " ") for tag in article.tags),
    }
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in facts.items() if value)
    said = "\n".join(filter(None, (article.description, article.note)))
    return f"    <DT><A {attributes}>{escape(article.title)}</A>\n" + (f"    <DD>{escape(said)}\n" if said else "")
