"""The driver: Textual's own, which no byte that is typed and no signal brings down."""

from __future__ import annotations

import codecs
import os
import selectors
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

# Textual has no public door to the parser of what a terminal sends.
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.ui.answers import ASK_GROUND, HUSH, Answers
from reader.ui.moving_rows import MovingRows
from reader.ui.opening import ENTER, is_shown, take_over
from reader.ui.painting import Painter, is_own
from reader.ui.signals import Signals

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

POLL_SECONDS = 0.1
"""How often the input thread looks whether it is to end."""


class ReaderDriver(LinuxDriver):
    """Reads keys whatever their bytes are, filters what is painted, leaves in order when it is told to end."""

    def __init__(self, app: ReaderApp, **options: Any) -> None:
        super().__init__(app, **options)
        # The screen is written to stderr unless that goes elsewhere; a terminal that is gone is no error.
        output = sys.__stderr__ if sys.__stderr__ and sys.__stderr__.isatty() else sys.__stdout__
        self._stream = Tolerant(cast("IO[str]", output))
        self._file = cast("Any", self._stream)
        erases = erases_with_background(os.environ.get("TERM", ""))
        self._painter = Painter(erases)
        self.rows = MovingRows(able=erases)
        """The terminal's rows, for whoever moves a text."""
        self._shows_cursor = False
        self.draws = False
        """Whether a picture is on the screen, which is drawn by what no text may hold."""
        self.away = False
        """Whether the terminal is the shell's at the moment."""
        self.shows_first_screen = False
        """Whether the screen that was kept is on the terminal still, and no frame."""
        self._held = ""
        self._until: Callable[[], bool] | None = None
        self._signals = Signals(app, self)
        self._answers = Answers(app.terminal_is_dark, app.clipboard_told)

    def write(self, data: str) -> None:
        if data == ENTER and is_shown():
            return  # it is the screen already, and many terminals would clear it
        if is_own(data) or self.draws:
            super().write(data)
        else:
            if data.startswith("\x1b[1;1H") and data.count("\n") == self._app.size.height - 1:
                self._held = ""  # this frame covers whatever would have come before
            self._held += self.rows.take() + self._painter.frame(data)
            self.rows.written(self._painter.rows)
            if self._until is None or self._until():
                self.let_frames_go()

    def hold_frames(self, until: Callable[[], bool]) -> None:
        """Write no frame before something is so, and then what they all come to: a better one is on the screen."""
        self._until = until

    def let_frames_go(self) -> None:
        """Write what has been held back."""
        frames, self._held, self._until = self._held, "", None
        if frames:
            self.shows_first_screen = False
            super().write(frames)

    # -- coming and going -------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        before = take_over()
        if before is not None:
            self.attrs_before, self.shows_first_screen = before, True
        self.write(ASK_GROUND)
        if self._shows_cursor:
            self.write("\x1b[?25h")

    def stop_application_mode(self) -> None:
        self._held, self._until = "", None
        self.write(HUSH)
        super().stop_application_mode()

    def show_cursor(self, shown: bool) -> None:
        """Show the terminal's own cursor, which Textual hides, for those who read where it stands; or hide it."""
        if shown is not self._shows_cursor:
            self._shows_cursor = shown
            self.write("\x1b[?25h" if shown else "\x1b[?25l")

    def suspend_application_mode(self) -> None:
        self.away = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        super().resume_application_mode()
        self.away = False

    def close(self) -> None:
        super().close()
        self._stream.let_go()
        if not self.away:
            self._signals.let_go()

    # -- reading ----------------------------------------------------------------------------------

    def run_input_thread(self) -> None:
        decode = codecs.getincrementaldecoder("utf-8")(errors="ignore").decode
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(POLL_SECONDS):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        # The terminal hung up; often nobody else says so.
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    text = self._answers.take(decode(data))
                else:
                    text = self._answers.let_go()
                # Feeding nothing, such as half a character, would mean the end to the parser.
                for event in parser.feed(text) if text else ():
                    self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)


class Tolerant:
    """A stream to a terminal that may be gone."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write, or do not."""
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        """Flush, or do not."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def let_go(self) -> None:
        """Nothing more is written: what a terminal that is gone has not taken is no error of the process that ends."""
        try:
            self._stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._stream.fileno())
                os.close(nowhere)

    def fileno(self) -> int:
        """The terminal's file descriptor."""
        return self._stream.fileno()


def erases_with_background(term: str) -> bool:
    """Whether erased cells have the background colour of the moment, as they do nearly everywhere."""
    in_screen = term.startswith("screen") and "TMUX" not in os.environ
    return bool(term) and term != "dumb" and not in_screen
