"""An entry: a line of text that a person types, without a widget that would have to come up first.

What is typed right after the key that begins it must never be taken for commands.
"""

from __future__ import annotations

from reader.domain.plain import clean_line
from reader.text.width import graphemes

CURSOR = "▏"
"""What stands where the next character will."""


class Entry:
    """Text that grows and shrinks at its end."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def press(self, key: str, character: str | None) -> bool:
        """Take a key, if it is one for typing."""
        if character is not None and character.isprintable():
            self.text += character
        elif key in ("backspace", "ctrl+h"):
            spans = graphemes(self.text)
            self.text = self.text[: spans[-1][0]] if spans else ""
        elif key == "ctrl+w":
            self.text = self.text.rstrip().rpartition(" ")[0]
        elif key == "ctrl+u":
            self.text = ""
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Take pasted text, as one line."""
        self.text += clean_line(text)
