"""The commands of the small screens."""

from __future__ import annotations

from reader.ui.command import SHEET, Command

SHEET_COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "Down", "Go down by a line.", SHEET),
    Command("up", "k,up", "Up", "Go up by a line.", SHEET),
    Command("page_down", "space,pagedown", "Page down", "Go down by a screenful.", SHEET),
    Command("page_up", "pageup", "Page up", "Go up by a screenful.", SHEET),
    Command("back", "q,escape,h,left", "Back", "Go back.", SHEET, footer="back"),
)
