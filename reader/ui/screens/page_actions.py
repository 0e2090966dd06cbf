"""Page actions: the keys that move through a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.widgets.page import Page


class PageActions:
    """The moves of a screen that has a page."""

    page: Page

    def action_down(self) -> None:
        """Read on by a line."""
        self.page.move(1)

    def action_up(self) -> None:
        """Go back by a line."""
        self.page.move(-1)

    def action_page_down(self) -> None:
        """Read on by a page."""
        self.page.page(1)

    def action_page_up(self) -> None:
        """Go back by a page."""
        self.page.page(-1)

    def action_half_down(self) -> None:
        """Read on by half a page."""
        self.page.half(1)

    def action_half_up(self) -> None:
        """Go back by half a page."""
        self.page.half(-1)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.page.to_top()

    def action_end(self) -> None:
        """Go to the end."""
        self.page.to_end()

    def action_next_paragraph(self) -> None:
        """Go to the next paragraph."""
        self.page.paragraph(1)

    def action_previous_paragraph(self) -> None:
        """Go to the paragraph before."""
        self.page.paragraph(-1)

    def action_next_heading(self) -> None:
        """Go to the next heading."""
        self.page.heading(1)

    def action_previous_heading(self) -> None:
        """Go to the heading before."""
        self.page.heading(-1)
