"""What a stranger does first, in a real terminal with the installed command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.terminal import Terminal, installed_command

LONG = "\n\n".join(
    f"Paragraph {number} of a text that is long enough to be left in the middle: the pilot counts the buoys from the "
    f"bank to the bar, says {number} aloud, and writes it into the log before the tide turns and the light goes."
    for number in range(1, 200)
)
SAVED = (
    "The ferry will run on Sundays\n\n"
    "The ferry will run on Sundays from May, the harbour board has said.\n\nSource: The Bay\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def app(library: Path, columns: int = 80, rows: int = 24) -> Terminal:
    return Terminal([installed_command(), "--library", str(library)], columns, rows)


def reader(library: Path, *words: str) -> str:
    done = subprocess.run(
        [installed_command(), "--library", str(library), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def first_words(screen: str) -> str:
    """The first line of the text on a page that has been scrolled."""
    return next(line for line in (line.strip(" ›") for line in screen.splitlines()) if len(line) > 30)


def test_a_first_evening(library, tmp_path):
    saved = tmp_path / "ferry.txt"
    saved.write_text(SAVED, encoding="utf-8")
    with app(library) as terminal:
        terminal.wait("Start here")
        terminal.press("\r")
        terminal.wait("min left")
        terminal.press("q")
        terminal.wait("Where Was I?")
        assert "Added: The ferry" in reader(library, "add", str(saved))
        terminal.wait("The ferry will run on Sundays")  # within a second, without a key
        terminal.press("gg")
        terminal.press("b")
        terminal.wait("Bookmarked")
        terminal.press("q")
        assert terminal.end() == 0
    [bookmarked] = json.loads(reader(library, "list", "--bookmarks", "--json"))
    assert bookmarked["title"] == "The ferry will run on Sundays"


@pytest.mark.parametrize("how", ["kill", "terminate", "hang up", "quit"])
def test_the_place_is_kept_on_every_way_out_and_in_every_width(library, tmp_path, how):
    text = tmp_path / "log.md"
    text.write_text(f"# The log\n\n{LONG}\n", encoding="utf-8")
    reader(library, "add", str(text))
    with app(library) as terminal:
        terminal.wait("The log")
        terminal.press("\r")
        terminal.wait("Paragraph 1 ")
        terminal.press("   ")
        terminal.wait(lambda screen: "Paragraph 1 " not in screen)
        place = first_words(terminal.settle())
        if how == "quit":
            terminal.press(b"\x11")
            assert terminal.end() == 0
        elif how == "terminate":
            terminal.kill(signal.SIGTERM)
            assert terminal.end() == 128 + signal.SIGTERM
            assert b"\x1b[?1049l" in terminal.output
            assert b"\x1b[?25h" in terminal.output
        elif how == "hang up":
            terminal.hang_up()
            terminal.wait_for(terminal.ended)
        else:
            shown = int(terminal.text.rsplit("\n", 1)[-1].split()[0])  # such as `5 %` in the bottom line
            terminal.wait_for(
                lambda: round(json.loads(reader(library, "list", "--json"))[0]["progress"] * 100) == shown
            )
            terminal.kill()
    with app(library, 60, 30) as terminal:
        terminal.wait("left")
        if how == "kill" and "Paragraph" not in terminal.settle():
            terminal.press("\r")
        screen = terminal.wait("Paragraph")
        assert " ".join(place.split()[:4]) in " ".join(screen.split())
        terminal.resize(120, 40)
        terminal.wait(lambda screen: " ".join(place.split()[:6]) in " ".join(screen.split()))


def test_without_a_terminal_the_list_is_printed(library):
    done = subprocess.run(
        [installed_command(), "--library", str(library), "add", "-"], input=SAVED, capture_output=True, text=True
    )
    assert done.returncode == 0
    piped = subprocess.run(
        [installed_command(), "--library", str(library)], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert (piped.returncode, "The ferry" in piped.stdout) == (0, True)
    assert "\x1b" not in piped.stdout


def test_bytes_that_are_no_text_do_not_hurt(library):
    with app(library) as terminal:
        terminal.wait("Start here")
        terminal.press(b"\xff\xfe\xe4\xf6\xfc")
        terminal.press("/")
        terminal.press(b"caf\xe9")
        terminal.wait("caf")
        terminal.press("\x1b")
        terminal.wait("Start here")
        assert not terminal.ended()


def test_nothing_of_an_article_is_obeyed_by_the_terminal(library, tmp_path):
    evil = tmp_path / "evil.md"
    evil.write_bytes(
        b'---\ntitle: "T\\e]0;OWNED\\a \\e[2J[/] [@click=app.quit]x[/]"\n---\n\n'
        b"Body \x1b]0;OWNED\x07 \x1b[21t \xc2\x9b31m &#27;[2J &#x202e;gnp [a](https://e.org/\x1b]8;;)\n\nend of body\n"
    )
    reader(library, "add", str(evil))
    with app(library) as terminal:
        terminal.wait("[@click")
        terminal.press("i")
        terminal.wait("Uid")
        terminal.press("q")
        terminal.press("\r")
        terminal.wait("end of body")
        for forbidden in (b"OWNED\x07", b"\x1b[21t", b"\xc2\x9b", b"\x1b]0;OWNED", b"\xe2\x80\xae"):
            assert forbidden not in terminal.output
    printed = reader(library, "list") + reader(library, "show", json.loads(reader(library, "list", "--json"))[0]["uid"])
    assert "\x1b" not in printed
    assert os.linesep in printed


@pytest.mark.parametrize(("keys", "seen"), [("/clock", "1 of 10 articles"), ("\r q", "/ filter"), ("\rq/iron", "iron")])
def test_keys_typed_at_once_meet_what_the_ones_before_did(library, keys, seen):
    with app(library) as terminal:
        terminal.wait("Start here")
        terminal.press(keys)
        terminal.wait(seen)
        assert "Path:" not in terminal.settle()
        assert json.loads(reader(library, "list", "--bin", "--json")) == []


def test_going_back_twice_at_once_leaves_the_page_and_then_the_list(library):
    with app(library) as terminal:
        terminal.wait("Start here")
        terminal.press("\rqq")
        assert terminal.end() == 0
