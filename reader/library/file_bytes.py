"""The bytes of a file, read where somebody looks: the first screenful of a large library needs few of them."""

from __future__ import annotations

import os

from reader.domain.errors import LibraryUnusable

MANY = 300
"""Looks after which the whole file is read."""
_AT_ONCE = 1 << 30

Signature = tuple[int, int, int]
"""Size, time of change and inode of a file."""


class FileBytes:
    """What a file held when it was opened, also when another file has its name; several threads may look."""

    def __init__(self, file: int) -> None:
        self._file = os.dup(file)
        self._looks = 0
        self._whole: bytes | None = None
        self.signature = _signature(self._file)

    def __del__(self) -> None:
        os.close(self._file)

    def __getitem__(self, part: slice) -> bytes:
        if self._whole is None:
            self._looks += 1
            if self._looks < MANY and part.stop is not None:
                start = part.start or 0
                return self._read(start, part.stop - start)
        return self.whole()[part]

    def whole(self) -> bytes:
        """All of it, in memory from now on; raises LibraryUnusable if somebody has written into the file."""
        if self._whole is None:
            pieces, at = [], 0
            while piece := self._read(at, min(_AT_ONCE, self.signature[0] - at)):
                pieces.append(piece)
                at += len(piece)
            self._whole = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        return self._whole

    def _read(self, start: int, size: int) -> bytes:
        try:
            data = os.pread(self._file, size, start)
        except OSError as error:
            raise LibraryUnusable(f"library.json cannot be read ({(error.strerror or str(error)).lower()}).") from error
        if _signature(self._file) != self.signature:
            raise LibraryUnusable("Another program has just changed library.json.", "Try again.")
        return data


def _signature(file: int) -> Signature:
    stat = os.fstat(file)
    return stat.st_size, stat.st_mtime_ns, stat.st_ino
