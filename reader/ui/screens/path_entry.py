"""The path entry: the base of the small screens in which one types where something is or goes, with completion."""

from __future__ import annotations

import os
from pathlib import Path

from textual import events

from reader.ui.entry import Entry
from reader.ui.screens.sheet import SheetScreen

MOST_SHOWN = 200
"""Names that are shown at most."""


class PathEntryScreen(SheetScreen[str]):
    """Lets a path be typed; what is shown beside it and what Enter means is up to whoever builds on it."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = Entry()

    def on_mount(self) -> None:
        self.show()

    def show(self) -> None:
        """Show the entry and what belongs to it."""
        raise NotImplementedError

    def typed(self) -> str | None:
        """The result when Enter is pressed."""
        raise NotImplementedError

    def to_complete(self) -> str:
        """What Tab makes of the entry."""
        return completed(self.entry.text)

    def types(self, key: str, character: str | None) -> bool:
        if key == "enter":
            self.dismiss(self.typed())
        elif key == "tab":
            self.entry.text = self.to_complete()
        elif not self.entry.press(key, character):
            return False
        if self.is_current:
            self.show()
        return True

    def on_paste(self, event: events.Paste) -> None:
        self.entry.paste(event.text)
        self.show()

    def on_resize(self) -> None:
        self.show()


def completions(text: str) -> list[str]:
    """The names that a path could go on with, folders with a slash; hidden ones only when asked for."""
    folder, _, begun = text.rpartition("/")
    where = Path(f"{folder}/" if folder or text.startswith("/") else ".")
    try:
        with os.scandir(where.expanduser()) as entries:
            names = [f"{entry.name}/" if entry.is_dir() else entry.name for entry in entries]
    except (OSError, ValueError, RuntimeError):
        return []
    return sorted(
        (name for name in names if name.startswith(begun) and (begun or not name.startswith("."))),
        key=str.casefold,
    )


def completed(text: str) -> str:
    """A path with as much added as all completions have in common."""
    common = os.path.commonprefix(completions(text))  # noqa: RUF071 — names, letter by letter
    folder, slash, begun = text.rpartition("/")
    return f"{folder}{slash}{common}" if len(common) > len(begun) else text
