"""Highlight rows: passages with what was written about them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rich.style import Style

from reader.domain.highlight import COLOURS, Highlight
from reader.domain.plain import plain
from reader.ui.phrases import age
from reader.ui.widgets.lines import Part
from reader.ui.widgets.row import BAR
from reader.ui.widgets.rows import COMPACT_BELOW, Rows
from reader.ui.wrapping import wrapped

SIGN = "▎"


class HighlightRows(Rows):
    """Shows highlights; says what is chosen; changes nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._highlights: Sequence[Highlight] = ()
        self._titles: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._highlights)

    def key_of(self, row: int) -> Hashable:
        return self._highlights[row]

    @property
    def current(self) -> Highlight | None:
        """The highlight under the cursor."""
        return self._highlights[self.cursor] if self.cursor < len(self) else None

    @property
    def row_lines(self) -> int:
        return 2 if self.app.size.height < COMPACT_BELOW else 4

    def show(self, highlights: Sequence[Highlight], titles: dict[str, str], uid: str = "") -> None:
        """Show highlights of articles with these titles, the cursor on one of them or where it was."""
        self._highlights, self._titles = highlights, titles
        at = next((n for n, highlight in enumerate(highlights) if highlight.uid == uid), self.cursor)
        self.go_to(at)

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        highlight = self._highlights[row]
        behind = Style(bgcolor=self.looks.cursor.bgcolor) if at_cursor and self.active else Style()
        blank = self.looks.text + behind
        bar = (BAR if at_cursor else " ", self.looks.accent + behind)
        colour = self.looks.marks[highlight.colour - 1]
        # The colour of a highlight is its background; here it is that of a thin sign, and its name stands in words.
        sign = (SIGN, blank + Style(color=colour.bgcolor or colour.color))
        room = self.size.width - 8
        text = wrapped(" ".join(plain(highlight.text).split()), room)
        quoted = text[: self.row_lines - 2] if self.row_lines > 2 else text[:1]
        if len(quoted) < len(text):
            quoted[-1] = f"{quoted[-1][: room - 2].rstrip()} …"
        lines: list[list[Part]] = [
            [bar, ("  ", blank), sign, (f" {line}", self.looks.text + behind)] for line in quoted
        ]
        if highlight.note and self.row_lines > 2:
            note = " ".join(plain(highlight.note).split())
            lines.append([bar, ("  ", blank), (f"✎ {note}", self.looks.accent + behind)])
        facts = (
            self._titles.get(highlight.article, "(no longer in the library)"),
            " ".join(f"#{plain(tag)}" for tag in highlight.tags),
            COLOURS[highlight.colour - 1],
            age(highlight.made) if highlight.made else "",
        )
        said = " · ".join(fact for fact in facts if fact)
        lines.append([bar, ("    ", blank), (said, self.looks.muted + behind)])
        return lines
