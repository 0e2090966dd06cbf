"""What the commands that change articles have in common: they name them by uid and say what became of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.cli.facts import facts_of
from reader.cli.input import uids_given
from reader.cli.output import print_json, print_line
from reader.cli.place import open_library

if TYPE_CHECKING:
    from reader.library.articles import Articles

UIDS = "an article's uid, or as much of it as is unique; - for the lines of `reader list` on standard input"
"""What the uids of a command are."""


def take_uids(parser: argparse.ArgumentParser) -> None:
    """The arguments of every such command."""
    parser.add_argument("uids", nargs="+", metavar="UID", help=UIDS)
    parser.add_argument("--json", action="store_true", help="print the articles as they are now")


def change(given: argparse.Namespace, done: str, doing: Callable[[Articles, Iterable[str]], int]) -> int:
    """Change the named articles, all or, where one is not found, none; say what was done to which."""
    with open_library(given) as library:
        uids = list(dict.fromkeys(library.articles.find(prefix).uid for prefix in uids_given(given.uids)))
        doing(library.articles, uids)
        articles = [library.articles.find(uid) for uid in uids]
    if given.json:
        print_json([facts_of(article) for article in articles])
    else:
        for article in articles:
            print_line(f"{done}: {article.title}")
    return 0
