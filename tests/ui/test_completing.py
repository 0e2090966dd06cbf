"""Going on with Tab: one offer after the other takes the place of what was begun, until something is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.library import Library
from reader.ui.completing import CompletingEntry, Offer
from reader.ui.query_entry import QueryEntry


def entry_of(*words: str) -> CompletingEntry:
    def begun(text: str) -> list[Offer]:
        start = text.rfind(" ") + 1
        return [Offer(word.upper(), word, start) for word in words if word.startswith(text[start:])]

    return CompletingEntry("the ", begun)


def test_tab_goes_through_the_offers_and_begins_again():
    entry = entry_of("sea", "shore", "tide")
    entry.press("s", "s")
    assert entry.said(5) == "Tab SEA · SHORE"
    assert entry.said(1) == "Tab SEA"
    made = []
    for _ in range(3):
        assert entry.complete()
        made.append(entry.text)
    assert made == ["the sea", "the shore", "the sea"]


def test_the_only_offer_is_not_offered_again():
    entry = entry_of("sea", "tide")
    entry.paste("s")
    assert entry.complete()
    assert (entry.text, entry.said(5)) == ("the sea", "")
    assert not entry.complete()


def test_after_something_is_typed_the_offers_are_new_ones():
    entry = entry_of("sea", "shore")
    assert entry.complete()
    entry.press("ctrl+w", None)
    entry.press("space", " ")
    entry.paste("sh")
    assert entry.said(5) == "Tab SHORE"


def test_nothing_is_offered_where_nothing_goes_on():
    entry = entry_of()
    assert entry.said(5) == ""
    assert not entry.complete()
    assert entry.text == "the "


@pytest.mark.parametrize(
    ("text", "from_nothing", "suggested"),
    [
        ("ti", True, "Tab title:"),
        ("title:a ", True, ""),
        ("", True, "Tab is: · tag: · added: · title:"),
        ("", False, ""),
    ],
)
def test_of_a_query_the_word_that_is_begun_is_completed(tmp_path: Path, text: str, from_nothing: bool, suggested: str):
    with Library.open(tmp_path) as library:
        assert QueryEntry(library, text, from_nothing).suggested == suggested
