"""The columns of times as a cache has them: each is made when somebody asks for it, because a start needs none."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping


class KeptTimes(Mapping[str, "array[int]"]):
    """A column a name; several threads may ask, and get the same."""

    def __init__(self, kept: dict[str, memoryview[int]]) -> None:
        self._kept = kept
        self._made: dict[str, array[int]] = {}

    def __getitem__(self, name: str) -> array[int]:
        column = self._made.get(name)
        return column if column is not None else self._made.setdefault(name, own_column(self._kept[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def own_column(kept: memoryview[int]) -> array[int]:
    """A column that can be changed, of what a cache has."""
    column: array[int] = array(kept.format)
    column.frombytes(kept.cast("B"))
    return column
