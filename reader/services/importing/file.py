"""A file that may be an export: its bytes, text, table, JSON or members, each made only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from reader.domain.errors import TextUnusable
from reader.domain.plain import plain
from reader.services.archive import Archive, Limits, is_safe
from reader.services.importing.table import Table

MOST_BYTES = 1_000_000_000
"""Bytes of a file, or of all that is read of an archive."""
LIMITS = Limits(members=300_000, size=MOST_BYTES, ratio=300)
_BEGINNING = 4_096


class ImportFile:
    """A file on disk, a member of an archive, or bytes."""

    def __init__(self, name: str, data: bytes | None = None) -> None:
        self.path = name if data is None else ""
        """Where it lies, if it does."""
        self.spoken = plain(name) or "The file"
        """What a sentence calls it."""
        self.name = PurePosixPath(name).name
        self._data = data

    @cached_property
    def data(self) -> bytes:
        """Its bytes; raises TextUnusable."""
        if self._data is not None:
            return self._data
        try:
            path = Path(self.path)
            if path.stat().st_size > MOST_BYTES:
                raise TextUnusable(f"{self.spoken} is larger than {MOST_BYTES // 1_000_000} MB.")
            return path.read_bytes()
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error

    def opened(self) -> BinaryIO:
        """It as a stream, for what may be larger than memory; raises TextUnusable."""
        if self._data is not None:
            return BytesIO(self._data)
        try:
            return Path(self.path).open("rb")
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error

    @cached_property
    def beginning(self) -> bytes:
        """The first bytes; raises TextUnusable."""
        if self._data is not None:
            return self._data[:_BEGINNING]
        try:
            with Path(self.path).open("rb") as file:
                return file.read(_BEGINNING)
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> TextUnusable:
        reason = (getattr(error, "strerror", None) or "its name is no file name").lower()
        return TextUnusable(f"{self.spoken} cannot be read ({plain(reason)}).")

    @cached_property
    def is_archive(self) -> bool:
        """Whether it is a ZIP archive."""
        return self.beginning.startswith(b"PK\x03\x04")

    @cached_property
    def is_text(self) -> bool:
        """Whether it may be text."""
        marked = self.beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
        return bool(self.beginning.strip()) and (marked or b"\0" not in self.beginning)

    @cached_property
    def decoded(self) -> tuple[str, str]:
        """Its text, and what is to be said about its encoding; UTF-8, UTF-16 by its mark, else Windows-1252."""
        if not self.is_text:
            return "", ""
        if self.beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.data.decode("utf-16", "replace"), ""
        try:
            return self.data.decode("utf-8-sig"), ""
        except UnicodeDecodeError:
            return self.data.decode("cp1252", "replace"), f"{self.spoken} is no UTF-8: it was read as Windows-1252."

    @property
    def text(self) -> str:
        """Its text, '' where it is none."""
        return self.decoded[0]

    @cached_property
    def table(self) -> Table | None:
        """The table that it is, if its first line parts into several cells."""
        start = self.text[:200].lstrip("\ufeff \t\r\n")[:1]
        if not start or start in "[{<":
            return None
        table = Table(self.text, self.decoded[1])
        return table if self.text[:_BEGINNING].strip() else None

    @cached_property
    def json(self) -> Any:
        """The JSON that it is, None where it is none."""
        import orjson

        if not self.is_text or self.text[:200].lstrip("\ufeff \t\r\n")[:1] not in ("[", "{"):
            return None
        try:
            return orjson.loads(self.text.lstrip("\ufeff").encode("utf-8", "replace"))
        except ValueError:
            return None

    def neighbour(self, name: str) -> ImportFile | None:
        """A file beside it on disk, as of an archive that was unpacked; None where there is none."""
        if self.path and is_safe(name):
            path = Path(self.path).parent / name
            with suppress(OSError, ValueError):
                return ImportFile(str(path)) if path.is_file() else None
        return None

    @cached_property
    def archive(self) -> Archive:
        """The archive that it is; raises TextUnusable."""
        return Archive(self.path or BytesIO(self.data), self.spoken, LIMITS)

    @property
    def members(self) -> Iterable[str]:
        """The names of what is in it, if it is an archive; raises TextUnusable."""
        return self.archive.members

    def member(self, name: str) -> ImportFile:
        """A member as a file of its own; raises TextUnusable for a bomb and for damage."""
        return ImportFile(name, self.archive.read(name))
