"""Does again what was taken back last."""

from __future__ import annotations

import argparse

from reader.cli.history import take_json, tell
from reader.cli.place import open_library


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader redo` takes."""
    take_json(parser)


def run(given: argparse.Namespace) -> int:
    """Redo, and say what."""
    with open_library(given) as library:
        return tell(given, library, library.redo(), "Done again", "There is nothing to redo.")
