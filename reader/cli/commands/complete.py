"""Answers the completion scripts: what the library has of a kind that begins so, with what it is behind a tab."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.place import is_there, library_path, open_library
from reader.domain.errors import ReaderError
from reader.library import briefs

if TYPE_CHECKING:
    from reader.library.library import Library

MOST = 100
"""Answers at most, the newest articles first."""
KINDS = ("uids", "tags", "feeds", "highlights", "marks")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader complete` takes."""
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("begun", nargs="?", default="", metavar="WORD", help="what it begins with")


def run(given: argparse.Namespace) -> int:
    """Print the answers; a library that cannot be asked has none."""
    path = library_path(given)
    if not is_there(path):
        return 0
    kind, sign, begun = given.kind, "", given.begun
    if kind == "uids" and begun.startswith(("+", "-")):  # of `reader tag`
        kind, sign, begun = "tags", begun[0], begun[1:]
    gc.disable()  # it is over before looking for garbage would pay
    try:
        said = _uids(given, path) if kind == "uids" else _asked(given, kind)
        for value, about in islice(_beginning(said, begun), MOST):
            sys.stdout.write(f"{sign}{value}\t{about}\n")
    except (ReaderError, OSError):
        return 1
    finally:
        gc.enable()
    return 0


def _beginning(said: Iterable[tuple[str, str]], begun: str) -> Iterator[tuple[str, str]]:
    begun = begun.casefold()
    return ((value, about) for value, about in said if value.casefold().startswith(begun))


def _uids(given: argparse.Namespace, path: Path) -> Iterator[tuple[str, str]]:
    """The articles outside the Bin, from what is kept for lists where that will do."""
    kept = briefs.load(str(path))
    if kept is not None:
        lines = kept.lines
    else:
        with open_library(given) as library:
            lines = library.brief_lines()
    for line in lines:
        parts = line.split("\t")
        if "removed" not in parts[briefs.MARKS]:
            yield parts[0], parts[briefs.TITLE]


def _asked(given: argparse.Namespace, kind: str) -> list[tuple[str, str]]:
    from reader.domain.plain import plain

    with open_library(given) as library:
        return [(plain(value), plain(about)) for value, about in _of(library, kind)]


def _of(library: Library, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "tags":
        for tag, count in library.articles.tags().items():
            yield tag, f"{count} article{'' if count == 1 else 's'}"
    elif kind == "feeds":
        for feed in library.feeds.all():
            yield feed.called, feed.url
    elif kind == "highlights":
        for highlight in library.highlights.all():
            yield highlight.uid, highlight.text[:60]
    else:
        for mark in library.marks.all():
            yield mark.letter, mark.sentence[:60]
