"""The page through a pty: opening, paging, resizing and finding in 1 MB, beside other programs: `python -m
tests.benchmarks.page`.

Beside it stand Textual's own Markdown widget on the same text and, where it is installed, epy on the same text as EPUB.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
import zipfile
from pathlib import Path

from reader.domain.draft import Draft
from reader.library.library import Library
from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.interface import app
from tests.benchmarks.wire import Wire, centile, median

MARKDOWN_APP = """
import sys
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Markdown
class Stock(App):
    BINDINGS = [("space", "down", "")]
    def compose(self):
        with VerticalScroll(id="v"):
            yield Markdown(open(sys.argv[1], encoding="utf-8").read())
    def on_mount(self):
        self.animation_level = "none"
        self.query_one("#v").focus()
    def action_down(self):
        self.query_one("#v").scroll_page_down(animate=False)
Stock().run()
"""
PROMISED = {
    "open": 100,
    "page": None,
    "page, 99 %": 16,
    "resize": 100,
    "find, first letter": 50,
    "find, next letters": 50,
}
"""Milliseconds at most."""
MARKER = "quixotherm zephyrlattice"
"""Words that stand once in the text, near its end."""


def text(size: int) -> str:
    """A Markdown text of so many bytes."""
    random_ = random.Random(size)
    parts: list[str] = ["# The text begins"]
    length = 0
    while length < size:
        part = corpus.body(random_, 2000)
        parts.append(part)
        length += len(part)
    parts.insert(-1, f"Here stands {MARKER} for once.")
    return "\n\n".join(parts)


def resize(wire: Wire, columns: int, rows: int = 40) -> float:
    """Milliseconds from a change of the window's size to the last byte of the paint."""
    start = time.perf_counter()
    fcntl.ioctl(wire.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.kill(wire.pid, signal.SIGWINCH)
    first, last = wire.answer(start)
    return last or first


def ours(path: Path, times: int) -> dict[str, float]:
    """What our page takes."""
    wire = Wire(app(path))
    try:
        wire.until(b"The text")
        wire.settle()
        wire.key(b"gg")
        opened = []
        for _ in range(6):
            opened.append(wire.key(b"\r")[0])
            wire.settle(0.1)
            wire.key(b"q")
            wire.settle(0.1)
        wire.key(b"\r")
        wire.settle()
        pages = [wire.key(b" ")[0] for _ in range(times)]
        widths = [resize(wire, columns) for columns in (100, 60, 120, 80, 120)]
        wire.settle()
        wire.key(b"gg")
        wire.key(b"/")
        found = [wire.key(bytes([letter]))[0] for letter in MARKER[:10].encode()]
        return {
            "open": median(opened),
            "page": median(pages),
            "page, 99 %": centile(pages, 0.99),
            "resize": max(widths),
            "find, first letter": found[0],
            "find, next letters": max(found[1:]),
        }
    finally:
        wire.close()


def beside(command: list[str], marker: bytes, page: bytes, times: int) -> dict[str, float]:
    """What another program takes to show the text and to page in it."""
    wire = Wire(command)
    try:
        opened = wire.until(marker) * 1000
        wire.settle(1.0)
        pages = [ms for ms in (wire.key(page)[0] for _ in range(times)) if ms == ms]
        return {"open": opened, "page": median(pages), "page, 99 %": centile(pages, 0.99)}
    finally:
        wire.close()


def epub(path: Path, body: str) -> None:
    """The text as an EPUB of one chapter."""
    paragraphs = "".join(f"<p>{part}</p>" for part in body.replace("&", "").replace("<", "").split("\n\n"))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="i"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title><dc:identifier id="i">x</dc:identifier>'
        '<dc:language>en</dc:language></metadata><manifest><item id="c" href="c.xhtml" '
        'media-type="application/xhtml+xml"/><item id="ncx" href="t.ncx" media-type="application/x-dtbncx+xml"/>'
        '</manifest><spine toc="ncx"><itemref idref="c"/></spine></package>'
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap><navPoint id="n" playOrder="1">'
        '<navLabel><text>One</text></navLabel><content src="c.xhtml"/></navPoint></navMap></ncx>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", container)
        book.writestr("p.opf", package)
        book.writestr("t.ncx", ncx)
        book.writestr("c.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{paragraphs}</body></html>')


def figures(ours: dict[str, float], stock: dict[str, float], size: int) -> list[Figure]:
    """What the README says of it."""
    theirs = "Textual's Markdown, started with it"
    page, letters = ("page", "page, 99 %"), ("find, first letter", "find, next letters")
    return [
        Figure(f"open a text of {size / 1e6:.1f} MB", [ours["open"]], "ms", PROMISED["open"], theirs, [stock["open"]]),
        Figure(
            "Space in it, median and 99 %",
            [ours[name] for name in page],
            "ms",
            PROMISED["page, 99 %"],
            "Textual's Markdown",
            [stock[name] for name in page],
        ),
        Figure("another width of the window, the slowest", [ours["resize"]], "ms", PROMISED["resize"]),
        Figure("find in it, the first letter, the next", [ours[name] for name in letters], "ms", PROMISED[letters[0]]),
    ]


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--size", type=int, default=1_000_000)
    arguments.add_argument("--times", type=int, default=200)
    given = arguments.parse_args()
    body = text(given.size)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "library") as library:
            library.articles.add([Draft("The text", body)])
        (folder / "text.md").write_text(body, encoding="utf-8")
        epub(folder / "text.epub", body)
        columns = {"reader": ours(folder / "library", given.times)}
        stock = [sys.executable, "-c", MARKDOWN_APP, str(folder / "text.md")]
        columns["Textual's Markdown"] = beside(stock, b"The text begins", b" ", 20)
        if shutil.which("epy"):
            os.environ["HOME"] = name
            columns["epy"] = beside(["epy", str(folder / "text.epub")], b"The text", b" ", given.times)
    print(f"A Markdown text of {len(body):,} characters; milliseconds. Others are started with it, ours opens it.\n")
    print(f"| | {' | '.join(columns)} | promised |\n|---|{'--:|' * (len(columns) + 1)}")
    for name, most in PROMISED.items():
        values = " | ".join(f"{times[name]:.0f}" if name in times else "" for times in columns.values())
        print(f"| {name} | {values} | {most or ''} |")
    keep(given.json, figures(columns["reader"], columns["Textual's Markdown"], len(body)))


if __name__ == "__main__":
    main()
