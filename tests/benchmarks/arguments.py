"""Arguments that every benchmark takes: where its figures go, and where libraries are that it may share."""

from __future__ import annotations

import argparse
from pathlib import Path


def parser(doc: str | None) -> argparse.ArgumentParser:
    """The beginning of a benchmark's arguments, from the docstring of its module."""
    made = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    made.add_argument("--json", type=Path, metavar="FILE", help="keep the figures of the README's table there")
    made.add_argument("--libraries", type=Path, metavar="DIR", help="libraries, named by their number of articles")
    return made
