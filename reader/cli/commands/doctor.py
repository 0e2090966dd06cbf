"""Says whether the library is in order; --repair mends what can be mended."""

from __future__ import annotations

import argparse

from reader.cli.output import print_json, print_line
from reader.cli.place import library_path


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader doctor` takes."""
    parser.add_argument("--repair", action="store_true", help="mend what can be mended; nothing is thrown away")
    parser.add_argument("--json", action="store_true", help="print the findings as a list of objects")


def run(given: argparse.Namespace) -> int:
    """Examine, and repair if asked; 1 if something is still wrong."""
    from reader.library.doctor import Severity, examine, repair

    path = library_path(given)
    done = repair(path) if given.repair else []
    findings = examine(path)
    if given.json:
        found = [{"severity": finding.severity, "sentence": finding.sentence} for finding in findings]
        print_json({"repaired": done, "findings": found})
    else:
        for sentence in done:
            print_line(sentence)
        for finding in findings:
            print_line(f"{finding.severity}: {finding.sentence}")
    return 1 if any(finding.severity is Severity.WRONG for finding in findings) else 0
