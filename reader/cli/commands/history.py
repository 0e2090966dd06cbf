"""Says what was done to the library and when, the last first: what `reader undo` would take back, step by step.

Into a pipe a line has fields between tabs: time, what was done, how many articles, and whether it was taken back.
"""

from __future__ import annotations

import argparse
import os
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.cli.output import on_terminal, print_json, print_line
from reader.cli.place import open_library
from reader.domain.plain import plain

if TYPE_CHECKING:
    from reader.domain.deed import Deed

USUAL = 50
"""Changes that are shown unless more are asked for."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader history` takes."""
    parser.add_argument("--limit", type=_count, default=USUAL, metavar="N", help=f"so many at most; usually {USUAL}")
    parser.add_argument("--json", action="store_true", help="print the changes as a list of objects")


def run(given: argparse.Namespace) -> int:
    """Print the changes."""
    from reader.ui.telling import details, told, when

    with open_library(given) as library:
        deeds = list(islice(library.deeds(), given.limit))
    if given.json:
        print_json([as_object(deed) for deed in deeds])
        return 0
    device = os.uname().nodename
    for deed in deeds:
        more = details(deed, device)
        if on_terminal():
            words = plain(f"{told(deed)} · {more}" if more else told(deed))
            sys.stdout.write(f"{when(deed):<12}{words}\n")
        else:
            fields = (deed.at.isoformat(timespec="seconds"), told(deed), deed.articles, more)
            sys.stdout.write("\t".join(map(plain, fields)) + "\n")
    if not deeds and on_terminal():
        print_line("Nothing has been done here yet.")
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def as_object(deed: Deed) -> dict[str, Any]:
    """A change as `--json` prints it."""
    from reader.ui.telling import told

    return {
        "at": deed.at.isoformat(),
        "did": told(deed),
        "label": deed.label,
        "device": deed.device,
        "articles": deed.articles,
        "uids": list(deed.uids),
        "undone": deed.undone,
    }
