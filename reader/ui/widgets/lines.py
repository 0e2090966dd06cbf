"""Lines: the base of every widget that paints itself line by line."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.domain.plain import painted
from reader.text.width import cell_width, fit
from reader.ui.signs import SPOKEN
from reader.ui.themes import Looks, looks_of

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
    _looks: Looks | None = None

    @property
    def looks(self) -> Looks:
        """The styles of the theme of the moment."""
        if self._looks is None:
            self._looks = looks_of(self.app.theme)
        return self._looks

    def line(self, y: int) -> Iterable[Part]:
        """The parts of a line of the content, counted from the top; nothing means blank."""
        return ()

    def base(self, y: int) -> Style:
        """What stands behind the parts of a line, up to its end."""
        return self.looks.text

    @property
    def spoken(self) -> bool:
        """Whether it is a screen reader that reads this."""
        return self.app.has_class("-spoken")

    def said(self, parts: Iterable[Part]) -> Iterable[Part]:
        """The parts of a line, without shapes where these are read out."""
        return [(text.translate(SPOKEN), style) for text, style in parts] if self.spoken else parts

    def render_line(self, y: int) -> Strip:
        return strip_of(self.said(self.line(y)), self.size.width, self.base(y))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks = None
