"""The commands as data: what each takes, for completion scripts and the manual; said once, where it is parsed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import NamedTuple

from reader.cli.parsing import COMMANDS, actions_of, parser_of


class Option(NamedTuple):
    """An option of a command."""

    names: tuple[str, ...]
    value: str
    """What it takes, as usage messages call it; nothing for a switch."""
    help: str
    choices: tuple[str, ...] = ()


class Place(NamedTuple):
    """A word of a command that is no option."""

    value: str
    help: str
    choices: tuple[str, ...] = ()
    several: bool = False
    optional: bool = False


class Described(NamedTuple):
    """A command, or an action of one."""

    name: str
    """Its words, such as `feed add`."""
    words: str
    """What it does, in a few words."""
    description: str
    """The same in sentences."""
    options: tuple[Option, ...]
    places: tuple[Place, ...]
    actions: tuple[Described, ...] = ()


def described() -> tuple[Described, ...]:
    """Every command that is advertised."""
    return tuple(_described(parser_of(name), name, words) for name, words in COMMANDS.items() if words)


def all_of(commands: tuple[Described, ...]) -> Iterator[Described]:
    """Commands and their actions, one by one."""
    for command in commands:
        yield command
        yield from command.actions


def _described(parser: argparse.ArgumentParser, name: str, words: str) -> Described:
    options, places, helps = [], [], dict[str, str]()
    for argument in parser._actions:
        if argument.help == argparse.SUPPRESS:
            continue
        if isinstance(argument, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in argument._choices_actions}
        elif argument.option_strings:
            options.append(_option(argument))
        else:
            several = argument.nargs in ("+", "*")
            optional = argument.nargs in ("?", "*")
            places.append(Place(_value(argument), argument.help or "", _choices(argument), several, optional))
    actions = tuple(_described(made, f"{name} {action}", helps[action]) for action, made in actions_of(parser).items())
    return Described(name, words, parser.description or "", tuple(options), tuple(places), actions)


def _option(argument: argparse.Action) -> Option:
    switch = argument.nargs == 0
    return Option(
        tuple(argument.option_strings),
        "" if switch else _value(argument),
        (argument.help or "").replace("%%", "%"),
        () if switch else _choices(argument),
    )


def _value(argument: argparse.Action) -> str:
    return argument.metavar if isinstance(argument.metavar, str) else argument.dest.upper()


def _choices(argument: argparse.Action) -> tuple[str, ...]:
    return tuple(map(str, argument.choices or ()))
