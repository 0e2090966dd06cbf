"""Takes back the last change, whatever made it."""

from __future__ import annotations

import argparse

from reader.cli.history import take_json, tell
from reader.cli.place import open_library


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader undo` takes."""
    take_json(parser)


def run(given: argparse.Namespace) -> int:
    """Undo, and say what."""
    with open_library(given) as library:
        return tell(given, library, library.undo(), "Undone", "There is nothing to undo.")
