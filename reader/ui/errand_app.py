"""The app's part that runs errands: says how far they are, how they ended, and what to do then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.events import Mount

from reader.ui.bare_app import BareApp
from reader.ui.requests import ClipboardTold, RunErrand, StopErrands, Told

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.ui.errands import Errands
    from reader.ui.indexing import Indexing
    from reader.ui.screens.library_screen import LibraryScreen

INDEX_SECONDS = 2.0
"""When, after the start, the texts are indexed, if they are not."""


class ErrandApp(BareApp):
    """An app over a library that lets commands do what takes long."""

    library: Library
    _errands: Errands | None = None
    _indexing: Indexing | None = None
    _clipboard_wanted: Callable[[str], None] | None = None

    @property
    def errands(self) -> Errands:
        """What runs errands, made when it is first wanted."""
        if self._errands is None:
            from reader.ui.errands import Errands

            self._errands = Errands(self.library.path)
        return self._errands

    @on(Mount)
    def _index_later(self) -> None:
        self.set_timer(INDEX_SECONDS, self._begin_to_index)

    def _begin_to_index(self) -> None:
        from reader.ui.indexing import Indexing

        self._indexing = Indexing(self)

    @property
    def index_said(self) -> tuple[str, str]:
        """How far the index is, where that takes long, and why there can be none, where that is so."""
        return ("", "") if self._indexing is None else (self._indexing.progress, self._indexing.problem)

    @property
    def library_screens(self) -> list[LibraryScreen]:
        """The screens over the library, the topmost first."""
        from reader.ui.screens.library_screen import LibraryScreen

        return [screen for screen in reversed(self.screen_stack) if isinstance(screen, LibraryScreen)]

    def ask_clipboard(self, told: Callable[[str], None]) -> None:
        """Ask the terminal what is in its clipboard; whoever asks last is told, if it answers."""
        from reader.ui.answers import ASK_CLIPBOARD

        self._clipboard_wanted = told
        driver = self._driver
        if driver is not None and not driver.is_headless:
            driver.write(ASK_CLIPBOARD)

    def clipboard_told(self, text: str) -> None:
        """The terminal has told what is in its clipboard; any thread may call this."""
        self.post_message(ClipboardTold(text))

    @on(ClipboardTold)
    def _clipboard_told(self, news: ClipboardTold) -> None:
        wanted, self._clipboard_wanted = self._clipboard_wanted, None
        if wanted is not None:
            wanted(news.text)

    @on(RunErrand)
    def _run_errand(self, request: RunErrand) -> None:
        if self.errands.runs(request.errand.name):
            self.post_message(Told(f"{request.errand.doing}: that is going on already", ended=True))
            return
        if not request.errand.quiet:
            self._tell_screens(f"{request.errand.doing} …")
        self.run_worker(self._see_to(request), exit_on_error=False, group="errands")

    async def _see_to(self, request: RunErrand) -> None:
        def told(words: str) -> None:
            self.post_message(Told(words))

        outcome = await self.errands.run(request.errand, told)
        sentence = (request.ended(outcome) if request.ended is not None else "") or outcome.sentence
        if outcome.failed or not request.errand.quiet:
            self.post_message(Told(sentence, ended=True, failed=outcome.failed))

    @on(StopErrands)
    def _stop_errands(self) -> None:
        if not self.errands.stop():
            self.post_message(Told("Nothing is going on", ended=True))

    @on(Told)
    def _tell(self, news: Told) -> None:
        self._tell_screens("" if news.ended else news.sentence)
        if news.ended and (screens := self.library_screens):
            screens[0].bottom.say(news.sentence, error=news.failed)

    def _tell_screens(self, progress: str) -> None:
        for screen in self.library_screens:
            screen.bottom.progress = progress
