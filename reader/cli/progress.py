"""One line on the terminal that says how far a long work has come."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.services.adding.add import Step

_PATIENCE = 0.3
"""Seconds before anything is shown; what is done sooner needs no progress."""
_EVERY = 0.1
_BAR = 24


class Progress:
    """A bar on stderr where that is a terminal, nothing elsewhere; gone when the work is done."""

    def __init__(self) -> None:
        self._shown = False
        self._terminal = sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE

    def step(self, step: Step) -> None:
        """Show how far it is, unless that was shown a moment ago."""
        now = time.monotonic()
        if not self._terminal or now < self._next:
            return
        self._next = now + _EVERY
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
