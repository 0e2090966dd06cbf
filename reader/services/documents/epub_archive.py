"""The archive that a book is: with limits of its own, and members that are found whatever the capitals."""

from __future__ import annotations

import posixpath
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipInfo

from reader.services.archive import Archive, Limits

LIMITS = Limits(members=20_000, size=200_000_000, ratio=200)


class EpubArchive(Archive):
    """A book as its members; many were made where capitals do not count, and name their members so."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(BytesIO(data), name, LIMITS)
        self._folded = {member.casefold(): info for member, info in self.members.items()}

    def found(self, member: str) -> ZipInfo | None:
        return super().found(member) or self._folded.get(member.casefold())


def beside(folder: str, address: str) -> str:
    """The member that an address in a file of `folder` means; never one outside of the archive."""
    path = posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))
    return path.lstrip("/") if not path.startswith("../") else ""
