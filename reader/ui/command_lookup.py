"""Looking commands up: by screen, by key and by name, with the keys that they have now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from reader.ui.command import (
    EVERYWHERE,
    FEEDS,
    HIGHLIGHTS,
    HISTORY,
    LIST,
    PAGE,
    RESULTS,
    RULES,
    SELECT,
    SHARING,
    TAGS,
    Command,
)

if TYPE_CHECKING:
    from textual.binding import BindingType

_usual: list[Command] = []
_in_force: list[Command] = []
_layouts: Sequence[str] | None = None
"""The layouts of the keyboard that are understood; all, where nobody has said which."""


def usual(table: Sequence[Command]) -> None:
    """Take the table of all commands, with their usual keys."""
    _usual[:] = table
    use(table)


def use(table: Sequence[Command] = (), layouts: Sequence[str] | None = None) -> None:
    """Let the commands have the keys that this table says, such as those that a person chose; or their usual ones.

    Of other layouts of the keyboard, those named are understood; or all.
    """
    global _layouts
    _layouts = layouts
    table = table or _usual
    if _in_force != list(table):
        _in_force[:] = table
        for known in (keys_in, needs_in, freed_in):
            known.cache_clear()


def in_force() -> tuple[Command, ...]:
    """All commands with the keys that they have now."""
    return tuple(_in_force)


def commands_in(scope: str) -> tuple[Command, ...]:
    """The commands that a screen of this scope performs, its own first."""
    shared = (EVERYWHERE,) if scope in SHARING else ()
    return tuple(c for where in (scope, *shared) for c in _in_force if c.scope == where)


def bindings_in(scope: str) -> list[BindingType]:
    """The usual bindings of exactly one scope, for a screen's ``BINDINGS``."""
    return [binding for command in _usual if command.scope == scope for binding in command.bindings()]


@cache
def freed_in(scope: str) -> frozenset[str]:
    """Single keys that usually mean something on a screen of this scope, and mean nothing now."""
    shared = (EVERYWHERE,) if scope in SHARING else ()
    usual = (keys for c in _usual if c.scope in (scope, *shared) for keys in c.alternatives if len(keys) == 1)
    return frozenset(keys[0] for keys in usual) - keys_in(scope).keys()


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


def meant(scope: str, key: str, character: str | None) -> tuple[str, str | None]:
    """What a key that types no text means on a screen: itself, or the Latin key at its place; and its character."""
    if key.isascii() and (character is None or character.isascii()):
        return key, character
    from reader.ui.layouts import LAYOUTS, latin

    if any(key in keys for c in commands_in(scope) for keys in c.alternatives):
        return key, character
    return latin(key, character, list(LAYOUTS) if _layouts is None else _layouts)


def command_named(name: str, scope: str) -> Command:
    """The command of this name that a screen of this scope performs."""
    return next(command for command in commands_in(scope) if command.name == name)


class _KeysOf:
    """How commands are typed on a screen, or on others where it has them not; looked up one by one."""

    def __init__(self, scope: str) -> None:
        self._scope = scope

    def __getitem__(self, name: str) -> str:
        return next(command.shown for command in (*commands_in(self._scope), *_in_force) if command.name == name)


def with_keys(text: str, scope: str) -> str:
    """A sentence in which a command's name in braces stands for its key, as in `{undo} takes it back`."""
    return text.format_map(_KeysOf(scope))


_WHERE = {
    LIST: "in the list",
    PAGE: "on the page",
    SELECT: "while selecting",
    RESULTS: "among what was found",
    EVERYWHERE: "in the list, among what was found and on the page",
    HIGHLIGHTS: "among highlights",
    FEEDS: "among feeds",
    TAGS: "among tags",
    RULES: "among rules",
    HISTORY: "in the history",
}


def commands_by_place() -> Iterator[tuple[str, list[Command]]]:
    """The commands of each place with their usual keys, by what a person calls the place."""
    for scope, where in _WHERE.items():
        yield where, [command for command in _usual if command.scope == scope]


def key_table_markdown() -> str:
    """The table of all keys, for the README."""
    rows = ["| Keys | Command | What it does |", "| --- | --- | --- |"]
    for where, commands in commands_by_place():
        rows.append(f"| | **{where.capitalize()}** | |")
        for command in commands:
            keys = " ".join(f"`{keys}`" for keys in command.shown_keys).replace("|", "\\|")
            rows.append(f"| {keys} | {command.title} | {command.help} |")
    return "\n".join(rows) + "\n"
