"""History rows: what was done and when, one thing a line."""

from __future__ import annotations

import os
from collections.abc import Hashable, Sequence

from rich.style import Style

from reader.domain.deed import Deed
from reader.ui.telling import details, told, when
from reader.ui.widgets.lines import Part
from reader.ui.widgets.row import BAR
from reader.ui.widgets.rows import Rows

AGE = 12
"""Cells of the column that says how long ago something was."""


class HistoryRows(Rows):
    """Shows deeds, those that were taken back dimmed; says what is chosen; changes nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self.deeds: list[Deed] = []
        """What was done, the last first."""
        self._device = os.uname().nodename

    def __len__(self) -> int:
        return len(self.deeds)

    def key_of(self, row: int) -> Hashable:
        return self.deeds[row]

    @property
    def current(self) -> Deed | None:
        """The deed under the cursor."""
        return self.deeds[self.cursor] if self.cursor < len(self) else None

    @property
    def row_lines(self) -> int:
        return 1

    @property
    def pitch(self) -> int:
        return 1

    def show(self, deeds: Sequence[Deed]) -> None:
        """Show other deeds, the cursor on the one where it was, or with it at the top."""
        here, at_top = self.current, self.cursor == 0
        self.deeds = list(deeds)
        numbers = [deed.number for deed in deeds]
        at = 0 if here is None or at_top or here.number not in numbers else numbers.index(here.number)
        self.go_to(at)

    def go_on(self, deeds: Sequence[Deed]) -> None:
        """Show older deeds below these."""
        self.deeds += deeds
        self.refresh()

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        deed = self.deeds[row]
        behind = Style(bgcolor=self.looks.cursor.bgcolor) if at_cursor and self.active else Style()
        muted = self.looks.muted + behind
        said = told(deed)
        more = details(deed, self._device)
        return [
            [
                (f"{BAR if at_cursor else ' '} ", self.looks.accent + behind),
                (when(deed).ljust(AGE), muted),
                (f"{said[:1].upper()}{said[1:]}", muted if deed.undone else self.looks.text + behind),
                (f" · {more}" if more else "", muted),
            ]
        ]
