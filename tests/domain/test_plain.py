"""The sanitiser: nothing that a terminal might obey gets through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.plain import MAX_MARKS, MAX_TITLE, clean_line, clean_text, painted, plain

ESCAPES = [
    "\x1b",
    "\x1b[",
    "\x1b[31m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://x\x1b\\",
    "\x9b1m",
    "\x90q\x9c",
    "\x1bPx",
    "\x1b_G",
]
CONTROLS = [*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0))]
BIDI = [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"]
ODD = ["\ud800", "\udfff", "\ufffe", "\uffff", "\ufdd0", "\u2028", "\u2029", "\ufeff", "\u200b", "\U000e0001", "\u0301"]
FOREIGN = st.lists(
    st.sampled_from([*ESCAPES, *CONTROLS, *BIDI, *ODD, "a", "é", "海", "\N{WAVING HAND SIGN}", " ", "[31m", ";"])
    | st.text(st.characters(), max_size=3),
    max_size=20,
).map("".join)


def controls(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cs")}


@given(FOREIGN)
def test_a_text_keeps_only_line_ends_and_tabs_of_all_controls(text):
    cleaned = clean_text(text)
    assert controls(cleaned) <= {"\n", "\t"}
    assert not set(cleaned) & {"\ufffe", "\uffff", "\ufdd0", "\u2028", "\u2029", "\x85"}
    assert clean_text(cleaned) == cleaned


@given(FOREIGN)
def test_what_a_line_turns_around_it_turns_back(text):
    for line in clean_text(text).split("\n"):
        opened = sum(c in "\u2066\u2067\u2068" for c in line) - line.count("\u2069")
        embedded = sum(c in "\u202a\u202b\u202d\u202e" for c in line) - line.count("\u202c")
        assert opened <= 0
        assert embedded <= 0


@given(FOREIGN)
def test_a_line_is_one_line_without_directions_and_invisible_characters(text):
    line = clean_line(text)
    assert controls(line) == set()
    assert not set(line) & {*BIDI, "\ufeff", "\u200b", "\U000e0001", "\u2028"}
    assert line == " ".join(line.split())
    assert clean_line(line) == line


@given(FOREIGN)
def test_what_is_painted_holds_nothing_to_obey_and_keeps_its_length(text):
    shown = painted(text)
    assert len(shown) == len(text)
    assert controls(shown) == set()
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    assert painted(shown) == shown
    assert controls(plain(text)) == set()
    assert "\n" not in plain(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_honest_text_is_left_alone(text):
    assert clean_text(text) == text
    assert painted(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b]0;evil\x07title", "title"),
        ("\x1b]0;evil title\x1b\\rest", "rest"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1bPq#0;2\x1b\\sixel", "sixel"),
        ("\x1b(0lines\x1b(B", "lines"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x08b\x00c\x7fd", "abcd"),
        ("e" + "\u0301" * 5000, "e" + "\u0301" * MAX_MARKS),
        ("\ud800", "\ufffd"),
        ("tab\tstays", "tab\tstays"),
        ("\u202eabc", "\u202eabc\u202c"),
        ("never ended \x1b]0;the rest\nnext line", "never ended \nnext line"),
    ],
)
def test_how_text_is_cleaned(text, cleaned):
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  two\n lines\t here ", "two lines here"),
        ("moc.knab\u202e", "moc.knab"),
        ("fam\u200dily", "fam\u200dily"),
        ("\u200bzero", "zero"),
        ("", ""),
        (" \x1b[2J ", ""),
    ],
)
def test_how_a_line_is_cleaned(text, line):
    assert clean_line(text) == line


def test_a_title_has_an_end():
    assert len(clean_line("word " * 1000)) <= MAX_TITLE
    assert clean_line("word " * 1000).endswith("word…")
    assert clean_line("abcdef", 4) == "abc…"


def test_anything_can_be_shown_in_plain():
    assert plain(OSError(5, "Input\x1b[31m/output", "na\nme")).startswith("[Errno 5]")
    assert plain(None) == "None"


def test_large_hostile_text_takes_no_time():
    for piece in ("\x1b]", "\x1b[", "\u0301", "\u202e", "\x90", "\x1b\x1b", "\r", "\ud800"):
        clean_text(piece * 200_000)
        clean_line(piece * 200_000)
