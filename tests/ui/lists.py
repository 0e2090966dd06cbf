"""What the tests of the list need: libraries of short articles, and a look at the lines on the screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from reader.domain.draft import Draft
from reader.domain.shelf import ALL, INBOX, Shelf
from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.widgets.lines import Lines
from tests.terminal import PATIENCE

HOSTILE = (
    "[/] closes what nobody opened",
    "[@click=app.quit]press here[/]",
    "[draft] a title in brackets",
    "[red]red[/red] and $accent and {braces}",
    "escape \x1b[2J\x1b]0;owned\x07 and \x9b31m and a bell \x07",
    "\u202eright to left\u202c and \u2066isolated",
    "zero\u200bwidth \ufeffmarks",
    "family 👨‍👩‍👧‍👦 flag 🇫🇷 heart ❤️",
    "海辺の図書館、そして長い長い題名",
    "marks " + "e" + "\u0301" * 5000,
    "a null \x00 and half a character \ufffd",
    "long " + "word " * 400,
    "العربية وعنوان طويل",
)


def drafts(titles: Sequence[str], source: str = "The Bay", words: int = 40) -> list[Draft]:
    """Drafts with these titles, the first the newest."""
    now = datetime.now(UTC)
    body = "word " * words
    return [
        Draft(title, f"{body}{n}", f"https://bay.example/{n}", source, "R. Adeyemi", added=now - timedelta(hours=n * 5))
        for n, title in enumerate(titles)
    ]


def library_of(path: Path, titles: Sequence[str] | int = 5, **facts: object) -> Library:
    """An open library with articles of these titles, or with so many."""
    if isinstance(titles, int):
        titles = [f"Article {n}" for n in range(titles)]
    library = Library.open(path)
    library.articles.add(drafts(titles, **facts))  # type: ignore[arg-type]
    return library


def titles_on(library: Library, shelf: Shelf = INBOX) -> list[str]:
    """The titles of a shelf, as the library has them."""
    return [article.title for article in library.articles.listing(shelf)]


def uid_of(library: Library, title: str) -> str:
    """The uid of the article with a title."""
    return next(article.uid for article in library.articles.listing(ALL) if article.title == title)


def lines_of(widget: Widget) -> list[str]:
    """The lines of a widget as they stand on the screen."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def text_of(screen: Screen[object]) -> str:
    """All that our own widgets of a screen show."""
    return "\n".join("\n".join(lines_of(widget)) for widget in screen.query(Lines) if widget.display)


async def until(pilot: Pilot[object], ready: Callable[[], object]) -> None:
    """Wait until something is true, not for some time to pass."""
    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise AssertionError(f"never became true\n{text_of(pilot.app.screen)}")
        await pilot.pause(0.01)


def pointed(app: ReaderApp) -> str:
    """The title of the article under the cursor."""
    article = app.list.rows.current
    return article.title if article else ""
