"""Opening: shows the first screen at once, and sees to it that the terminal is whole whatever comes then.

The terminal is made ready as the app will have it: what is typed meanwhile waits for the app. Only the smallest modules
are imported here.
"""

import os
import sys

TYPE_CHECKING = False  # typing takes longer than showing a list
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

ENTER = "\x1b[?1049h"
"""Takes the terminal to its other screen, which many clear then."""
_PAINT, _LEAVE = f"{ENTER}\x1b[?25l\x1b[?7l", b"\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
_PLAIN = ("dumb", "unknown", "linux", "ansi", "vt", "cons", "emacs", "eterm", "sun", "network")
"""How the names of terminals begin that have no other screen, or may have none."""

_before: "list[Any] | None" = None
"""The modes of the terminal as they were found, while the first screen is shown."""
_screen = 1
"""Where the screen is written to."""


def open_terminal(argv: "Sequence[str]") -> None:
    """Show the first screen if the arguments ask for the app and it can be known how the app will look."""
    folder = library_to_open(argv)
    if folder is None or sys.platform == "win32" or not (os.isatty(0) and os.isatty(1)):
        return
    _watch_signals()
    if not _is_usual():
        return
    from reader.ui.first_screen import load

    try:
        columns, lines = os.get_terminal_size(1)
        painting = load(os.path.abspath(folder), columns, lines)  # noqa: PTH100
    except OSError:
        return
    if painting:
        _show(f"{_PAINT}{painting}")


def library_to_open(argv: "Sequence[str]") -> str | None:
    """The library's folder, if the arguments ask for the app and for nothing else."""
    named = ""
    if len(argv) == 2 and argv[0] == "--library":
        named = argv[1]
    elif len(argv) == 1 and argv[0].startswith("--library="):
        named = argv[0].partition("=")[2]
    elif argv:
        return None
    if named.startswith("-") or (argv and not named):
        return None
    from reader.services.places import library_folder

    return library_folder(named)


def is_shown() -> bool:
    """Whether the first screen is shown, and nobody has taken the terminal over yet."""
    return _before is not None


def modes() -> "list[Any] | None":
    """The modes that the terminal had before the first screen was shown, if it still is."""
    return _before


def take_over() -> "list[Any] | None":
    """The same modes, for whoever will give the terminal back from now on."""
    global _before
    before, _before = _before, None
    return before


def close_terminal() -> None:
    """Give the terminal back as it was found, unless that is somebody else's business."""
    global _before
    if _before is None:
        return
    import termios

    try:
        _write(_LEAVE)
        termios.tcflush(0, termios.TCIFLUSH)  # what was typed was meant for the app, not for the shell
        termios.tcsetattr(0, termios.TCSANOW, _before)
    except (OSError, termios.error):
        pass
    _before = None


def _is_usual() -> bool:
    """Whether this is a terminal of the usual kind that is ours alone."""
    global _screen
    term = os.environ.get("TERM", "")
    if not term or term.startswith(_PLAIN) or "COLUMNS" in os.environ or "LINES" in os.environ:
        return False
    _screen = 2 if os.isatty(2) else 1
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


def _show(painting: str) -> None:
    global _before
    import termios

    try:
        before, modes = termios.tcgetattr(0), termios.tcgetattr(0)
    except termios.error:
        return
    modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    # Ctrl+C ends a start that takes too long; every other key is the app's.
    for key in (termios.VSUSP, termios.VQUIT):
        modes[6][key] = bytes([os.fpathconf(0, "PC_VDISABLE")])
    modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
    _before = before
    try:
        termios.tcsetattr(0, termios.TCSANOW, modes)
        _write(painting.encode())
    except (OSError, termios.error):
        close_terminal()


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(_screen, data) :]


def _watch_signals() -> None:
    """Whoever ends the process before the app can hear it finds the terminal whole, and ends it."""
    # What `signal` adds to this module takes longer to load than a list to show.
    from _signal import SIG_DFL, SIGHUP, SIGINT, SIGTERM, default_int_handler, getsignal, signal  # type: ignore[import-not-found]

    def end(number: int, _: object) -> None:
        close_terminal()
        signal(number, SIG_DFL)
        os.kill(os.getpid(), number)

    for number in (SIGHUP, SIGINT, SIGTERM):
        if getsignal(number) in (SIG_DFL, default_int_handler):
            signal(number, end)
