"""A sheet: a few lines of text that can be scrolled, such as the details of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events

from reader.text.width import cell_width, graphemes
from reader.ui.widgets.lines import Lines, Part

Line = Sequence[tuple[str, str]]
"""Pieces of text, each with the name of a look: name, text or aside."""


class Sheet(Lines):
    """Shows lines from one of them on."""

    DEFAULT_CSS = """
    Sheet {
        height: 1fr; background: $background; color: $text-muted;
        & > .sheet--name { color: $foreground; text-style: bold; }
        & > .sheet--text { color: $foreground; }
        & > .sheet--aside { color: $text-muted; }
        & > .sheet--sign { color: $text-accent; }
    }
    """
    COMPONENT_CLASSES = {"sheet--name", "sheet--text", "sheet--aside", "sheet--sign"}

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._first = 0

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines, from where the old ones were."""
        self._lines = lines
        self.scroll_by(0)

    def scroll_by(self, lines: int) -> None:
        """Go down by so many lines, or up, as far as there are any."""
        self._first = max(0, min(self._first + lines, len(self._lines) - self.size.height))
        self.refresh()

    def line(self, y: int) -> Iterable[Part]:
        y += self._first
        return [(text, self.look(look)) for text, look in self._lines[y]] if y < len(self._lines) else ()

    def on_resize(self) -> None:
        self.scroll_by(0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_by(-3)


def wrapped(text: str, cells: int) -> list[str]:
    """Lines of a short text, broken between words where that is possible; at least one."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and cell_width(line) + 1 + cell_width(word) > cells:
            lines.append(line)
            line = ""
        elif line:
            line += " "
        line += word
        while cell_width(line) > cells:
            head = _head(line, cells)
            lines.append(line[:head])
            line = line[head:]
    return [*lines, line] if line or not lines else lines


def _head(text: str, cells: int) -> int:
    """Characters of a text that fit into some cells, at least one cluster."""
    end = 0
    for start, stop, width in graphemes(text):
        if width > cells and start > 0:
            break
        cells -= width
        end = stop
    return end
