"""Rows of the terminal that are moved by it instead of being painted again when a text moves."""

from __future__ import annotations

from collections.abc import Iterable


class MovingRows:
    """Knows which rows are still to be written, and what makes the terminal move the others.

    Lines are deleted or inserted in a scroll region, which every terminal can since the VT102.
    """

    def __init__(self, able: bool) -> None:
        self._able = able
        self._awaited: set[int] = set()
        self._moves = ""

    def ask(self, rows: Iterable[int]) -> None:
        """Somebody has asked for rows to be painted: until that is done, nobody knows what stands there."""
        self._awaited.update(rows)

    def move(self, top: int, height: int, by: int) -> bool:
        """Move whole rows up, or down if negative, right before the next frame; false if that cannot be."""
        if not self._able or not self._awaited.isdisjoint(range(top, top + height)):
            return False
        verb = f"{by}M" if by > 0 else f"{-by}L"
        self._moves += f"\x1b[m\x1b[{top + 1};{top + height}r\x1b[{top + 1};1H\x1b[{verb}\x1b[r"
        return True

    def take(self) -> str:
        """What must be written before a frame."""
        moves, self._moves = self._moves, ""
        return moves

    def written(self, rows: Iterable[int]) -> None:
        """A frame has been written that holds these rows."""
        self._awaited.difference_update(rows)
