"""Draws the README's pictures from the running app: `python -m tests.pictures [FOLDER]`."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from reader.domain.article import State
from reader.library.library import Library
from reader.services.starter import fill
from reader.ui.app import ReaderApp

FOLDER = Path(__file__).resolve().parent.parent / ".github"
SIZE = (96, 30)
CELL = 12.2
"""How wide Textual draws a cell."""
_BLANK = "&#160;"
_TEXT = re.compile(r'<text([^>]*)x="([\d.]+)"([^>]*)textLength="([\d.]+)"([^>]*)>([^<]*)</text>')


async def draw(folder: Path, size: tuple[int, int] = SIZE, theme: str = "night") -> None:
    """Draw the list and the page."""
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name) / "library") as library:
        fill(library)
        app = ReaderApp(library)
        async with app.run_test(size=size) as pilot:
            app.theme = theme
            await pilot.press("j", "b", "enter", "space", "space")
            await pilot.pause()
            (folder / "page.svg").write_text(tidy(app.export_screenshot(title="reader")), encoding="utf-8")
            await pilot.press("q", "k", "j")
            news = next(a for a in library.articles.listing(app.list.shelf) if "clock" in a.title)
            library.articles.mark([news.uid], State.READ)
            app.list.say("")
            await pilot.pause()
            (folder / "list.svg").write_text(tidy(app.export_screenshot(title="reader")), encoding="utf-8")


def tidy(svg: str) -> str:
    """The picture without web fonts from elsewhere, and without blanks at the edges of texts, which some drop."""
    while (start := svg.find("@font-face")) >= 0:
        svg = svg[:start] + svg[svg.index("}", start) + 1 :].lstrip()
    svg = svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")
    return _TEXT.sub(_without_edges, svg)


def _without_edges(found: re.Match[str]) -> str:
    before, x, between, length, after, text = found.groups()
    bare = text.removeprefix(_BLANK * (leading := (len(text) - len(_stripped(text, left=True))) // len(_BLANK)))
    trailing = (len(bare) - len(_stripped(bare, left=False))) // len(_BLANK)
    bare = _stripped(bare, left=False)
    if not bare:
        return ""
    x, length = f"{float(x) + leading * CELL:.1f}", f"{float(length) - (leading + trailing) * CELL:.1f}"
    return f'<text{before}x="{x}"{between}textLength="{length}"{after}>{bare}</text>'


def _stripped(text: str, left: bool) -> str:
    while text.startswith(_BLANK) if left else text.endswith(_BLANK):
        text = text.removeprefix(_BLANK) if left else text.removesuffix(_BLANK)
    return text


def main() -> None:
    """Draw into a folder, by default where the README looks."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(exist_ok=True)
    asyncio.run(draw(folder))


if __name__ == "__main__":
    main()
