"""Adds texts to the library: files, all texts in folders, or - for standard input.

Plain text and Markdown, with front matter or without; the same text twice is one article.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.facts import facts_of
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.services.adding.add import Report

INTERRUPTED = 130
_NAMED = 20
"""So many articles are named one by one; more are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader add` takes."""
    parser.add_argument("paths", nargs="+", metavar="FILE", help="a file, a folder, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print what became of the texts as an object")


def run(given: argparse.Namespace) -> int:
    """Add everything; 1 if something could not be added."""
    from reader.services.adding.add import add_paths

    with open_library(given, create=True) as library, Progress() as progress:
        report = add_paths(library, given.paths, progress.step)
    for failure in report.failed:
        print_problem(failure.sentence)
    if given.json:
        print_json(_as_object(report))
    else:
        _tell("Added", report.added)
        _tell("Already there", report.known)
        _tell("Back from the Bin", report.restored)
    if report.stopped:
        print_problem("Stopped; what had been added stays in the library.")
        return INTERRUPTED
    return 1 if report.failed else 0


def _tell(done: str, articles: list[Article]) -> None:
    if len(articles) > _NAMED:
        print_line(f"{done}: {len(articles)} articles")
        return
    for article in articles:
        minutes = f", {article.minutes} min" if on_terminal() else ""
        print_line(f"{done}: {article.title}{minutes} ({article.uid[:8]})")


def _as_object(report: Report) -> dict[str, object]:
    return {
        "added": [facts_of(article) for article in report.added],
        "known": [facts_of(article) for article in report.known],
        "restored": [facts_of(article) for article in report.restored],
        "failed": [{"name": failure.name, "problem": failure.sentence} for failure in report.failed],
        "stopped": report.stopped,
    }
