"""Signals: ending, stopping and going on, at a moment when the app can."""

from __future__ import annotations

import asyncio
import os
import signal
import termios
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

from reader.ui.opening import modes

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp
    from reader.ui.driver import ReaderDriver

PATIENCE = 0.7
"""Seconds that the app has for leaving by itself."""
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
CLEAN = (
    b"\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2031l\x1b[?7h\x1b[<u"
    b"\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[m"
)
"""What leaves a terminal as it was found."""


class Signals:
    """Hands signals to the app's loop; when the app does not answer, ends the process and cleans up behind it.

    A handler may run between any two instructions, even while a queue's lock is held: it only passes the word on.
    """

    def __init__(self, app: ReaderApp, driver: ReaderDriver) -> None:
        self._app = app
        self._driver = driver
        self._loop = asyncio.get_running_loop()
        self._before: dict[signal.Signals, Any] = {}
        self._terminal = driver.fileno
        self._attributes = _attributes(driver.fileno)
        self._alarm, self._trigger = os.pipe()
        for number in ENDING:
            self._before[number] = signal.signal(number, self._end)
        self._before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, self._stop)
        self._before[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._go_on)
        threading.Thread(target=self._watch, name="reader-end", daemon=True).start()

    def let_go(self) -> None:
        """The app has left: it needs no watching any more."""
        if self._before:
            self._before.clear()
            os.close(self._trigger)

    def _end(self, number: int, frame: FrameType | None) -> None:
        with suppress(OSError):
            os.write(self._trigger, bytes([number]))
        self._tell(self._app.leave, 128 + number)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._tell(self._app.action_suspend_process)

    def _go_on(self, number: int, frame: FrameType | None) -> None:
        if not self._driver.away:
            self._tell(self._app.take_terminal_again)

    def _tell(self, action: Any, *arguments: Any) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._app.call_later, action, *arguments)

    def _watch(self) -> None:
        """Wait for the end; if the app cannot bring it about, do so."""
        number = os.read(self._alarm, 1)
        if not number:
            os.close(self._alarm)
            return
        time.sleep(PATIENCE)
        if self._before:
            with suppress(OSError, termios.error):
                if self._attributes is not None:
                    termios.tcsetattr(self._terminal, termios.TCSANOW, self._attributes)
                os.set_blocking(self._terminal, False)
                os.write(self._terminal, CLEAN)
            os._exit(128 + number[0])


def _attributes(terminal: int) -> list[Any] | None:
    try:
        return modes() or termios.tcgetattr(terminal)
    except termios.error:
        return None
