"""The writing screen: a few words about a passage or an article."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import TextArea

from reader.domain.plain import clean_text
from reader.ui.widgets.bottom_line import BottomLine
from reader.ui.widgets.heading import Heading

LONGEST = 20_000
"""Characters of a note at most."""


class WritingScreen(Screen[None]):
    """Lets a person write; whatever way it is left by, what was written is kept."""

    AUTO_FOCUS = "TextArea"
    DEFAULT_CSS = """
    WritingScreen {
        background: $background; align-horizontal: center;
        & TextArea {
            margin: 1 2; padding: 0; border: none; max-width: 78; height: 1fr;
            background: $background; color: $foreground;
            & > .text-area--cursor-line { background: $background; }
            & > .text-area--selection { background: $screen-selection-background; }
        }
    }
    """

    def __init__(self, about: str, text: str, kept: Callable[[str], None]) -> None:
        super().__init__()
        self._text = text
        self._kept = kept
        self.heading = Heading()
        self.heading.name_shown = about
        self.bottom = BottomLine()

    def compose(self) -> ComposeResult:
        yield self.heading
        yield TextArea(self._text, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        yield self.bottom

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self.bottom.status = "Esc keeps it · without words it is taken away"

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "ctrl+s"):
            event.stop()
            event.prevent_default()
            self.keep_place_now()
            self.dismiss(None)

    def keep_place_now(self) -> None:
        """Keep what was written, if it is something else than before."""
        text = clean_text(self.query_one(TextArea).text)[:LONGEST]
        if text != self._text:
            self._text = text
            self._kept(text)
