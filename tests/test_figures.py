"""Tests of the table that the benchmarks draw: what is promised is judged, and only the place of the table changes."""

from __future__ import annotations

import math

import pytest

from tests.benchmarks.figures import BEGIN, END, HEAD, Figure, keep, kept, put, table

KEPT = Figure("`j` in the list, median and 99 %", (5.7, 15.4), promised=16, beside="a bare app", theirs=(2.5, 8.1))
MISSED = Figure("`b`, 99 %", (28.6,), promised=16)
RATIO = Figure("first key", (276,), promised=1.25, beside="the import", theirs=(218,), times=True)
ALONE = Figure("visible", (14,), promised=0.5, beside="newsboat", theirs=(math.nan,), times=True)


def test_a_promise_is_judged_by_the_worst_number():
    assert (KEPT.kept, MISSED.kept, Figure("memory", (141,), "MB").kept) == (True, False, None)
    assert KEPT.row == "| `j` in the list, median and 99 % | 5.7 and 15.4 ms | 16 ms | a bare app: 2.5 and 8.1 ms |\n"
    assert MISSED.row == "| `b`, 99 % | 29 ms | 16 ms, **missed** |  |\n"


def test_a_ratio_is_judged_beside_what_was_measured_with_it():
    assert RATIO.judged == pytest.approx(276 / 218)
    assert RATIO.row == "| first key | 276 ms | 1.25 ×, is 1.27, **missed** | the import: 218 ms |\n"
    assert ALONE.kept is None, "newsboat is not installed"
    assert "not compared" in ALONE.row


def test_a_number_that_was_not_measured_keeps_no_promise():
    assert Figure("`G`", (3.0, math.nan), promised=16).kept is False


def test_figures_survive_the_file(tmp_path):
    keep(tmp_path / "figures.json", [KEPT, RATIO])
    assert table(kept(tmp_path / "figures.json")) == table([KEPT, RATIO]) == HEAD + KEPT.row + RATIO.row


def test_only_the_place_of_the_table_changes():
    readme = f"# reader\n\n{BEGIN}| old |\n{END}\nMIT licence.\n"
    assert put(readme, "| new |\n") == f"# reader\n\n{BEGIN}| new |\n{END}\nMIT licence.\n"
    with pytest.raises(ValueError, match="no place"):
        put("# reader\n", "| new |\n")
