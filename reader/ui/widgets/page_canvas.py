"""The page's canvas: a text set in a centred column, painted row by row.

The widget is as wide as the screen, but asks to be painted only where there was or is ink. What stays on the screen
when the text moves is moved by the terminal, where there is one that can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from reader.domain.settings import Settings
from reader.text.blocks import Block
from reader.text.document import START, Document, Position
from reader.text.layout import At, Layout
from reader.text.typography import Typography
from reader.text.view import View
from reader.ui.moving_rows import MovingRows
from reader.ui.themes import looks_of
from reader.ui.widgets.lights import Light, Lights
from reader.ui.widgets.page_ink import BLANK, GUTTER, UNKNOWN, Focus, PageInk, Painted, changed_regions
from reader.ui.widgets.page_selection import name_of
from reader.ui.widgets.title_block import repeated_title

MEASURE = 66
"""Cells of a line, unless the reader wishes otherwise."""
LAYERS = ("highlights", "found", "selected", "hints")
"""What lies over the text, from below."""
_KEPT = 600
"""Painted rows that are kept."""
OPENING_ROW = 2
"""The screen row on which a text is opened where it was left."""


class Shown(NamedTuple):
    """A row as it is to be painted."""

    at: At
    sign: str
    focus: Focus


class PageCanvas(Widget):
    """Shows a document from some row on."""

    DEFAULT_CSS = "PageCanvas { height: 1fr; }"

    settings: var[Settings] = var(Settings(), init=False)
    """How the reader wants texts to be set."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.document = Document("")
        self.language = ""
        """The language of the text, by which words are divided."""
        self.natural = MEASURE
        """The measure that suits the text."""
        self.view = View(Layout(self.document, MEASURE), 1)
        self.lights = Lights(LAYERS)
        self.moving_rows: MovingRows | None = None
        """The terminal's rows, where it can move them."""
        self._head: tuple[Block, ...] = ()
        self._foot: tuple[Block, ...] = ()
        self._unseen: Position | None = None
        self._place: Position | None = None
        self._painted: dict[Shown, Painted] = {}
        self._ink: PageInk | None = None
        self._on_screen: list[Shown] = []
        self._painted_on_screen: list[Painted] = []
        """How the rows on the screen look; nothing where that must be found out, because the looks are new."""

    # What is shown

    def show(
        self,
        document: Document,
        head: tuple[Block, ...] = (),
        foot: tuple[Block, ...] = (),
        place: Position | None = None,
        natural: int = MEASURE,
        language: str = "",
    ) -> None:
        """Show a document, at a place if there is one."""
        self.document, self._head, self._foot = document, head, foot
        self.natural, self.language = natural, language
        self._unseen = repeated_title(document, head)
        self.lights = Lights(LAYERS)
        self.view = View(self._layout(), self.size.height, self.settings.overlap, self.settings.focus != "off")
        self._place = place if place != START else None
        self._forget_rows()
        if self.size.height:
            self._go_to_place()
            self._paint_all()

    @property
    def place(self) -> Position:
        """The place: what stood first on the screen after the last move."""
        return self._place or self.view.anchor

    def _go_to_place(self) -> None:
        """Go to where the document is to be opened, once, when there is a screen to show it on."""
        if self._place is not None:
            self.view.go(self._place, OPENING_ROW)
            self.view.ended = self.view.layout.find(self._place)
            self._place = None

    @property
    def wanted_width(self) -> int:
        """Cells that a line would have if there were room for them."""
        return self.settings.measure or self.natural

    @property
    def text_width(self) -> int:
        """Cells of a line now."""
        wanted = self.wanted_width
        if not self.size.width:
            return wanted
        return max(1, min(wanted, self.size.width - GUTTER - (1 if self.size.width > 20 else 0)))

    @property
    def margin(self) -> int:
        """Cells left of the text; the gutter is the end of it."""
        return max(GUTTER, (self.size.width - self.text_width) // 2)

    def watch_settings(self, old: Settings, new: Settings) -> None:
        self.view.overlap = new.overlap
        self._ink = None
        if old.focus != new.focus:
            self.view.steady = new.focus != "off"
            self.view.go(self.view.anchor, self.view.row)
        self._reflow()

    # Textual's hooks

    def on_resize(self) -> None:
        self._reflow()

    def notify_style_update(self) -> None:
        super().notify_style_update()  # which paints everything again
        self._ink = None
        self._painted.clear()
        self._painted_on_screen = []

    def render_lines(self, crop: Region) -> list[Strip]:
        # Textual would keep the strips by their rows, where they do not stay when the terminal moves them. Of a single
        # line it wants to know which character stands where, when the mouse points at it; that costs as much again.
        left, right, pointed = crop.x, crop.right, crop.height == 1
        strips = self._strips(range(crop.y, crop.bottom), pointed)
        return [strip.crop(left, right) for strip in strips]

    def render_line(self, y: int) -> Strip:
        return next(self._strips((y,), pointed=True))

    def _strips(self, rows: Iterable[int], pointed: bool) -> Iterator[Strip]:
        ink, width, selection = self.ink, self.size.width, self.text_selection
        for y in rows:
            if not 0 <= y < len(self.view.rows):
                yield Strip.blank(width, ink.base)
                continue
            at = self.view.rows[y]
            name = name_of(at)
            selected = selection.get_span(name) if selection else None
            yield ink.strip(self._paint(self._shown(at)), width, name if pointed else None, selected)

    # Painting

    @property
    def ink(self) -> PageInk:
        """The looks as they are now."""
        if self._ink is None:
            self._ink = PageInk(looks_of(self.app.theme), self.settings.bidi == "app", self.settings.screen_reader)
        return self._ink

    def _shown(self, at: At) -> Shown:
        """A row with the sign in its margin and the light it stands in."""
        layout = self.view.layout
        sign = "›" if at == self.view.ended else ""
        focus = Focus.NONE
        if self.settings.focus != "off" and not layout.row(at).blank:
            here = layout.find(self.view.anchor)
            same = at == here
            if self.settings.focus == "paragraph":
                same = here is not None and layout.block(at) is layout.block(here)
            focus = Focus.DIMMED if not same else Focus.NONE
            if self.settings.focus == "ruler":
                focus = Focus.RULED if same else Focus.NONE
        return Shown(at, sign, focus)

    def _paint(self, shown: Shown) -> Painted:
        row = self._painted.get(shown)
        if row is None:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            at, sign, focus = shown
            layout = self.view.layout
            block, cells = layout.block(at), layout.row(at)
            # the blocks of head and foot are none of the document's, although they count from 0, too
            lights = self.lights.over(block) if 0 <= at.chunk < self.document.chunks else []
            if not sign and not cells.blank:
                over = [light for light in lights if light.start < cells.end and light.end > cells.start]
                signs = [light.first_sign if light.start >= cells.start else light.sign for light in over]
                sign = max([*signs, *(light.sign for light in over)], default="")
            row = self._painted[shown] = self.ink.paint(block, cells, self.margin, sign, lights, focus)
        return row

    def light(self, layer: str, lit: dict[int, list[Light]]) -> None:
        """Put other lights into a layer."""
        if not self.lights.set(layer, lit):
            return
        before = self._painted_on_screen or list(map(self._paint, self._on_screen))
        self._painted.clear()
        self._painted_on_screen = before
        if self.size.height:
            self._paint_changes()

    def _paint_all(self) -> None:
        """Everything may be different on the screen."""
        self._on_screen, self._painted_on_screen = list(map(self._shown, self.view.rows)), []
        if self.is_attached and self.screen.is_active:  # a screen that comes is painted whole anyway
            self.refresh()

    def _paint_changes(self) -> None:
        """Ask for those rows to be painted that differ from what is on the screen, no wider than their ink."""
        if not self.is_mounted:
            return
        before = self._moved_rows(self._painted_on_screen or list(map(self._paint, self._on_screen)))
        self._on_screen = list(map(self._shown, self.view.rows))
        self._painted_on_screen = list(map(self._paint, self._on_screen))
        regions = changed_regions(before, self._painted_on_screen, self.margin - GUTTER, self.size.width)
        if regions:
            if self.moving_rows is not None:
                self.moving_rows.ask(self.region.y + region.y for region in regions)
            self.refresh(*regions)
        self.call_after_refresh(self._look_ahead)

    def _look_ahead(self) -> None:
        """Set what comes next while it is not asked for, so that the next page need not wait for it."""
        if self.view.rows:
            self.view.layout.prepare(self.view.rows[-1].chunk + 1)

    def _moved_rows(self, painted: list[Painted]) -> list[Painted]:
        """Let the terminal move what stays on the screen to where it belongs now; what stands there then."""
        by = moved_by([shown.at for shown in self._on_screen], self.view.rows)
        if not by or self.moving_rows is None or self.text_selection is not None or not self.screen.is_active:
            return painted
        width, height = self.size
        painted = [*painted, *[BLANK] * (height - len(painted))]
        here = self.region.x == 0 and width == self.app.size.width and height == len(painted)
        if not here or not self.moving_rows.move(self.region.y, height, by):
            return painted
        coming = [UNKNOWN] * abs(by)
        return [*painted[by:], *coming] if by > 0 else [*coming, *painted[:by]]

    def _reflow(self) -> None:
        """Set the text anew for the width there is, keeping the place on its row."""
        self._forget_rows()
        layout = self.view.layout
        if self.text_width != layout.width or self._typography != layout.typography:
            layout = self._layout()
        self.view.reflow(layout, self.size.height)
        if self.size.height:
            self._go_to_place()
            self._paint_all()

    def _forget_rows(self) -> None:
        """The rows are others from now on: what was painted and what was selected is no more."""
        self._painted.clear()
        if self.is_mounted and self.text_selection is not None:
            self.screen.clear_selection()

    @property
    def _typography(self) -> Typography:
        chosen = self.settings
        return Typography(chosen.paragraphs, chosen.airy, self.language if chosen.hyphenation else "", chosen.bidi)

    def _layout(self) -> Layout:
        return Layout(self.document, self.text_width, self._head, self._foot, self._unseen, self._typography)


def moved_by(old: Sequence[At], new: Sequence[At]) -> int:
    """By how many rows what was on the screen stands higher now, or lower if negative; 0 if little of it is left."""
    if not old or not new or old[0] == new[0]:
        return 0
    if new[0] in old:
        by = old.index(new[0])
    elif old[0] in new:
        by = -new.index(old[0])
    else:
        return 0
    return by if 2 * abs(by) <= len(new) else 0
