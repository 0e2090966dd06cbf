"""A sheet: a few lines of text that can be scrolled, such as the details of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events

from reader.ui.widgets.lines import Lines, Part

Line = Sequence[tuple[str, str]]
"""Pieces of text, each with the name of a look."""


class Sheet(Lines):
    """Shows lines from one of them on."""

    DEFAULT_CSS = "Sheet { height: 1fr; }"

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
        return [(text, getattr(self.looks, look)) for text, look in self._lines[y]] if y < len(self._lines) else ()

    def on_resize(self) -> None:
        self.scroll_by(0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_by(-3)
