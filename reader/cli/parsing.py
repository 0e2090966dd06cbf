"""The arguments of every command; only the one that was asked for is loaded."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

from reader import __version__

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMANDS = {
    "add": "add pages by their addresses, files, folders, or - for standard input",
    "list": "list articles",
    "search": "search the texts of the whole library",
    "searches": "list saved searches, keep, rename and remove them",
    "queue": "say what can be read in the minutes you have",
    "show": "show one article",
    "bookmark": "bookmark articles",
    "read": "mark articles as read",
    "archive": "archive articles",
    "tag": "give articles tags, take tags away",
    "tags": "list all tags, rename, merge and remove them",
    "rules": "let queries give tags: list, add, try and apply rules",
    "remove": "put articles into the Bin",
    "note": "show or write what you think of an article",
    "highlights": "list highlights, add, change and delete them",
    "marks": "list marks, set and remove them",
    "open": "open articles in the browser",
    "import": "import what other programs let you carry away",
    "export": "carry articles out in files that other programs read",
    "fetch": "fetch the texts of articles again",
    "feed": "manage feeds: add, list, rename, pause, tag, set, remove, import, export",
    "refresh": "ask the feeds for what is new",
    "undo": "take back the last change",
    "redo": "do again what was taken back",
    "history": "say what was done and when",
    "backup": "write the whole library into one file",
    "restore": "make the library what a backup says",
    "index": "bring the index of all texts up to date",
    "doctor": "say whether the library is in order",
    "path": "say where the library is",
    "settings": "show and change the settings",
    "completion": "print a script that completes commands in a shell",
    "manual": "print the manual page",
    "extract": "",
    "complete": "",
}
"""Every command with what it does in a few words; what has no words is not advertised."""

_EPILOG = (
    "Without a command, reader opens the list of articles; without a terminal, it prints it.\n"
    "The library is the folder given by --library, else $READER_LIBRARY, else one of your own."
)


class Parser(argparse.ArgumentParser):
    """A parser whose messages hold no byte that a terminal would obey."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        from reader.domain.plain import clean_text

        if message:
            (file or sys.stderr).write(clean_text(message))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def parse(argv: list[str]) -> argparse.Namespace:
    """The arguments of a command line; `run` among them is what does it. Exits with 2 on wrong use."""
    place = _place_of_command(argv)
    name = argv[place] if place >= 0 else ""
    parser = Parser(
        prog="reader",
        description="A calm reading app for the terminal.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_library(parser, None)
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    parser.set_defaults(run=_start)
    # argparse would build a whole help text to find this name out
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser, prog="reader")
    if name:
        _add_command(commands, name)
    else:
        for command, words in COMMANDS.items():
            if words:
                commands.add_parser(command, help=words)
    return parser.parse_args(_rewritten(argv, place) if name else argv)


def _rewritten(argv: list[str], place: int) -> list[str]:
    """The arguments as argparse understands them."""
    module = _command(argv[place])
    if hasattr(module, "rewritten"):
        argv = list(module.rewritten(argv))
    if hasattr(module, "ACTIONS"):  # the first of them may be left out
        at = place + 1
        while at < len(argv) and argv[at].startswith("--library"):
            at += 1 if "=" in argv[at] else 2
        if at >= len(argv) or argv[at] not in (*module.ACTIONS, "-h", "--help"):
            argv = [*argv[:at], module.ACTIONS[0], *argv[at:]]
    return argv


def _add_command(commands: argparse._SubParsersAction[Parser], name: str) -> None:
    module = _command(name)
    parser = commands.add_parser(name, description=module.__doc__, usage=getattr(module, "USAGE", None))
    _add_library(parser, argparse.SUPPRESS)
    module.arguments(parser)
    for action in actions_of(parser).values():
        _add_library(action, argparse.SUPPRESS)
    parser.set_defaults(run=module.run)


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    commands = Parser(prog="reader").add_subparsers(metavar="COMMAND", parser_class=Parser, prog="reader")
    _add_command(commands, name)
    return commands.choices[name]


def actions_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The actions that a command has, by their names, such as `add` of `reader feed`."""
    found = (known.choices for known in parser._actions if isinstance(known, argparse._SubParsersAction))
    return {name: action for choices in found for name, action in choices.items()}


def _add_library(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--library", metavar="DIR", default=default, help="the library's folder")


def _command(name: str) -> ModuleType:
    return import_module(f"reader.cli.commands.{name}")


def _place_of_command(argv: list[str]) -> int:
    """Where in a command line the command is named, -1 where there is none."""
    words = iter(enumerate(argv))
    for place, word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            return place if word in COMMANDS else -1
    return -1


def _start(given: argparse.Namespace) -> int:
    from reader.cli.start import start

    return start(given)
