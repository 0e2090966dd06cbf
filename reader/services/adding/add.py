"""Adds files, whole folders and standard input to a library, step by step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.article import Article
from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import plain
from reader.library.library import Library
from reader.services.adding.collect import STDIN, collect
from reader.services.adding.decode import MAX_BYTES
from reader.services.adding.recognise import draft_from_bytes
from reader.services.adding.whole import whole

BATCH = 500
"""Texts of one transaction."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far an adding has come."""

    done: int
    total: int
    name: str
    """The file that was read last."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not added, and why."""

    name: str
    sentence: str


@dataclass(slots=True)
class Report:
    """What an adding did."""

    added: list[Article] = field(default_factory=list)
    known: list[Article] = field(default_factory=list)
    """Articles that were in the library already, one for every text that is one of them."""
    restored: list[Article] = field(default_factory=list)
    """Articles that came back from the Bin."""
    failed: list[Failure] = field(default_factory=list)
    stopped: bool = False
    """Whether it was interrupted; what was added until then stays."""


class AddingStopped(Exception):
    """What `on_step` raises to end an adding early."""


def add_paths(
    library: Library, paths: Iterable[str | Path], on_step: Callable[[Step], None] = lambda step: None
) -> Report:
    """Add all texts that paths name; one that cannot be added does not stop the others."""
    report = Report()
    waiting: list[Draft] = []
    try:
        names = collect(paths)
        for number, name in enumerate(names, 1):
            try:
                waiting.append(read_draft(name))
            except TextUnusable as error:
                report.failed.append(Failure(shown_name(name), str(error)))
            if len(waiting) >= BATCH or number == len(names):
                add_drafts(library, waiting, report)
                waiting = []
            on_step(Step(number, len(names), shown_name(name)))
    except (KeyboardInterrupt, AddingStopped):
        report.stopped = True
    return report


def add_drafts(library: Library, drafts: Sequence[Draft], report: Report) -> None:
    """Add drafts in one transaction, which no interrupt cuts in two, and report what became of each."""
    if not drafts:
        return
    with whole():
        for result in library.articles.add(drafts):
            if result.restored:
                report.restored.append(result.article)
            elif result.new:
                report.added.append(result.article)
            else:
                report.known.append(result.article)


def read_draft(name: str) -> Draft:
    """The draft of a file, or of standard input; TextUnusable says in a sentence why there is none."""
    if name == STDIN:
        return draft_from_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))
    path = Path(name)
    try:
        if path.is_dir():
            raise TextUnusable(f"The folder {shown_name(name)} cannot be read.")
        if not path.is_file():
            raise TextUnusable(_not_a_file(path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "its name is no file name").lower()
        raise TextUnusable(f"{shown_name(name)} cannot be read ({plain(reason)}).") from error
    return draft_from_bytes(data, name)


def shown_name(name: str) -> str:
    """A file's name as it may be printed."""
    return "standard input" if name == STDIN else plain(name)


def _not_a_file(path: Path) -> str:
    name = shown_name(str(path))
    if path.exists():
        return f"{name} is not a file."
    return f"{name} does not exist."
