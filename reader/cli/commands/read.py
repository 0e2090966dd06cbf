"""Marks articles as read, or as unread."""

from __future__ import annotations

import argparse

from reader.cli.changing import change, take_uids
from reader.domain.article import State


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader read` takes."""
    take_uids(parser)
    parser.add_argument("--unread", action="store_true", help="mark them as unread")


def run(given: argparse.Namespace) -> int:
    """Set the state."""
    state = State.UNREAD if given.unread else State.READ
    return change(given, f"Marked {state}", lambda articles, uids: articles.mark(uids, state))
