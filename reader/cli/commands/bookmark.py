"""Bookmarks articles, or takes their bookmarks away."""

from __future__ import annotations

import argparse

from reader.cli.changing import change, take_uids


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader bookmark` takes."""
    take_uids(parser)
    parser.add_argument("--off", action="store_true", help="take the bookmarks away")


def run(given: argparse.Namespace) -> int:
    """Set or take the bookmarks."""
    done = "Bookmark taken away" if given.off else "Bookmarked"
    return change(given, done, lambda articles, uids: articles.bookmark(uids, not given.off))
