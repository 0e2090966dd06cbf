"""Lines: the base of every widget that paints itself line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.domain.plain import painted
from reader.text.width import cell_width, fit

Part = tuple[str, Style]
"""A piece of a line and how it looks."""


def strip_of(parts: Iterable[Part], width: int, base: Style) -> Strip:
    """One line of exactly `width` cells: nothing in it that a terminal might obey, cut with an ellipsis, padded."""
    segments: list[Segment] = []
    room = width
    for text, style in parts:
        text = painted(text)
        cells = cell_width(text)
        if cells > room:
            text = fit(text, room)
            cells = cell_width(text)
        if text:
            segments.append(Segment(text, style))
            room -= cells
        if room <= 0:
            break
    if room > 0:
        segments.append(Segment(" " * room, base))
    return Strip(segments, width)


class Lines(Widget):
    """A widget that paints one line at a time, each made of parts by `line`."""

    ALLOW_SELECT = False

    def line(self, y: int) -> Iterable[Part]:
        """The parts of a line of the content, counted from the top; nothing means blank."""
        return ()

    @property
    def plain_look(self) -> Style:
        """The widget's own style, worked out once."""
        if self._plain_look is None:
            self._plain_look = self.rich_style
        return self._plain_look

    def base(self, y: int) -> Style:
        """What stands behind the parts of a line, up to its end."""
        return self.plain_look

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._plain_look = None

    def look(self, name: str) -> Style:
        """The style of a component class, by its last word."""
        return self.get_component_rich_style(f"{self._block}--{name}")

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        cls._block = "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("-")

    _block = "lines"
    _plain_look: Style | None = None

    def render_line(self, y: int) -> Strip:
        base = self.base(y)
        return strip_of(self.line(y), self.size.width, base)

    def refresh_lines_from(self, first: int, count: int = 1) -> None:
        """Paint some lines again, and no others."""
        self.refresh(Region(0, first, self.size.width, count))
