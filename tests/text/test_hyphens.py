"""Hyphenation: by the language, only where it helps, and never so that something is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.breaker import BLANKS, break_lines, shown
from reader.text.hyphens import IN_A_ROW, Hyphens, patterns_for
from reader.text.inline import tidy
from reader.text.width import cell_width, graphemes
from tests.text.test_breaker import text_of_any_script


def lines(text, width, language="en", spared=()):
    hyphens = Hyphens(text, patterns_for(language), spared)
    return [shown(text, line) + "-" * (line[1] in hyphens.divided) for line in break_lines(text, width, hyphens)]


@pytest.mark.parametrize(
    ("language", "text", "width", "wanted"),
    [
        ("de-DE", "die Donaudampfschifffahrt", 14, ["die Donau-", "dampfschiff-", "fahrt"]),
        ("en-US", "well established facts", 12, ["well estab-", "lished facts"]),
        ("en", "NATIONALISATION of words", 12, ["NATIONALISAT", "ION of words"]),
        ("en", "short words only here", 8, ["short", "words", "only", "here"]),
    ],
)
def test_words_are_divided_as_their_language_does(language, text, width, wanted):
    assert lines(text, width, language) == wanted


def test_a_language_without_patterns_has_none():
    assert patterns_for("ja") is None
    assert patterns_for("") is None
    assert patterns_for("xx-YY") is None


def test_code_and_links_are_spared():
    text = "see internationalisation there"
    assert lines(text, 12) != lines(text, 12, spared=[(4, 24)])
    assert not any(line.endswith("-") for line in lines(text, 30, spared=[(4, 24)]))


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen():
    text = "internationalisation responsibilities understanding extraordinary considerations " * 6
    for width in range(14, 40):
        row = 0
        for line in lines(text, width):
            row = row + 1 if line.endswith("-") else 0
            assert row <= IN_A_ROW


@settings(max_examples=300, deadline=None)
@given(text_of_any_script, st.sampled_from(["en", "de", "fr", "nl", "ru"]), st.integers(2, 60))
def test_divided_or_not_no_line_is_too_wide_and_nothing_is_lost(text, language, width):
    text = tidy(text)
    hyphens = Hyphens(text, patterns_for(language))
    found = break_lines(text, width, hyphens)
    assert "".join(text[start:end] for start, end in found) == text
    for line in found:
        ink = text[line[0] : line[1]].rstrip(BLANKS + "\n")
        part = shown(text, line) + "-" * (line[1] in hyphens.divided)
        assert cell_width(part) <= width or len([c for c in graphemes(ink) if c[2]]) <= 1, (part, width)
