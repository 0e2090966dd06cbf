"""The bare app: Textual's, without what it would prepare for every program and this one does not use."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


class BareApp(App[None], inherit_css=False):
    """An app that opens sooner and paints less."""

    ENABLE_COMMAND_PALETTE = False
    # What Textual's own says of widgets that are not used here takes longer to parse than a list to be read.
    DEFAULT_CSS = """
    BareApp {
        background: $background; color: $foreground;
        &:ansi { background: ansi_default; color: ansi_default; }
    }
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.animation_level = "none"
        # Two widgets on every screen that would never show anything; no public door leads here.
        self._disable_tooltips = self._disable_notifications = True

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        # Textual paints the top screen again, whole, whenever one below it wakes up, even where nothing of that one
        # can be seen; no public door leads here.
        return super()._background_screens if self.screen.styles.background.a < 1 else []
