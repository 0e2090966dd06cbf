"""What a terminal answers when it is asked: taken out of what is typed, because it is none of that."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable

from reader.domain.patterns import pattern

ASK_GROUND = "\x1b]11;?\x1b\\\x1b[?2031h"
"""Asks for the background colour, and to be told when light and dark change."""
HUSH = "\x1b[?2031l"
"""Asks not to be told any more."""

_ANSWER = pattern(r"\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\[\?997;(?P<mode>[12])n")
_BEGUN = pattern(r"\x1b\](?:\d[^\x07\x1b]*\x1b?)?\Z|\x1b\[(?:\?(?:9(?:9(?:7(?:;[12]?)?)?)?)?)?\Z")
ASK_CLIPBOARD = "\x1b]52;c;?\x07"
"""Asks for what is in the clipboard; many terminals say nothing, or ask the person first."""

_CLIPBOARD = pattern(r"52;[a-z0-7]*;([A-Za-z0-9+/=]*)")
_COLOUR = pattern(r"11;rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})(?:/[0-9a-f]{1,4})?", re.I)
_LONGEST = 4_000_000
"""Characters of an answer that are waited for; a clipboard may be large."""


class Answers:
    """Takes answers out of a stream of keys, also where one comes in pieces."""

    def __init__(self, on_ground: Callable[[bool], None], on_clipboard: Callable[[str], None]) -> None:
        self._on_ground = on_ground
        self._on_clipboard = on_clipboard
        self._held = ""

    def take(self, text: str) -> str:
        """What was typed: the text without answers. The beginning of one is held back until the rest has come."""
        text, self._held = self._held + text, ""
        if "\x1b" not in text:
            return text
        text = _ANSWER.sub(self._understand, text)
        begun = _BEGUN.search(text)
        if begun is not None and len(begun[0]) < _LONGEST:
            self._held = begun[0]
            text = text[: begun.start()]
        return text

    def let_go(self) -> str:
        """What was held back, because nothing came after it: it was typed after all."""
        text, self._held = self._held, ""
        return text

    def _understand(self, answer: re.Match[str]) -> str:
        if not answer["mode"] and (clipboard := _CLIPBOARD.fullmatch(answer["osc"])):
            self._on_clipboard(text_of(clipboard[1]))
            return ""
        dark = answer["mode"] == "1" if answer["mode"] else is_dark(answer["osc"])
        if dark is not None:
            self._on_ground(dark)
        return ""


def text_of(base64: str) -> str:
    """What a terminal says is in its clipboard; '' for what is no text."""
    try:
        return b64decode(base64, validate=True).decode()
    except ValueError:
        return ""


def is_dark(answer: str) -> bool | None:
    """Whether the background colour in an answer is a dark one; nothing if there is none in it."""
    colour = _COLOUR.fullmatch(answer)
    if colour is None:
        return None
    red, green, blue = (int(part, 16) / float(16 ** len(part) - 1) for part in colour.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5
