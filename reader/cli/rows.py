"""The lines of `reader list` for a person at a terminal: columns that fit."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from reader.domain.article import State
from reader.domain.pace import minutes_for
from reader.domain.plain import plain

_SHORTEST = 5
WIDEST = 120
_NARROW, _NARROWER = 60, 50
_MINUTES, _AGE = 9, 11


def columns(rows: Iterable[Sequence[Any]], uids: Sequence[str]) -> Iterator[str]:
    """A line an article, from its `briefs.FIELDS` and as wide as the terminal; uids as short as they are unique."""
    length = shortest_unique(uids)
    unread, bookmark = _signs()
    width = min(terminal_width(), WIDEST)
    source_width = width // 4 if width >= _NARROW else 0
    tail = (_MINUTES + _AGE) if width >= _NARROWER else 0
    title_width = max(8, width - length - 5 - tail - (source_width + 2 if source_width else 0))
    now = datetime.now(UTC)
    for uid, title, source, words, cjk, state, added, bookmarked, *_ in rows:
        signs = (unread if state in (None, State.UNREAD) else " ") + (bookmark if bookmarked else " ")
        line = f"{plain(uid)[:length]} {signs}  {_cell(title or 'Untitled', title_width)}"
        if source_width:
            line += f"  {_cell(source or '', source_width)}"
        if tail:
            line += f"{_minutes(words, cjk):>5} min{_age(added, now):>{_AGE}}"
        yield line.rstrip()


def _is_plain(text: Any) -> bool:
    return type(text) is str and text.isprintable() and len(text) < 1000


def _minutes(words: Any, cjk: Any) -> int:
    return minutes_for(words if type(words) is int else 0, cjk if type(cjk) is int else 0)


def _cell(text: str, width: int) -> str:
    """A text cut or filled to a width."""
    text = text if _is_plain(text) else plain(text)
    if text.isascii() and len(text) <= width:
        return text.ljust(width)
    from reader.text.width import cell_width, fit

    text = fit(text, width)
    return text + " " * (width - cell_width(text))


def _age(added: Any, now: datetime) -> str:
    from reader.library.codec import moment
    from reader.ui.phrases import age

    when = moment(added)
    return age(when, now) if when else ""


def shortest_unique(uids: Sequence[str]) -> int:
    """How many characters tell every uid from every other."""
    length = _SHORTEST
    while length < 16 and len({uid[:length] for uid in uids}) < len(uids):
        length += 1
    return length


def _signs() -> tuple[str, str]:
    """The signs for unread and bookmarked, in what the terminal can show."""
    try:
        "●★".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "o", "*"
    return "●", "★"


def terminal_width() -> int:
    """Columns of the terminal."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
