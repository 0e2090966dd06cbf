"""Running hooks: what was asked for when articles have come or been bookmarked, beside everything else.

A hook is run when the library has the change, with what it prints going nowhere, a few at a time in order, and no
longer than its time. It is run by the process that made the change, once; taking back and doing again run none.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import PurePath
from queue import Queue
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.errors import ReaderError
from reader.domain.hooks import BOOKMARKED, Hooks, concerns, filled
from reader.domain.plain import plain
from reader.services.surroundings import body_path, environment_of

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.domain.change import Change
    from reader.library.library import Library

SECONDS = 30.0
"""How long a hook may take."""
AT_ONCE = 4
"""Hooks that run at the same time."""


class Call(NamedTuple):
    """One command for one article."""

    words: Sequence[str]
    facts: bytes
    """What it is given on its standard input."""
    environment: dict[str, str]


def calls_for(library: Library, hooks: Hooks, changes: Iterable[Change]) -> tuple[list[Call], list[str]]:
    """What is to be run after some changes, in their order; and a sentence if it is too much to be run at all."""
    uids: dict[str, dict[str, None]] = {"added": {}, "bookmarked": {}}
    for change in filter(concerns, changes):
        uids["added"].update(dict.fromkeys(sorted(change.came)))
        if change.label == BOOKMARKED:
            uids["bookmarked"].update(dict.fromkeys(sorted(change.uids)))
    calls: list[Call] = []
    problems: list[str] = []
    for event, found in uids.items():
        commands = hooks.of(event)
        if commands and len(found) > hooks.most:
            problems.append(f"{len(found)} articles were {event} at once: no hook was run for them.")
        elif commands:
            articles = [article for uid in found if (article := library.articles.get(uid)) is not None]
            calls += [_call(library, event, words, article) for article in articles for words in commands]
    return calls, problems


def _call(library: Library, event: str, words: Sequence[str], article: Article) -> Call:
    import orjson

    from reader.services.facts import facts_of

    path = str(body_path(library, article) or "")
    told = {"title": plain(article.title), "url": plain(article.url), "uid": article.uid, "path": path}
    facts = orjson.dumps({"event": event, **facts_of(article), "path": path or None})
    environment = {**environment_of(library, article), "READER_EVENT": event}
    return Call(filled(tuple(words), told), facts, environment)


def run_call(call: Call, seconds: float = SECONDS) -> str:
    """Run a hook to its end; what went wrong, in a sentence, or nothing."""
    name = plain(PurePath(call.words[0]).name)
    try:
        process = subprocess.Popen(
            call.words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=call.environment,
            start_new_session=True,  # what the terminal sends is not meant for it
        )
    except FileNotFoundError:
        return f"There is no command {name} to be run as a hook."
    except (OSError, ValueError) as error:
        return f"The hook {name} could not be begun ({plain(getattr(error, 'strerror', None) or error).lower()})."
    try:
        process.communicate(call.facts, timeout=seconds)
    except subprocess.TimeoutExpired:
        _stop(process)
        return f"The hook {name} was stopped: it took longer than {seconds:g} seconds."
    if process.returncode:
        return f"The hook {name} could not do it (exit code {process.returncode})."
    return ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a hook with all that it has begun."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(OSError):
        process.communicate()


class HookRunner:
    """Runs hooks in threads that keep nobody from leaving; the same thing that goes wrong is told once."""

    def __init__(self, told: Callable[[str], None], seconds: float = SECONDS) -> None:
        self._told = told
        self._seconds = seconds
        self._said: set[str] = set()
        self._lock = threading.Lock()
        self._calls: Queue[Call] = Queue()
        self._threads = 0

    def run(self, calls: Iterable[Call]) -> None:
        """Run hooks, beginning at once."""
        for call in calls:
            self._calls.put(call)
            if self._threads < AT_ONCE:
                self._threads += 1
                threading.Thread(target=self._work, name="reader-hooks", daemon=True).start()

    def wait(self) -> None:
        """Wait until all have ended."""
        self._calls.join()

    def tell(self, problem: str) -> None:
        """Tell what went wrong, unless that was told before."""
        with self._lock:
            fresh = bool(problem) and problem not in self._said
            self._said.add(problem)
        if fresh:
            self._told(problem)

    def _work(self) -> None:
        while True:
            call = self._calls.get()
            try:
                self.tell(run_call(call, self._seconds))
            finally:
                self._calls.task_done()


class LibraryHooks:
    """Runs the hooks for what this process does to a library, as it happens; for the app."""

    def __init__(self, library: Library, hooks: Callable[[], Hooks], told: Callable[[str], None]) -> None:
        self._library = library
        self._hooks = hooks
        self._runner = HookRunner(told)

    def hear(self, change: Change) -> None:
        """A change was made: run its hooks, soon and elsewhere."""
        # in another thread, because this one holds the library's lock and a key waits for it
        threading.Thread(target=self._run, args=(change,), name="reader-hooks", daemon=True).start()

    def _run(self, change: Change) -> None:
        with suppress(ReaderError):  # the library has been closed, or is not what it was
            calls, problems = calls_for(self._library, self._hooks(), [change])
            for problem in problems:
                self._runner.tell(problem)
            self._runner.run(calls)
