"""Parsers: worker processes that read foreign bytes within limits of time and memory, so that a bomb costs one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from reader.domain.errors import ReaderError, TextUnusable

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")

SECONDS = 20.0
"""How long one text may be read."""
MEMORY = 1_000_000_000
"""Bytes of address space that a worker may have, twice what a large page needs."""
MOST_WORKERS = 4


GARBAGE = (50_000, 20, 50)
"""When a worker looks for garbage: what it makes goes as soon as it has been handed over."""


class Parsers:
    """A few processes that begin when they are first needed; to be used as a context or closed."""

    def __init__(self, seconds: float = SECONDS, workers: int = 0) -> None:
        self.workers = workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1))
        """How many texts are read at once."""
        self._seconds = seconds
        self._pool: Any = None
        self._reading: set[Future[Any]] = set()

    def submit(self, function: Callable[..., T], *given: Any) -> Future[T]:
        """Have a function of a module read something; `outcome` knows what its failures mean."""
        try:
            future = self._schedule(function, given)
        except RuntimeError:  # the pool itself broke, as it may when a worker dies at a bad moment
            self.close()
            future = self._schedule(function, given)
        self._reading.add(future)
        future.add_done_callback(self._reading.discard)
        return future

    def read(self, name: str, function: Callable[..., T], *given: Any) -> T:
        """What a function makes of something that sentences call `name`; raises ReaderError."""
        return outcome(self.submit(function, *given), name)

    async def aread(self, name: str, function: Callable[..., T], *given: Any) -> T:
        """The same, while the event loop goes on."""
        import asyncio

        future = self.submit(function, *given)
        waiting = asyncio.wrap_future(future)
        waiting.add_done_callback(lambda done: done.cancelled() or done.exception())  # `outcome` tells it
        try:
            await asyncio.wait([waiting])
        except asyncio.CancelledError:
            future.cancel()
            raise
        return outcome(future, name)

    def _schedule(self, function: Callable[..., T], given: Sequence[Any]) -> Future[T]:
        if self._pool is None:
            self._pool = self._begin()
        future: Future[T] = self._pool.schedule(function, args=list(given), timeout=self._seconds)
        return future

    def _begin(self) -> ProcessPool:
        from multiprocessing import get_context

        from pebble import ProcessPool

        # not forked: the app has threads, and a fork would hold their locks for ever
        return ProcessPool(self.workers, context=get_context("spawn"), initializer=confine, initargs=[MEMORY])

    def close(self) -> None:
        """End the processes, whatever they do; who waits for one of them learns it."""
        for future in list(self._reading):
            future.cancel()
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def __enter__(self) -> Parsers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def outcome(future: Future[T], name: str) -> T:
    """What a worker made of something that sentences call `name`; raises ReaderError for whatever went wrong there."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except ReaderError:
        raise
    except TimeoutError as error:
        raise TextUnusable(f"{name} takes too long to read.") from error
    except MemoryError as error:
        raise TextUnusable(f"{name} needs too much memory.") from error
    except (ProcessExpired, BrokenExecutor, CancelledError) as error:
        raise TextUnusable(f"{name} cannot be read: the process that read it broke off.") from error
    except Exception as error:  # a parser's own mistake is a text that cannot be read, and nothing more
        raise TextUnusable(f"{name} cannot be read: it is damaged.") from error


def confine(memory: int) -> None:
    """Let this process have so much memory at most, say nothing, and leave Ctrl+C to whoever began it."""
    import gc
    import resource
    import signal

    gc.set_threshold(*GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ValueError, OSError):  # not every system has such a limit
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with suppress(OSError):
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
    sys.setrecursionlimit(2000)
