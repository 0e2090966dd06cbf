"""The journal as a file: appending, reading on, and beginning anew with the last undoable changes."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reader.library.flusher import Flusher
from reader.library.folder import Folder, replace_file
from reader.library.journal import decode, for_undo
from reader.library.journal_line import first_of, lines_backwards
from reader.library.replay import News

KEPT_FOR_UNDO = 200
"""Transactions that outlive a compaction."""
LONG_LINE = 10_000
"""Bytes of a line from which on it is shortened when it is kept only to be taken back."""
KEPT_BYTES = 96_000_000
"""Bytes of them at most: a change to 100,000 articles takes nine million, an import taken back fifty."""


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
        self.behind = False
        """Whether the last reading has left something."""
        self._inode = self._damaged = 0

    def read(self, generation: int, most: int = 0) -> bytes | None:
        """What stands behind the offset, or the first lines of it; None if that is another file by now, or a shorter
        one, to be read anew.

        At the beginning, what was done before the snapshot of this generation is passed over.
        """
        self.behind = False
        try:
            stat = self._path.stat()
            if self.offset and (stat.st_ino != self._inode or stat.st_size < self.offset):
                return None
            if stat.st_size == self.offset:
                return b""
            with self._path.open("rb") as file:
                inode = os.fstat(file.fileno()).st_ino
                if self.offset and inode != self._inode:
                    return None
                self._inode = inode
                self.offset = self.offset or first_of(file, generation)
                file.seek(self.offset)
                if not most:
                    return file.read()
                data = file.read(most)
                if len(data) == most:
                    data = data[: data.rfind(b"\n") + 1] or data + file.readline()
                self.behind = self.offset + len(data) < stat.st_size
                return data
        except FileNotFoundError:
            return None if self.offset else b""

    def whole(self) -> bytes:
        """The journal from its first line, older generations included."""
        with suppress(FileNotFoundError):
            return self._path.read_bytes()
        return b""

    def rewind(self) -> None:
        """Read again from the start next time."""
        self.offset = self.live = self._damaged = 0

    def move_on(self, data: bytes, news: News, locked: bool) -> list[str]:
        """Move on over what has been read; says what was wrong with it.

        With the lock held nobody is writing, so an unfinished last line was torn by a kill: it was never acknowledged
        and makes room; its bytes are kept beside the journal. Raises OSError before anything has changed.
        """
        notices = []
        torn = data[news.consumed :] if locked else b""
        if news.damaged:
            lines = "One line" if news.damaged == 1 else f"{news.damaged} lines"
            notices.append(f"{lines} of the journal cannot be read; `reader doctor` tells more.")
        if torn:
            replace_file(self._aside(), [torn])
            os.truncate(self._path, self.offset + news.consumed)
        self._damaged += news.damaged
        self.offset += news.consumed
        self.live += news.live
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
        self._flusher.wake()
        self.offset += len(line)
        self.live += len(line)

    def begin_anew(self) -> None:
        """Replace the journal by its last undoable lines, now that a snapshot holds all of them; raises OSError."""
        kept: list[bytes] = []
        size = changes = of_group = 0
        group: int | None = None
        whole = self.whole()
        if self._damaged:
            replace_file(self._aside(), [whole])
        for line in lines_backwards(whole):
            transaction = decode(line)
            if transaction is None or not transaction.label:
                continue
            line = for_undo(transaction) if transaction.undoes is None and len(line) > LONG_LINE else line
            changes += group is None or transaction.group != group
            size += len(line)
            if changes > KEPT_FOR_UNDO or size > KEPT_BYTES:
                if group is not None and transaction.group == group:  # half an undo is worse than none
                    kept = kept[: len(kept) - of_group]
                break
            of_group = of_group + 1 if group is not None and transaction.group == group else 1
            kept.append(line)
            group = transaction.group
        self.close(sync=False)
        replace_file(self._path, kept[::-1])
        self.rewind()
        stat = self._path.stat()
        self.offset, self._inode = stat.st_size, stat.st_ino

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
        self._inode = os.fstat(self._descriptor).st_ino
        self._flusher = Flusher(self._descriptor)

    def _aside(self) -> Path:
        return self._folder.aside(self._path.name, datetime.now(UTC).strftime("%Y%m%d-%H%M%S"))
