"""The commands of going about among rows, which every screen of rows has."""

from __future__ import annotations

from reader.ui.command import Command


def going_about(scope: str, row: str, halves: bool = False) -> tuple[Command, ...]:
    """How one goes from row to row on a screen, by what a row is there; also by half a screenful, if it can."""
    half = (
        Command("half_down", "ctrl+d", "Half a page down", "Go half a screenful down.", scope),
        Command("half_up", "ctrl+u", "Half a page up", "Go half a screenful up.", scope),
    )
    return (
        Command("down", "j,down", "Down", f"Go to the next {row}.", scope),
        Command("up", "k,up", "Up", f"Go to the {row} before.", scope),
        Command("page_down", "space,pagedown", "Page down", "Go a screenful down.", scope),
        Command("page_up", "pageup", "Page up", "Go a screenful up.", scope),
        *(half if halves else ()),
        Command("top", "g g,home", "Top", f"Go to the first {row}.", scope),
        Command("end", "G,end", "End", f"Go to the last {row}.", scope),
    )
