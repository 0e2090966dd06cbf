"""The table of commands: the only place where a key is spelled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textual.binding import Binding, BindingType

EVERYWHERE = "everywhere"
"""The scope of commands that the list and the page share."""
LIST, PAGE, SHEET = "list", "page", "sheet"

ARTICLE = frozenset({"article"})
ADDRESS = frozenset({"article", "address"})
ARTICLES = frozenset({"articles"})

MISSING = {
    "article": "There is no article here.",
    "articles": "There are no articles here.",
    "address": "This article has no address.",
}
"""What a screen says when a command lacks what it needs."""


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
        return [tuple(_key(key) for key in keys.split()) for keys in self.keys.split(",")]

    @property
    def shown_keys(self) -> list[str]:
        """All ways to type it, as a person reads them."""
        return [" ".join(map(shown_key, keys)) for keys in self.alternatives]

    def bindings(self) -> Iterator[Binding]:
        """The Textual bindings of its single keys; sequences are followed by the screen."""
        single = [keys[0] for keys in self.alternatives if len(keys) == 1]
        if single:
            yield Binding(",".join(single), self.name, self.title, show=False, tooltip=self.help, id=self.id)


def _key(key: str) -> str:
    return _LONG.get(key, key)


def shown_key(key: str) -> str:
    """A key as a person reads it."""
    if key in _SHOWN:
        return _SHOWN[key]
    modifier, _, rest = key.rpartition("+")
    if modifier:
        return f"{modifier.capitalize()}+{shown_key(rest)}"
    return key if len(key) == 1 else key.capitalize()


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
}
"""Textual's names of keys that are signs."""
_SHOWN = {name: sign for sign, name in _LONG.items()} | {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
}

COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "Down", "Go to the next article.", LIST),
    Command("up", "k,up", "Up", "Go to the article before.", LIST),
    Command("page_down", "space,pagedown", "Page down", "Go a screenful down.", LIST),
    Command("page_up", "pageup", "Page up", "Go a screenful up.", LIST),
    Command("half_down", "ctrl+d", "Half a page down", "Go half a screenful down.", LIST),
    Command("half_up", "ctrl+u", "Half a page up", "Go half a screenful up.", LIST),
    Command("top", "g g,home", "Top", "Go to the first article.", LIST),
    Command("end", "G,end", "End", "Go to the last article.", LIST),
    Command("filter", "/", "Filter", "Show only articles that hold the words you type.", LIST, footer="filter"),
    Command("open", "enter,l,right", "Read", "Open the article.", LIST, footer="read"),
    Command("sort", "S", "Sort", "Choose the next order of this shelf.", LIST),
    Command("mark_all_read", "A", "Mark all read", "Mark every article of this view read.", LIST, ARTICLES),
    Command("toggle_shelves", "tab,h,left", "Shelves", "Go to the shelves, and back to the articles.", LIST),
    Command("next_shelf", ">", "Next shelf", "Show the next shelf.", LIST),
    Command("previous_shelf", "<", "Previous shelf", "Show the shelf before.", LIST),
    Command("back", "escape", "Back", "Clear the filter, leave the shelves.", LIST),
    Command("quit", "q", "Quit", "Leave the reader; it comes back to this place.", LIST),
    Command("down", "j,down", "Down", "Read on by a line.", PAGE),
    Command("up", "k,up", "Up", "Go back by a line.", PAGE),
    Command("page_down", "space,pagedown", "Page down", "Read on by a screenful.", PAGE),
    Command("page_up", "pageup", "Page up", "Go back by a screenful.", PAGE),
    Command("half_down", "ctrl+d", "Half a page down", "Read on by half a screenful.", PAGE),
    Command("half_up", "ctrl+u", "Half a page up", "Go back by half a screenful.", PAGE),
    Command("top", "g g,home", "Top", "Go to the beginning.", PAGE),
    Command("end", "G,end", "End", "Go to the end.", PAGE),
    Command("next_paragraph", "}", "Next paragraph", "Go to the next paragraph.", PAGE),
    Command("previous_paragraph", "{", "Previous paragraph", "Go to the paragraph before.", PAGE),
    Command("next_heading", "]", "Next heading", "Go to the next heading.", PAGE),
    Command("previous_heading", "[", "Previous heading", "Go to the heading before.", PAGE),
    Command("next_article", "J", "Next article", "Open the next article of the list.", PAGE, footer="next"),
    Command("previous_article", "K", "Previous article", "Open the article before it.", PAGE),
    Command("narrower", "-", "Narrower", "Make the lines shorter.", PAGE),
    Command("wider", "+", "Wider", "Make the lines longer.", PAGE),
    Command("default_measure", "=", "Default width", "Give the lines their usual length.", PAGE),
    Command("zen", "z", "Zen", "Show the text and nothing else.", PAGE),
    Command("back", "q,escape,h,left", "Back", "Go back to the list; the place is kept.", PAGE, footer="back"),
    Command(
        "bookmark",
        "b,s",
        "Bookmark",
        "Bookmark the article, or take the bookmark away.",
        EVERYWHERE,
        ARTICLE,
        "bookmark",
    ),
    Command("toggle_read", "r", "Read / unread", "Mark the article read, or unread again.", EVERYWHERE, ARTICLE),
    Command(
        "archive", "e", "Archive", "Archive the article, or put it back into the inbox.", EVERYWHERE, ARTICLE, "archive"
    ),
    Command(
        "remove", "d,delete", "To the Bin", "Put the article into the Bin, or take it out again.", EVERYWHERE, ARTICLE
    ),
    Command("add", "a", "Add", "Add a file or a whole folder.", EVERYWHERE, footer="add"),
    Command("undo", "u", "Undo", "Take the last change back.", EVERYWHERE, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", EVERYWHERE),
    Command("details", "i", "Details", "Show everything that is known of the article.", EVERYWHERE, ARTICLE),
    Command("open_original", "o", "Original", "Open the article's address in the browser.", EVERYWHERE, ADDRESS),
    Command("copy_address", "y", "Copy address", "Copy the article's address.", EVERYWHERE, ADDRESS),
    Command("copy_citation", "Y", "Copy citation", "Copy a Markdown citation of the article.", EVERYWHERE, ARTICLE),
    Command("inbox", "g i", "Inbox", "Go to the inbox.", EVERYWHERE),
    Command("reading", "g r", "Reading", "Go to what you have begun to read.", EVERYWHERE),
    Command("bookmarks", "B,g b", "Bookmarks", "Go to the bookmarks, the newest first.", EVERYWHERE),
    Command("archived", "g a", "Archive", "Go to the archive.", EVERYWHERE),
    Command("all", "g l", "All", "Go to all articles.", EVERYWHERE),
    Command("bin", "g d", "Bin", "Go to the Bin.", EVERYWHERE),
    Command("theme", "T", "Theme", "Take the next theme.", EVERYWHERE),
    Command("palette", ":,ctrl+p", "Commands", "Find a command by its name.", EVERYWHERE),
    Command("suspend", "ctrl+z", "Suspend", "Go to the shell; fg comes back.", EVERYWHERE),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", EVERYWHERE, footer="keys"),
    Command("quit", "ctrl+q,Q", "Quit", "Leave the reader; it comes back to this place.", EVERYWHERE),
    Command("down", "j,down", "Down", "Go down by a line.", SHEET),
    Command("up", "k,up", "Up", "Go up by a line.", SHEET),
    Command("page_down", "space,pagedown", "Page down", "Go down by a screenful.", SHEET),
    Command("page_up", "pageup", "Page up", "Go up by a screenful.", SHEET),
    Command("back", "q,escape,h,left", "Back", "Go back.", SHEET, footer="back"),
)


def commands_in(scope: str) -> tuple[Command, ...]:
    """The commands that a screen of this scope performs, its own first."""
    shared = (EVERYWHERE,) if scope in (LIST, PAGE) else ()
    return tuple(c for where in (scope, *shared) for c in COMMANDS if c.scope == where)


def bindings_in(scope: str) -> list[BindingType]:
    """The bindings of exactly one scope, for a screen's ``BINDINGS``."""
    return [binding for command in COMMANDS if command.scope == scope for binding in command.bindings()]


def sequences_in(scope: str) -> dict[tuple[str, ...], Command]:
    """The commands that a screen of this scope performs after several keys in a row."""
    return {keys: c for c in commands_in(scope) for keys in c.alternatives if len(keys) > 1}


@cache
def keys_in(scope: str) -> dict[str, Command]:
    """What single keys mean on a screen of this scope."""
    return {keys[0]: c for c in commands_in(scope) for keys in c.alternatives if len(keys) == 1}


@cache
def needs_in(scope: str) -> dict[str, frozenset[str]]:
    """What the actions of a screen of this scope need."""
    return {command.name: command.needs for command in commands_in(scope)}


def command_named(name: str, scope: str) -> Command:
    """The command of this name that a screen of this scope performs."""
    return next(command for command in commands_in(scope) if command.name == name)


_WHERE = {LIST: "in the list", PAGE: "on the page", EVERYWHERE: "in both"}


def key_table_markdown() -> str:
    """The table of all keys, for the README."""
    rows = ["| Keys | Command | What it does |", "| --- | --- | --- |"]
    for scope, where in _WHERE.items():
        rows.append(f"| | **{where.capitalize()}** | |")
        for command in COMMANDS:
            if command.scope == scope:
                keys = " ".join(f"`{keys}`" for keys in command.shown_keys)
                rows.append(f"| {keys} | {command.title} | {command.help} |")
    return "\n".join(rows) + "\n"
