"""Carries articles out in files that other programs read: all that are outside the Bin, or those that are chosen.

They are chosen as `reader list` chooses, or by --uid. One file goes to standard output or, with --output, to a file;
formats with a file an article need a folder. What was not written by an export before is not written over.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands.list import chosen, rewritten, take_choice
from reader.cli.output import print_json, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress
from reader.domain.errors import ReaderError
from reader.services.exporting.registry import EXPORTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library
    from reader.services.adding.report import Step
    from reader.services.exporting.exporter import Options
    from reader.services.exporting.report import ExportReport
    from reader.services.exporting.selection import Selection

USAGE = (
    "reader export --format F [--output PATH] [--unread] [QUERY ...]\n"
    "                     [--uid UID ... | --SHELF | --tag T | --feed FEED | --search NAME]"
)
INTERRUPTED = 130
LARGEST_TEMPLATE = 1_000_000
_CHOOSING = ("shelf", "tag", "feed", "search", "unread", "words", "limit")
__all__ = ["USAGE", "arguments", "rewritten", "run"]
_NAMED = 20
"""So many sentences are said; more are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader export` takes."""
    formats = ", ".join(f"{name} ({row.about})" for name, row in EXPORTERS.items())
    parser.add_argument("--format", choices=EXPORTERS, required=True, metavar="F", help=formats)
    parser.add_argument("--output", default="", metavar="PATH", help="the file or folder; one ending in / is a folder")
    parser.add_argument("--force", action="store_true", help="write over what is there, whatever it is")
    parser.add_argument("--uid", nargs="+", default=[], metavar="UID", help="these articles")
    parser.add_argument("--template", metavar="FILE", help="for highlights: what each of them looks like")
    parser.add_argument("--guarded", action="store_true", help="for tables: keep spreadsheets from computing cells")
    take_choice(parser)
    parser.add_argument("--json", action="store_true", help="print a report as an object")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Export what was asked for; 1 if a file had to be left alone."""
    from reader.services.exporting.exporting import export
    from reader.services.exporting.registry import exporter_of
    from reader.services.exporting.report import ExportReport, sentence_of

    if given.output == "-":
        given.output = ""
    exporter = exporter_of(given.format, _options(given))
    _insist_on_output(given, exporter.is_text)
    report = ExportReport(given.format, given.output)
    with open_library(given) as library, Progress(given.progress) as progress:
        selection = _selection(library, given, progress.step)
        export(exporter, selection, report, sys.stdout.buffer.write, given.force)
    if given.progress:
        print_json({"sentence": sentence_of(report), "failed": bool(report.kept), **asdict(report)}, one_line=True)
    elif given.json:
        print_json(asdict(report))
    else:
        _tell(report, sentence_of(report))
    return INTERRUPTED if report.stopped else 1 if report.kept else 0


def _options(given: argparse.Namespace) -> Options:
    from reader.services.exporting.exporter import Options

    template = ""
    if given.template is not None:
        with Path(given.template).open(encoding="utf-8", errors="replace") as file:
            template = file.read(LARGEST_TEMPLATE)
        if not template.strip():
            raise ReaderError("There is nothing in the template.")
    return Options(template, given.guarded)


def _insist_on_output(given: argparse.Namespace, is_text: bool) -> None:
    if given.output:
        return
    if given.json or given.progress:
        raise ReaderError("The report would stand among what is exported.", "--output names a file or a folder.")
    if not is_text and sys.stdout.isatty():
        raise ReaderError("This format is nothing for a terminal.", "--output names a file.")


def _selection(library: Library, given: argparse.Namespace, on_step: Callable[[Step], None]) -> Selection:
    from reader.services.exporting.selection import Selection

    if given.uid:
        uids = [library.articles.find(prefix).uid for prefix in given.uid]
        return Selection(library, list(dict.fromkeys(uids)), False, on_step)
    everything = not any(getattr(given, name, None) not in (None, False, []) for name in _CHOOSING)
    if (given.tag, given.feed, given.search) == (None, None, None):
        given.shelf = given.shelf or "all"
    uids = [uid for uid, _ in chosen(library, given, ("uid", "state"))]
    if everything and given.format == "json":  # a copy of the library has its Bin, too
        given.shelf = "bin"
        uids.extend(uid for uid, _ in chosen(library, given, ("uid", "state")))
    return Selection(library, uids, everything, on_step)


def _tell(report: ExportReport, sentence: str) -> None:
    """Say on stderr what was done, since the export itself may stand on stdout."""
    if report.output:
        print_problem(f"{sentence}.")
    said = [*(report.kept if len(report.kept) > 1 else ()), *report.remarks]
    for line in said[:_NAMED]:
        print_problem(line)
    if len(said) > _NAMED:
        print_problem(f"There are {len(said) - _NAMED} more such sentences; --json has them.")
    if report.stopped:
        print_problem("Stopped; the files that are there are whole.")
