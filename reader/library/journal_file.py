"""The journal as a file: appending, reading on, and beginning anew with the last undoable changes."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime

from reader.library.flusher import Flusher
from reader.library.folder import Folder, replace_file
from reader.library.journal import decode, lines_backwards

KEPT_FOR_UNDO = 200
"""Transactions that outlive a compaction."""
KEPT_BYTES = 16_000_000
"""Bytes of them at most: a change to 100,000 articles takes nine million."""


class JournalFile:
    """The bytes of the journal; who appends must hold the library's lock."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._path = folder.journal
        self._descriptor = -1
        self._flusher: Flusher | None = None
        self.offset = 0
        """How far this process has read or written."""
        self.live = 0
        """Bytes of it that the snapshot does not hold."""

    def read(self) -> bytes:
        """What stands behind the offset."""
        try:
            if self._path.stat().st_size == self.offset:
                return b""
            with self._path.open("rb") as file:
                file.seek(self.offset)
                return file.read()
        except FileNotFoundError:
            return b""

    def whole(self) -> bytes:
        """The journal from its first line, older generations included."""
        with suppress(FileNotFoundError):
            return self._path.read_bytes()
        return b""

    def was_cut(self) -> bool:
        """Whether the file is shorter than what has been read of it, as after a restored backup."""
        if not self.offset:
            return False
        try:
            return self._path.stat().st_size < self.offset
        except FileNotFoundError:
            return True

    def rewind(self) -> None:
        """Read again from the start next time."""
        self.offset = self.live = 0

    def consumed(self, data: bytes, length: int, live: int, damaged: int, locked: bool) -> list[str]:
        """Move on over what has been read; says what was wrong with it.

        With the lock held nobody is writing, so an unfinished last line was torn by a kill: it was never acknowledged
        and makes room; its bytes are kept beside the journal.
        """
        notices = []
        torn = data[length:] if locked else b""
        if damaged:
            lines = "One line" if damaged == 1 else f"{damaged} lines"
            notices.append(f"{lines} of the journal cannot be read; `reader doctor` tells more.")
        if torn:
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
            with suppress(OSError):
                self._folder.aside("journal.jsonl", stamp).write_bytes(torn)
            os.truncate(self._path, self.offset + length)
        self.offset += length
        self.live += live
        return notices

    def append(self, line: bytes) -> None:
        """Write a whole line or nothing; raises OSError."""
        self._open()
        assert self._flusher is not None
        if self._flusher.failure is not None:
            raise self._flusher.failure
        done = 0
        try:
            while done < len(line):
                done += os.write(self._descriptor, line[done:])
        except OSError:
            os.ftruncate(self._descriptor, self.offset)  # a full disk leaves no half line behind
            raise
        self.offset += len(line)
        self.live += len(line)
        self._flusher.wake()

    def begin_anew(self) -> None:
        """Replace the journal by its last undoable lines, now that a snapshot holds all of them; raises OSError."""
        kept: list[bytes] = []
        size = 0
        for line in lines_backwards(self.whole()):
            size += len(line)
            if len(kept) == KEPT_FOR_UNDO or size > KEPT_BYTES:
                break
            if (transaction := decode(line)) is not None and transaction.label:
                kept.append(line)
            else:
                size -= len(line)
        self.close(sync=False)
        replace_file(self._path, kept[::-1])
        self.offset, self.live = self._path.stat().st_size, 0

    def close(self, sync: bool = True) -> None:
        """Let go of the file; raises OSError if it could not be brought to disk."""
        flusher, self._flusher = self._flusher, None
        descriptor, self._descriptor = self._descriptor, -1
        try:
            if flusher is not None:
                if sync:
                    flusher.close()
                else:
                    with suppress(OSError):
                        flusher.close()
        finally:
            if descriptor >= 0:
                os.close(descriptor)

    def _open(self) -> None:
        """Open the file that has the journal's name now: a compaction elsewhere may have replaced it."""
        if self._descriptor >= 0:
            with suppress(FileNotFoundError):
                if os.fstat(self._descriptor).st_ino == self._path.stat().st_ino:
                    return
            self.close(sync=False)
        self._descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        self._flusher = Flusher(self._descriptor)
