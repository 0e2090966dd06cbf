"""A library with everything in it that may come between two formats, and ways to export it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.domain.article import State
from reader.domain.draft import Draft
from reader.domain.picture import picture_address, picture_name
from reader.domain.shelf import ALL
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.services.exporting.exporter import Options
from reader.services.exporting.exporting import export
from reader.services.exporting.registry import exporter_of
from reader.services.exporting.report import ExportReport
from reader.services.exporting.selection import Selection
from reader.services.quoting import highlight_quoted, mark_quoted

BODY = """First *emph* and **strong** text with a [link](https://example.org/a_(b)?x=1&y=[2]) and `code x`.
A note[^1] here[^1].

## Heading & <b>bold

> Quote with ==already== marked <script>alert(1)</script> text <b>bold</b> <i>open

- item one &amp; more
- item **two**

| a | b |
|--:|---|
| 1 | <img src="x" onerror="alert(1)"> ![alt](http://x/y.png) |

```html
<b>]]></b>
```

<div onclick="x">Raw <a href="javascript:alert(1)">html</a> &nbsp; block</div>

[bad](javascript:alert(1)) [frag](#x) [idn](https://bücher.example/ü) [pct](https://example.org/%zz) [host](https://a_|b/)

Last &#27;[31m line x<sup>2</sup> H<sub>2</sub>O <br> done. [![img](https://e.org/a.png)](https://e.org)

[^1]: The *note* text.
"""
TITLES = (
    "[/] red [b]", "../../etc/passwd", "CON", "con.txt", "x" * 500, "🧛🏽‍♀️" * 80, "שלום עולם", 'A < B & C > "D"',
    "Same", "same", "a:b*c?d|e", "...", "=1+1", "café", "cafe\u0301",
)  # fmt: skip
PUBLISHED = datetime(2024, 5, 1, tzinfo=UTC)
ADDED = datetime(2024, 5, 2, 8, 30, 1, tzinfo=UTC)
PNG, GIF, WEBP, JPG = map(
    b64decode,
    (
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGM8ISfHwMAAAAXMAQZFiFnUAAAAAElFTkSuQmCC",
        "R0lGODdhAgABAIEAAMgeHgAAAAAAAAAAACwAAAAAAgABAAAIBQABAAgIADs=",
        "UklGRjAAAABXRUJQVlA4ICQAAABwAQCdASoCAAEADMDOJaACdAFAAAD+2iYRho1+LuxHGSQAAAA=",
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////"
        "////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAI"
        "AQEAAD8AN//Z",
    ),
)
"""A picture of every kind."""
QUOTES = ("First emph and strong text", "with a link and", "item two", "Raw html", "line x", "code x")


def draft(title: str, number: int = 0, **facts: object) -> Draft:
    """A draft with a text that is hard to carry over."""
    known = {
        "url": f"https://example.org/{number}?a=1&b=2",
        "source": "The Bay",
        "author": "A & B <x>",
        "language": ("en", "", "he", "xx-nonsense-too-long-subtag")[number % 4],
        "tags": ("long read", "a,b", "a|b"),
        "published": PUBLISHED,
        "added": ADDED,
        "description": "d < e",
    }
    return Draft(**{"title": title, "body": BODY, **known, **facts})  # type: ignore[arg-type]


def picture(data: bytes, words: str = "A plank") -> str:
    """A kept picture as a body shows it."""
    return f"![{words}]({picture_address(picture_name(data))})"


def illustrated(title: str, *shown: tuple[bytes, str], number: int = 0) -> Draft:
    """A draft that shows pictures and says something after each."""
    body = "\n\n".join(f"{picture(data, words)}\n\nAfter {words}." for data, words in shown)
    return draft(title, number, body=f"{body}\n", pictures={picture_name(data): data for data, _ in shown})


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def hostile(library: Library) -> Library:
    """A library of titles and texts that break what is not careful."""
    library.articles.add([draft(title, number) for number, title in enumerate(TITLES)])
    return library


@pytest.fixture
def rich(library: Library) -> Library:
    """A library of two articles, of which one has everything, and a feed."""
    [feed] = library.feeds.add([new_feed("https://example.org/feed", title="Bay & Sea", tags=("sea",), cap=3)])
    [first, second] = library.articles.add(
        [draft("Tides", 1, feeds=(feed.uid,)), draft("No address", 2, url="", tags=())]
    )
    article = first.article
    for number, quote in enumerate(QUOTES):
        highlight_quoted(library, article, quote, number % 5 + 1, note=f"note {number}" if number < 2 else "")
    library.highlights.tag(library.highlights.of(article.uid)[0].uid, ["slow sea", "x"])
    mark_quoted(library, article, "a", "item two")
    mark_quoted(library, second.article, "B", "Heading")
    library.articles.note(article.uid, "Mine.\nIn two lines.")
    library.articles.bookmark([article.uid])
    library.articles.archive([article.uid])
    library.articles.mark([article.uid], State.READ)
    return library


@pytest.fixture
def pictured(library: Library) -> Library:
    """A library of a text with a cover and pictures of all kinds, and another that shows one of them."""
    planks = ((PNG, "Cover"), (GIF, "A & \\[b\\]"), (WEBP, ""), (JPG, "A plank"))
    library.articles.add(
        [illustrated("Planks", *planks, number=101), illustrated("Again", (JPG, "The same plank"), number=102)]
    )
    return library


class Exporting:
    """Exports a library into files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report = ExportReport("")

    def select(self, library: Library, uids: list[str] | None = None) -> Selection:
        everything = uids is None
        return Selection(library, library.articles.listing(ALL).uids() if uids is None else uids, everything)

    def bytes(self, library: Library, format: str, uids: list[str] | None = None, **options: object) -> bytes:
        """What goes to standard output."""
        pieces: list[bytes] = []
        exporter = exporter_of(format, Options(**options))  # type: ignore[arg-type]
        self.report = ExportReport(format)
        export(exporter, self.select(library, uids), self.report, pieces.append)
        return b"".join(pieces)

    def files(
        self, library: Library, format: str, output: str = "out/", force: bool = False, **options: object
    ) -> Path:
        """The file or folder that is written."""
        path = self.folder / output
        self.report = ExportReport(format, f"{path}/" if output.endswith("/") else str(path))
        exporter = exporter_of(format, Options(**options))  # type: ignore[arg-type]
        export(exporter, self.select(library), self.report, lambda data: None, force)
        return path


@pytest.fixture
def exporting(tmp_path: Path) -> Exporting:
    return Exporting(tmp_path)
