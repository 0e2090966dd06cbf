"""The import report: what an import brought, what it left out, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.domain.plain import plain
from reader.ui.phrases import count, number
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.sheet import Line
from reader.ui.wrapping import wrapped

_COUNTED = (
    ("new", "new", "new"),
    ("waiting", "waits for its text", "wait for their text"),
    ("lost", "without a text anywhere", "without a text anywhere"),
    ("merged", "completed", "completed"),
    ("same", "here already", "here already"),
    ("repeated", "mentioned again", "mentioned again"),
    ("highlights", "highlight", "highlights"),
    ("noted", "passage kept as a note", "passages kept as notes"),
    ("feeds", "feed", "feeds"),
    ("skipped", "skipped", "skipped"),
)
"""What is counted, in words for one and for many."""
_DIGITS = 9
"""Cells of the column of numbers."""


class ImportReportScreen(SheetScreen[None]):
    """Shows what an import did."""

    def __init__(self, report: Mapping[str, Any], undo: str) -> None:
        super().__init__()
        self._report = report
        self._undo = undo

    def on_resize(self) -> None:
        width = max(8, min(self.app.size.width - 4, 90))
        self.sheet.show(list(lines_of(self._report, width, self._undo)))


def lines_of(report: Mapping[str, Any], width: int, undo: str) -> Iterator[Line]:
    """The report as lines of a width."""
    yield [("Imported", "strong")]
    yield ()
    for program, entries in report["programs"].items():
        yield [(f"{plain(program)} · {count(entries, 'entry', 'entries')}", "muted")]
    yield ()
    for name, one, many in _COUNTED:
        if report[name]:
            yield [(f"{number(report[name]):>{_DIGITS}}  ", "strong"), (one if report[name] == 1 else many, "text")]
    sentences = [*report["failed"], *report["remarks"]]
    for sentence in sentences:
        yield ()
        for text in wrapped(plain(sentence), width):
            yield [(text, "text")]
    if report["examples"]:
        yield ()
        yield [("Skipped", "strong")]
        for skipped in report["examples"]:
            for text in wrapped(plain(f"{skipped['where']} {skipped['reason']}"), width):
                yield [(text, "muted")]
    yield ()
    for text in wrapped(f"{undo} on the list takes the whole import back.", width):
        yield [(text, "muted")]
