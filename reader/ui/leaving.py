"""The app's part that ends it: in order, with nothing lost, and with the screen that the next start begins with."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.domain.change import Change
from reader.ui.errand_app import ErrandApp

if TYPE_CHECKING:
    from reader.ui.first_screen import Piece


class LeavingApp(ErrandApp):
    """An app that can be left at any moment, also while it begins."""

    first_screen: list[list[Piece]] | None = None
    """The screen that the next start will begin with, once the app has been left."""
    _begun = False
    _leaving: int | None = None
    """The exit code, if the app is to leave as soon as it has begun."""

    def keep_places(self) -> None:
        """Save where the reader stands, for the next start."""
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_place_now", None)  # not every screen has something to keep
            if keep is not None:
                keep()

    def begun(self) -> bool:
        """The first screen is there; false if somebody has wanted to leave before it was, and now does."""
        self._begun = True
        if self._leaving is not None:
            self.leave(self._leaving)
        return self._leaving is None

    def leave(self, code: int = 0) -> None:
        """End the app, with nothing lost."""
        if not self._begun:  # Textual cannot end in the middle of its beginning
            self._leaving = code
            return
        with suppress(Exception):  # whatever comes of it, a person who wants to leave leaves
            from reader.ui.keeping import screen_of_next_start

            self.first_screen = screen_of_next_start(self)
        self.keep_places()
        self.library.listen(self._see_late_change)
        if self._errands is not None:
            self._errands.stop("refresh")
        self.exit(return_code=code)

    def _see_late_change(self, change: Change) -> None:
        """What changes from now on is not on the screen that was left; any thread may come here."""
        self.first_screen = None
