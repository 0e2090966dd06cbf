"""Says where the library is, whether it exists or not."""

from __future__ import annotations

import argparse

from reader.cli.output import print_json, print_line
from reader.cli.place import library_path


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader path` takes."""
    parser.add_argument("--json", action="store_true", help="print it as an object")


def run(given: argparse.Namespace) -> int:
    """Print the folder."""
    path = library_path(given).absolute()
    if given.json:
        print_json({"path": str(path)})
    else:
        print_line(str(path))
    return 0
