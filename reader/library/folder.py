"""The names of what lies in a library folder."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

UID = re.compile(r"[0-9a-f]{16}")
"""What a uid of ours looks like."""


class Folder(NamedTuple):
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
    def pictures(self) -> Path:
        """The pictures that the bodies refer to, under names made of what they hold."""
        return self.bodies / "pictures"

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

    def texts(self) -> Iterator[Path]:
        """The bodies that are here: not what a synchronising program or a person put beside them."""
        for path in sorted(self.bodies.glob("??/*.md")):
            if UID.fullmatch(path.stem) and path.stem.startswith(path.parent.name):
                yield path

    @property
    def is_begun(self) -> bool:
        """Whether all that is here is what a kill leaves while a library is being made."""
        names = {entry.name for entry in self.path.iterdir()}
        ours = {self.lock.name, self.bodies.name, f"{self.snapshot.name}.tmp"}
        return names <= ours and (self.bodies.name not in names or not any(self.bodies.iterdir()))

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


def whole_disk() -> Callable[[Path], None] | None:
    """What brings everything to the disk that a folder is on, and raises OSError; None where nothing can."""
    import ctypes

    sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if sync is None:
        return None

    def sync_disk_of(path: Path) -> None:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            if sync(descriptor) != 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(path))
        finally:
            os.close(descriptor)

    return sync_disk_of


def write_new(path: str, data: bytes, sync: bool = True) -> None:
    """Write a file whole or not at all, whoever else writes the same at once; raises OSError."""
    folder, slash, name = path.rpartition("/")
    draft = f"{folder}{slash}.{name.rpartition('.')[0]}-{os.urandom(4).hex()}.tmp"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if sync:
                os.fdatasync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(draft, path)  # noqa: PTH105 — thousands of them
    except OSError:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108
        raise


def replace_file(path: Path, pieces: list[bytes], written: int | None = None) -> None:
    """Write a file so that a crash leaves the old one or the new one, never half of one; raises OSError.

    It keeps the permissions of the old one, and its name where that is a link; `written` is its time of change.
    """
    path = Path(os.path.realpath(path))
    draft = path.with_name(f"{path.name}.tmp")
    try:
        with draft.open("wb") as file:
            with suppress(FileNotFoundError, PermissionError):
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            file.writelines(pieces)
            file.flush()
            if written is not None:
                os.utime(file.fileno(), ns=(written, written))
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
