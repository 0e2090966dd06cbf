"""Runs a command: finds it, gives it its arguments, and says in one sentence why it failed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from reader.cli.output import print_problem
from reader.domain.errors import ReaderError
from reader.ui.opening import close_terminal, library_to_open

INTERRUPTED = 130
"""The exit code of what Ctrl+C ended."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the result is the exit code."""
    _never_fail_to_print()
    try:
        code = _run(sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except BrokenPipeError:
        return _let_go_of_stdout()
    except ReaderError as error:
        print_problem(str(error))
        return 1
    except OSError as error:
        subject = f"{error.filename}: " if error.filename else ""
        print_problem(f"{subject}{error.strerror or error}.")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return code


def _run(argv: list[str]) -> int:
    folder = library_to_open(argv)
    try:
        if folder is not None:
            from reader.cli.start import open_app

            return open_app(folder)
        from reader.cli.parsing import parse

        given = parse(argv)
        try:
            code: int = given.run(given)
            sys.stdout.flush()
        finally:
            if hasattr(given, "calls"):
                from reader.cli.hooking import finish

                finish(given)
        return code
    finally:
        close_terminal()  # before anything is said of it


def _never_fail_to_print() -> None:
    """What a terminal's encoding lacks becomes a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _let_go_of_stdout() -> int:
    """Whoever read our output has seen enough; what Python still holds of it goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return 0
