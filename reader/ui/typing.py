"""Typing: following keys that are pressed in a row, such as g g."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.ui.commands import Command, shown_key


class Step(NamedTuple):
    """What a key meant."""

    taken: bool
    """Whether it belongs to a sequence, so that it must mean nothing else."""
    command: Command | None = None
    """The command that the sequence names, now that it is whole."""
    next: tuple[tuple[str, str], ...] = ()
    """Keys that would go on, and where they lead."""


class Typing:
    """Knows the sequences of a screen and how much of one has been typed."""

    def __init__(self, sequences: Mapping[tuple[str, ...], Command]) -> None:
        self._sequences = sequences
        self._typed: tuple[str, ...] = ()

    def press(self, key: str) -> Step:
        """Follow a key; one that leads nowhere ends the sequence and is taken, too."""
        typed = (*self._typed, key)
        command = self._sequences.get(typed)
        if command is not None:
            self._typed = ()
            return Step(True, command)
        further = {keys: c for keys, c in self._sequences.items() if keys[: len(typed)] == typed}
        if further:
            self._typed = typed
            hints = [(shown_key(keys[len(typed)]), c.title.lower()) for keys, c in further.items()]
            return Step(True, next=(*hints, (shown_key("escape"), "cancel")))
        taken, self._typed = bool(self._typed), ()
        return Step(taken)
