"""Words, pace, shelves and errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.domain.pace import minutes_for
from reader.domain.shelf import FIXED, INBOX, Kind, Shelf
from reader.domain.words import count_words
from tests.spending import at_most


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", (0, 0)),
        ("one two three", (3, 0)),
        ("don’t e-mail 3.14 U.S.A.", (4, 0)),
        ("# Heading\n\n- item *one*", (3, 0)),
        ("海辺の図書館", (6, 6)),
        ("a 海 b", (3, 1)),
        ("한국어", (3, 3)),
        ('[a link](https://example.org/a-long-path "x") more', (3, 0)),
        ("see https://example.org/a/b?c=d now", (2, 0)),
        ("<https://example.org>", (0, 0)),
        ("snake_case", (2, 0)),
        ("— … * #", (0, 0)),
        ("naïve Ünïcode", (2, 0)),
    ],
)
def test_how_words_are_counted(text, words):
    assert count_words(text) == words


@given(st.text(st.characters()))
def test_there_are_never_more_cjk_characters_than_words(text):
    words, cjk = count_words(text)
    assert 0 <= cjk <= words <= len(text)


def test_counting_takes_time_in_proportion():
    """Each piece repeated made one pattern or another go over the rest again and again."""
    for piece in ("](", '](a "', "http://", "<https://", "a-", "a.b", "](x\n", "’", "]( "):
        with at_most(2, piece):
            count_words(piece * 100_000)


@pytest.mark.parametrize(
    ("words", "cjk", "minutes"), [(0, 0, 1), (238, 0, 1), (500, 0, 2), (2380, 0, 10), (1000, 1000, 2), (738, 500, 2)]
)
def test_how_long_a_text_takes(words, cjk, minutes):
    assert minutes_for(words, cjk) == minutes


def test_what_is_left_becomes_less():
    article = Article("x", "t", words=2380)
    assert (article.minutes, article.minutes_left) == (10, 10)
    assert Article("x", "t", words=2380, progress=0.5).minutes_left == 5
    assert Article("x", "t", words=2380, progress=1).minutes_left == 1


@given(st.sampled_from(FIXED) | st.builds(lambda tag: Shelf(Kind.TAG, tag), st.text(min_size=1)))
def test_a_shelf_is_found_by_what_it_is_called(shelf):
    assert Shelf.parse(str(shelf)) == shelf


@pytest.mark.parametrize("text", ["", "nothing", "tag", "tag:", "inbox:x", "Inbox", ":"])
def test_what_is_no_shelf(text):
    assert Shelf.parse(text) is None


def test_shelves_have_names():
    assert INBOX.name == "Inbox"
    assert Shelf(Kind.TAG, "sea").name == "#sea"


def test_an_error_is_its_sentences():
    assert str(ReaderError("It is so.")) == "It is so."
    assert str(ReaderError("It is so.", "Do this.")) == "It is so. Do this."
