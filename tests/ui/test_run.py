"""Running the app: making a library, and the sentence when that cannot be."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.library.library import Library
from reader.ui import run as module
from tests.terminal import Terminal


def test_a_library_that_cannot_be_opened_is_one_sentence_and_exit_code_1(tmp_path: Path, capsys):
    (tmp_path / "letter.txt").write_text("not a library", encoding="utf-8")
    assert module.run(tmp_path) == 1
    said = capsys.readouterr().err
    assert said.startswith("reader: ")
    assert said.count("\n") == 1
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "not a library"


def test_a_new_library_is_filled_once(tmp_path: Path, monkeypatch):
    filled = []
    monkeypatch.setattr("reader.services.starter.fill", filled.append)
    monkeypatch.setattr(module, "show", lambda library: 0)
    assert module.run(tmp_path / "library") == 0
    assert module.run(tmp_path / "library") == 0
    assert len(filled) == 1


def test_notices_are_said_when_the_app_has_ended(tmp_path: Path, monkeypatch, capsys):
    def show(library: Library) -> int:
        library.notices.append("The library was made by a newer reader.\x1b[2J")
        return 7

    monkeypatch.setattr("reader.services.starter.fill", lambda library: 0)
    monkeypatch.setattr(module, "show", show)
    assert module.run(tmp_path / "library") == 7
    assert capsys.readouterr().err == "reader: The library was made by a newer reader.\n"


def test_the_app_starts_on_a_new_library_and_leaves_with_0(tmp_path: Path):
    with Terminal([sys.executable, "-m", "reader", "--library", str(tmp_path / "library")]) as terminal:
        terminal.wait("keys", 15)
        terminal.press("q")
        assert terminal.end(10) == 0
    with Library.open(tmp_path / "library", create=False) as library:
        assert not library.created
