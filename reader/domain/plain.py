"""The sanitiser: the one gate between foreign text and everything else, at the door and at the screen."""

from __future__ import annotations

import unicodedata

from reader.domain.patterns import pattern

MAX_TITLE = 1000
"""Characters of a title at most."""
MAX_MARKS = 8
"""Combining marks on one base character at most."""

# Whole escape sequences go first, so that their parameters do not stay behind as text:
# OSC, DCS, APC, PM and SOS strings up to their terminator (or the end of the line), then CSI, then two-byte escapes.
_SEQUENCE = pattern(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BROKEN = pattern("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BIDI = pattern("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = pattern(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_MARKS = pattern(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094d"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9,}"
)
_SUSPICIOUS = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094d"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""What a text may hold that needs more than a look; most hold nothing of it."""
_SUSPICIOUS_BYTES = bytes((*range(9), *range(0x0B, 0x20), 0x7F))
"""The same of ASCII."""
_OPENERS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"


def clean_text(text: str) -> str:
    """Text as it may be stored: no escape, control or broken character but line ends and tabs; never raises."""
    if text.isascii():
        data = text.encode()  # bytes are looked through ten times as fast
        if len(data.translate(None, _SUSPICIOUS_BYTES)) == len(data):
            return text
    elif not _SUSPICIOUS.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    if "\x1b" in text or not text.isascii():
        text = _SEQUENCE.sub("", text)
    text = _CONTROLS.sub("", text)
    if text.isascii():
        return text
    text = _MARKS.sub(lambda m: m.group()[:MAX_MARKS], _BROKEN.sub("\ufffd", text))
    if _BIDI.search(text):
        text = "\n".join(_close_bidi(line) for line in text.split("\n"))
    return text


def clean_line(text: str, limit: int = MAX_TITLE) -> str:
    """One line of text, such as a title, a tag or a host: no direction or invisible characters, no runs of blanks."""
    text = clean_text(text)
    if not text.isascii():
        text = _INVISIBLE.sub("", _BIDI.sub("", text))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plain(text: object) -> str:
    """What may be painted in one row: like `clean_line`, and every blank is one column; for names and messages."""
    line = clean_line(str(text))
    return line if line.isprintable() else "".join(map(_shown, line))


def painted(text: str) -> str:
    """A filter for text that is about to be painted: its length is kept, what a terminal might obey becomes U+FFFD."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or character in _OPENERS or character in _ISOLATES or character in "\u202c\u2069":
        return "\ufffd"
    return " " if category in ("Zs", "Zl", "Zp") and character not in "\u00a0\u202f\u2007\u3000" else character


def _close_bidi(line: str) -> str:
    """Close what direction marks a line leaves open, so that they cannot turn what stands after it."""
    stack: list[str] = []
    for character in line:
        if character in _OPENERS:
            stack.append("\u202c")
        elif character in _ISOLATES:
            stack.append("\u2069")
        elif stack and character == stack[-1]:
            stack.pop()
    return line + "".join(reversed(stack))
