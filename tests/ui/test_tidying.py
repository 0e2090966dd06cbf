"""Garbage is looked for when it has gathered, and nobody waits."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from reader.ui import tidying


class Knot:
    """What only a look for garbage frees."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def unlooked():
    """Nobody looks but the code under test."""
    gc.disable()
    gc.collect()
    yield
    gc.enable()


def knots(count: int) -> ref[Knot]:
    """Make so much garbage; the first piece of it."""
    first = ref(Knot())
    for _ in range(count - 1):
        Knot()
    return first


def test_what_has_gathered_is_freed():
    first = knots(tidying.DUE[-1][1] * 2)
    tidying.tidy()
    assert first() is None


def test_little_is_left_until_there_is_more():
    first = knots(1)
    tidying.tidy()
    assert first() is not None


def test_garbage_that_outlived_some_looks_is_freed_too():
    kept = [Knot() for _ in range(2_000)]
    oldest = ref(kept[0])
    tidying.tidy()
    kept.clear()
    looks = 0
    while oldest() is not None:
        looks += 1
        assert looks < 10
        knots(2_000)
        tidying.tidy()
    assert looks > 1
