"""Painting: the last gate before the terminal. Only what a screen is made of goes out, in as few bytes as will do."""

from __future__ import annotations

import re
from functools import lru_cache

# What the driver writes on its own account: modes, queries, the clipboard and the pointer. Each such write consists
# of nothing else, so that a frame with foreign text in it can never pass for one.
_OWN = re.compile(
    r"(?:\x1b\[\?(?:25|7|100[0346]|1015|1016|1049|2004|2026|2031|2048)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p"
    r"|\x1b\[>\d{1,2}u|\x1b\[<u"
    r"|\x1b\]52;c;[A-Za-z0-9+/=]*\x07"
    r"|\x1b\]22;[a-z-]*\x07|\x1b\]11;\?\x1b\\)+"
)
# From ten blanks in a row on, erasing them is shorter than writing them.
_TOKEN = re.compile(
    r"\x1b\[(?P<sgr>[0-9;]*)m"
    r"|(?P<place>\x1b\[(?P<row>\d+);\d+H)"
    r"|(?P<blanks> {10,})(?P<end>(?=(?:\x1b\[0?m)?\n?\x1b\[\d+;\d+H))?"
    r"|(?P<link>\x1b\]8;(?:id=[\w.-]*)?;(?:(?:https?://|mailto:)[!-~]*)?\x1b\\)"
    r"|(?P<drop>[\x00-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+|\x1b)"
)
# Underlined, reversed or struck-through blanks can be seen: they must be written.
_VISIBLE = frozenset(("4", "7", "9", "21", "53"))


def is_own(data: str) -> bool:
    """Whether a write is the driver's own, nothing painted."""
    return _OWN.fullmatch(data) is not None


class Painter:
    """Turns frames as Textual makes them into what is written."""

    def __init__(self, erases: bool = True) -> None:
        self._erases = erases
        """Whether the terminal erases with the background colour of the moment."""
        self.rows: set[int] = set()
        """The rows of the screen, from 0, that the last frame was written to."""

    def frame(self, data: str) -> str:
        """A frame without anything that is not part of a picture, and with as few bytes as will do."""
        style = written = ""
        self.rows.clear()
        out: list[str] = []
        at = 0
        for match in _TOKEN.finditer(data):
            start, end = match.span()
            if start > at:
                out += (transition(written, style), data[at:start])
                written = style
            at = end
            kind = match.lastgroup
            if kind == "sgr":
                style = "" if match["sgr"] == "0" else match["sgr"]
            elif kind == "place":
                out.append(match["place"])
                self.rows.add(int(match["row"]) - 1)
            elif kind == "link":
                out += (transition(written, style), match["link"])
                written = style
            elif kind != "drop":
                cells = len(match["blanks"])
                if not self._erases or is_seen(style):
                    out += (transition(written, style), match["blanks"])
                    written = style
                    continue
                if not same_ground(written, style):
                    out.append(transition(written, style))
                    written = style
                out.append(f"\x1b[{cells}X" if match["end"] is not None else f"\x1b[{cells}X\x1b[{cells}C")
        out += (transition(written, style), data[at:]) if at < len(data) else ()
        out.append(transition(style if at < len(data) else written, ""))
        return "".join(out)


@lru_cache(1024)
def is_seen(style: str) -> bool:
    """Whether blanks in this style show more than their background."""
    return not _VISIBLE.isdisjoint(_parts(style))


@lru_cache(1024)
def same_ground(one: str, other: str) -> bool:
    """Whether erased cells look the same in both styles, the first of which the terminal is in."""
    return not is_seen(one) and _parts(one).get("48", "49") == _parts(other).get("48", "49")


@lru_cache(1024)
def transition(old: str, new: str) -> str:
    """The shortest sequence from one style to another; styles are spelled as Textual does, colours last."""
    if old == new:
        return ""
    if not new:
        return "\x1b[m"
    whole = f"\x1b[{new}m" if not old else f"\x1b[0;{new}m"
    before, after = _parts(old), _parts(new)
    if not set(before) <= set(after):
        return whole
    less = f"\x1b[{';'.join(value for key, value in after.items() if before.get(key) != value)}m"
    return min(whole, less, key=len)


def _parts(style: str) -> dict[str, str]:
    """A style's attributes and its two colours, each under a name of its own."""
    parts: dict[str, str] = {}
    codes = iter(style.split(";")) if style else iter(())
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes, "")
            rest = [next(codes, "") for _ in range(3 if kind == "2" else 1)]
            parts[code] = ";".join((code, kind, *rest))
        elif code.isdigit() and (30 <= int(code) <= 39 or 90 <= int(code) <= 97):
            parts["38"] = code
        elif code.isdigit() and (40 <= int(code) <= 49 or 100 <= int(code) <= 107):
            parts["48"] = code
        else:
            parts[code] = code
    return parts
