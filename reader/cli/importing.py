"""Says what an import did, or would do."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from reader.cli.output import print_line, print_problem

if TYPE_CHECKING:
    from reader.services.importing.report import ImportReport

NAMED = 20
"""So many skipped entries are named one by one; more are counted."""


def tell(report: ImportReport) -> None:
    """Print an import's report."""
    from reader.services.importing.report import counted

    for program, count in report.programs.items():
        print_line(f"{program}: {count} {'entry' if count == 1 else 'entries'} read")
    for name, count in counted(report):
        print_line(f"· {name}: {count}")
    for skipped in report.examples[:NAMED]:
        print_problem(skipped.sentence)
    if report.skipped > NAMED:
        print_problem(f"{report.skipped - NAMED} more were skipped; --json names them.")
    for sentence in (*report.remarks, *report.failed):
        print_problem(sentence)
    if report.dry:
        print_line("Nothing has been changed; without --dry-run it will be.")


def as_object(report: ImportReport) -> dict[str, object]:
    """The report for a program."""
    return {**asdict(report), "read": report.read}
