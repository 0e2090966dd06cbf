"""Piping the article at hand to a command: what the command is given, who has the terminal, what is said."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.services.recent import recent_commands, recent_path, remember_command
from reader.ui.piping import words_of
from tests.terminal import Terminal
from tests.ui.lists import text_of, until
from tests.ui.pages import ReadingApp, library_with

BODY = "# A part\n\nThe *water* came back; $(touch owned) `touch owned`."
BACK = "Press any key to go back"


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", "Another text.") as library:
        library.articles.add([Draft("The ferry", BODY, "https://example.org/a?b=c&d=$(id)")])
    return tmp_path / "library"


@pytest.fixture
def told(tmp_path):
    """A program that writes down what it is given, and the file in which it does."""
    program, file = tmp_path / "told.py", tmp_path / "told.json"
    program.write_text(
        "import json, os, sys\n"
        "told = {name: value for name, value in os.environ.items() if name.startswith('READER_')}\n"
        f"json.dump([sys.argv[1:], sys.stdin.read(), told], open({str(file)!r}, 'w'))\n"
    )
    return f"{sys.executable} {program}", file


def app(library: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "reader", "--library", str(library)])


def test_words_are_parted_as_a_shell_does_and_nothing_else_is_done():
    assert words_of("grep -c 'two words' $HOME *.md | wc; x > y") == [
        "grep", "-c", "two words", "$HOME", "*.md", "|", "wc;", "x", ">", "y",
    ]  # fmt: skip
    with pytest.raises(ReaderError, match="The command is not complete: no closing quotation"):
        words_of("grep 'two")


def test_command_lines_are_kept_newest_first_each_once_for_this_person_only():
    for line in ("wc -w", "less", "wc -w", "a\x1b[31m", "  ", "x" * 3000):
        remember_command(line)
    assert recent_commands() == ["wc -w", "less"]
    assert recent_path().stat().st_mode & 0o777 == 0o600
    for number in range(40):
        remember_command(f"echo {number}")
    assert len(recent_commands()) == 20
    recent_path().write_bytes(b"\xff\xfe")
    assert recent_commands() == []


def test_the_command_has_the_terminal_the_text_and_the_facts(library, told, tmp_path):
    command, file = told
    with app(library) as terminal:
        terminal.wait("The ferry")
        terminal.press("|")
        terminal.wait("a command that is given the text")
        terminal.press(f"{command} 'two words' $HOME\r")
        terminal.wait(BACK)
        arguments, text, facts = json.loads(file.read_text())
        assert arguments == ["two words", "$HOME"]
        assert text.strip() == BODY
        assert facts["READER_TITLE"] == "The ferry"
        assert facts["READER_URL"] == "https://example.org/a?b=c&d=$(id)"
        assert facts["READER_LIBRARY"] == str(library)
        assert Path(facts["READER_PATH"]).read_text().endswith(BODY + "\n")
        terminal.press("x")
        terminal.wait("has ended")
        terminal.press("jl")
        terminal.wait("Another text.")
        terminal.press("|")
        terminal.wait(f"↑ {command[:20]}")
        terminal.press("\x1b[A\r")
        terminal.wait(BACK)
        assert json.loads(file.read_text())[1].strip() == "Another text."
        terminal.press("\r")
        terminal.wait("has ended")
        terminal.press("Q")
        assert terminal.end() == 0
    assert not list(tmp_path.rglob("owned"))
    assert not Path("owned").exists()


def test_ctrl_c_ends_the_command_and_not_the_app(library):
    with app(library) as terminal:
        terminal.wait("The ferry")
        terminal.press("|sh -c 'printf %s-%s it begun; exec sleep 60'\r")  # a shell that forks may hear it late
        terminal.wait("it-begun")
        terminal.press("\x03")
        terminal.wait("Ended by signal 2. Press any key")
        terminal.press("\x03")
        terminal.wait("sh could not do it")
        terminal.press("b")
        terminal.wait("Bookmarked")


def test_after_a_pager_there_is_nothing_to_wait_for(library, tmp_path, monkeypatch):
    pager = tmp_path / "pages"
    pager.write_text("#!/bin/sh\ncat\nread key < /dev/tty\n")
    pager.chmod(0o755)
    monkeypatch.setenv("PAGER", f"{pager} -R")
    with app(library) as terminal:
        terminal.wait("The ferry")
        terminal.press(f"|{pager}\r")
        terminal.wait("The *water* came back")
        terminal.press("q\r")
        terminal.wait(lambda text: "The ferry" in text and "The *water* came back" not in text)
        assert BACK not in terminal.text


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nosuchcommand", "There is no command nosuchcommand."),
        ("'open", "The command is not complete: no closing quotation."),
        (f"{os.sep}", "/ could not be begun (permission denied)."),
        ("sh -c 'exit 3'", "sh could not do it: exit code 3."),
    ],
)
def test_what_goes_wrong_is_one_sentence(library, line, sentence):
    with app(library) as terminal:
        terminal.wait("The ferry")
        terminal.press(f"|{line}\r")
        terminal.wait(lambda text: BACK in text or sentence in text)
        if BACK in terminal.text:
            assert "Exit code 3. Press" in terminal.text
            terminal.press(" ")
        terminal.wait(sentence)


async def test_a_text_that_is_not_there_is_not_piped(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([Draft("Later", "", "https://example.org/", waiting=True)])
        app = ReadingApp(library)
        async with app.run_test() as pilot:
            screen = await app.shown(pilot)
            await pilot.press("vertical_line")
            assert screen.bottom.entry == "| "
            await pilot.press(*"wc", "enter")
            await until(pilot, lambda: "has not been fetched yet" in screen.bottom.message)
            await pilot.press("vertical_line", *"wc", "escape")
            assert screen.bottom.entry is None
            assert app.library.articles.listing(ALL)
            assert "wc" not in text_of(screen)
    assert recent_commands() == []
