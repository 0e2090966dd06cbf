"""Adds files, whole folders and standard input to a library, step by step."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from reader.domain.draft import Draft
from reader.domain.errors import ReaderError, TextUnusable
from reader.domain.plain import plain
from reader.library.library import Library
from reader.services.adding.collect import STDIN, collect
from reader.services.adding.decode import MAX_BYTES
from reader.services.adding.recognise import FORMATS, PAGE, ListOfFeeds, Raw, format_of, read_as, read_drafts_as
from reader.services.adding.report import AddingStopped, Failure, Report, Step
from reader.services.adding.whole import whole
from reader.services.parsers import Parsers, outcome
from reader.services.tagging.incoming import add_tagged

BATCH = 500
"""Texts of one transaction."""
HEAVY = 50_000_000
"""Bytes of pictures from which on texts are added before there are so many of them: memory has an end."""
AHEAD = 4
"""How many files a process may have waiting for it."""


def add_paths(
    library: Library,
    paths: Iterable[str | Path],
    on_step: Callable[[Step], None] = lambda step: None,
    parsers: Parsers | None = None,
    url: str = "",
) -> Report:
    """Add all texts that paths name, `url` being where they come from; one that fails does not stop the others."""
    report = Report()
    with parsers or Parsers() as parsers:
        try:
            _add_names(library, collect(paths), on_step, parsers, url, report)
        except (KeyboardInterrupt, AddingStopped):
            report.stopped = True
    return report


def _add_names(
    library: Library,
    names: Sequence[str],
    on_step: Callable[[Step], None],
    parsers: Parsers,
    url: str,
    report: Report,
) -> None:
    waiting: list[Draft] = []
    weight = 0
    for number, (name, drafts) in enumerate(_read(names, parsers, url), 1):
        if isinstance(drafts, ListOfFeeds):
            _subscribe(library, parsers, drafts, report)
        elif isinstance(drafts, ReaderError):
            report.failed.append(Failure(shown_name(name), str(drafts)))
        else:
            waiting += drafts
            weight += sum(map(_weight, drafts))
        if len(waiting) >= BATCH or weight >= HEAVY or number == len(names):
            add_drafts(library, waiting, report)
            waiting, weight = [], 0
        on_step(Step(number, len(names), shown_name(name)))


def _weight(draft: Draft) -> int:
    return sum(map(len, draft.pictures.values()))


def _subscribe(library: Library, parsers: Parsers, found: ListOfFeeds, report: Report) -> None:
    from reader.services.feeds.managing import import_opml

    try:
        report.subscribed += import_opml(library, parsers, found.raw.data, found.raw.spoken).added
    except ReaderError as error:
        report.failed.append(Failure(found.raw.spoken, str(error)))


def _read(names: Sequence[str], parsers: Parsers, url: str) -> Iterator[tuple[str, list[Draft] | ReaderError]]:
    """What became of each name, in order; while one is waited for, the next are being read."""
    reading: deque[tuple[str, Callable[[], list[Draft]]]] = deque()
    for name in names:
        reading.append((name, begin_reading(name, parsers, url)))
        if len(reading) > AHEAD * parsers.workers:
            yield _ended(*reading.popleft())
    while reading:
        yield _ended(*reading.popleft())


def _ended(name: str, drafts: Callable[[], list[Draft]]) -> tuple[str, list[Draft] | ReaderError]:
    try:
        return name, drafts()
    except ReaderError as error:
        return name, error


def add_drafts(library: Library, drafts: Sequence[Draft], report: Report) -> None:
    """Add drafts in one transaction, which no interrupt cuts in two, and report what became of each."""
    if not drafts:
        return
    with whole():
        for result in add_tagged(library, drafts):
            if result.filled:
                report.filled.append(result.article)
            elif result.restored:
                report.restored.append(result.article)
            elif result.new:
                report.added.append(result.article)
            else:
                report.known.append(result.article)


def read_drafts(name: str, url: str = "") -> list[Draft]:
    """The drafts of a file, or of standard input; raises ReaderError where there are none."""
    with Parsers() as parsers:
        return begin_reading(name, parsers, url)()


def begin_reading(name: str, parsers: Parsers, url: str = "") -> Callable[[], list[Draft]]:
    """Begin to read a file, or standard input; call the result for the drafts, or for the ReaderError that came."""
    try:
        data = _bytes_of(name)
        raw = Raw(data, "" if name == STDIN else name, url)
        form = format_of(raw) if not url else PAGE
    except TextUnusable as error:
        return _raising(error)
    if not form.foreign:
        return lambda: read_drafts_as(form, raw)
    future = parsers.submit(read_as, FORMATS.index(form), data, raw.spoken if raw.name else "", url)
    return lambda: outcome(future, raw.spoken)


def _raising(error: ReaderError) -> Callable[[], list[Draft]]:
    def fail() -> list[Draft]:
        raise error

    return fail


def _bytes_of(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
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
    if len(data) > MAX_BYTES:
        raise TextUnusable(f"{shown_name(name)} is larger than {MAX_BYTES // 1_000_000} MB.")
    return data


def shown_name(name: str) -> str:
    """A file's name as it may be printed."""
    return "standard input" if name == STDIN else plain(name)


def _not_a_file(path: Path) -> str:
    name = shown_name(str(path))
    if path.exists():
        return f"{name} is not a file."
    return f"{name} does not exist."
