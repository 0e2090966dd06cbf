"""Prints the manual page, reader(1), in troff: reader manual | man -l - reads it, reader manual > reader.1 keeps it."""

from __future__ import annotations

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader manual` takes."""


def run(given: argparse.Namespace) -> int:
    """Print the page."""
    from reader.cli.manual.page import manual_page

    sys.stdout.write(manual_page())
    return 0
