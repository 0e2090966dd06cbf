"""The export place: to which file or folder an export goes."""

from __future__ import annotations

from pathlib import Path

from textual import events

from reader.domain.plain import plain
from reader.services.exporting.registry import EXPORTERS
from reader.ui.entry import Entry
from reader.ui.screens.add import MOST_SHOWN, completed, completions
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.sheet import Line
from reader.ui.wrapping import wrapped

_KEPT = "What was not written by an export before is not written over. A name that ends in / is a folder."


class ExportPlaceScreen(SheetScreen[str]):
    """Asks where to; the result is a path without a tilde."""

    def __init__(self, form: str, what: str) -> None:
        super().__init__()
        self._form = form
        self._what = what
        self.entry = Entry()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        width = max(8, min(self.app.size.width - 4, 76))
        heading = f"Export {self._what} as {self._form}"
        lines: list[Line] = [[(plain(heading), "strong")], ()]
        lines += [[(text, "muted")] for text in wrapped(f"{_sentence(EXPORTERS[self._form].about)} {_KEPT}", width)]
        lines.append(())
        lines += [[(plain(name), "text")] for name in completions(self.entry.text)[:MOST_SHOWN]]
        self.sheet.show(lines)
        self.bottom.entry = f"File or folder: {self.entry.text}"
        self.bottom.status = "" if self.entry.text else "Tab completes · Enter exports · Esc goes back"

    def types(self, key: str, character: str | None) -> bool:
        if key == "enter":
            text = self.entry.text.strip()
            self.dismiss(_path(text) if text else None)
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


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _path(text: str) -> str:
    try:
        path = str(Path(text).expanduser())
    except RuntimeError:  # a home folder that nobody knows
        path = text
    return f"{path}/" if text.endswith("/") and not path.endswith("/") else path
