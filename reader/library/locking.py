"""The lock that whoever changes a library holds for the moment of the change."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.domain.errors import LibraryReadOnly, LibraryWriteFailed, ReaderError
from reader.library.folder import Folder

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 10.0
"""Seconds to wait for another process; a change takes milliseconds, a compaction of 100,000 articles one second."""


class LibraryLock:
    """A lock between processes by the kernel: it cannot outlive whoever holds it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._lock: BaseFileLock | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raises LibraryReadOnly or LibraryWriteFailed."""
        if self._lock is None:
            from filelock import FileLock  # 50 ms that reading never needs

            self._lock = FileLock(str(self._folder.lock), timeout=PATIENCE)
        try:
            self._lock.acquire(poll_interval=0.005)
        except TimeoutError:
            raise LibraryWriteFailed(
                f"Another program has held the library for {PATIENCE:.0f} seconds: nothing was changed.",
                "Try again, or end that program.",
            ) from None
        except OSError as error:
            raise write_failure(error, self._folder) from error
        try:
            yield
        finally:
            self._lock.release()


def write_failure(error: OSError, folder: Folder) -> ReaderError:
    """The sentence for a change that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LibraryWriteFailed(
            "The disk is full: the change was not kept, the library is as it was before.",
            "Make room and try again.",
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return LibraryReadOnly(f"The library in {folder.path} may only be read: nothing was changed.")
    reason = (error.strerror or str(error)).lower()
    return LibraryWriteFailed(f"The library in {folder.path} cannot be written ({reason}): nothing was changed.")
