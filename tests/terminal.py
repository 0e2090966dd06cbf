"""A terminal for tests: runs a program in a pty, presses keys, and knows what stands on the screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

# What pyte would print instead of obeying: private modes and queries of newer terminals.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[[0-9;:?]*\$[@-~]|\x1b\[\?[0-9;]*u|\x1b\[[0-9;]*t")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:?<>= -/]*)?$")
PATIENCE = 30.0
"""Seconds after which a condition has failed; nothing waits so long that goes well."""


class Terminal:
    """One program on one terminal."""

    def __init__(
        self, command: Sequence[str], columns: int = 80, rows: int = 24, environment: Mapping[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self.output = bytearray()
        """Every byte that the program wrote."""
        self.status: int | None = None
        """The exit code, or minus the signal, once it has ended."""
        # whoever runs the tests on several processors says how wide a terminal is, which is not this one
        found = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        env = {**found, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if not self.pid:
            self._become(list(command), env, columns, rows)
        os.set_blocking(self._fd, False)

    @staticmethod
    def _become(command: list[str], env: dict[str, str], columns: int, rows: int) -> None:
        try:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], command, env)
        finally:
            os._exit(127)

    # -- what the program sees --------------------------------------------------------------------

    def press(self, keys: str | bytes) -> None:
        """Type keys, all at once."""
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def kill(self, with_: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal."""
        os.kill(self.pid, with_)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self._fd)
        self._fd = -1

    # -- what a person sees -----------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as it stands."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def modes(self) -> list[object]:
        """How the terminal treats what is typed and printed, as `stty` sets it."""
        return termios.tcgetattr(self._fd)

    def pump(self, seconds: float) -> bool:
        """Take in what the program writes within a time; false when it wrote nothing."""
        if self._fd < 0 or not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # how Linux says that the other side is closed
            return False
        self.output += data
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._rest = data[cut:]
        self._stream.feed(_UNKNOWN.sub(b"", data[:cut]))
        return bool(data)

    def wait(self, condition: Callable[[str], object] | str, patience: float = PATIENCE) -> str:
        """Wait until the screen shows a text or fulfils a condition; fails with the screen."""
        holds = (lambda text: condition in text) if isinstance(condition, str) else condition
        end = time.monotonic() + patience
        while not holds(self.text):
            if time.monotonic() > end or (not self.pump(0.1) and self.ended()):
                raise AssertionError(f"never on the screen: {condition}\n{self.text}\nexit: {self.status}")
        return self.text

    def wait_for(self, condition: Callable[[], object], patience: float = PATIENCE) -> None:
        """Wait until something outside the screen is so."""
        end = time.monotonic() + patience
        while not condition():
            self.pump(0.02)
            if time.monotonic() > end:
                raise AssertionError(f"never became true\n{self.text}")

    def settle(self, quiet: float = 0.3) -> str:
        """Take in everything until the program has been silent for a moment, and not for want of processor or disk."""
        while self.pump(quiet) or self.busy():
            pass
        return self.text

    def busy(self) -> bool:
        """Whether the program is running or waits for a processor or a disk, where the system tells."""
        try:
            states = [
                stat.read_text().rpartition(")")[2].split()[0] for stat in Path(f"/proc/{self.pid}/task").glob("*/stat")
            ]
        except OSError:  # a thread that ended meanwhile
            return True
        return "R" in states or "D" in states

    def ended(self) -> bool:
        """Whether the program has ended."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def end(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended; gives its exit code."""
        self.wait_for(self.ended, patience)
        while self.pump(0):
            pass
        assert self.status is not None
        return self.status

    def close(self) -> None:
        """End the program if it has not ended, and forget the terminal."""
        if not self.ended():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._fd >= 0:
            os.close(self._fd)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def installed_command() -> str:
    """The `reader` command of the environment that runs the tests."""
    import sys

    return str(Path(sys.executable).with_name("reader"))
