"""The export place: to which file or folder an export goes."""

from __future__ import annotations

from pathlib import Path

from reader.domain.plain import plain
from reader.services.exporting.registry import EXPORTERS
from reader.ui.screens.path_entry import MOST_SHOWN, PathEntryScreen, completions
from reader.ui.widgets.sheet import Line
from reader.ui.wrapping import wrapped

_KEPT = "What was not written by an export before is not written over. A name that ends in / is a folder."


class ExportPlaceScreen(PathEntryScreen):
    """Asks where to; the result is a path without a tilde."""

    def __init__(self, form: str, what: str) -> None:
        super().__init__()
        self._form = form
        self._what = what

    def show(self) -> None:
        width = max(8, min(self.app.size.width - 4, 76))
        heading = f"Export {self._what} as {self._form}"
        lines: list[Line] = [[(plain(heading), "strong")], ()]
        lines += [[(text, "muted")] for text in wrapped(f"{_sentence(EXPORTERS[self._form].about)} {_KEPT}", width)]
        lines.append(())
        lines += [[(plain(name), "text")] for name in completions(self.entry.text)[:MOST_SHOWN]]
        self.sheet.show(lines)
        self.bottom.entry = f"File or folder: {self.entry.text}"
        self.bottom.status = "" if self.entry.text else "Tab completes · Enter exports · Esc goes back"

    def typed(self) -> str | None:
        text = self.entry.text.strip()
        return _path(text) if text else None


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _path(text: str) -> str:
    try:
        path = str(Path(text).expanduser())
    except RuntimeError:  # a home folder that nobody knows
        path = text
    return f"{path}/" if text.endswith("/") and not path.endswith("/") else path
