"""ZIP archives of strangers: their members are read by name, never unpacked to disk, and counted."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from reader.domain.errors import TextUnusable

MOST_MEMBERS = 20_000
MOST_BYTES = 200_000_000
"""Bytes of all chapters together."""
MOST_RATIO = 200
"""How far a member may have been packed; text is packed to a tenth."""
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError, RuntimeError, OSError,
)  # fmt: skip
"""What the library raises for archives that are none."""


class Archive:
    """A ZIP archive whose members are read by name, never unpacked, and counted."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise TextUnusable(f"{name} is a damaged archive.") from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise TextUnusable(f"{name} holds more files than a book has.")
        self._names = {member.filename: member for member in members}
        self._folded = {member.filename.casefold(): member for member in members}

    def read(self, member: str) -> bytes:
        """The bytes of a member, b'' where there is none; raises TextUnusable for a bomb and for damage."""
        found = self._found(member)
        if found is None:
            return b""
        if found.flag_bits & 1:
            raise TextUnusable(f"{self.name} is locked with a password.")
        if found.file_size > self._left or found.file_size > MOST_RATIO * max(found.compress_size, 5_000):
            raise TextUnusable(f"{self.name} holds more than can be read.")
        try:
            with self._zip.open(found) as file:
                data = file.read(self._left + 1)
        except _DAMAGE as error:
            raise TextUnusable(f"{self.name} is a damaged archive.") from error
        self._left -= len(data)
        if self._left < 0:
            raise TextUnusable(f"{self.name} holds more than can be read.")
        return data

    def read_if_small(self, member: str, most: int) -> bytes:
        """The bytes of a member that can be done without: b'' also for one that is too large, locked or damaged."""
        found = self._found(member)
        if found is None or found.flag_bits & 1 or found.file_size > most:
            return b""
        try:
            with self._zip.open(found) as file:
                data = file.read(most + 1)
        except _DAMAGE:
            return b""
        return data if len(data) <= most else b""

    def _found(self, member: str) -> zipfile.ZipInfo | None:
        return self._names.get(member) or self._folded.get(member.casefold())


def beside(folder: str, address: str) -> str:
    """The member that an address in a file of `folder` means; never one outside of the archive."""
    path = posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))
    return path.lstrip("/") if not path.startswith("../") else ""
