"""Typing: following keys that are pressed in a row, such as g g, 5 j or 3 0 %."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.ui.commands import Command, shown_key

MOST = 9999
"""The largest count that is understood."""


class Step(NamedTuple):
    """What a key meant."""

    taken: bool
    """Whether it belongs to a sequence or a count, so that it must mean nothing else."""
    command: Command | None = None
    """The command that the sequence names, now that it is whole."""
    next: tuple[tuple[str, str], ...] = ()
    """Keys that would go on, and where they lead."""
    times: int | None = None
    """The number that was typed before a command."""


class Typing:
    """Knows the sequences of a screen and how much of one, or of a count, has been typed."""

    def __init__(self, sequences: Mapping[tuple[str, ...], Command], counts: bool = True) -> None:
        self._sequences = sequences
        self._counts = counts
        """Whether digits count, and are no commands of their own."""
        self._typed: tuple[str, ...] = ()
        self._count: int | None = None

    def press(self, key: str) -> Step:
        """Follow a key; one that leads nowhere ends the sequence and is taken, too."""
        if self._counts and not self._typed and key.isdecimal() and len(key) == 1 and (key != "0" or self._count):
            self._count = min(MOST, (self._count or 0) * 10 + int(key))
            return Step(True, next=((str(self._count), "times"), ("%", "of the text"), (shown_key("escape"), "cancel")))
        typed = (*self._typed, key)
        command = self._sequences.get(typed)
        further = {keys: c for keys, c in self._sequences.items() if keys[: len(typed)] == typed}
        if command is None and further:
            self._typed = typed
            hints = [(shown_key(keys[len(typed)]), c.title.lower()) for keys, c in further.items()]
            return Step(True, next=(*hints, (shown_key("escape"), "cancel")))
        taken = command is not None or bool(self._typed) or (self._count is not None and key == "escape")
        count, self._count, self._typed = self._count, None, ()
        return Step(taken, command, times=count)
