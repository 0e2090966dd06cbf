"""Archives articles, or puts them back into the Inbox."""

from __future__ import annotations

import argparse

from reader.cli.changing import change, take_uids


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader archive` takes."""
    take_uids(parser)
    parser.add_argument("--inbox", action="store_true", help="put them back into the Inbox")


def run(given: argparse.Namespace) -> int:
    """Archive or put back."""
    done = "Back in the Inbox" if given.inbox else "Archived"
    return change(given, done, lambda articles, uids: articles.archive(uids, not given.inbox))
