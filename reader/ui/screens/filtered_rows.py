"""The filtered rows: the base of the screens whose rows can be filtered by words."""

from __future__ import annotations

from textual.reactive import var

from reader.domain.plain import plain
from reader.ui.modes import Words
from reader.ui.phrases import number
from reader.ui.screens.rows_screen import RowsScreen


class FilteredRowsScreen(RowsScreen):
    """Shows only rows that hold the words that are typed."""

    filter: var[str] = var("", init=False)
    """Words that the shown rows hold."""

    def _show(self) -> None:
        raise NotImplementedError

    def _tell(self) -> None:
        found = f"{number(len(self.rows))} of {self.heading.facts}"
        words = "" if self.mode is not None else f"/ {plain(self.filter)}   "
        self.bottom.status = f"{words}{found}" if self.filter or self.mode is not None else ""

    def watch_filter(self) -> None:
        self._show()

    def action_filter(self) -> None:
        """Type words that the rows must hold."""

        def changed(words: str) -> None:
            self.filter = words

        def done(holds: bool) -> None:
            self.end_mode()
            if not holds:
                self.filter = ""
            self._tell()

        self.begin(Words("/ ", self.filter, changed, done))
        self._tell()

    def action_back(self) -> None:
        """Show all again, or go back."""
        if self.filter:
            self.filter = ""
        else:
            super().action_back()
