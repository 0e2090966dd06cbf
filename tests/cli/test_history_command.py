"""`reader history`: what was done and when, for people, pipes and programs."""

from __future__ import annotations

import pytest


@pytest.fixture
def busy(shell):
    shell.uid = shell.add("Tides")
    shell.run("bookmark", shell.uid)
    shell.run("archive", shell.uid)
    shell.run("undo")
    return shell


def test_a_pipe_gets_a_line_a_change_the_last_first(busy):
    lines = [line.split("\t") for line in busy.run("history").splitlines()]
    assert [fields[1:] for fields in lines] == [
        ["archived “Tides”", "1", "taken back"],
        ["bookmarked “Tides”", "1", ""],
        ["added “Tides”", "1", ""],
    ]
    assert lines[0][0] >= lines[1][0] >= "2020"


def test_a_person_gets_words(busy, monkeypatch):
    monkeypatch.setattr("reader.cli.commands.history.on_terminal", lambda: True)
    assert busy.run("history", "--limit", "2").splitlines() == [
        "just now    archived “Tides” · taken back",
        "just now    bookmarked “Tides”",
    ]


def test_a_program_gets_objects(busy):
    first, *others = busy.json("history")
    assert first | {"at": "", "device": ""} == {
        "at": "",
        "did": "archived “Tides”",
        "label": "archive",
        "device": "",
        "articles": 1,
        "uids": [busy.uid],
        "undone": True,
    }
    assert len(others) == 2


@pytest.mark.parametrize("limit", ["-1", "x"])
def test_a_strange_limit_is_wrong_use(busy, limit):
    busy.run("history", "--limit", limit)
    assert busy.code == 2


def test_of_a_new_library_there_is_nothing(shell, monkeypatch):
    shell.run("remove", shell.add("Tides"))
    for _ in range(3):
        shell.run("undo")
    assert {change["undone"] for change in shell.json("history")} == {True}
