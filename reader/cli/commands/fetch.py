"""Fetches the texts of articles again: the old one is kept, and one that seems to be less is not taken unasked.

With --waiting it tries to get the texts of all articles that wait for theirs.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.changing import UIDS
from reader.cli.facts import facts_of
from reader.cli.input import uids_given
from reader.cli.output import print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress

if TYPE_CHECKING:
    from reader.services.adding.fetching import Again


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader fetch` takes."""
    parser.add_argument("uids", nargs="*", metavar="UID", help=UIDS)
    parser.add_argument("--waiting", action="store_true", help="every article that waits for its text")
    parser.add_argument("--anyway", action="store_true", help="take the text also if it seems to be less")
    parser.add_argument("--json", action="store_true", help="print what came of it as a list of objects")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Fetch the texts; 1 if one could not be got."""
    from reader.cli.web import INTERRUPTED, on_the_web
    from reader.domain.shelf import WAITING
    from reader.services.adding.fetching import Outcome, fetch_again
    from reader.services.web.work import Web

    results: list[Again] = []
    with open_library(given) as library, Progress(given.progress) as progress:
        articles = [library.articles.find(prefix) for prefix in uids_given(given.uids)]
        articles += list(library.articles.listing(WAITING)) if given.waiting else []

        async def work(web: Web) -> None:
            results.extend(await fetch_again(web, articles, given.anyway, progress.step))

        done = on_the_web(library, work) if articles else True
    failed = [again for again in results if again.outcome in (Outcome.FAILED, Outcome.WORSE)]
    if given.progress:
        print_json(_ending(results), one_line=True)
    elif given.json:
        said = [{"outcome": a.outcome, "sentence": a.sentence, "article": facts_of(a.article)} for a in results]
        print_json(said)
    else:
        for again in results:
            (print_problem if again in failed else print_line)(again.sentence)
        if not articles:
            print_line("Nothing waits." if given.waiting else "No article was named.")
    return (1 if failed else 0) if done else INTERRUPTED


def _ending(results: list[Again]) -> dict[str, object]:
    """The last line for the app."""
    outcomes = [again.outcome.value for again in results]
    if len(results) == 1:
        [again] = results
        return {"sentence": again.sentence, "failed": outcomes == ["failed"], "less": again.less}
    got, failed = outcomes.count("replaced"), len(outcomes) - outcomes.count("replaced")
    sentence = f"{got} of {len(results)} texts got" if results else "Nothing waits"
    return {"sentence": sentence, "failed": bool(failed) and not got}
