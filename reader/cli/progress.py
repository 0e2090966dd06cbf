"""How far a long work has come: a bar for a person, lines of JSON for a program."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from reader.services.adding.report import Step

_PATIENCE = 0.3
"""Seconds before anything is shown; what is done sooner needs no progress."""
_EVERY = 0.1
_BAR = 24


def take_progress(parser: argparse.ArgumentParser) -> None:
    """The option by which a program, such as the app, asks for lines of JSON; not advertised."""
    import argparse

    parser.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)


class Progress:
    """A bar on stderr where that is a terminal, or lines on stdout for a program; gone when the work is done."""

    def __init__(self, for_program: bool = False) -> None:
        self._shown = False
        self._for_program = for_program
        self._terminal = sys.stderr.isatty() and not for_program
        self._next = time.monotonic() + (0 if for_program else _PATIENCE)

    def step(self, step: Step) -> None:
        """Show how far it is, unless that was shown a moment ago."""
        now = time.monotonic()
        if now < self._next or not (self._terminal or self._for_program):
            return
        self._next = now + _EVERY
        if self._for_program:
            import orjson

            said = {"done": step.done, "total": step.total, "name": step.name}
            try:
                sys.stdout.write(orjson.dumps(said).decode("utf-8", "replace") + "\n")
                sys.stdout.flush()
            except BrokenPipeError:  # the app has ended; what it began is done nevertheless
                self._for_program = False
            return
        self._shown = True
        filled = _BAR * step.done // max(1, step.total)
        bar = "#" * filled + "." * (_BAR - filled)
        sys.stderr.write(f"\r[{bar}] {step.done} of {step.total}")
        sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K" if self._terminal else "")
            sys.stderr.flush()
