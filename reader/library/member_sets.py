"""Member sets: the slots that each tag has, or each feed, made from the cache when somebody looks at them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any

FEW = 200
"""Slots that are looked for one by one without a set being made for it."""


class MemberSets(dict[str, set[int]]):
    """Sets by name, like any dictionary of them; those that nobody has looked at are sorted arrays still."""

    def __init__(self, kept: Mapping[str, array[int]] | None = None) -> None:
        super().__init__()
        self._kept = dict(kept or {})

    def size(self, name: str, without: Collection[int] = ()) -> int:
        """How many slots a name has, not counting those in a set; no set is made for it."""
        kept = self._kept.get(name)
        if kept is None or len(without) > FEW:
            slots = self.get(name, set())
            return len(slots) - len(slots.intersection(without)) if without else len(slots)
        away = 0
        for slot in without:
            at = bisect_left(kept, slot)
            away += at < len(kept) and kept[at] == slot
        return len(kept) - away

    def __missing__(self, name: str) -> set[int]:
        kept = self._kept.get(name)
        if kept is None and not super().__contains__(name):
            raise KeyError(name)
        # whoever comes at the same time gets the same set
        slots = super().setdefault(name, set(kept or ()))
        self._kept.pop(name, None)
        return slots

    def _make_all(self) -> None:
        for name in list(self._kept):
            self[name]

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def setdefault(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else super().setdefault(name, default)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._kept

    def __len__(self) -> int:
        return len({*super().__iter__(), *self._kept})

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*super().__iter__(), *self._kept)))

    def __eq__(self, other: object) -> bool:
        self._make_all()
        return super().__eq__(other)

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        self._make_all()
        return super().keys()

    def items(self) -> ItemsView[str, set[int]]:  # type: ignore[override]
        self._make_all()
        return super().items()

    def values(self) -> ValuesView[set[int]]:  # type: ignore[override]
        self._make_all()
        return super().values()
