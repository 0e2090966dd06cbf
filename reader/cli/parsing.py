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
    "show": "show one article",
    "bookmark": "bookmark articles",
    "read": "mark articles as read",
    "archive": "archive articles",
    "tag": "give articles tags, take tags away",
    "remove": "put articles into the Bin",
    "import": "import what other programs let you carry away",
    "export": "carry articles out in files that other programs read",
    "fetch": "fetch the texts of articles again",
    "feed": "manage feeds: add, list, rename, pause, tag, set, remove, import, export",
    "refresh": "ask the feeds for what is new",
    "undo": "take back the last change",
    "redo": "do again what was taken back",
    "doctor": "say whether the library is in order",
    "path": "say where the library is",
    "extract": "",
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
    name = _command_in(argv)
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
    argv = _command(name).rewritten(argv) if name == "tag" else argv
    return parser.parse_args(argv)


def _add_command(commands: argparse._SubParsersAction[Parser], name: str) -> None:
    module = _command(name)
    parser = commands.add_parser(name, description=module.__doc__, usage=getattr(module, "USAGE", None))
    _add_library(parser, argparse.SUPPRESS)
    module.arguments(parser)
    parser.set_defaults(run=module.run)


def _add_library(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--library", metavar="DIR", default=default, help="the library's folder")


def _command(name: str) -> ModuleType:
    return import_module(f"reader.cli.commands.{name}")


def _command_in(argv: list[str]) -> str:
    """The command that a command line names, '' where there is none."""
    words = iter(argv)
    for word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            return word if word in COMMANDS else ""
    return ""


def _start(given: argparse.Namespace) -> int:
    from reader.cli.start import start

    return start(given)
