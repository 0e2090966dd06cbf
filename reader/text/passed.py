"""How much of a text has been passed by reading, as opposed to jumping over it."""

from __future__ import annotations

MOST = 0.6
"""The share of a text that must have been passed for it to count as read."""


class Passed:
    """The shares of a text that a reader has moved through."""

    def __init__(self, until: float = 0.0) -> None:
        self._ranges: list[tuple[float, float]] = [(0.0, until)] if until > 0 else []

    def add(self, start: float, end: float) -> None:
        """Remember that the text between two shares has been read."""
        merged: list[tuple[float, float]] = []
        for a, z in sorted([*self._ranges, (start, end)]):
            if merged and a <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(z, merged[-1][1]))
            else:
                merged.append((a, z))
        self._ranges = merged

    @property
    def share(self) -> float:
        """How much has been read, 0 to 1."""
        return sum(z - a for a, z in self._ranges)

    @property
    def most(self) -> bool:
        """Whether that is most of the text."""
        return self.share >= MOST
