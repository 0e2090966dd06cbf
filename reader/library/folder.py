"""The names of what lies in a library folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folder:
    """A library folder and the places in it."""

    path: Path

    @property
    def snapshot(self) -> Path:
        """The plain TinyDB file."""
        return self.path / "library.json"

    @property
    def journal(self) -> Path:
        """The changes since the snapshot, and the last ones before it for undo."""
        return self.path / "journal.jsonl"

    @property
    def bodies(self) -> Path:
        """The bodies of the articles, 256 folders of Markdown files."""
        return self.path / "articles"

    @property
    def cache(self) -> Path:
        """What can be rebuilt at any time."""
        return self.path / "cache"

    @property
    def lock(self) -> Path:
        """The file that whoever changes the library holds locked."""
        return self.path / ".lock"

    @property
    def has_texts(self) -> bool:
        """Whether there are bodies here."""
        return any(self.bodies.glob("??/*.md"))

    def aside(self, name: str, stamp: str) -> Path:
        """A free name for something unreadable that is kept."""
        path, number = self.path / f"{name}.damaged-{stamp}", 1
        while path.exists():
            number += 1
            path = self.path / f"{name}.damaged-{stamp}-{number}"
        return path


def sync_folder(path: Path) -> None:
    """Bring a folder's own entries to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, pieces: list[bytes]) -> None:
    """Write a file so that a crash leaves the old one or the new one, never half of one."""
    draft = path.with_name(f"{path.name}.tmp")
    try:
        with draft.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
