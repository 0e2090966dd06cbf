"""Writes the whole library into one file, a .tar.gz: the list, places, highlights, feeds, and every text.

With --daily it is the small one that the app makes every day: all but the texts, in the library's own folder; the last
seven stay, and one of each month before.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli.output import print_json, print_line
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader backup` takes."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", metavar="FILE", help="the file to write, such as reader.tar.gz")
    which.add_argument("--daily", action="store_true", help="the daily one, if it is due")
    parser.add_argument("--json", action="store_true", help="print what was written as an object")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Write a backup."""
    from reader.library import backups
    from reader.services.adding.report import Step

    with open_library(given) as library, Progress(given.progress) as progress:
        if given.daily:
            written = backups.back_up_daily(library)
        else:
            written = Path(given.file).expanduser()
            if written.is_dir():
                written /= f"reader{backups.SUFFIX}"
            backups.backup(library, written, told=lambda done, total: progress.step(Step(done, total, "")))
        count = len(library.articles)
    size = written.stat().st_size if written else 0
    if given.json or given.progress:
        print_json({"file": str(written) if written else None, "bytes": size, "articles": count}, given.progress)
    elif written is None:
        print_line("The last daily backup is recent enough, or nothing has changed since.")
    else:
        print_line(f"Backup: {written}, {_megabytes(size)}, {count} article{'' if count == 1 else 's'}")
    return 0


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1000)} kB"
