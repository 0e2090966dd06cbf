"""The heading: which shelf is shown, where the shelves themselves are not."""

from __future__ import annotations

from collections.abc import Iterable

from textual.reactive import var

from reader.domain.plain import plain
from reader.ui.widgets.lines import Lines, Part


class Heading(Lines):
    """A name and what is to be said of it, in one line."""

    DEFAULT_CSS = "Heading { dock: top; height: 1; }"

    name_shown: var[str] = var("")
    facts: var[str] = var("")

    def line(self, y: int) -> Iterable[Part]:
        margin = "  " if self.size.width >= 60 else " "
        if y or not self.name_shown:
            return ()
        return [
            (margin, self.looks.muted),
            (plain(self.name_shown), self.looks.strong),
            (f"   {plain(self.facts)}", self.looks.muted),
        ]

    def watch_name_shown(self) -> None:
        self.refresh()

    def watch_facts(self) -> None:
        self.refresh()
