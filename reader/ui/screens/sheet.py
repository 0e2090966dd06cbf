"""The sheet screen: the base of the small screens that come over the list and the page and go again."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from reader.ui import commands
from reader.ui.widgets.bottom_line import BottomLine
from reader.ui.widgets.sheet import Sheet

Result = TypeVar("Result")


class SheetScreen(Screen[Result]):
    """Lines to look at, and a way back."""

    SCOPE = commands.SHEET
    BINDINGS = commands.bindings_in(commands.SHEET)
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    SheetScreen { background: $background; & Sheet, & Choices { margin: 1 2; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet()
        self.bottom = BottomLine()

    def compose(self) -> ComposeResult:
        yield self.sheet
        yield self.bottom

    def on_mount(self) -> None:
        self.bottom.hints = [commands.command_named("back", self.SCOPE)]

    def types(self, key: str, character: str | None) -> bool:
        """Take a key as text that is being typed, if some is."""
        return False

    async def on_key(self, event: events.Key) -> None:
        taken = self.types(event.key, event.character)
        key, _ = commands.meant(self.SCOPE, event.key, event.character)
        command = None if taken else commands.keys_in(self.SCOPE).get(key)
        if taken or command is not None or key in commands.freed_in(self.SCOPE):
            event.stop()
            event.prevent_default()
        if command is not None:
            await self.run_action(command.name)

    def action_down(self) -> None:
        """Go down by a line."""
        self.sheet.scroll_by(1)

    def action_up(self) -> None:
        """Go up by a line."""
        self.sheet.scroll_by(-1)

    def action_page_down(self) -> None:
        """Go down by a screenful."""
        self.sheet.scroll_by(max(1, self.sheet.size.height - 2))

    def action_page_up(self) -> None:
        """Go up by a screenful."""
        self.sheet.scroll_by(-max(1, self.sheet.size.height - 2))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
