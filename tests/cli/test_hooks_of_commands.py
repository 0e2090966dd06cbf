"""Hooks run by commands and by the app: once, after the change, whatever is said on the terminal."""

from __future__ import annotations

import json
import sys

import pytest

from reader.services.settings import settings_path
from reader.ui.app import ReaderApp
from tests.ui.lists import library_of, until


@pytest.fixture
def told(tmp_path):
    """What hooks were given, a line each; and the settings that have them write it down."""
    file, program = tmp_path / "told.jsonl", tmp_path / "hook.py"
    program.write_text(
        f"import json, sys\nopen({str(file)!r}, 'a').write(json.dumps([sys.argv[1:], json.load(sys.stdin)]) + '\\n')\n"
    )
    words = json.dumps([sys.executable, str(program), "{title}"])
    settings_path().write_text(f"[hooks]\nadded = [{words}]\nbookmarked = [{words}]\nmost = 5\n")
    return lambda: [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_adding_and_bookmarking_run_hooks_and_undo_does_not(shell, told):
    uid = shell.add("Tides")
    [[[title], facts]] = told()
    assert (title, facts["event"], facts["uid"]) == ("Tides", "added", uid)
    shell.run("bookmark", uid)
    shell.run("bookmark", uid)
    shell.run("undo")
    shell.run("redo")
    shell.run("list")
    assert [facts["event"] for _, facts in told()] == ["added", "bookmarked"]
    assert shell.err == ""


def test_a_burst_is_said_and_runs_none(shell, told, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.md").write_text(f"# {number}\n\nText {number}.")
    out = shell.run("add", folder)
    assert out.count("Added: ") == 6
    assert (shell.code, shell.err) == (0, "reader: 6 articles were added at once: no hook was run for them.\n")
    assert told() == []


def test_a_hook_that_fails_is_one_sentence_and_the_change_stays(shell):
    settings_path().write_text('[hooks]\nadded = [["nosuchcommand"], ["nosuchcommand"], ["false"]]\n')
    uid = shell.add("Tides")
    assert shell.code == 0
    assert "no command nosuchcommand" in shell.err or "The hook false could not do it" in shell.err
    assert shell.err.count("\n") == 1
    assert shell.json("list")[0]["uid"] == uid


def test_the_app_is_told_in_its_last_line(shell, tmp_path):
    settings_path().write_text('[hooks]\nadded = [["nosuchcommand"]]\n')
    (tmp_path / "a.md").write_text("# Tides\n\nText.")
    lines = [json.loads(line) for line in shell.run("add", "--progress", tmp_path / "a.md").splitlines()]
    assert lines[-1] == {"problem": "There is no command nosuchcommand to be run as a hook."}
    assert "sentence" in lines[-2]


def test_a_settings_file_that_is_wrong_is_said(shell):
    settings_path().write_text('[hooks]\nadded = [["sh", "-c", "echo {title}"]]\n')
    shell.add("Tides")
    assert shell.err.count("\n") == 1
    assert "use $READER_TITLE" in shell.err


async def test_a_key_in_the_app_runs_hooks_and_says_what_went_wrong(tmp_path, told):
    with library_of(tmp_path / "library", ["The ferry", "The tide"]) as library:
        app = ReaderApp(library)
        async with app.run_test() as pilot:
            await until(pilot, lambda: len(app.list.rows) == 2)
            await pilot.press("b")
            await until(pilot, lambda: [facts["title"] for _, facts in told()] == ["The ferry"])
            await pilot.press("u", "U")
            settings_path().write_text('[hooks]\nbookmarked = [["nosuchcommand"]]\n')
            await pilot.press("b", "b")
            await until(pilot, lambda: "no command nosuchcommand" in app.list.bottom.message)
    assert len(told()) == 1
