"""Selecting with keys: a passage that goes from unit to unit, or grows by them."""

from __future__ import annotations

from reader.text.document import Document, Position
from reader.text.units import Passage, Unit, next_unit, previous_unit, text_between, unit_at


class Selecting:
    """A passage of a text that is being chosen."""

    def __init__(self, document: Document, passage: Passage) -> None:
        self.document = document
        self.start, self.end = passage
        self.extending = False
        """Whether moving makes the passage longer or shorter, instead of choosing another one."""
        self._at_end = True
        """Which end moves while extending."""

    @classmethod
    def at(cls, document: Document, position: Position, unit: Unit = Unit.SENTENCE) -> Selecting | None:
        """Begin with the unit at a position; nothing if there is none."""
        passage = unit_at(document, position, unit)
        return None if passage is None else cls(document, passage)

    @property
    def text(self) -> str:
        """The words of the passage."""
        return text_between(self.document, self.start, self.end)

    @property
    def edge(self) -> Position:
        """The end that moves, which must be seen."""
        return self.end if self.extending and self._at_end else self.start

    def swap(self) -> None:
        """Let the other end move."""
        self.extending, self._at_end = True, not self._at_end

    def move(self, unit: Unit, step: int) -> bool:
        """Go to the next unit or the one before, or take it in or leave it out; false if there is none."""
        if self.extending:
            return self._extend(unit, step)
        found = next_unit(self.document, self.end, unit) if step > 0 else self._before(self.start, unit)
        if found is not None:
            self.start, self.end = found
        return found is not None

    def _extend(self, unit: Unit, step: int) -> bool:
        document = self.document
        if self._at_end:
            if step > 0:
                found = unit_at(document, self.end, unit) if self._inside(self.end, unit) else None
                found = found or next_unit(document, self.end, unit)
                end = found[1] if found else self.end
            else:
                found = self._before(self.end, unit, shorter=True)
                end = found[1] if found and found[1] > self.start else self.end
            moved, self.end = end != self.end, end
            return moved
        if step < 0:
            found = self._before(self.start, unit)
            start = found[0] if found else self.start
        else:
            found = next_unit(document, Position(self.start.block, self.start.offset + 1), unit)
            start = found[0] if found and found[0] < self.end else self.start
        moved, self.start = start != self.start, start
        return moved

    def _inside(self, position: Position, unit: Unit) -> bool:
        """Whether a position lies within a unit, not at one of its ends."""
        found = unit_at(self.document, position, unit)
        return found is not None and found[0] < position < found[1]

    def _before(self, position: Position, unit: Unit, shorter: bool = False) -> Passage | None:
        """The unit that ends before a position; where the position is within one, that which it is in begins there."""
        found = unit_at(self.document, position, unit)
        if found is not None and found[0] < position < found[1] and not shorter:
            return found
        before = previous_unit(self.document, position, unit)
        if shorter and before is not None and before[1] == position:
            before = previous_unit(self.document, before[0], unit)
        return before
