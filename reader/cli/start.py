"""What `reader` without a command does: it opens the app, or prints the list where there is no terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import ahead
from reader.services.places import library_folder

if TYPE_CHECKING:
    import argparse


def start(given: argparse.Namespace) -> int:
    """Open the app on the library; the result is the exit code."""
    return open_app(library_folder(given.library))


def open_app(folder: str) -> int:
    """Open the app on the library in a folder; the result is the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", ""):
        import argparse

        from reader.cli.commands.list import run_plainly

        return run_plainly(argparse.Namespace(library=folder))
    ahead.begin(os.path.abspath(folder))  # noqa: PTH100 — the name that the library will have for it
    from reader.ui.run import run

    return run(Path(folder))
