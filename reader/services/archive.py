"""ZIP archives of strangers: their members are read by name, never unpacked to disk, and counted."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from reader.domain.errors import TextUnusable
from reader.domain.plain import plain

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError, RuntimeError, OSError,
)  # fmt: skip
"""What the library raises for archives that are none."""


class Limits(NamedTuple):
    """What an archive may ask of whoever reads it."""

    members: int
    size: int
    """Bytes of all members that are read."""
    ratio: int
    """How far a member may have been packed; text is packed to a tenth."""


class Archive:
    """A ZIP archive that is read within limits; members whose names lead out of it are none."""

    def __init__(self, file: str | BinaryIO, name: str, limits: Limits) -> None:
        self.name = name
        """What a sentence calls it."""
        self._ratio = limits.ratio
        self._left = limits.size
        try:
            self._zip = zipfile.ZipFile(file)
        except _DAMAGE as error:
            raise TextUnusable(f"{name} is a damaged archive.") from error
        infos = self._zip.infolist()
        if len(infos) > limits.members:
            raise TextUnusable(f"{name} holds more than {limits.members} files.")
        safe = [info for info in infos if is_safe(info.filename)]
        self.refused = len(infos) - len(safe)
        """How many members have names that lead out of the archive; they are not read."""
        self.members = {info.filename: info for info in safe if not info.is_dir()}
        """Those that are read, by their names; of two with one name the last."""

    def read(self, member: str) -> bytes:
        """The bytes of a member, b'' where there is none; raises TextUnusable for a bomb and for damage."""
        info = self.found(member)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise TextUnusable(f"{self.name} is locked with a password.")
        if info.file_size > self._left or info.file_size > self._ratio * max(info.compress_size, 5_000):
            raise TextUnusable(f"{self.name} holds more than can be read.")
        try:
            data = self._unpacked(info, self._left)
        except _DAMAGE as error:
            raise TextUnusable(f"{plain(member)} in {self.name} is damaged.") from error
        self._left -= len(data)
        if self._left < 0:
            raise TextUnusable(f"{self.name} holds more than can be read.")
        return data

    def read_if_small(self, member: str, most: int) -> bytes:
        """The bytes of a member that can be done without: b'' also for one that is too large, locked or damaged."""
        info = self.found(member)
        if info is None or info.flag_bits & 1 or info.file_size > most:
            return b""
        try:
            data = self._unpacked(info, most)
        except _DAMAGE:
            return b""
        return data if len(data) <= most else b""

    def _unpacked(self, info: zipfile.ZipInfo, most: int) -> bytes:
        """So many bytes of a member, and one more where it is larger, whatever size it claims."""
        with self._zip.open(info) as file:
            return file.read(most + 1)

    def found(self, member: str) -> zipfile.ZipInfo | None:
        """The member of a name, if there is one."""
        return self.members.get(member)


def is_safe(name: str) -> bool:
    """Whether a member's name stays within its archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\0" not in name and name[1:2] != ":"
