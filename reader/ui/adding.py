"""Adding from within the app: in a thread that tells how far it is."""

from __future__ import annotations

import time
from pathlib import Path

from textual.app import App
from textual.worker import get_current_worker

from reader.domain.errors import ReaderError
from reader.domain.plain import plain
from reader.library.library import Library
from reader.services.adding.add import AddingStopped, Report, Step, add_paths
from reader.ui.phrases import count, number
from reader.ui.requests import Told

TELL_SECONDS = 0.1
"""How often progress is told."""


def add(app: App[None], library: Library, path: str) -> None:
    """Add what a path names; to be called in a worker's thread."""
    worker = get_current_worker()
    told = time.monotonic()

    def on_step(step: Step) -> None:
        nonlocal told
        if worker.is_cancelled:
            raise AddingStopped
        if time.monotonic() - told >= TELL_SECONDS:
            told = time.monotonic()
            app.post_message(Told(f"Adding {number(step.done)} of {number(step.total)} · {plain(step.name)}"))

    try:
        report = add_paths(library, [Path(path).expanduser()], on_step)
    except (ReaderError, RuntimeError) as error:  # RuntimeError: a home folder that nobody knows
        app.post_message(Told(f"{error}", ended=True, failed=True))
    else:
        nothing_new = not (report.added or report.known or report.restored)
        app.post_message(Told(sentence_of(report), ended=True, failed=bool(report.failed) and nothing_new))


def sentence_of(report: Report) -> str:
    """What an adding did, in a sentence."""
    added, back, known, failed = [len(texts) for texts in (report.added, report.restored, report.known, report.failed)]
    said = (
        f"Added {count(added, 'article')}" if added else "",
        f"{count(back, 'article')} came back from the Bin" if back else "",
        f"{count(known, 'text')} here already" if known else "",
        f"{number(failed)} not added: {report.failed[0].sentence}" if failed else "",
    )
    return " · ".join(filter(None, said)) or "Nothing to add was found there"
