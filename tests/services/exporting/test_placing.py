"""Where highlights stand in the Markdown of a text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.domain.anchor import Anchor
from reader.domain.highlight import Highlight
from reader.services.exporting.placing import marked, placed_in, plain_text
from reader.services.importing.texts import located
from reader.text.document import Document
from reader.text.passages import anchors_of
from reader.text.units import text_between

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def highlight(body: str, words: str, uid: str = "h") -> Highlight:
    document = Document(body)
    passage = located(document, words)
    assert passage is not None
    start, end = anchors_of(document, passage)
    return Highlight(uid, "a", start, end, text_between(document, *passage), made=NOW)


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("One two three.", "two", "One ==two== three."),
        ("One two three.", "two three.", "One ==two three.=="),
        ("One *two* three.", "One two", "==One *two*== three."),
        ("One **two** three.", "two three", "One ==**two** three==."),
        ("One *two three* four.", "two", "One *==two== three* four."),
        ("One [two](https://e.org/two_(x)) three.", "One two three", "==One [two](https://e.org/two_(x)) three==."),
        ("One [two three](https://e.org) four.", "three", "One [two ==three==](https://e.org) four."),
        ("Fish &amp; chips.", "Fish & chips", "==Fish &amp; chips==."),
        ("a \\* b\\_c d", "a * b_c", "==a \\* b\\_c== d"),
        ("a a a b", "a b", "a a ==a b=="),
        ("- one\n- two\n", "two", "- one\n- ==two==\n"),
        ("1. one\n2. two 2\n", "two 2", "1. one\n2. ==two 2==\n"),
        ("# The head\n\nText.", "head", "# The ==head==\n\nText."),
        ("> quote of\n> two lines\n", "of two", "> quote ==of\n> two== lines\n"),
        ("One.\n\nTwo.\n\nThree.", "One. Two. Three.", "==One.==\n\n==Two.==\n\n==Three.=="),
        ("A note[^1] here.\n\n[^1]: Foot.", "note here", "A ==note[^1] here==.\n\n[^1]: Foot."),
        ("“Quoted.” Yes.", "“Quoted.”", "==“Quoted.”== Yes."),
        ("日本語の文章です。次。", "文章です。", "日本語の==文章です。==次。"),
    ],
)  # fmt: skip
def test_signs_stand_around_the_words(body, words, expected):
    words = words if Document(body) and located(Document(body), words) else words.replace(". ", ".\n\n")
    placed, astray = placed_in(body, [highlight(body, words)])
    assert astray == []
    assert marked(body, placed, "==", "==") == expected


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("One *two three* four.", "three four"),  # emphasis would be parted
        ("One `two three` four.", "two"),  # signs would be part of the code
        ("```\ncode here\n```", "code"),
        ("| a | b |\n|---|---|\n| c d | e |", "c d"),
        ("<div>Raw html here</div>", "html"),
        ("One ==two== three.", "==two== three"),
    ],
)
def test_what_cannot_be_marked_is_listed(body, words):
    one = highlight(body, words)
    assert placed_in(body, [one]) == ([], [one])


def test_no_highlight_is_marked_within_another():
    body = "One two three four."
    first, second = highlight(body, "One two three", "x"), highlight(body, "two", "y")
    placed, astray = placed_in(body, [first, second])
    assert [one.highlight for one in placed] == [first]
    assert astray == [second]


def test_what_stands_no_more_in_the_text_is_astray():
    lost = Highlight("h", "a", Anchor(0, 0, "gone words"), Anchor(0, 10, "", "gone words"), "gone words")
    assert placed_in("Nothing of it.", [lost]) == ([], [lost])
    assert placed_in("", [lost]) == ([], [lost])


def test_the_text_that_positions_count_in():
    document = Document("# Head\n\nOne *two*.\n\n- x\n")
    text, begins = plain_text(document)
    assert text == "Head\n\nOne two.\n\nx"
    assert [text[at] for at in begins.values()] == ["H", "O", "x"]
