"""The adding screen: which file or folder is to be added."""

from __future__ import annotations

import os
from pathlib import Path

from textual import events

from reader.domain.plain import plain
from reader.ui.entry import Entry
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.sheet import Line
from reader.ui.wrapping import wrapped

MOST_SHOWN = 200
"""Names that are shown at most."""


class AddScreen(SheetScreen[str]):
    """Asks for a path; the result is what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = Entry()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        names = completions(self.entry.text)
        width = max(8, min(self.app.size.width - 4, 76))
        words = "A file, or a folder with all that is in it: plain text or Markdown."
        lines: list[Line] = [[("Add", "strong")], (), *([(text, "muted")] for text in wrapped(words, width)), ()]
        lines += [[(plain(name), "text")] for name in names[:MOST_SHOWN]]
        self.sheet.show(lines)
        self.bottom.entry = f"Path: {self.entry.text}"
        self.bottom.status = "" if self.entry.text else "Tab completes · Enter adds · Esc goes back"

    def types(self, key: str, character: str | None) -> bool:
        if key == "enter":
            self.dismiss(self.entry.text.strip() or None)
        elif key == "tab":
            self.entry.text = completed(self.entry.text)
        elif not self.entry.press(key, character):
            return False
        if self.is_current:
            self._show()
        return True

    def on_paste(self, event: events.Paste) -> None:
        self.entry.paste(event.text)
        self._show()

    def on_resize(self) -> None:
        self._show()


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
