"""The details screen: everything that is known of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.domain.article import Article, State
from reader.domain.plain import plain
from reader.ui.phrases import count, day, number, percent, way
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.sheet import Line
from reader.ui.wrapping import wrapped

LABEL = 12
"""Cells of the labels' column."""
_READ = {State.UNREAD: "unread", State.READING: "being read", State.READ: "read"}


class DetailsScreen(SheetScreen[None]):
    """Shows the facts of one article."""

    def __init__(self, article: Article, body: Path, feeds: Sequence[str] = ()) -> None:
        super().__init__()
        self._article = article
        self._body = body
        self._feeds = feeds

    def on_resize(self) -> None:
        width = max(8, min(self.app.size.width - 4, 90))
        label = LABEL if width >= 40 else 0
        lines: list[Line] = [[(text, "strong")] for text in wrapped(plain(self._article.title), width)]
        lines.append(())
        for name, value in facts_of(self._article, self._body, self._feeds):
            for n, text in enumerate(wrapped(plain(value), width - label)):
                heading = (f"{name if n == 0 else '':<{label}}", "muted")
                lines.append([heading, (text, "text")] if label else [(text, "text")])
        self.sheet.show(lines)


def facts_of(article: Article, body: Path, feeds: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """What is known of an article, each fact with its name; nothing is said of what is not known."""
    facts = (
        ("Author", article.author),
        ("Source", article.source),
        ("Address", article.url),
        ("About", article.description),
        ("Published", day(article.published) if article.published else ""),
        ("Added", day(article.added, with_time=True) if article.added else ""),
        ("Opened", day(article.opened, with_time=True) if article.opened else ""),
        ("Text", way(article.provenance) if article.provenance else ""),
        ("Waits", f"since {day(article.waiting, with_time=True)}" if article.waiting else ""),
        ("Problem", article.problem),
        ("Feeds" if len(feeds) > 1 else "Feed", " · also in ".join(feeds)),
        ("Length", "" if article.waiting else f"{count(article.words, 'word')} · {number(article.minutes)} min"),
        ("State", _state(article)),
        ("Bookmarked", day(article.bookmarked, with_time=True) if article.bookmarked else ""),
        ("Archived", day(article.archived, with_time=True) if article.archived else ""),
        ("In the Bin", f"since {day(article.removed, with_time=True)}" if article.removed else ""),
        ("Tags", " ".join(f"#{tag}" for tag in article.tags)),
        ("Language", article.language),
        ("Uid", article.uid),
        ("File", str(body)),
    )
    return ((name, value) for name, value in facts if value)


def _state(article: Article) -> str:
    if article.state is State.READING and article.progress > 0:
        return f"being read · {percent(article.progress)} · {number(article.minutes_left)} min left"
    return _READ[article.state]
