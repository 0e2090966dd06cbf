"""The flusher: brings what has been appended to disk within 50 milliseconds, without making anybody wait."""

from __future__ import annotations

import os
import threading

DELAY = 0.02
"""Seconds to wait for more changes before one fsync serves them all."""


class Flusher:
    """A daemon thread that syncs one file whenever it has been written to."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._dirty = threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self.failure: OSError | None = None
        """Why the last fsync failed; whoever writes must not go on then."""

    def wake(self) -> None:
        """Something has been written."""
        self._dirty.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="library-fsync", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Bring everything to disk and end; raises OSError if that fails."""
        self._closing.set()
        self._dirty.set()
        if self._thread is not None:
            self._thread.join()
            os.fdatasync(self._descriptor)
        if self.failure is not None:
            raise self.failure

    def _run(self) -> None:
        while not self._closing.is_set():
            self._dirty.wait()
            self._closing.wait(DELAY)
            self._dirty.clear()
            try:
                os.fdatasync(self._descriptor)
            except OSError as error:  # the kernel may have dropped the pages: what follows would be lost too
                self.failure = error
                return
