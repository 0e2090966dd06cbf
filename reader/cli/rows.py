"""The lines of `reader list`: columns for a person at a terminal, fields between tabs for everything else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from reader.domain.article import State
from reader.domain.pace import minutes_for
from reader.domain.plain import plain

FIELDS = ("uid", "title", "source", "words", "cjk", "state", "added", "bookmarked", "archived", "removed")
"""What a line needs to know of an article."""

_SHORTEST = 5
_WIDEST = 120
_NARROW, _NARROWER = 60, 50
_MINUTES, _AGE = 9, 11


def tabbed(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A line an article: uid, state, marks, title, source, minutes, day of adding."""
    for uid, title, source, words, cjk, state, added, bookmarked, archived, removed in rows:
        marks = "bookmarked" if bookmarked else ""
        if archived or removed:
            marks = ",".join(filter(None, (marks, archived and "archived", removed and "removed")))
        fields = (
            uid if _is_plain(uid) else plain(uid),
            state if _is_plain(state) else plain(state or "unread"),
            marks,
            title if _is_plain(title) else plain(title or "Untitled"),
            source if _is_plain(source) else plain(source or ""),
            str(_minutes(words, cjk)),
            added[:10] if _is_plain(added) else "",
        )
        yield "\t".join(fields)


def columns(rows: Iterable[Sequence[Any]], uids: Sequence[str]) -> Iterator[str]:
    """A line an article, as wide as the terminal; the uid as short as it is unique among `uids`."""
    length = _shortest_unique(uids)
    unread, bookmark = _signs()
    width = min(_width(), _WIDEST)
    source_width = width // 4 if width >= _NARROW else 0
    tail = (_MINUTES + _AGE) if width >= _NARROWER else 0
    title_width = max(8, width - length - 5 - tail - (source_width + 2 if source_width else 0))
    now = datetime.now(UTC)
    for uid, title, source, words, cjk, state, added, bookmarked, _, _ in rows:
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


def _shortest_unique(uids: Sequence[str]) -> int:
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


def _width() -> int:
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
