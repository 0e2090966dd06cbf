"""What `reader` without a command does: it opens the app, or prints the list where there is no terminal."""

from __future__ import annotations

import argparse
import os
import sys

from reader.cli.place import library_path


def start(given: argparse.Namespace) -> int:
    """Open the app on the library; the result is the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", ""):
        from reader.cli.commands.list import run_plainly

        return run_plainly(given)
    from reader.ui.run import run

    return run(library_path(given))
