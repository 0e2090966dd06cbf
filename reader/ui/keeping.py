"""Keeping: the screen as the next start will show it, taken from the screen that is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.ui.first_screen import AGE, Piece

if TYPE_CHECKING:
    from reader.ui.leaving import LeavingApp

_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_NO_TEXT = re.compile(r"\x1b\[\d+;\d+H|\x1b\]8;.*?\x1b\\")
_AGE = re.compile(r" · (?:just now|\d+ (?:min ago|h|d)|yesterday) *$")
"""How long ago something was, as the end of a line that was painted."""


def screen_of_next_start(app: LeavingApp) -> list[list[Piece]] | None:
    """The rows of the screen that the app will begin with; None if that cannot be said without a new layout."""
    shown: Any = next((screen for screen in reversed(app.screen_stack) if hasattr(screen, "as_next_time")), None)
    if shown is None or shown.settings.screen_reader or not shown.as_next_time():
        return None
    app.keep_places()
    # Textual has no public door to what a screen looks like.
    compositor = shown._compositor
    if compositor.size != app.size:
        return None
    update = compositor.render_update(full=True)
    return [_pieces(line) for line in update.render_segments(app.console).split("\n")]


def _pieces(line: str) -> list[Piece]:
    """A painted line, piece by piece."""
    style = ""
    pieces: list[Piece] = []
    for place, part in enumerate(_SGR.split(_NO_TEXT.sub("", line))):
        if place % 2:
            style = "" if part == "0" else part
        elif part and pieces and pieces[-1][0] == style:
            pieces[-1] = (style, pieces[-1][1] + part)
        elif part:
            pieces.append((style, part))
    return [split for piece in pieces for split in _without_age(piece)]


def _without_age(piece: Piece) -> list[Piece]:
    """What holds for long, and apart from it what will be different soon."""
    style, text = piece
    age = _AGE.search(text)
    return [piece] if age is None else [(style, text[: age.start()]), (f"{AGE}{style}", age[0])]
