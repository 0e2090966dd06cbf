"""Brings the index of all texts up to date, which the app does by itself; --rebuild makes it anew."""

from __future__ import annotations

import argparse

from reader.cli.output import print_json, print_line
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader index` takes."""
    parser.add_argument("--rebuild", action="store_true", help="make it anew, whatever there is")
    parser.add_argument("--json", action="store_true", help="print what was done as an object")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Index whatever is different, until nothing is."""
    from reader.library.fulltext.updating import update
    from reader.services.adding.report import Step

    articles, rebuild, rebuilt = 0, given.rebuild, False
    with open_library(given) as library, Progress(given.progress) as progress:

        def told(done: int, total: int) -> None:
            progress.step(Step(done, total, ""))

        while True:
            done = update(library, told=told, rebuild=rebuild)
            articles, rebuild, rebuilt = articles + done.indexed, False, rebuilt or done.rebuilt
            # what has come meanwhile is indexed, too, so that it need not be begun again at once
            if not (done.indexed and library.catch_up()):
                break
    if given.json:
        print_json({"indexed": articles, "rebuilt": rebuilt})
        return 0
    counted = "1 article" if articles == 1 else f"{articles} articles"
    sentence = f"{counted} indexed" if articles else "Everything is indexed already"
    if given.progress:
        print_json({"sentence": sentence}, one_line=True)
    else:
        print_line(f"{sentence}.")
    return 0
