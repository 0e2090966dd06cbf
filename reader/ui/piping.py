"""Piping: a command of the person's, run on the terminal with a text as its input; never by a shell."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import PurePath
from types import FrameType

from textual.app import App, SuspendNotSupported

from reader.domain.errors import ReaderError
from reader.domain.plain import plain

FULL_SCREEN = frozenset(
    ("less", "more", "most", "moar", "ov", "vi", "vim", "nvim", "view", "nano", "emacs", "hx", "kak", "micro", "fzf")
)
"""Programs that a person leaves by a key: after them there is nothing on the terminal to be looked at."""


def words_of(line: str) -> list[str]:
    """The words of a command line, as a shell would part them and do nothing else; raises ReaderError."""
    try:
        return shlex.split(line)
    except ValueError as error:
        raise ReaderError(f"The command is not complete: {str(error).lower()}.") from error


def pipe(app: App[None], words: Sequence[str], text: str, environment: Mapping[str, str]) -> int:
    """Give the terminal to a command until it has ended and the person has seen it; the exit code.

    Raises ReaderError where it cannot be begun.
    """
    problem, code = None, 0
    try:
        with app.suspend(), _keys_for_the_command():
            try:
                code = _run(words, text, environment)
                if code or PurePath(words[0]).name not in _full_screen():
                    _wait_for_key(code)
            except ReaderError as error:  # raised in here, it would leave the terminal as it is
                problem = error
    except SuspendNotSupported as error:
        raise ReaderError("This terminal cannot be given to another program.") from error
    if problem is not None:
        raise problem
    return code


def _run(words: Sequence[str], text: str, environment: Mapping[str, str]) -> int:
    name = plain(words[0])
    try:
        done = subprocess.run(words, input=text.encode("utf-8", "replace"), env=environment, check=False)
    except FileNotFoundError as error:
        raise ReaderError(f"There is no command {name}.") from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ReaderError(f"{name} could not be begun ({plain(reason)}).") from error
    return done.returncode


def _full_screen() -> frozenset[str]:
    named = (os.environ.get(name, "").split() for name in ("PAGER", "EDITOR", "VISUAL"))
    return FULL_SCREEN.union(PurePath(words[0]).name for words in named if words)


@contextmanager
def _keys_for_the_command() -> Iterator[None]:
    """Ctrl+C ends the command and not the app; Ctrl+Z stops both, for the shell to go on with both."""

    def nothing(number: int, frame: FrameType | None) -> None:
        # a handler, because what ignores a signal would be inherited by the command
        pass

    before = {number: signal.signal(number, nothing) for number in (signal.SIGINT, signal.SIGQUIT)}
    before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait_for_key(code: int) -> None:
    """Let the person look at what the command wrote."""
    if sys.__stdin__ is None or sys.__stdout__ is None:
        return
    ended = f"Exit code {code}. " if code > 0 else f"Ended by signal {-code}. " if code else ""
    terminal = sys.__stdin__.fileno()
    with suppress(OSError, termios.error, ValueError):
        before = termios.tcgetattr(terminal)
        keys = termios.tcgetattr(terminal)
        keys[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
        termios.tcsetattr(terminal, termios.TCSAFLUSH, keys)
        try:
            sys.__stdout__.write(f"\n{ended}Press any key to go back to the reader.")
            sys.__stdout__.flush()
            os.read(terminal, 64)  # all of what a key sends
            sys.__stdout__.write("\n")
            sys.__stdout__.flush()
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
