import pytest

from reader.text.passed import Passed


def test_reading_through_counts_once():
    passed = Passed()
    for start in range(10):
        passed.add(start / 10, start / 10 + 0.15)
    passed.add(0.2, 0.4)
    assert passed.share == pytest.approx(1.05, abs=0.06)
    assert passed.most


def test_a_jump_leaves_a_hole():
    passed = Passed()
    passed.add(0.0, 0.1)
    passed.add(0.9, 1.0)
    assert passed.share == pytest.approx(0.2)
    assert not passed.most


def test_what_was_read_before_counts():
    assert Passed(0.7).most
    assert not Passed(0.0).most
