"""Hooks of a command: what is to be run is found out while the library is open, and run when all has been said."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.output import print_json, print_problem
from reader.domain.hooks import concerns

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.library.library import Library


def prepare(given: argparse.Namespace, library: Library, changes: Sequence[Change]) -> None:
    """Find out which hooks are to be run for what a command has done."""
    if not any(map(concerns, changes)):
        return
    from reader.services.settings import load_hooks

    hooks, notices = load_hooks()
    for notice in notices:
        print_problem(notice)
    if hooks.added or hooks.bookmarked:
        from reader.services.hooks import calls_for

        given.calls = calls_for(library, hooks, changes)


def finish(given: argparse.Namespace) -> None:
    """Run the hooks, and say what went wrong with them."""
    calls, problems = getattr(given, "calls", ((), ()))
    if not calls and not problems:
        return
    from reader.services.hooks import HookRunner

    said: list[str] = []
    runner = HookRunner(said.append)
    runner.run(calls)
    runner.wait()
    said += problems
    if said and getattr(given, "progress", False):
        print_json({"problem": said[0]}, one_line=True)
    elif said:
        print_problem(said[0] + (" Others went wrong, too." if len(said) > 1 else ""))
