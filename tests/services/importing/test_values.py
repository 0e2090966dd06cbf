"""Times, tags, addresses and numbers as programs write them; nonsense is nothing, and never an error."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.plain import clean_line
from reader.services.importing.values import (
    address_in,
    is_local,
    is_yes,
    line_in,
    moment_in,
    number_in,
    tags_in,
    text_in,
    why_no_address,
)

SECONDS = st.integers(1_000, 99_999_999_999)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
TAGS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzäß 漢'\"é", min_size=1, max_size=12), max_size=8)


def seconds(moment):
    return round(moment.timestamp()) if moment else None


@given(SECONDS)
def test_a_number_is_seconds_milliseconds_or_microseconds_by_its_size(number):
    if number < 1e8:  # smaller ones in milliseconds look like seconds
        assert seconds(moment_in(number)) == number
        return
    moments = [
        moment_in(value)
        for value in (
            number,
            str(number),
            f" {number} ",
            float(number),
            number * 1000,
            number * 1_000_000,
            f"{number}000",
        )
    ]
    far = number > 9_223_372_036  # microseconds of what is beyond our time have more digits than the rule knows
    assert {seconds(moment) for moment in moments[:4]} == {number}
    assert far or {seconds(moment) for moment in moments} == {number}


@given(
    st.datetimes(datetime(1971, 1, 2), datetime(2200, 1, 1)),
    st.sampled_from([" ", "T"]),
    st.sampled_from(["", "Z", "+00:00", "+0200", "+02:00", "-0530"]),
    st.integers(0, 6),
)
def test_iso_times_in_all_their_spellings(moment, between, zone, digits):
    text = moment.strftime("%Y-%m-%d") + between + moment.strftime("%H:%M:%S")
    if digits:
        text += "." + f"{moment.microsecond:06d}"[:digits]
    offset = {"+0200": 120, "+02:00": 120, "-0530": -330}.get(zone, 0)
    found = moment_in(text + zone)
    assert found is not None
    assert found.replace(microsecond=0) == moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))


@pytest.mark.parametrize(
    "value", [0, "0", "", None, True, False, -5, "soon", "1/2", [], {}, float("nan"), "0001-01-01"]
)
def test_what_is_no_time_is_none(value):
    assert moment_in(value) is None


@given(ANYTHING)
def test_no_value_breaks_a_reading(value):
    moment = moment_in(value)
    assert moment is None or moment.tzinfo is UTC
    assert isinstance(tags_in(value), tuple)
    assert line_in(value) == clean_line(line_in(value))
    assert isinstance(text_in(value), str)
    assert isinstance(number_in(value), float)
    assert isinstance(is_yes(value), bool)
    assert address_in(value) == "" or why_no_address(value)
    assert is_local(value) in (True, False)


@given(TAGS)
def test_tags_are_the_same_in_all_four_spellings(tags):
    expected = tags_in(tags)
    assert tags_in(json.dumps(tags)) == expected
    assert tags_in(json.dumps(tags, ensure_ascii=False)) == expected
    assert tags_in(repr(tags)) == expected
    assert tags_in("|".join(tags), "|") == expected
    assert tags_in(",".join(tags)) == expected
    assert tags_in(", ".join(tags)) == expected
    assert len({tag.casefold() for tag in expected}) == len(expected)


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ('["sea","slow web"]', ("sea", "slow web")),
        ("""['sea', "don't", 'peanut, butter']""", ("sea", "don't", "peanut butter")),
        ("[sea,slow]", ("sea", "slow")),
        ('["sea", null, 3]', ("sea",)),
        ('["\\ud83c\\udf0a wave", "a\\/b"]', ("🌊 wave", "a/b")),
        ("[]", ()),
        ('[""]', ()),
        ("Sea, sea , SEA,,", ("Sea",)),
        ([{"name": "sea"}, {"label": "slow"}, {"title": "x"}, {}], ("sea", "slow", "x")),
        ("[half, 'open", ("[half", "open")),
    ],
)
def test_tags(value, tags):
    assert tags_in(value) == tags


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "has no address"),
        (None, "has no address"),
        ("javascript:alert(1)", "has an address that begins with javascript:, which is no page"),
        ("place:sort=8", "has an address that begins with place:, which is no page"),
        ("http://", "has an address that is none"),
        ("tides", "has an address that is none"),
    ],
)
def test_what_is_no_address_is_told(value, reason):
    assert address_in(value) == ""
    assert why_no_address(value) == reason
