"""Plain text written as Markdown shows exactly that text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.domain.plain import clean_text
from reader.services.adding.escape import fenced, paragraph
from tests.services.shown import shown

TRICKY = st.sampled_from(
    ["#", "##", "*", "**", "_", "`", "```", ">", "-", "---", "===", "+", "1.", "2)", "[a](b)", "[^1]", "[x]: /u", "<b>"]
    + [
        "&amp;",
        "&#35;",
        "a_b_c",
        "  ",
        "\\",
        "|",
        "|-|",
        "~~",
        "~~~",
        "==",
        ":",
        "![i](j)",
        "^[n]",
        "<http://a.b>",
        "[[w]]",
    ]
)
CHARACTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
LINE = st.lists(TRICKY | CHARACTERS, min_size=1, max_size=6).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


@settings(max_examples=300)
@given(st.lists(LINE, min_size=1, max_size=5))
@example(["Title", "==="])
@example(["a | b", "--|--", "1 | 2"])
@example(["term", ": no definition"])
@example(["[a]", "[b](c)"])
@example(["a\\"])
@example(["**", "**"])
@example(["a *", "* b"])
def test_a_paragraph_shows_the_lines_it_was_made_of(lines):
    lines = [" ".join(clean_text(line).split()) for line in lines]
    lines = [line for line in lines if line]
    if lines:
        assert [" ".join(line.split()) for line in shown(paragraph(lines))[0]] == lines


@given(st.lists(LINE | st.just("`````"), min_size=1, max_size=5))
def test_a_fenced_block_shows_the_lines_it_was_made_of(lines):
    lines = [clean_text(line).replace("\n", " ") for line in lines]
    assert shown(fenced(lines)) == [lines]


@pytest.mark.parametrize(
    "line",
    ["#MeToo is not a heading", "snake_case_name", "5 * 3 = 15", "Tom & Jerry at AT&T", "3 < 4", "[laughs] he said"]
    + ["a - b", "www.example.org/a_b", "He said: “so.”", "1984 was a year", "C:\\Users"],
)
def test_nothing_is_escaped_that_means_nothing(line):
    assert paragraph([line]) == line


def test_a_line_that_stands_in_keeps_its_distance():
    assert shown(paragraph(["  The tide comes in", "      and goes out", "  and comes again."])) == [
        ["The tide comes in", "    and goes out", "and comes again."]
    ]
