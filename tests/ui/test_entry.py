"""Typing a line of text."""

from __future__ import annotations

import pytest

from reader.ui.entry import Entry


def test_characters_are_taken_and_other_keys_are_not():
    entry = Entry()
    assert entry.press("a", "a")
    assert entry.press("space", " ")
    assert entry.press("é", "é")
    assert not entry.press("down", None)
    assert not entry.press("escape", "\x1b")
    assert entry.text == "a é"


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("tide", "backspace", "tid"),
        ("", "backspace", ""),
        ("tide é\u0301", "backspace", "tide "),
        ("family 👨‍👩‍👧", "backspace", "family "),
        ("tide tables", "ctrl+w", "tide"),
        ("tide", "ctrl+w", ""),
        ("tide tables", "ctrl+u", ""),
    ],
)
def test_text_is_taken_away_by_character_word_or_whole(before: str, key: str, after: str):
    entry = Entry(before)
    assert entry.press(key, None)
    assert entry.text == after


def test_pasted_text_is_one_clean_line():
    entry = Entry()
    entry.paste("tide\n\x1b[31mtables\x07")
    assert entry.text == "tide tables"
