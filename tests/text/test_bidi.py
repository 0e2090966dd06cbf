"""Right to left: the order of a line is what an independent implementation of the same rules makes of it."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.bidi import has_right_to_left, is_right_to_left, visual_order

ALPHABET = "אבג שלום العربية٣٤ abcXYZ 0123 .,:/+-%$() []{}<>«»!?\"'—…\u0301\u05b0é日本"

UNMIRRORED = str.maketrans(")]}>»", "([{<«")
"""The other implementation mirrors fewer signs."""


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("שלום world", True),
        ("hello שלום", False),
        ("«العربية» and more", True),
        ("123 (ש)", True),
        ("plain", False),
        ("日本語", False),
        ("", False),
    ],
)
def test_the_first_letter_says_where_a_paragraph_begins(text, from_right):
    assert is_right_to_left(text) is from_right


def test_only_scripts_from_the_right_need_any_of_this():
    assert has_right_to_left("a ש b")
    assert not has_right_to_left("Ünïcödé — 日本 😀")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("שלום world (123) סוף", "ףוס world (123) םולש"),
        ("hello שלום (a) 12", "hello םולש (a) 12"),
        ("abc", "abc"),
        ("(שלום)", "(םולש)"),
    ],
)
def test_lines_stand_as_a_reader_of_them_expects(text, seen):
    order = visual_order(text, is_right_to_left(text))
    assert "".join(character for _, character in order) == seen
    assert sorted(at for at, _ in order) == list(range(len(text)))


@settings(max_examples=1500, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=40), st.booleans())
def test_the_order_is_what_others_make_of_it(text, from_right):
    ours = "".join(character for _, character in visual_order(text, from_right))
    theirs = get_display(text, base_dir="R" if from_right else "L")
    assert ours.translate(UNMIRRORED) == theirs.translate(UNMIRRORED)
