"""Columns of a cache: made when somebody asks, the same for everybody from then on."""

from __future__ import annotations

from array import array
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from reader.library import kept_times as module
from reader.library.kept_times import KeptTimes, own_column
from tests.terminal import PATIENCE

ADDED, OPENED = array("q", [3, 1, 2]), array("q", [0, 9, 0])


def kept() -> KeptTimes:
    return KeptTimes({"added": memoryview(ADDED), "opened": memoryview(OPENED)})


def test_columns_hold_what_the_cache_has() -> None:
    assert dict(kept()) == {"added": ADDED, "opened": OPENED}
    assert len(kept()) == 2
    assert "removed" not in kept()


def test_a_column_can_be_changed_and_stays_so() -> None:
    times = kept()
    times["opened"][0] = 7
    times["opened"].append(8)
    assert times["opened"] == array("q", [7, 9, 0, 8])
    assert list(OPENED) == [0, 9, 0], "what the cache has must not change with it"


def test_threads_that_ask_at_once_get_the_same_column(monkeypatch: pytest.MonkeyPatch) -> None:
    both = Barrier(2)

    def made_at_once(column: memoryview[int]) -> array[int]:
        both.wait(PATIENCE)
        return own_column(column)

    monkeypatch.setattr(module, "own_column", made_at_once)
    times = kept()
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(times.__getitem__, ["added"] * 2)
    assert one is other is times["added"]


def test_a_column_keeps_the_size_of_its_numbers() -> None:
    for kind, number in (("Q", 2**64 - 1), ("I", 2**32 - 1), ("q", -(2**63))):
        column = own_column(memoryview(array(kind, [number])))
        assert (column.typecode, column[0]) == (kind, number)
