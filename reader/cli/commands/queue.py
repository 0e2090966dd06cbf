"""Says what can be read in the minutes you have: half-read first, then bookmarked, then what fills the time best.

It is taken from the Inbox and what you have begun, or from another shelf, or what a query finds there. Into a pipe a
line has fields between tabs: uid, state, minutes left, title, source.
"""

from __future__ import annotations

import argparse
import sys

from reader.cli.commands import list as listing
from reader.cli.output import on_terminal, print_json, print_line
from reader.cli.place import open_library
from reader.domain.article import Article
from reader.domain.plain import plain

USAGE = "reader queue MINUTES [--SHELF | --tag T | --feed FEED | --search NAME] [--json] [QUERY ...]"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader queue` takes."""
    parser.add_argument("minutes", type=_minutes, metavar="MINUTES", help="how many there are")
    listing.take_choice(parser)
    parser.add_argument("--json", action="store_true", help="as an object: what was asked for, what it takes, articles")


def run(given: argparse.Namespace) -> int:
    """Print the queue; one in which there is nothing is no error."""
    from reader.services.pace import pace_of
    from reader.services.queue import queue_for
    from reader.services.settings import SettingsFile
    from reader.ui.phrases import count

    with open_library(given) as library:
        usual = given.shelf is None and given.tag is None and given.feed is None and given.search is None
        narrow = None if usual and not given.words else listing.listed(library, given)
        queue = queue_for(library, given.minutes, pace_of(library, SettingsFile().settings), narrow)[: given.limit]
        takes = sum(candidate.minutes for candidate in queue)
        articles = [library.articles.find(candidate.uid) for candidate in queue]
        if given.json:
            from reader.cli.facts import facts_of

            left = [{**facts_of(a), "minutes_left": c.minutes} for a, c in zip(articles, queue, strict=True)]
            print_json({"minutes": given.minutes, "takes": takes, "articles": left})
            return 0
        for candidate, article in zip(queue, articles, strict=True):
            if on_terminal():
                print_line(f"{candidate.uid[:8]}  {candidate.minutes:>3} min  {article.title}")
            else:
                sys.stdout.write(f"{_row(article, candidate.minutes)}\n")
    if on_terminal():
        print_line(f"{count(len(queue), 'article')} · {takes} of {given.minutes} min")
    return 0


def _row(article: Article, minutes: int) -> str:
    """A line for another program: uid, state, minutes left, title and source."""
    return "\t".join((article.uid, article.state, str(minutes), plain(article.title), plain(article.source)))


def _minutes(text: str) -> int:
    number = int(text)
    if not 0 < number <= 24 * 60:
        raise ValueError
    return number
