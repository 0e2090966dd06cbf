"""Sequences of keys."""

from __future__ import annotations

from reader.ui.commands import LIST, sequences_in
from reader.ui.typing import Typing


def test_two_keys_in_a_row_name_a_command():
    typing = Typing(sequences_in(LIST))
    first = typing.press("g")
    assert first.taken
    assert first.command is None
    second = typing.press("g")
    assert second.command is not None
    assert second.command.name == "top"


def test_after_the_first_key_the_ways_on_are_shown_and_escape():
    step = Typing(sequences_in(LIST)).press("g")
    assert ("i", "inbox") in step.next
    assert step.next[-1] == ("Esc", "cancel")


def test_a_key_that_leads_nowhere_ends_the_sequence_and_does_nothing_else():
    typing = Typing(sequences_in(LIST))
    typing.press("g")
    step = typing.press("percent_sign")
    assert step == (True, None, (), None)
    assert not typing.press("e").taken


def test_escape_cancels():
    typing = Typing(sequences_in(LIST))
    typing.press("g")
    assert typing.press("escape").taken
    assert typing.press("g").next


def test_other_keys_are_left_alone():
    assert not Typing(sequences_in(LIST)).press("j").taken
