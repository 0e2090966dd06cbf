"""Finds the files to add: what was named, and what lies in named folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.services.adding.recognise import FORMATS, SUFFIXES, UNCERTAIN, Raw

STDIN = "-"
"""The name that stands for standard input."""


def collect(paths: Iterable[str | Path]) -> list[str]:
    """The files to add, in order; a folder gives its texts by name, a file that was named stays whatever it is."""
    found: list[str] = []
    for path in map(str, paths):
        if path != STDIN and os.path.isdir(path):  # noqa: PTH112 — false, not an error, for what is no name
            found.extend(_in_folder(path, set()))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _in_folder(folder: str, seen: set[tuple[int, int]]) -> Iterator[str]:
    """The texts in a folder and the folders in it; each folder once, however many links lead to it."""
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            status = os.stat(path)  # noqa: PTH116 — one call a folder, and no objects
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(path) as entries:
                names = sorted((entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name)
        except OSError:
            yield path  # reading it will say what is wrong
            continue
        folders = []
        is_mails = os.path.basename(path) in ("cur", "new")  # noqa: PTH119 — as a Maildir calls them
        for entry in names:
            if _is_folder(entry):
                folders.append(entry.path)
            else:
                suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 — 20,000 of them
                if suffix in SUFFIXES or ((suffix in UNCERTAIN or is_mails) and _is_certain(entry.path)):
                    yield entry.path
        pending.extend(reversed(folders))


def _is_certain(path: str) -> bool:
    """Whether a file tells by its beginning and end what it is."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            beginning = file.read(20_000)
            if beginning.startswith(b"PK"):
                file.seek(-min(200_000, os.fstat(file.fileno()).st_size), os.SEEK_END)
                beginning += file.read()
    except (OSError, ValueError):
        return False
    raw = Raw(beginning)
    return any(form.certain and form.recognises(raw) for form in FORMATS)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
