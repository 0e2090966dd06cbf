"""Errands: long work for the app, done by commands in processes of their own, so that no key ever waits for it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from reader.ui.phrases import number

BAR = 12
"""Cells of the bar that shows how far something is."""
LONGEST_LINE = 1 << 24
"""Bytes of a line that a command may print."""


class Errand(NamedTuple):
    """One command, and what it is called while it runs."""

    name: str
    """What it is, for telling whether it is being done already."""
    doing: str
    """What the bottom line says meanwhile."""
    arguments: Sequence[str]
    quiet: bool = False
    """Whether nothing needs to be said unless it fails."""


class Outcome(NamedTuple):
    """How an errand ended."""

    sentence: str
    failed: bool = False
    facts: dict[str, Any] = {}
    """What else the command said at its end."""


class Errands:
    """Runs commands of the reader, tells how far they are, and stops them when the app ends."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._running: dict[str, asyncio.subprocess.Process] = {}

    @property
    def busy(self) -> bool:
        """Whether anything is being done."""
        return bool(self._running)

    def runs(self, name: str) -> bool:
        """Whether an errand of this name is being done."""
        return name in self._running

    async def run(self, errand: Errand, told: Callable[[str], None]) -> Outcome:
        """Run a command to its end; `told` hears of its progress."""
        import orjson

        arguments = list(errand.arguments)
        arguments.insert(arguments.index("--") if "--" in arguments else len(arguments), "--progress")
        command = [sys.executable, "-m", "reader", "--library", str(self._library), *arguments]
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=LONGEST_LINE,
                start_new_session=True,  # what the terminal sends to all is meant for the app
                env={**os.environ, "PYTHONSAFEPATH": "1"},
            )
        except OSError as error:
            return Outcome(f"That could not be begun ({(error.strerror or str(error)).lower()}).", failed=True)
        self._running[errand.name] = process
        last: dict[str, Any] = {}
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            problems = asyncio.create_task(process.stderr.read())
            async for line in process.stdout:
                with suppress(ValueError):
                    said = orjson.loads(line)
                    if isinstance(said, dict) and "done" in said:
                        told(f"{errand.doing} {progress(said['done'], said.get('total', 0))}")
                    elif isinstance(said, dict):
                        last = {**last, **said}
            complaint = (await problems).decode("utf-8", "replace").strip()
            code = await process.wait()
        finally:
            self._running.pop(errand.name, None)
        return _outcome(code, last, complaint)

    def stop(self, name: str = "") -> bool:
        """Stop an errand, or all: what they have done until now stays; false if there was none."""
        stopped = False
        for running, process in list(self._running.items()):
            if name in ("", running):
                with suppress(ProcessLookupError):
                    process.send_signal(signal.SIGINT)
                    stopped = True
        return stopped


def progress(done: int, total: int) -> str:
    """How far something is: a bar and numbers, or the number alone where nobody knows how many there will be."""
    if total <= 0:
        return number(done)
    full = min(BAR, BAR * done // total)
    return f"{'━' * full}{'╌' * (BAR - full)} {number(done)} of {number(total)}"


def _outcome(code: int, last: dict[str, Any], complaint: str) -> Outcome:
    sentence, problem = last.get("sentence"), last.get("problem")
    if isinstance(sentence, str):
        sentence = f"{sentence} · {problem}" if isinstance(problem, str) else sentence
        return Outcome(sentence, bool(last.get("failed")), last)
    lines = complaint.splitlines() or [f"That ended too early (exit code {code})."]
    return Outcome(lines[-1].removeprefix("reader: "), failed=code != 0)
