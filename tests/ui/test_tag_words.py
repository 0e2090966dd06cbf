"""A line of tags: what it says, how it is written, and what Tab goes on with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.plain import clean_line
from reader.ui.tag_words import TagWords, line_of, meant_by, words_of


@pytest.mark.parametrize(("line", "meant"), [
    ("sea, slow web", (("sea", "slow web"), (), ())),
    ("#sea #craft", (("sea", "craft"), (), ())),
    ("+a -b", ((), ("a",), ("b",))),
    ("a b -c d +e,f", (("a b", "f"), ("e",), ("c d",))),
    ("sea/ tide /, ,", (("sea/tide",), (), ())),
    ('"Doe, Jane", "-1" -"a, b"', (("Doe, Jane", "-1"), (), ("a, b",))),
    ("C++, C#, rock-n-roll", (("C++", "C#", "rock-n-roll"), (), ())),
    ("-", ((), (), ())),
    ("", ((), (), ())),
])  # fmt: skip
def test_a_line_says_what_is_meant(line, meant):
    assert meant_by(line) == meant


TAGS = st.lists(st.text(min_size=1, max_size=12).map(clean_line).filter(bool), max_size=5, unique=True)


@given(TAGS)
def test_tags_written_as_a_line_are_read_as_they_were(tags):
    assert list(meant_by(line_of(tags)).tags) == tags
    assert list(meant_by(f"{line_of(tags)}, ").tags) == tags
    assert meant_by(line_of(tags), tags).set_on(tags) == ([], [])


@given(st.text(alphabet='ab ,+-#"/', max_size=30))
def test_any_line_can_be_read(line):
    words = list(words_of(line))
    assert words
    assert all(0 <= word.start <= len(line) for word in words)


def test_a_tag_that_differs_by_capitals_is_the_one_that_is_there():
    assert meant_by("SEA, New -CRAFT", ["sea", "craft"]) == (("sea", "New"), (), ("craft",))
    assert meant_by("Sea", ["sea", "Sea"]).tags == ("Sea",)


def test_a_dash_takes_away_from_what_is_there():
    assert meant_by("sea, craft, new -sea").set_on(["sea", "craft", "old"]) == (["new"], ["sea", "old"])


def typed(line: str, known: dict[str, int], here: tuple[str, ...] = ()) -> TagWords:
    return TagWords("Tags: ", line, "about", known, here, lambda _: None)


def test_tab_goes_through_what_there_is_the_most_used_first():
    mode = typed("", {"sea": 2, "craft": 9, "slow web": 1, "sea/tide": 5})
    assert mode.aside == "about"
    mode.press("tab", None)
    assert mode.entry == "Tags: craft"
    mode.press("tab", None)
    assert mode.entry == "Tags: sea/tide"
    for sign in ", s":
        mode.press(sign, sign)
    assert mode.aside == "Tab sea · slow web"
    mode.press("tab", None)
    assert mode.entry == "Tags: sea/tide, sea"
    mode.press("tab", None)
    assert mode.entry == "Tags: sea/tide, slow web"


def test_tab_after_a_dash_offers_what_can_be_taken_away():
    mode = typed("", {"sea": 2, "craft": 9}, ("sea",))
    mode.press("-", "-")
    assert mode.aside == "Tab sea"
    mode.press("tab", None)
    assert mode.entry == "Tags: -sea"


def test_what_would_be_misread_is_completed_in_quotation_marks():
    mode = typed("", {"Doe, Jane": 1})
    mode.press("d", "d")
    mode.press("tab", None)
    assert mode.entry == 'Tags: "Doe, Jane"'
