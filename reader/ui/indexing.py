"""Indexing: the index of the texts follows the library, in a thread where little has changed, else by a command."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from reader.domain.change import Change
from reader.domain.errors import ReaderError

if TYPE_CHECKING:
    from reader.ui.errand_app import ErrandApp

DOING = "Indexing"
"""What the errand is called."""
MOST = 400_000
"""Bytes of text that are indexed in a thread: a key waits a few milliseconds longer at most."""
LOOK_SECONDS = 0.3
"""How often it looks whether anything has changed."""
AGAIN_SECONDS = 60.0
"""When a command that could not do it may try again."""


class Indexing:
    """Watches the library of an app from now on; what is different already is indexed first."""

    def __init__(self, app: ErrandApp) -> None:
        self._app = app
        self.progress = ""
        """How far it is, as `12 of 400`, while a command does it."""
        self.problem = ""
        """Why it cannot be done, if it cannot."""
        self._due = True
        self._working = False
        self._not_before = 0.0
        app.library.listen(self._see_change)
        app.set_interval(LOOK_SECONDS, self._look)
        self._look()

    def _see_change(self, change: Change) -> None:
        """Something has changed; any thread may come here."""
        self._due = True

    def _look(self) -> None:
        if self._due and not self._working:
            self._due, self._working = False, True
            self._app.run_worker(self._bring_up_to_date(), exit_on_error=False, group="indexing")

    async def _bring_up_to_date(self) -> None:
        from reader.ui.errands import Errand

        try:
            left = await asyncio.to_thread(self._update)
            if left and time.monotonic() >= self._not_before:
                errand = Errand("index", DOING, ["index"], quiet=True)
                outcome = await self._app.errands.run(errand, self._told)
                if outcome.failed:
                    self._not_before = time.monotonic() + AGAIN_SECONDS
                self._due = True  # something may have changed meanwhile
        finally:
            self._working, self.progress = False, ""

    def _told(self, words: str) -> None:
        self.progress = words.removeprefix(DOING).strip()

    def _update(self) -> bool:
        """Index a few texts; whether there is more to do."""
        from reader.library.fulltext.updating import update

        try:
            left = update(self._app.library, MOST).left
        except ReaderError as error:  # without an index titles are searched, which whoever searches is told
            self.problem = str(error)
            return False
        self.problem = ""
        return left
