"""Tags and their levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.tag import LONGEST, above, is_within, mapped, renamed, tidy, tidy_all


@pytest.mark.parametrize(("text", "tag"), [
    ("#sea", "sea"), ("  slow   web ", "slow web"), ("sea/ tide /", "sea/tide"), ("/sea//tide", "sea/tide"),
    ("C#", "C#"), ("#", ""), ("/", ""), ("", ""), ("sea\x1b[2J", "sea"),
])  # fmt: skip
def test_what_is_typed_becomes_a_tag(text, tag):
    assert tidy(text) == tag


@given(st.text())
def test_a_tidy_tag_stays_as_it_is(text):
    tag = tidy(text)
    assert tidy(tag) == tag
    assert len(tag) <= LONGEST
    assert tidy_all([tag, tag, ""]) == ((tag,) if tag else ())


def test_a_tag_stands_above_what_begins_with_it_and_a_slash():
    assert list(above("sea/tide/low")) == ["sea", "sea/tide"]
    assert list(above("sea")) == list(above("/sea")) == []
    assert is_within("sea/tide", "sea")
    assert is_within("sea", "sea")
    assert not is_within("season", "sea")
    assert not is_within("sea", "sea/tide")


def test_what_is_below_goes_with_a_name():
    assert [renamed(tag, "sea", "water") for tag in ("sea", "sea/tide", "season")] == ["water", "water/tide", "season"]
    assert mapped(["a", "b", "c"], {"a": "c", "b": ""}) == ["c"]
