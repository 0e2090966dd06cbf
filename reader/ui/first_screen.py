"""The first screen: how the screen looked at the end, kept to be shown again before anything is loaded.

It is kept as styled pieces of text with everything that decides how it looks; where any of that is different now, there
is nothing to show. Only the smallest modules are imported here: a list is to be seen before others have begun.
"""

import os
import time

from reader import __version__
from reader.services.places import settings_file

_MAGIC = "reader first screen 1"
_ENVIRONMENT = (
    "TERM",
    "COLORTERM",
    "NO_COLOR",
    "COLORFGBG",
    "FORCE_COLOR",
    "TERM_PROGRAM",
    "TMUX",
    "STY",
    "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_THEME",
    "TEXTUAL_FILTERS",
)
"""What in the environment decides how a screen looks."""
AGES_HOLD = 1800
"""Seconds after which nothing is said any more of how long ago something was."""
AGE = "~"
"""Stands before the style of what says how long ago something was."""
_BETWEEN, _WITHIN = "\x1e", "\x1f"
_SMALLEST, _LARGEST = 1, 4_000_000
# Whatever is in the file is data: nothing in it is obeyed by the terminal.
_OBEYED = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF))

Piece = tuple[str, str]
"""The parameters of a style as terminals take them, and a text; AGE stands before the style of an age."""
Revision = tuple[int, int, int]
"""Size and time of a library's snapshot, and the size of its journal."""


def file_of(folder: str) -> str:
    """Where the first screen of a library is kept."""
    return os.path.join(folder, "cache", "first-screen")  # noqa: PTH118 — pathlib takes longer than all of this


def keep(folder: str, revision: Revision, columns: int, rows: list[list[Piece]]) -> None:
    """Keep a screen for the next start; failing is no harm."""
    path = file_of(folder)
    draft = f"{path}.{os.getpid()}"
    lines = [_BETWEEN.join(f"{style}{_WITHIN}{text}" for style, text in row) for row in rows]
    head = (_key(revision, columns, len(rows)), str(int(time.time())))
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(draft, "wb") as file:  # noqa: PTH123
            file.write("\n".join((*head, *lines)).encode("utf-8", "replace"))
        os.replace(draft, path)  # noqa: PTH105
    except OSError:
        forget(folder)


def forget(folder: str) -> None:
    """Show nothing at the next start."""
    from contextlib import suppress

    with suppress(OSError):
        os.unlink(file_of(folder))  # noqa: PTH108


def load(folder: str, columns: int, lines: int) -> str:
    """What paints the screen that was kept; empty if there is none, or if anything is different by now."""
    try:
        with open(file_of(folder), "rb") as file:  # noqa: PTH123
            key, kept, *rows = file.read(_LARGEST).decode().split("\n")
        if key != _key(_revision(folder), columns, lines) or len(rows) != lines:
            return ""
        return _painted(rows, ages=0 <= time.time() - int(kept) < AGES_HOLD)
    except (OSError, ValueError):
        return ""


def _revision(folder: str) -> Revision:
    snapshot = os.stat(os.path.join(folder, "library.json"))  # noqa: PTH116, PTH118
    try:
        journal = os.stat(os.path.join(folder, "journal.jsonl")).st_size  # noqa: PTH116, PTH118
    except FileNotFoundError:
        journal = 0
    return snapshot.st_size, snapshot.st_mtime_ns, journal


def _key(revision: Revision, columns: int, lines: int) -> str:
    """Everything that decides how a screen looks, in one line."""
    surroundings = [os.environ.get(name) for name in _ENVIRONMENT]
    return ascii((_MAGIC, __version__, revision, columns, lines, surroundings, _settings()))


def _settings() -> tuple[str, bytes]:
    """The settings file and its content, which is shorter than what would tell it from another takes to load."""
    path = settings_file()
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return path, file.read()
    except FileNotFoundError:
        return path, b""


def _painted(rows: list[str], ages: bool) -> str:
    """The sequences that paint rows; raises ValueError for what is no such screen."""
    out = []
    for number, row in enumerate(rows, 1):
        out.append(f"\x1b[{number}H")
        for piece in row.split(_BETWEEN):
            style, within, text = piece.partition(_WITHIN)
            if style[:1] == AGE:
                style = style[1:]
                text = text if ages else " " * len(text)
            if not within or style.strip("0123456789;") or text.translate(_OBEYED) != text:
                raise ValueError("not a screen")
            out.append(f"\x1b[0;{style}m{text}" if style else f"\x1b[m{text}")
    return "".join((*out, "\x1b[m"))
