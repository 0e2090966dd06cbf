"""Rows that the terminal moves: fewer bytes, and always the same screen as if all had been painted."""

from __future__ import annotations

import random
import re
import signal
import sys
from pathlib import Path

import pyte
import pytest

from reader.domain.draft import Draft
from reader.library.library import Library
from reader.ui.moving_rows import MovingRows
from reader.ui.widgets.page_canvas import moved_by
from tests.terminal import Terminal

MOST = 1500
"""Bytes that a line further may cost, one full of links."""


def dense(paragraphs: int) -> str:
    """A text full of links, emphasis and code, such as costs the most bytes."""
    words = [
        "the *tide*",
        "[came](https://e.example/a)",
        "`in`",
        "**over**",
        "the",
        "flats",
        "*and*",
        "[the](https://e.example/b)",
    ]
    random_ = random.Random(7)
    return "\n\n".join(f"## {n}\n\n{' '.join(random_.choices(words, k=80))}." for n in range(paragraphs))


@pytest.fixture
def reading(tmp_path: Path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([Draft("Other", dense(3))])
        library.articles.add([Draft("Dense", dense(60))])
    command = [sys.executable, "-m", "reader", "--library", str(tmp_path / "library")]
    with Terminal(command, columns=120, rows=40) as terminal:
        terminal.wait("Dense")
        terminal.press("gg\r")
        terminal.wait("min left")
        terminal.settle()
        yield terminal


def cells(terminal: Terminal) -> list[list[object]]:
    """Every cell of the page as it looks: of a blank one only what can be seen."""
    rows, columns = range(terminal.screen.lines - 1), range(terminal.screen.columns)  # below it, messages come and go
    return [[looks(terminal.screen.buffer[y][x]) for x in columns] for y in rows]


def looks(cell: pyte.screens.Char) -> object:
    if cell.data == " ":
        return cell.bg, cell.underscore and cell.fg, cell.reverse
    return cell


def paint_anew(terminal: Terminal) -> None:
    """Have the whole screen painted again."""
    before = len(terminal.output)
    terminal.kill(signal.SIGCONT)
    terminal.wait_for(lambda: b"\x1b[?1049h" in terminal.output[before:])


def test_a_line_further_costs_few_bytes(reading: Terminal):
    reading.press(" j")
    reading.settle()
    for key in "jjjjjkkj":
        before = len(reading.output)
        reading.press(key)
        reading.settle(0.15)
        assert 0 < len(reading.output) - before <= MOST


def test_the_screen_is_what_it_would_be_if_all_were_painted(reading: Terminal):
    random_ = random.Random(5)
    for _ in range(6):
        for _ in range(25):
            reading.press("".join(random_.choices("jjjjkk {}][Gz+-JK\x04\x15", k=random_.randint(1, 6))))
            if random_.random() < 0.5:
                reading.settle(0.02)
        reading.settle()
        seen = cells(reading)
        paint_anew(reading)
        reading.wait_for(lambda seen=seen: cells(reading) == seen)


def test_a_terminal_that_would_leave_holes_is_not_asked_to_move(tmp_path: Path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([Draft("Dense", dense(20))])
    command = [sys.executable, "-m", "reader", "--library", str(tmp_path / "library")]
    with Terminal(command, environment={"TERM": "screen"}) as terminal:
        terminal.wait("Dense")
        terminal.press("\r")
        terminal.wait("min left")
        terminal.press("jjj")
        terminal.settle()
        assert not re.search(rb"\x1b\[\d*[LM]", terminal.output)


def test_rows_that_are_still_to_be_written_are_not_moved():
    rows = MovingRows(able=True)
    rows.ask([3, 4])
    assert not rows.move(0, 10, 1)
    assert rows.move(5, 10, -2)
    assert rows.take() == "\x1b[m\x1b[6;15r\x1b[6;1H\x1b[2L\x1b[r"
    assert rows.take() == ""
    rows.written([3])
    assert not rows.move(0, 10, 1)
    rows.written([4, 7])
    assert rows.move(0, 10, 1)
    assert not MovingRows(able=False).move(0, 10, 1)


@pytest.mark.parametrize(
    ("old", "new", "by"),
    [
        ("abcdef", "bcdefg", 1),
        ("bcdefg", "abcdef", -1),
        ("abcdef", "abcdef", 0),
        ("abcdef", "efghij", 0),  # most of it is new
        ("abcdef", "uvwxyz", 0),
        ("", "abc", 0),
    ],
)
def test_how_far_rows_have_moved(old, new, by):
    assert moved_by(list(old), list(new)) == by
