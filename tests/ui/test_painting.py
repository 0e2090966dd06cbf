"""The last gate before the terminal."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.painting import Painter, is_own, same_ground, transition

STYLES = [
    "",
    "1",
    "2",
    "1;38;2;1;2;3;48;2;9;9;9",
    "38;2;1;2;3;48;2;9;9;9",
    "38;2;4;5;6;48;2;9;9;9",
    "31;44",
    "91",
    "4;32",
    "7",
    "38;5;200;48;5;17",
]
HOSTILE = [
    "\x1b[2J",
    "\x1b]0;owned\x07",
    "\x9b31m",
    "\x1bc",
    "\x1b[21t",
    "\x07",
    "\x08\x08",
    "\x1bP1$q\x1b\\",
    "\x1b]52;c;aGk=\x07",
    "\x1b[?1049l",
    "\x1b[6n",
    "\u202e",
    "\x7f",
    "\x0e",
]


def screen_of(*writes: str, columns: int = 100, lines: int = 6) -> list[list[tuple[object, ...]]]:
    """Every cell that a terminal shows after some writes: character, colours, attributes."""
    screen = pyte.Screen(columns, lines)
    stream = pyte.Stream(screen)
    for write in writes:
        stream.feed(write)
    cells = []
    for y in range(lines):
        row = [screen.buffer[y][x] for x in range(columns)]
        cells.append(
            [(c.data, c.bg, c.underscore, c.reverse, *((c.fg, c.bold) if c.data.strip() else ())) for c in row]
        )
    return cells


def frame(rows: list[list[tuple[str, str]]]) -> str:
    """Rows of (text, style) as Textual makes a frame of them."""
    lines = []
    for y, row in enumerate(rows):
        body = "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for text, style in row)
        lines.append(f"\x1b[{y + 1};1H{body}")
    return "\n".join(lines) + "\x1b[1;1H"


texts = st.text("ab  ", max_size=4) | st.integers(1, 25).map(lambda n: " " * n)
frames = st.lists(st.lists(st.tuples(texts, st.sampled_from(STYLES)), max_size=3), min_size=1, max_size=5).map(frame)


@given(frames)
def test_a_frame_looks_the_same_with_fewer_bytes(data: str):
    short = Painter().frame(data)
    assert screen_of(short) == screen_of(data.replace("\n", ""))
    assert len(short) <= len(data)


@given(st.lists(frames, min_size=2, max_size=3))
def test_frames_one_after_another_leave_no_style_behind(many: list[str]):
    painter = Painter()
    assert screen_of(*map(painter.frame, many)) == screen_of(*(data.replace("\n", "") for data in many))


@given(st.sampled_from(STYLES), st.sampled_from(STYLES))
def test_a_transition_ends_in_the_new_style(old: str, new: str):
    begin = f"\x1b[{old}mx" if old else "x"
    assert screen_of(f"{begin}{transition(old, new)}y")[0][1] == screen_of(f"x\x1b[0;{new}my")[0][1]


def test_blanks_with_the_same_ground_need_no_new_style():
    assert same_ground("38;2;1;2;3;48;2;9;9;9", "48;2;9;9;9;1")
    assert not same_ground("48;2;9;9;9", "")


def test_many_blanks_are_erased_and_few_are_written():
    assert Painter().frame("a" + " " * 50 + "b") == "a\x1b[50X\x1b[50Cb"
    assert Painter().frame("a" + " " * 9 + "b") == "a" + " " * 9 + "b"
    assert Painter(erases=False).frame("a" + " " * 50 + "b") == "a" + " " * 50 + "b"


def test_underlined_and_reversed_blanks_are_written():
    for style in ("4", "1;7", "9;31"):
        assert " " * 50 in Painter().frame(f"\x1b[{style}m{' ' * 50}\x1b[0m")


@pytest.mark.parametrize("sequence", HOSTILE)
def test_nothing_that_is_not_part_of_a_picture_goes_out(sequence: str):
    out = Painter().frame(f"\x1b[1;1H\x1b[1mA{sequence}Z\x1b[0m")
    assert "A" in out
    assert "Z" in out
    for character in sequence:
        if not character.isprintable():
            assert character not in out.replace("\x1b[1;1H", "").replace("\x1b[1m", "").replace("\x1b[m", "")


@given(st.text())
def test_any_text_in_a_frame_leaves_no_control_byte(text: str):
    out = Painter().frame(f"\x1b[2;3H{text}")
    rest = out.replace("\x1b[2;3H", "")
    for allowed in ("\x1b[m",):
        rest = rest.replace(allowed, "")
    assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in rest if c != "\x1b")


def test_a_frame_with_foreign_text_never_passes_for_a_write_of_the_driver():
    assert is_own("\x1b[?1049h")
    assert is_own("\x1b[?2026l")
    assert is_own("\x1b]52;c;aGVsbG8=\x07")
    assert not is_own("\x1b[1;1H\x1b[?1049l")
    assert not is_own("text")
    assert not is_own("")


def test_only_links_to_the_web_are_links():
    good = "\x1b]8;id=1-2;https://example.org/a\x1b\\text\x1b]8;;\x1b\\"
    assert Painter().frame(good) == good
    assert "\x1b" not in Painter().frame("\x1b]8;;file:///etc/passwd\x1b\\text")
