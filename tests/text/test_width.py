import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.domain.plain import painted
from reader.text.width import cell_width, fit, graphemes, is_simple


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("plain", 5),
        ("“quotes” — dashes…", 18),
        ("日本語", 6),
        ("👨‍👩‍👧", 2),
        ("🇩🇪🇫🇷", 4),
        ("❤️", 2),
        ("👍🏽", 2),
        ("e\u0301", 1),
        ("zero\u200bwidth", 9),
        ("inter\u00adnational", 13),
        ("", 0),
    ],
)
def test_text_is_as_wide_as_it_is_painted(text, cells):
    assert cell_width(text) == cells
    assert sum(width for _, _, width in graphemes(text)) == cells


@pytest.mark.parametrize("text", ["\ud800", "a\x1b[31m", "\t\x00", "x" + "\u0301" * 5000, "\u200d\ufe0f", "\u202e"])
def test_nothing_makes_measuring_fail(text):
    assert cell_width(text) >= 0
    assert cell_width(fit(text, 3)) <= 3


@given(st.text())
def test_clusters_cover_the_text_without_a_gap(text):
    clusters = graphemes(text)
    assert "".join(text[a:z] for a, z, _ in clusters) == text
    assert sum(cells for _, _, cells in clusters) == cell_width(text)


@given(st.text(alphabet=st.characters(exclude_characters="\u00ad\u200d\ufe0f")))
def test_widths_are_those_that_textual_cuts_by(text):
    assert cell_width(text) == cell_len(painted(text))


@given(st.text(), st.integers(-1, 30))
def test_fitted_text_never_exceeds_its_cells(text, cells):
    fitted = fit(text, cells)
    assert cell_width(fitted) <= max(0, cells)
    assert fitted == text or cells <= 0 or fitted.endswith("…")


def test_fitting_cuts_between_clusters_only():
    assert fit("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5) == "👨‍👩‍👧👨‍👩‍👧…"
    assert fit("🇩🇪🇫🇷🇮🇹", 4) == "🇩🇪…"
    assert fit("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


def test_the_fast_path_knows_only_characters_of_one_cell():
    for point in range(0x20, 0x30000):
        character = chr(point)
        if is_simple(character):
            assert cell_len(character) == 1, hex(point)
            assert not unicodedata.combining(character), hex(point)
