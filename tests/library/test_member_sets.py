"""Member sets are a dictionary of sets, whether anybody has looked at them before or not."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.member_sets import FEW, MemberSets

SETS = st.dictionaries(st.sampled_from("abcd"), st.sets(st.integers(0, 300)), max_size=4)


def kept(sets: dict[str, set[int]]) -> MemberSets:
    return MemberSets({name: array("I", sorted(slots)) for name, slots in sets.items()})


@given(SETS, st.sampled_from("abcde"), st.sets(st.integers(0, 300)))
def test_every_look_gives_what_a_dictionary_gives(sets, name, away):
    assert kept(sets) == sets
    assert dict(kept(sets)) == sets
    assert {**kept(sets)} == sets
    assert dict(kept(sets).items()) == sets
    assert list(kept(sets)) == list(sets)
    assert len(kept(sets)) == len(sets)
    assert bool(kept(sets)) is bool(sets)
    assert (name in kept(sets)) is (name in sets)
    assert kept(sets).get(name) == sets.get(name)
    assert kept(sets).size(name) == len(sets.get(name, ()))
    assert kept(sets).size(name, away) == len(sets.get(name, set()) - away)


@given(SETS, st.sampled_from("abcde"))
def test_what_was_changed_stays_changed(sets, name):
    found = kept(sets)
    found.setdefault(name, set()).add(1000)
    assert found.size(name) == len(sets.get(name, ())) + 1
    assert 1000 in found[name]
    assert found == {**sets, name: sets.get(name, set()) | {1000}}


def test_many_that_are_away_are_not_looked_for_one_by_one():
    found = kept({"a": set(range(1000))})
    assert found.size("a", set(range(FEW * 2))) == 1000 - FEW * 2


def test_what_is_not_there_is_not_there():
    with pytest.raises(KeyError):
        kept({"a": {1}})["b"]
