"""A pty whose every byte is stamped when it comes, for timing; nothing is parsed while the clock runs."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Sequence

_NOT_TEXT = re.compile(rb"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
QUIET = 0.03
"""Seconds without a byte after which a paint is complete."""
PATIENCE = 1.0
"""Seconds that a key is waited for."""


class Wire:
    """One program in one pty."""

    def __init__(self, command: Sequence[str], columns: int = 120, rows: int = 40) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.output = bytearray()
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        """The process, and the descriptor of its terminal."""
        if not self.pid:
            try:
                fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(command[0], list(command), environment)
            finally:
                os._exit(127)

    def _read(self, seconds: float) -> float:
        """Take in what comes within a time; says when it came, or 0."""
        if not select.select([self.terminal], [], [], max(0.0, seconds))[0]:
            return 0.0
        try:
            data = os.read(self.terminal, 1 << 18)
        except OSError:
            return 0.0
        now = time.perf_counter()
        self.output += data
        return now

    def text(self, since: int = 0) -> bytes:
        """What has been written since a byte, without its escape sequences."""
        return _NOT_TEXT.sub(b"", bytes(self.output[since:]))

    def until(self, marker: bytes | re.Pattern[bytes], since: int = 0, patience: float = 60.0) -> float:
        """Seconds from the start until a text was written; raises TimeoutError."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            came = self._read(end - time.perf_counter())
            text = self.text(since)
            if marker in text if isinstance(marker, bytes) else marker.search(text):
                return came - self.started
        raise TimeoutError(f"never written: {marker!r} in {self.text(since)[-2000:]!r}")

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until nothing has come for a while."""
        while self._read(quiet):
            pass

    def rest(self, seconds: float) -> None:
        """Take in whatever comes for a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def key(self, keys: bytes, patience: float = PATIENCE, quiet: float = QUIET) -> tuple[float, int]:
        """Press a key: milliseconds until the last byte of its paint, and how many bytes that was."""
        before = len(self.output)
        start = time.perf_counter()
        os.write(self.terminal, keys)
        _, last = self.answer(start, patience, quiet)
        return last, len(self.output) - before

    def answer(self, start: float, patience: float = PATIENCE, quiet: float = QUIET) -> tuple[float, float]:
        """Milliseconds from a moment to the first and the last byte of what is painted.

        Where nothing is painted that is how long it was waited for: what is left out would never be the slowest.
        """
        first = last = self._read(patience) or time.perf_counter()
        while came := self._read(quiet):
            last = came
        return (first - start) * 1000, (last - start) * 1000

    def memory(self) -> float:
        """The most memory that the program has had, MB."""
        return memory(self.pid)

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def memory(process: int | str = "self") -> float:
    """The most memory that a process has had since it became what it is, MB; without what its parent had."""
    with open(f"/proc/{process}/status") as file:  # noqa: PTH123 — no path is built
        return next(int(line.split()[1]) * 1024 / 1e6 for line in file if line.startswith("VmHWM"))


def centile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)
