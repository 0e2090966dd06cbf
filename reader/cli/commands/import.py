"""Imports what other programs gave their readers to carry away: articles, tags, dates, states, notes and highlights.

Files are known by their content; archives need not be unpacked. Nothing is fetched: what has no text waits for
`reader fetch --waiting`. The same file twice adds nothing, and one undo takes the whole import back.
"""

from __future__ import annotations

import argparse

from reader.cli.importing import as_object, tell
from reader.cli.output import print_json, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress

INTERRUPTED = 130


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader import` takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="an export, or a folder of them")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument("--json", action="store_true", help="print the report as an object")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Import everything; 1 if a file could not be read."""
    from reader.services.importing.importing import import_files
    from reader.services.importing.report import sentence_of

    with open_library(given, create=True) as library, Progress(given.progress) as progress:
        report = import_files(library, given.files, given.dry_run, progress.step)
    if given.progress:
        print_json({"sentence": sentence_of(report), "failed": bool(report.failed), **as_object(report)}, one_line=True)
    elif given.json:
        print_json(as_object(report))
    else:
        tell(report)
    if report.stopped:
        print_problem("Stopped; what had been imported stays, and `reader undo` takes it back.")
        return INTERRUPTED
    return 1 if report.failed else 0
