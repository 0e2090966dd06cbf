"""Adds to the library: addresses of pages, files, all texts in folders, or - for standard input.

A page is fetched and its text taken out of it; without a network it waits. Files are known by their content: Markdown,
plain text, HTML, EPUB, PDF, mails, feeds; exports of other programs are imported. The same text twice is one article.
--url says where a page that is handed over comes from, such as one behind a login.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.facts import facts_of
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.library.library import Library
    from reader.services.adding.report import Report
    from reader.services.importing.report import ImportReport

INTERRUPTED = 130
_NAMED = 20
"""So many articles are named one by one; more are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader add` takes."""
    parser.add_argument(
        "things", nargs="+", metavar="THING", help="an address, a file, a folder, or - for standard input"
    )
    parser.add_argument("--url", default="", metavar="URL", help="the address of the page that is handed over")
    parser.add_argument("--json", action="store_true", help="print what became of them as an object")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Add everything; 1 if something could not be added."""
    from reader.services.adding.address import read_address

    url = read_address(given.url)
    if given.url and not url:
        print_problem("--url must be an address that begins with http:// or https://.")
        return 2
    with open_library(given, create=True) as library, Progress(given.progress) as progress:
        report = _add(library, given.things, url, progress)
    for failure in report.failed if not given.progress else ():
        print_problem(failure.sentence)
    for article in report.waiting if not given.progress else ():
        print_problem(f"{article.problem} {article.url} waits; `reader fetch --waiting` tries again.")
    if given.progress:
        print_json(_ending(report), one_line=True)
    elif given.json:
        print_json(as_object(report))
    else:
        _tell("Added", report.added)
        _tell("Already there", report.known)
        _tell("Back from the Bin", report.restored)
        _tell("Has its text now", report.filled)
        if report.imported is not None:
            from reader.cli.importing import tell

            tell(report.imported)
        for feed in report.subscribed:
            print_line(f"Subscribed: {feed.called} ({feed.uid})")
    if report.stopped:
        print_problem("Stopped; what had been added stays in the library.")
        return INTERRUPTED
    return 1 if report.failed else 0


def _add(library: Library, things: list[str], url: str, progress: Progress) -> Report:
    """Add files first, and then what has to be fetched."""
    from reader.services.adding.report import Failure, Report

    addresses = [thing for thing in things if is_address(thing)]
    paths = [thing for thing in things if not is_address(thing)]
    exports = _exports(paths) if not url else []
    paths = [path for path in paths if path not in exports]
    report = Report()
    if paths:
        from reader.services.adding.add import add_paths

        report = add_paths(library, paths, progress.step, url=url)
    if exports and not report.stopped:
        from reader.services.importing.importing import import_files

        report.imported = import_files(library, exports, on_step=progress.step)
        report.stopped = report.imported.stopped
        report.failed += [Failure("", sentence) for sentence in report.imported.failed]
    if addresses and not report.stopped:
        from reader.cli.web import on_the_web
        from reader.services.adding.fetching import add_addresses

        done = on_the_web(library, lambda web: add_addresses(web, addresses, report, progress.step))
        report.stopped = not done
    return report


def _exports(paths: list[str]) -> list[str]:
    """The files that are exports of other programs."""
    if not paths:
        return []
    from reader.services.importing.door import exports_among

    return exports_among(paths)


def is_address(thing: str) -> bool:
    """Whether something that is to be added is an address and no file."""
    return thing[:8].lower().startswith(("http://", "https://"))


def _tell(done: str, articles: list[Article]) -> None:
    if len(articles) > _NAMED:
        print_line(f"{done}: {len(articles)} articles")
        return
    from reader.domain.provenance import SAID

    for article in articles:
        minutes = f"{article.minutes} min" if on_terminal() and article.words else ""
        verdict = SAID[article.provenance.verdict] if article.provenance else ""
        facts = "".join(f", {fact}" for fact in (minutes, verdict) if fact)
        print_line(f"{done}: {article.title}{facts} ({article.uid[:8]})")


def _ending(report: Report) -> dict[str, object]:
    """The last line for the app."""
    from reader.services.adding.report import sentence_of

    came = [*report.added, *report.filled, *report.restored, *report.known, *report.waiting]
    failed = bool(report.failed or report.waiting) and not (report.added or report.filled or report.subscribed)
    more = {} if report.imported is None else {"imported": _imported(report.imported)}
    return {**more, "sentence": sentence_of(report), "failed": failed, "uid": came[0].uid if len(came) == 1 else ""}


def _imported(report: ImportReport) -> dict[str, object]:
    from reader.cli.importing import as_object as imported

    return imported(report)


def as_object(report: Report) -> dict[str, object]:
    """What an adding did, for a program."""
    return {
        "added": [facts_of(article) for article in report.added],
        "known": [facts_of(article) for article in report.known],
        "restored": [facts_of(article) for article in report.restored],
        "filled": [facts_of(article) for article in report.filled],
        "waiting": [facts_of(article) for article in report.waiting],
        "subscribed": [{"uid": feed.uid, "url": feed.url, "title": feed.called} for feed in report.subscribed],
        "failed": [{"name": failure.name, "problem": failure.sentence} for failure in report.failed],
        "imported": None if report.imported is None else _imported(report.imported),
        "stopped": report.stopped,
    }
