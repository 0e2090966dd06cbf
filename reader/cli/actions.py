"""The actions of a command: such as `add` of `reader rules`, each with a parser of its own."""

from __future__ import annotations

import argparse


class Actions:
    """Makes the parsers of the actions of one command."""

    def __init__(self, parser: argparse.ArgumentParser, json: str = "") -> None:
        self._made = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
        self._json = json
        """What `--json` does, if all of them take it."""

    def add(self, name: str, words: str) -> argparse.ArgumentParser:
        """The parser of one more action, which does what these words say."""
        made = self._made.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        if self._json:
            made.add_argument("--json", action="store_true", help=self._json)
        return made
