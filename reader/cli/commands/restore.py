"""Makes the library what a backup says: a file of `reader backup`, or a daily one by its day.

Without a name it lists the daily ones. What was there before is kept as a daily backup of now, so that a restore can
be taken back; texts are never deleted by it.
"""

from __future__ import annotations

import argparse

from reader.cli.output import print_json, print_line
from reader.cli.place import library_path
from reader.cli.progress import Progress, take_progress


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader restore` takes."""
    parser.add_argument("backup", nargs="?", metavar="FILE|DAY", help="a backup's file, or the day of a daily one")
    parser.add_argument("--json", action="store_true", help="print what was done, or what there is, as an object")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Restore, or list what could be restored."""
    from reader.library import backups
    from reader.library.library import Library
    from reader.services.adding.report import Step

    path = library_path(given)
    if not given.backup:
        return _list(given)
    file = backups.named(path, given.backup)
    with Progress(given.progress) as progress:
        before = backups.restore(file, path, lambda done, total: progress.step(Step(done, total, "")))
    with Library.open(path, create=False) as library:
        count = len(library.articles)
    if given.json or given.progress:
        print_json({"articles": count, "before": before.name if before else None}, given.progress)
        return 0
    print_line(f"Restored: {count} article{'' if count == 1 else 's'}")
    if before:
        day = before.name.removesuffix(backups.SUFFIX)
        print_line(f"What was there before: `reader restore {day}` brings it back")
    return 0


def _list(given: argparse.Namespace) -> int:
    from reader.library import backups

    found = backups.daily(library_path(given))
    if given.json:
        facts = [{"name": f.name.removesuffix(backups.SUFFIX), "bytes": f.stat().st_size} for f in found]
        print_json(facts)
        return 0
    for file in found:
        print_line(f"{file.name.removesuffix(backups.SUFFIX)}  {max(1, file.stat().st_size // 1000)} kB")
    if not found:
        print_line("There are no daily backups yet.")
    return 0
