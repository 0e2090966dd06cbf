"""A view: which rows of a layout are on the screen, and how moving changes that.

The anchor changes on moves only. A reflow (another width, another height) keeps the anchored line on its screen row.
"""

from __future__ import annotations

from reader.text.blocks import Block, Kind
from reader.text.document import START, Position, Spot, start_of
from reader.text.layout import HEAD, At, Layout

OVERLAP = 2
"""Lines of the old page that a new page begins with, unless the reader wishes otherwise."""
REMEMBERED = 50
"""Pages that are turned back just as they were turned."""
LANDING = 1
"""The screen row on which paragraphs and headings land."""
TOGETHER = 2
"""Lines of text that stand below a heading at the end of a page, or at the beginning of a paragraph there."""


class View:
    """A window of some height on a layout."""

    def __init__(self, layout: Layout, height: int, overlap: int = OVERLAP, steady: bool = False) -> None:
        self.layout = layout
        self.height = max(1, height)
        self.overlap = overlap
        self.steady = steady
        """Whether the anchor stands in the upper part of the screen and moves line by line, for a reader who wants
        one line to be different from the others."""
        self.top = layout.first()
        self.anchor = START
        """The place: what stood first on the screen after the last move."""
        self.row = 0
        """The screen row of the anchor."""
        self.ended: At | None = None
        """Where the page before this one ended, after a page down; or else a place that is not at its usual row."""
        self.rows: list[At] = []
        self._turned: list[tuple[At | None, At | None]] = []
        """Pages that were turned: where they began, and where the next one did."""
        self._look()
        self._settle()

    @property
    def at_top(self) -> bool:
        """Whether nothing stands above."""
        return self.top is None or self.top == self.layout.first()

    @property
    def at_end(self) -> bool:
        """Whether nothing stands below."""
        return not self.rows or self.layout.is_last(self.rows[-1])

    @property
    def seen(self) -> tuple[float, float]:
        """The shares of the document at which the view begins and ends."""
        if not self.rows:
            return 0.0, 1.0
        document = self.layout.document
        end = 1.0 if self.at_end else document.fraction(self.layout.position(self.rows[-1]))
        return (0.0 if self.at_top else document.fraction(self.layout.position(self.rows[0]))), end

    @property
    def reading(self) -> Position:
        """Where one is most likely reading: after a page down below the old page's end, else at the anchor."""
        if self.steady or self.ended is None or self.ended not in self.rows:
            return self.anchor
        below = (at for at in self.rows[self.rows.index(self.ended) :] if self._is_text(at))
        return self.layout.position(next(below, self.rows[0]))

    def reflow(self, layout: Layout, height: int) -> None:
        """Show the same place in another layout or height."""
        stay = self.at_top and not self.steady
        self.layout, self.height, self.ended = layout, max(1, height), None
        self._turned.clear()
        at = layout.find(self.anchor)
        self.top = layout.first() if at is None or stay else layout.walk(at, -min(self.row, self.height - 1))
        self._look()
        if (self.steady or stay) and at in self.rows:
            self.row = self.rows.index(at)

    def go(self, position: Position, row: int = 0) -> None:
        """Bring a position to a screen row, or as near to it as the ends of the text allow."""
        at = self.layout.find(position)
        if at is None:
            return
        self.ended = None
        self.top = self.layout.walk(at, -(self._steady_row if self.steady else row))
        self._look()
        self.anchor, self.row = position, self.rows.index(at) if at in self.rows else 0

    def move(self, rows: int) -> bool:
        """Move by rows, down where positive; whether anything moved."""
        if self.top is None:
            return False
        if self.steady:
            return self._step(rows)
        old = self.top
        self.top = self.layout.walk(old, rows)
        self.ended = None
        self._look()
        if self.top != old:
            self._settle()
        return self.top != old

    def page(self, pages: int) -> bool:
        """Move by pages that overlap; remember where the old one ended. The way back leads over the same pages."""
        if pages < 0 and self._turned and self._turned[-1][1] == self.top:
            top = self._turned.pop()[0]
            return self.move(-self._distance(top))
        last = next((n for n in range(len(self.rows) - 1, -1, -1) if not self.layout.row(self.rows[n]).blank), None)
        ended = None if last is None else self.rows[last]
        shown = self.height if pages < 0 or last is None else last + 1
        old = self.top
        moved = self.move((shown - self.overlap if shown > self.overlap else 1) * pages)
        self.ended = ended if moved and pages > 0 else None
        if moved and pages > 0 and not self.steady:
            self._turned = [*self._turned, (old, self.top)][-REMEMBERED:]
            self._keep_together()
        return moved

    def _distance(self, top: At | None) -> int:
        """Rows from one above down to the top of the screen."""
        rows = [] if top is None else self.layout.window(top, 2 * self.height)
        return rows.index(self.top) if self.top in rows else self.height

    def half(self, halves: int) -> bool:
        """Move by half pages."""
        return self.move(halves * max(1, self.height // 2))

    def to_top(self) -> None:
        """Go to the very beginning."""
        self.top, self.ended = self.layout.first(), None
        self._look()
        self._settle()

    def to_end(self) -> None:
        """Go to the very end."""
        self.top, self.ended = self.layout.last(), None
        self._look()
        self._settle(last=True)

    def paragraph(self, step: int) -> bool:
        """Bring the next paragraph, or with `step` -1 the one before, to the landing row."""
        if step < 0 and self.at_top and not self.steady:
            return False
        document = self.layout.document
        spot = document.spot(self.anchor)
        if spot is None:
            return False
        if step < 0 and self.anchor > start_of(document.at(spot)) and self._opens(spot):
            target: Spot | None = spot
        elif step > 0 and self.at_top and self.anchor == START and not self.steady:
            target = spot if self.row > LANDING else document.beside(spot)
        else:
            target = document.beside(spot, step)
        while target is not None and not (self._opens(target) and self._land(document.at(target))):
            target = document.beside(target, step)
        return target is not None or self.move(step * self.height)

    def heading(self, step: int) -> bool:
        """Bring the next heading, or with `step` -1 the one before, to the landing row."""
        document = self.layout.document
        if step > 0:
            found = document.heading_after(self.anchor)
            return found is not None and self._land(found)
        found = None if self.anchor == START else document.heading_before(self._before(self.anchor))
        if found is None:
            moved = not self.at_top
            self.to_top()
            return moved
        return self._land(found)

    def _before(self, position: Position) -> Position:
        if position.offset:
            return Position(position.block, position.offset - 1)
        return Position(position.block - 1, 1 << 40)

    def _opens(self, spot: Spot) -> bool:
        """Whether a block begins a paragraph, as the eye sees it."""
        block = self.layout.document.at(spot)
        return bool(block.text) and (block.gap > 0 or spot == Spot(0, 0))

    def _land(self, block: Block) -> bool:
        old = self.top, self.anchor
        self.go(start_of(block), LANDING)
        if self.row != LANDING and not self.steady:  # an end of the text is in the way: show where it is
            self.ended = self.layout.find(self.anchor)
        return (self.top, self.anchor) != old

    def _look(self) -> None:
        """Find the rows on the screen; a view never ends above the last row while there are rows above it."""
        if self.top is None:
            self.rows = []
            return
        self.rows = self.layout.window(self.top, self.height)
        if len(self.rows) < self.height:
            self.top = self.layout.walk(self.rows[-1], 1 - self.height)
            self.rows = self.layout.window(self.top, self.height)

    def _is_text(self, at: At) -> bool:
        return HEAD < at.chunk < self.layout.document.chunks and not self.layout.row(at).blank

    def _settle(self, last: bool = False) -> None:
        """Take the first line of text on the screen as the place, or the last one."""
        order = list(enumerate(self.rows))
        for number, at in reversed(order) if last and self.steady else order:
            if self._is_text(at):
                self.anchor, self.row = self.layout.position(at), number
                return
        self.anchor, self.row = (self.layout.position(self.rows[0]), 0) if self.rows else (START, 0)

    def _keep_together(self) -> None:
        """Leave the end of the page blank where a heading or a paragraph would only just begin there."""
        if self.at_end:
            return
        at = len(self.rows) - 1
        lines = 0
        while at > self.height // 2 and lines < TOGETHER:
            row = self.layout.row(self.rows[at])
            block = self.layout.block(self.rows[at])
            if not row.blank:
                lines += 1
            if row.start == 0 and not row.blank and (block.kind is Kind.HEADING or self._goes_on(at, block, lines)):
                self.rows = self.rows[:at]
                lines = 0
            at -= 1

    def _goes_on(self, at: int, block: Block, lines: int) -> bool:
        """Whether of a paragraph that begins in a row only one line stands on the page, and more below."""
        if lines > 1 or block.kind is not Kind.PARAGRAPH or at + 1 < len(self.rows):
            return False
        below = self.layout.walk(self.rows[at], 1)
        return below != self.rows[at] and self.layout.block(below) is block and not self.layout.row(below).blank

    # One line that is different from the others

    @property
    def _steady_row(self) -> int:
        return self.height // 3

    def _step(self, rows: int) -> bool:
        """Move the anchor by rows and the text under it; whether it moved."""
        at = self.layout.find(self.anchor)
        if at is None:
            return False
        target = self._text_row(self.layout.walk(at, rows), 1 if rows > 0 else -1)
        old = self.anchor
        self.go(self.layout.position(target))
        return self.anchor != old

    def _text_row(self, at: At, step: int) -> At:
        """The nearest row of text from a row on, in the direction of a step, or else in the other."""
        for direction in (step, -step):
            row = at
            while not self._is_text(row):
                beyond = self.layout.walk(row, direction)
                if beyond == row:
                    break
                row = beyond
            else:
                return row
        return at
