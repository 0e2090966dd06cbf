"""Tests of patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from reader.domain.patterns import pattern


def test_it_is_the_pattern_that_it_stands_for():
    found = pattern(r"(\w)(\d)", re.ASCII)
    assert [match.groups() for match in found.finditer("a1 é2 b3")] == [("a", "1"), ("b", "3")]
    assert found.fullmatch("a1") is not None
    assert found.fullmatch("a12") is None
    assert found.sub(r"\2\1", "a1 b3") == "1a 3b"
    assert (found.pattern, found.groups) == (r"(\w)(\d)", 2)
    assert pattern(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


def test_what_cannot_be_compiled_is_told_when_it_is_used():
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")


def test_it_has_nothing_that_a_pattern_has_not():
    with pytest.raises(AttributeError):
        pattern("a").looked_for  # noqa: B018
