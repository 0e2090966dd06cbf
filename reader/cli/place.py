"""Where the library is, and opening it for a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import print_problem
from reader.services.places import LIBRARY, library_folder

if TYPE_CHECKING:
    import argparse

    from reader.domain.change import Change
    from reader.library.library import Library

BEHIND = 10
"""How far what the app has done stands behind the app."""
VARIABLE = LIBRARY
"""The environment variable that names the library's folder."""


def library_path(given: argparse.Namespace) -> Path:
    """The library's folder: as given, as the environment says, or the one that is this person's."""
    return Path(library_folder(given.library))


def is_there(path: Path) -> bool:
    """Whether a folder holds anything of a library, damaged or not."""
    return any((path / name).exists() for name in ("library.json", "journal.jsonl", "articles"))


@contextmanager
def open_library(given: argparse.Namespace, create: bool = False) -> Iterator[Library]:
    """The library, open; closed afterwards. What a person should know about it goes to stderr."""
    from reader.library.library import Library

    with Library.open(library_path(given), create) as library:
        for notice in library.notices:
            print_problem(notice)
        # the app, which looks on, takes in lines of the journal more easily than a new snapshot
        library.compacts = not getattr(given, "progress", False)
        if not library.compacts:
            os.nice(BEHIND)
        changes: list[Change] = []
        library.listen(changes.append)
        try:
            yield library
        finally:
            if changes:
                from reader.cli.hooking import prepare

                prepare(given, library, changes)
