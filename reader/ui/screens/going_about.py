"""Going about: the base of the screens on which one goes from row to row."""

from __future__ import annotations

from reader.ui.screens.asking_screen import AskingScreen
from reader.ui.widgets.rows import Rows


class GoingAboutScreen(AskingScreen):
    """Has rows, and a cursor that goes among them."""

    rows: Rows

    def action_down(self) -> None:
        """Go to the next row."""
        self.rows.move(self.times or 1)

    def action_up(self) -> None:
        """Go to the row before."""
        self.rows.move(-(self.times or 1))

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self.rows.page(1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self.rows.page(-1)

    def action_half_down(self) -> None:
        """Go half a screenful down."""
        self.rows.page(0.5)

    def action_half_up(self) -> None:
        """Go half a screenful up."""
        self.rows.page(-0.5)

    def action_top(self) -> None:
        """Go to the first row."""
        self.rows.cursor = 0

    def action_end(self) -> None:
        """Go to the last row."""
        self.rows.cursor = len(self.rows) - 1
