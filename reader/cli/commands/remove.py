"""Puts articles into the Bin, or takes them out of it; nothing is deleted."""

from __future__ import annotations

import argparse

from reader.cli.changing import change, take_uids


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader remove` takes."""
    take_uids(parser)
    parser.add_argument("--restore", action="store_true", help="take them out of the Bin")


def run(given: argparse.Namespace) -> int:
    """Remove or restore."""
    done = "Out of the Bin" if given.restore else "In the Bin"
    return change(given, done, lambda articles, uids: articles.remove(uids, not given.restore))
