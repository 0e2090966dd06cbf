"""What the terminal answers is none of what is typed, however it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.answers import Answers, is_dark

DARK = "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"
LIGHT = "\x1b]11;rgb:ff/fa/f0\x07"


@pytest.mark.parametrize(
    ("answer", "dark"),
    [
        ("11;rgb:0000/0000/0000", True),
        ("11;rgb:ffff/ffff/ffff", False),
        ("11;rgba:fafa/f7f7/f0f0/ffff", False),
        ("11;rgb:f/f/f", False),
        ("11;rgb:1/2/3", True),
        ("11;?", None),
        ("10;rgb:0/0/0", None),
        ("52;c;aGk=", None),
        ("", None),
    ],
)
def test_a_colour_is_dark_or_not(answer, dark):
    assert is_dark(answer) is dark


@pytest.mark.parametrize(
    ("typed", "left", "told"),
    [
        (f"j{DARK}k", "jk", [True]),
        (f"{LIGHT}{DARK}", "", [False, True]),
        ("\x1b[?997;1n\x1b[?997;2n", "", [True, False]),
        ("\x1b[A\x1bOP", "\x1b[A\x1bOP", []),
        ("\x1b]0;unasked\x07x", "x", []),
        ("plain", "plain", []),
        ("j\x1b]52;c;aHR0cHM6Ly9lLmV4YW1wbGUvYQ==\x07k", "jk", ["https://e.example/a"]),
        ("\x1b]52;c;/w==\x1b\\x", "x", [""]),
        ("\x1b]52;c;?\x07x", "x", []),
    ],
)
def test_answers_are_understood_and_keys_left(typed, left, told):
    heard = []
    assert Answers(heard.append, heard.append).take(typed) == left
    assert heard == told


@given(st.lists(st.sampled_from([DARK, LIGHT, "j", "\x1b[A", "é", "\x1b[?997;1n"]), max_size=6), st.data())
def test_pieces_are_as_good_as_the_whole(parts, data):
    whole = "".join(parts)
    expected, heard = [], []
    left = Answers(expected.append, expected.append).take(whole)
    answers = Answers(heard.append, heard.append)
    got, at = "", 0
    while at < len(whole):
        size = data.draw(st.integers(1, 9))
        # what follows an escape comes with it: else it would be the key of that name
        size += whole[at + size - 1 : at + size] == "\x1b"
        got += answers.take(whole[at : at + size])
        at += size
    got += answers.let_go()
    assert (got, heard) == (left, expected)


def test_what_nothing_follows_was_typed_after_all():
    answers = Answers(lambda dark: None, lambda text: None)
    assert answers.take("\x1b]") == ""  # Alt+]
    assert answers.let_go() == "\x1b]"
    assert answers.let_go() == ""
