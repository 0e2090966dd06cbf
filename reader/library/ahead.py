"""Reading ahead: the large files of a library are read in a thread while what will understand them is being loaded.

Only the smallest modules are imported here.
"""

import os
from _thread import LockType, allocate_lock, start_new_thread

NAMES = ("cache/columns.bin",)
HEAD = 26
"""Bytes at the beginning of a cache that its checksum does not cover."""
LARGE = 1_000_000
"""Bytes from which on it is worth a thread."""

Signature = tuple[int, int, int]
"""Size, time of change and inode of a file."""

_begun: dict[str, tuple[LockType, list[tuple[Signature, bytes, int]]]] = {}
"""By the file's path: what is held while it is being read, and what was read."""


def begin(folder: str) -> None:
    """Begin to read the files of a library."""
    for name in NAMES:
        path = os.path.join(folder, name)  # noqa: PTH118 — pathlib is one of what is loaded meanwhile
        try:
            if os.stat(path).st_size < LARGE:  # noqa: PTH116
                continue
        except OSError:
            continue
        lock, found = _begun[path] = allocate_lock(), []
        lock.acquire()
        start_new_thread(_read, (path, lock, found))


def take(path: str, signature: Signature) -> tuple[bytes, int] | None:
    """What was read ahead of a file, and the checksum of all but its head; once, if the file is still that one."""
    lock, found = _begun.pop(path, (None, []))
    if lock is None:
        return None
    with lock:
        return found[0][1:] if found and found[0][0] == signature else None


def _read(path: str, lock: LockType, found: list[tuple[Signature, bytes, int]]) -> None:
    try:
        from zlib import crc32

        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            data = file.readall()
            stat = os.fstat(file.fileno())
        checksum = crc32(memoryview(data)[HEAD:])
        found.append(((stat.st_size, stat.st_mtime_ns, stat.st_ino), data, checksum))
    except (OSError, MemoryError):
        pass  # whoever takes it finds out
    finally:
        lock.release()
