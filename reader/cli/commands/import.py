"""Imports what other programs gave their readers to carry away: articles, tags, dates, states, notes and highlights.

Files are known by their content; archives need not be unpacked. Nothing is fetched: what has no text waits for
`reader fetch --waiting`. The same file twice adds nothing, and one undo takes the whole import back.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.output import print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress

if TYPE_CHECKING:
    from reader.services.importing.report import ImportReport

INTERRUPTED = 130
_NAMED = 20
"""So many skipped entries are named one by one; more are counted."""


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
        _tell(report)
    if report.stopped:
        print_problem("Stopped; what had been imported stays, and `reader undo` takes it back.")
        return INTERRUPTED
    return 1 if report.failed else 0


def _tell(report: ImportReport) -> None:
    for program, count in report.programs.items():
        print_line(f"{program}: {count} entries read")
    lines = (
        ("new", report.new),
        ("  of them waiting for their text", report.waiting),
        ("  of them without a text anywhere", report.lost),
        ("completed", report.merged),
        ("here already", report.same),
        ("mentioned again", report.repeated),
        ("highlights", report.highlights),
        ("passages kept as notes", report.noted),
        ("feeds", report.feeds),
        ("skipped", report.skipped),
    )
    for name, count in lines:
        if count:
            print_line(f"  {name}: {count}")
    for skipped in report.examples[:_NAMED]:
        print_problem(skipped.sentence)
    if report.skipped > _NAMED:
        print_problem(f"{report.skipped - _NAMED} more were skipped; --json names them.")
    for sentence in (*report.remarks, *report.failed):
        print_problem(sentence)
    if report.dry:
        print_line("Nothing has been changed; without --dry-run it will be.")


def as_object(report: ImportReport) -> dict[str, object]:
    """The report for a program."""
    from dataclasses import asdict

    return {**asdict(report), "read": report.read}
