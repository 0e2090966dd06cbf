"""Found rows: the articles that were found, each with the passage in which the words stand."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from reader.library.found_listing import FoundListing
from reader.library.fulltext.passages import hits_in
from reader.ui.cutting import brought_forward, rows_of
from reader.ui.widgets.article_rows import AIRY_FROM, COMPACT_BELOW, ArticleRows
from reader.ui.widgets.highlight_rows import SIGN
from reader.ui.widgets.lines import Part
from reader.ui.widgets.lit import lit

INDENT = "     "
"""What stands left of a passage, behind the bar."""
MARGIN = 2
"""Cells that stay free at the right."""
_PARTS = {"note": "✎ ", "highlight": f"{SIGN} "}
"""What stands before a passage that is not one of the text."""


class FoundRows(ArticleRows):
    """Shows what was found; a passage is cut when its row comes into sight."""

    DEFAULT_CSS = "FoundRows { width: 1fr; height: 1fr; margin: 1 0; }"

    @property
    def row_lines(self) -> int:
        height = self.app.size.height
        return 2 if height < COMPACT_BELOW else 3 if height < AIRY_FROM else 4

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        lines = [list(line) for line in super().parts_of(row, at_cursor)]
        if not isinstance(self.listing, FoundListing):
            return lines
        behind = Style(bgcolor=self.looks.cursor.bgcolor) if at_cursor and self.active else Style()
        hit = self.looks.accent + Style(bold=True, underline=True) + behind
        title, style = lines[0].pop()
        lines[0] += lit(title, hits_in(title, self.listing.words, "title"), style, hit)
        return [lines[0], *self._passage(row, lines[0][0], behind, hit), lines[1]]

    def _passage(self, row: int, bar: Part, behind: Style, hit: Style) -> list[list[Part]]:
        """The lines of the passage; none where the words stand in the title only."""
        assert isinstance(self.listing, FoundListing)
        found = self.listing.passage(row)
        if found is None:
            return []
        sign = _PARTS.get(found.part, "")
        room = max(1, self.size.width - len(INDENT) - len(sign) - MARGIN - 1)
        most = max(1, self.row_lines - 2)
        text, hits = brought_forward(found.text, found.hits, room) if most == 1 else (found.text, found.hits)
        signs = [(sign, self.looks.accent + behind), *([(" " * len(sign), behind)] * (most - 1))]
        return [
            [bar, (INDENT, behind), before, *lit(line, within, self.looks.text + behind, hit)]
            for before, (line, within) in zip(signs, rows_of(text, hits, room, most), strict=False)
        ]
