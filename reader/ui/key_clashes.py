"""Key clashes: what becomes of keys that several commands of a screen would have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.ui.command import EVERYWHERE, SHARING, Command, shown_keys

Keys = tuple[str, ...]
"""One way to type a command: a key, or several in a row."""


Has = tuple[Command, Keys]
"""A command and one way to type it."""


class Wish(NamedTuple):
    """What somebody wants a command to be typed by."""

    command: Command
    keys: tuple[Keys, ...]


def settled(table: Sequence[Command], wishes: Mapping[str, Wish]) -> tuple[tuple[Command, ...], list[str]]:
    """The table with the wishes in it, and a sentence for every key that was wanted twice.

    Of two wishes the first one holds. What is wished for is taken away from who usually has it, except where it would
    begin, or go on, what others are typed by: then nobody could tell them apart.
    """
    has: dict[str, list[Keys]] = {command.id: command.alternatives for command in table}
    has.update({uid: list(wish.keys) for uid, wish in wishes.items()})
    problems: list[str] = []
    before: list[Has] = []
    for command, keys in [(wish.command, keys) for wish in wishes.values() for keys in wish.keys]:
        usual = [(c, theirs) for c in table if c.id not in wishes and meet(c, command) for theirs in has[c.id]]
        said = refused((command, keys), [one for one in before if meet(one[0], command)], usual)
        if said:
            problems.append(said)
            has[command.id].remove(keys)
            continue
        before.append((command, keys))
        for other, theirs in usual:
            if theirs == keys and other.name != command.name:
                has[other.id].remove(theirs)
                problems.append(_taken(keys, command, other, has[other.id]))
    for command in [wish.command for wish in wishes.values() if wish.keys and not has[wish.command.id]]:
        others = [(c, theirs) for c in table if c is not command and meet(c, command) for theirs in has[c.id]]
        usual_keys = command.alternatives  # better than none
        has[command.id] = [keys for keys in usual_keys if not refused((command, keys), others, ())]
    return tuple(c if c.alternatives == has[c.id] else c._replace(keys=spelled(has[c.id])) for c in table), problems


def refused(wanted: Has, wished: Sequence[Has], usual: Sequence[Has]) -> str:
    """Why a command cannot have the keys it wants, beside what others wished for and usually have; '' if it can."""
    command, keys = wanted
    who, what = name_of(command), shown_keys(keys)
    for other, theirs in wished:
        if theirs == keys and other.name != command.name:
            return f"{what} is given to {name_of(other)} and to {who}: {name_of(other)} has it."
    for other, theirs in (*wished, *usual):
        if theirs != keys and theirs[: len(keys)] == keys:
            return f"{what} begins {shown_keys(theirs)} of {name_of(other)}: {who} cannot have it."
        if theirs != keys and keys[: len(theirs)] == theirs:
            return f"{shown_keys(theirs)} is {name_of(other)}: {who} cannot have {what}."
    return ""


def _taken(keys: Keys, command: Command, other: Command, left: list[Keys]) -> str:
    rest = f"keeps {_all(left)}" if left else "has no key now"
    return f"{shown_keys(keys)} is {name_of(command)} now: {name_of(other)} {rest}."


def _all(alternatives: Iterable[Keys]) -> str:
    return " and ".join(map(shown_keys, alternatives))


def name_of(command: Command) -> str:
    """What a person writes for a command."""
    return command.name if command.scope == EVERYWHERE else command.id


def meet(one: Command, other: Command) -> bool:
    """Whether two commands are performed on one screen."""
    scopes = {one.scope, other.scope}
    return len(scopes) == 1 or (EVERYWHERE in scopes and not scopes.isdisjoint(SHARING))


def spelled(alternatives: Iterable[Keys]) -> str:
    """Ways to type a command as the table spells them."""
    return ",".join(" ".join(keys) for keys in alternatives)
