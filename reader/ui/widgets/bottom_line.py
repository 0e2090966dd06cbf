"""The bottom line: what was just done, where the reader stands, and which keys there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.style import Style
from textual.reactive import var
from textual.timer import Timer

from reader.domain.plain import plain
from reader.text.width import cell_width, fit
from reader.ui.commands import Command
from reader.ui.entry import CURSOR
from reader.ui.widgets.lines import Lines, Part

MESSAGE_SECONDS = 5.0
"""How long a message stays."""
GAP = 3
"""Cells between hints."""


class BottomLine(Lines):
    """One line at the bottom: a message, else the progress of long work, else the status, else keys."""

    DEFAULT_CSS = "BottomLine { dock: bottom; height: 1; }"

    message: var[str] = var("")
    """The last thing that was done, for a while."""
    progress: var[str] = var("")
    """How far long work has come."""
    status: var[str] = var("")
    """Where the reader stands."""
    entry: var[str | None] = var(None)
    """What is being typed, if something is."""
    wrong: var[tuple[int, int] | None] = var(None)
    """Which part of what is being typed cannot be understood, if one cannot."""
    aside: var[str | None] = var(None)
    """What is said beside what is being typed, instead of the status."""
    hints: var[Sequence[Command]] = var(())
    """Commands whose keys are shown, the last one at the right edge."""
    typing: var[Sequence[tuple[str, str]]] = var(())
    """Keys that would go on with what has been typed, and their names."""

    def __init__(self) -> None:
        super().__init__()
        self._failed = False
        self._timer: Timer | None = None

    def say(self, sentence: str, error: bool = False) -> None:
        """Show a sentence for a while."""
        self._failed = error
        self.message = plain(sentence)
        self.refresh()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(MESSAGE_SECONDS * (2 if error else 1), self.hush)

    def hush(self) -> None:
        """Take the message away."""
        self.message = ""

    def clear(self) -> None:
        """Show nothing but the status and the keys."""
        self.hush()
        self.progress, self.entry, self.aside, self.typing = "", None, None, ()

    def line(self, y: int) -> Iterable[Part]:
        width = self.size.width
        margin = 2 if width >= 60 else 1
        room = width - 2 * margin
        if self.entry is not None:
            said = self.status if self.aside is None else self.aside
            status = (f"   {said}", self.looks.muted if self.wrong is None else self.looks.text)
            # What is said beside it may be read another time: half of a narrow line belongs to what is typed.
            space = max(1, room - min(30, room // 2, cell_width(said) + GAP + 1))
            return [(" " * margin, self.looks.muted), *self._typed(self.entry, space), status]
        if self.typing:
            return [(" " * margin, self.looks.muted), *self._row(self.typing, room)]
        help_parts = self._row([(c.shown_keys[0], c.footer) for c in self._hints[-1:]], room)
        aside = _width(help_parts)
        left = self._left(room - aside - GAP)
        gap = room - aside - _width(left)
        if gap < 1:
            return [(" " * margin, self.looks.muted), *left]
        return [(" " * margin, self.looks.muted), *left, (" " * gap, self.looks.muted), *help_parts]

    @property
    def _hints(self) -> Sequence[Command]:
        """The commands that have a key."""
        return [command for command in self.hints if command.keys]

    def _typed(self, entry: str, room: int) -> list[Part]:
        """What is being typed, as much of its end as there is room for, with what is wrong under a line."""
        cut = max(0, len(entry) - room)
        start, end = (max(cut, at) for at in self.wrong or (cut, cut))
        mark = self.looks.error + Style(underline=True)
        text = self.looks.text
        return [(entry[cut:start], text), (entry[start:end], mark), (entry[end:], text), (CURSOR, text)]

    def _left(self, room: int) -> list[Part]:
        keys = [(c.shown_keys[0], c.footer) for c in self._hints[:-1]]
        if self.message:
            # A message that is wider than the line takes the place of the keys at the right, too.
            return [(self.message, self.looks.error if self._failed else self.looks.text)]
        words = self.progress or self.status
        if not words:
            return self._row(keys, room)
        left: list[Part] = [(fit(words, room), self.looks.muted)]
        hints = self._row(keys, room - cell_width(words) - 2 * GAP)
        gap = room - cell_width(words) - _width(hints)
        return [*left, (" " * gap, self.looks.muted), *hints] if hints else left

    def _row(self, keys: Iterable[tuple[str, str]], room: int) -> list[Part]:
        """Keys with their names, as many as there is room for."""
        parts: list[Part] = []
        key_style = self.looks.text
        for key, name in keys:
            cells = cell_width(key) + 1 + cell_width(name) + (GAP if parts else 0)
            if cells > room:
                break
            room -= cells
            parts += [(" " * GAP, self.looks.muted)] if parts else []
            parts += [(key, key_style), (f" {name}", self.looks.muted)]
        return parts

    def watch_message(self) -> None:
        self.refresh()

    def watch_progress(self) -> None:
        self.refresh()

    def watch_status(self) -> None:
        self.refresh()

    def watch_entry(self) -> None:
        self.refresh()

    def watch_aside(self) -> None:
        self.refresh()

    def watch_wrong(self) -> None:
        self.refresh()

    def watch_hints(self) -> None:
        self.refresh()

    def watch_typing(self) -> None:
        self.refresh()


def _width(parts: Iterable[tuple[str, Style]]) -> int:
    return sum(cell_width(text) for text, _ in parts)
