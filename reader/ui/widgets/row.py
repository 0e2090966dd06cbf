"""One row of the list: what is said of an article, and how it looks."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from rich.style import Style

from reader.domain.article import Article, State
from reader.domain.mark import Mark
from reader.domain.pace import USUAL, Pace
from reader.domain.plain import plain
from reader.domain.shelf import Kind
from reader.ui.phrases import age, percent, reading_time
from reader.ui.themes import Looks
from reader.ui.widgets.lines import Part

BAR = "▌"
UNREAD = "●"
BOOKMARKED = "★"
SELECTED = "✓"
SHOWN_SOURCE = 40
"""Characters of a source's name at most."""


_TITLES = {State.UNREAD: "strong", State.READING: "text", State.READ: "muted"}
"""How a title looks."""


def row_parts(
    article: Article,
    kind: Kind,
    looks: Looks,
    at_cursor: bool,
    active: bool = True,
    pace: Pace = USUAL,
    selected: bool = False,
) -> tuple[list[Part], list[Part]]:
    """The two lines of an article's row; signs stand left of foreign text, which may be wider than it says."""
    behind = Style(bgcolor=looks.cursor.bgcolor) if at_cursor and active else Style()
    bar = (BAR if active else "▏") if at_cursor else " "
    sign = looks.accent + behind
    facts = looks.muted + behind
    title = getattr(looks, _TITLES[article.state]) + behind
    unread = UNREAD if article.state is State.UNREAD else " "
    signs = f"{SELECTED if selected else ' '}{unread}{BOOKMARKED if article.bookmarked else ' '}  "
    first = [(bar, sign), (signs, sign), (plain(article.title), title)]
    said = " · ".join(filter(None, (source_of(article), reading_time(article, pace), _age(article, kind))))
    return first, [(bar, sign), (f"     {said}", facts)]


def mark_parts(
    mark: Mark, article: Article, looks: Looks, at_cursor: bool, active: bool = True, selected: bool = False
) -> tuple[list[Part], list[Part]]:
    """The two lines of a marked place: its sentence, and where it is."""
    behind = Style(bgcolor=looks.cursor.bgcolor) if at_cursor and active else Style()
    bar = ((BAR if active else "▏") if at_cursor else " ", looks.accent + behind)
    letter = (f"{SELECTED if selected else ' '} {mark.letter}  ", looks.accent + behind)
    sentence = f"“{plain(mark.sentence)}”" if mark.sentence else plain(article.title)
    said = " · ".join(
        filter(None, (plain(article.title), percent(mark.place.fraction), age(mark.made) if mark.made else ""))
    )
    return [bar, letter, (sentence, looks.text + behind)], [bar, (f"     {said}", looks.muted + behind)]


def source_of(article: Article) -> str:
    """Where an article comes from, in a word or two."""
    name = plain(article.source) or urlsplit(article.url).hostname or plain(article.author) or "saved text"
    return name if len(name) <= SHOWN_SOURCE else name[: SHOWN_SOURCE - 1].rstrip() + "…"


def _age(article: Article, kind: Kind) -> str:
    """The age that a shelf is ordered by."""
    when: datetime | None = article.added
    match kind:
        case Kind.BOOKMARKS:
            when = article.bookmarked or when
        case Kind.READING:
            when = article.opened or when
        case Kind.ARCHIVE:
            when = article.archived or when
        case Kind.BIN:
            when = article.removed or when
        case _:
            pass
    return age(when, datetime.now(UTC)) if when else ""
