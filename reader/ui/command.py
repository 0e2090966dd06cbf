"""A command: something a person can ask the reader to do, by which keys, where, and what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding

# `reader settings keys` looks into the table, too: Textual is loaded where bindings are made of it.

EVERYWHERE = "everywhere"
"""The scope of commands that the list, what was found and the page share."""
LIST, PAGE, SELECT, HIGHLIGHTS, FEEDS, SHEET = "list", "page", "select", "highlights", "feeds", "sheet"
HISTORY = "history"
TAGS, RULES = "tags", "rules"
RESULTS = "results"
SHARING = (LIST, PAGE, RESULTS)
"""The scopes of screens that perform the commands of EVERYWHERE, too."""

ARTICLE = frozenset({"article"})
ADDRESS = frozenset({"article", "address"})
ARTICLES = frozenset({"articles"})
HIGHLIGHT = frozenset({"highlight"})
FEED = frozenset({"feed"})
DEED = frozenset({"deed"})
TAG, RULE = frozenset({"tag"}), frozenset({"rule"})

SEARCH = frozenset({"search"})

MISSING = {
    "article": "There is no article here.",
    "articles": "There are no articles here.",
    "address": "This article has no address.",
    "highlight": "There is no highlight here.",
    "feed": "There is no feed here.",
    "deed": "Nothing has been done here yet.",
    "tag": "There is no tag here.",
    "rule": "There is no rule here.",
    "search": "There is no filter to keep; {filter} sets one.",
}
"""What a screen says when a command lacks what it needs; a command's name in braces stands for its key."""


class Command(NamedTuple):
    """Something a person can ask the reader to do."""

    name: str
    """The action it runs: ``archive`` calls ``action_archive``."""
    keys: str
    """Alternatives, separated by commas, in Textual's names; the keys of a sequence are separated by blanks."""
    title: str
    help: str
    scope: str
    """Which screens perform it."""
    needs: frozenset[str] = frozenset()
    """What must be at hand; the screen's ``at_hand`` says what is."""
    footer: str = ""
    """What the bottom line calls it, if it is shown there."""

    @property
    def id(self) -> str:
        """The name by which a key map can give it other keys."""
        return f"{self.scope}.{self.name}"

    @property
    def alternatives(self) -> list[tuple[str, ...]]:
        """All ways to type it, each one key or several in a row."""
        return [tuple(long_key(key) for key in keys.split()) for keys in self.keys.split(",") if keys]

    @property
    def shown_keys(self) -> list[str]:
        """All ways to type it, as a person reads them."""
        return [shown_keys(keys) for keys in self.alternatives]

    @property
    def shown(self) -> str:
        """The first way to type it, or what it is called in the list of all commands, where there is none."""
        return self.shown_keys[0] if self.keys else f"“{self.title}”"

    def bindings(self) -> Iterator[Binding]:
        """The Textual bindings of its single keys; sequences are followed by the screen."""
        from textual.binding import Binding

        single = [keys[0] for keys in self.alternatives if len(keys) == 1]
        if single:
            yield Binding(",".join(single), self.name, self.title, show=False, tooltip=self.help, id=self.id)


def long_key(key: str) -> str:
    """A key by Textual's name."""
    return _LONG.get(key, key)


def shown_keys(keys: Iterable[str]) -> str:
    """Keys in a row as a person reads them."""
    return " ".join(map(shown_key, keys))


def shown_key(key: str) -> str:
    """A key as a person reads it."""
    if key in _SHOWN:
        return _SHOWN[key]
    modifier, _, rest = key.rpartition("+")
    if modifier:
        return f"{modifier.capitalize()}+{shown_key(rest)}"
    if "_" in key and (sign := _sign(key)):
        return sign
    return key if len(key) == 1 else key.capitalize()


def _sign(name: str) -> str:
    """The sign that Textual calls so; nothing for what is no sign."""
    import unicodedata

    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""


_LONG = {
    "/": "slash",
    "?": "question_mark",
    ":": "colon",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "%": "percent_sign",
    "|": "vertical_line",
    "'": "apostrophe",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "*": "asterisk",
    "COMMA": "comma",
    "!": "exclamation_mark",
    '"': "quotation_mark",
    "#": "number_sign",
    "$": "dollar_sign",
    "&": "ampersand",
    ".": "full_stop",
    ";": "semicolon",
    "@": "at",
    "\\": "backslash",
    "^": "circumflex_accent",
    "_": "underscore",
    "`": "grave_accent",
    "~": "tilde",
}
"""Textual's names of keys that are signs."""
_SHOWN = {name: sign for sign, name in _LONG.items()} | {
    "comma": ",",
    "backspace": "Backspace",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
}
