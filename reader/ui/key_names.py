"""Key names: from what a person writes for a key to what it is called when it is pressed."""

from __future__ import annotations

import unicodedata

from reader.ui.command import long_key

_NAMED = {
    "enter": "enter",
    "return": "enter",
    "esc": "escape",
    "escape": "escape",
    "tab": "tab",
    "space": "space",
    "backspace": "backspace",
    "del": "delete",
    "delete": "delete",
    "ins": "insert",
    "insert": "insert",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "home": "home",
    "end": "end",
    "pageup": "pageup",
    "pgup": "pageup",
    "pagedown": "pagedown",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "comma": "comma",
    ",": "comma",
    "plus": "plus",
    "minus": "minus",
    **{f"f{n}": f"f{n}" for n in range(1, 25)},
}
"""Keys that are no sign, by everything they may be called."""
_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "alt": "alt", "option": "alt", "shift": "shift", "super": "super"}
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""Keys that most terminals do not tell from others."""


def keys_named(text: str) -> tuple[str, ...] | None:
    """The keys in a row that somebody wrote, by Textual's names; nothing if one of them is none."""
    found = [key_named(word) for word in ("space",) if text == " "] or [key_named(word) for word in text.split()]
    return tuple(key for key in found if key) if found and all(found) else None


def key_named(word: str) -> str:
    """The key that somebody wrote, such as `E`, `é`, `PgDn` or `Ctrl+E`, by Textual's name; '' if it is none."""
    *before, last = word.rsplit("+") if len(word) > 1 and not word.endswith("+") else [word]
    if word.endswith("++"):
        *before, last = [*word[:-2].split("+"), "+"]
    modifiers = [_MODIFIERS.get(name.casefold(), "") for name in before]
    key = _single(last)
    if not key or not all(modifiers) or len(set(modifiers)) < len(modifiers):
        return ""
    if modifiers == ["shift"] and len(last) == 1:  # a terminal sends the capital, or the other sign of the key
        return key.upper() if last.isalpha() else ""
    if modifiers and len(key) == 1:
        key = key.lower()
    whole = "+".join((*sorted(modifiers), key))
    return _SAME.get(whole, whole)


def _single(word: str) -> str:
    if word.casefold() in _NAMED:
        return _NAMED[word.casefold()]
    word = unicodedata.normalize("NFC", word)
    if len(word) != 1 or not word.isprintable() or word.isspace():
        return ""
    if word.isalnum() or word.isascii():
        return long_key(word)
    # Textual calls other signs by their Unicode names
    return unicodedata.name(word, "").lower().replace("-", "_").replace(" ", "_")
