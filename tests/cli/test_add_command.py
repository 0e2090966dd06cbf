"""`reader add` and `reader extract`."""

import io
import os
import sys
from pathlib import Path

import pytest

TEXT = "Tides\n\nThe water came back.\n\nSource: The Bay\n"


def test_what_was_added_is_said_by_title(shell, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    uid = shell.json("extract", tmp_path / "a.txt")["uid"]
    assert shell.run("add", tmp_path / "a.txt") == f"Added: Tides ({uid[:8]})\n"
    assert shell.run("add", tmp_path / "a.txt") == f"Already there: Tides ({uid[:8]})\n"
    assert shell.code == 0


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_what_is_no_text_is_one_sentence_and_nothing_stored(shell, tmp_path, data):
    (tmp_path / "a.bin").write_bytes(data)
    assert shell.run("add", tmp_path / "a.bin") == ""
    assert shell.code == 1
    assert shell.err.count("\n") == 1
    assert shell.run("list", "--all") == ""


def test_one_bad_file_does_not_stop_the_others(shell, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(TEXT)
    assert shell.run("add", tmp_path / "bad.txt", tmp_path / "good.txt").startswith("Added: Tides")
    assert (shell.code, shell.err) == (1, f"reader: {tmp_path / 'bad.txt'} is empty.\n")


def test_a_folder_of_many_is_counted(shell, tmp_path):
    (tmp_path / "notes").mkdir()
    for number in range(30):
        (tmp_path / "notes" / f"{number}.md").write_text(f"# Note {number}\n\nText.")
    assert shell.run("add", tmp_path / "notes") == "Added: 30 articles\n"
    assert shell.err == ""


def test_standard_input_is_added(shell, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("utf-16"))))
    assert shell.run("add", "-").startswith("Added: Tides")
    assert shell.json("list")[0]["source"] == "The Bay"


def test_json_says_what_became_of_every_text(shell, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    first = shell.json("add", tmp_path / "a.txt", tmp_path / "gone.txt")
    assert [article["title"] for article in first["added"]] == ["Tides"]
    assert first["failed"] == [
        {"name": str(tmp_path / "gone.txt"), "problem": f"{tmp_path / 'gone.txt'} does not exist."}
    ]
    shell.run("remove", first["added"][0]["uid"])
    assert [article["title"] for article in shell.json("add", tmp_path / "a.txt")["restored"]] == ["Tides"]


def test_an_interrupt_ends_with_130_and_says_what_stays(shell, tmp_path, monkeypatch):
    def interrupted(library, paths, on_step, url=""):
        report = Report()
        report.stopped = True
        return report

    from reader.services.adding import add
    from reader.services.adding.report import Report

    monkeypatch.setattr(add, "add_paths", interrupted)
    shell.run("add", tmp_path)
    assert (shell.code, shell.err) == (130, "reader: Stopped; what had been added stays in the library.\n")


def test_extract_prints_the_markdown_and_stores_nothing(shell, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT.replace("came", "*came*"))
    assert shell.run("extract", tmp_path / "a.txt") == "The water \\*came\\* back.\n"
    assert not shell.library.exists()


def test_a_file_name_full_of_escapes_is_harmless(shell, tmp_path):
    name = os.fsencode(tmp_path) + b"/\x1b]0;owned\x07\x1b[31m\xff.txt"
    Path(os.fsdecode(name)).write_bytes(b"")
    shell.run("add", os.fsdecode(name))
    assert shell.code == 1
    assert shell.err.rstrip("\n").isprintable()
