"""Says what an undo or redo did."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.output import print_json, print_line
from reader.domain.change import Undone
from reader.domain.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.library import Library


def take_json(parser: argparse.ArgumentParser) -> None:
    """The argument of both commands."""
    parser.add_argument("--json", action="store_true", help="print what was done as an object")


def tell(given: argparse.Namespace, library: Library, undone: Undone | None, done: str, nothing: str) -> int:
    """Print what an undo or redo did; that there was nothing to do is a failure."""
    if undone is None:
        raise ReaderError(nothing)
    if given.json:
        print_json({"label": undone.label, "uids": undone.uids})
        return 0
    article = library.articles.get(undone.uids[0]) if len(undone.uids) == 1 else None
    count = len(undone.uids)
    which = f"“{article.title}”" if article else f"{count} article{'' if count == 1 else 's'}"
    print_line(f"{done}: {undone.label}, {which}" if count else f"{done}: {undone.label}")
    return 0
