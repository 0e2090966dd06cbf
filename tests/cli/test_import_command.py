"""`reader import` and exports among what is added, as a person types them."""

from __future__ import annotations

import pytest

TABLE = "title,url,time_added,tags,status\nTides,https://example.org/tides,1712345678,sea,unread\nx,place:q,1,,unread\n"


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "whatever.csv"
    path.write_text(TABLE)
    return path


def test_a_rehearsal_says_what_would_be_and_changes_nothing(shell, export):
    out = shell.run("import", "--dry-run", export)
    assert out.splitlines()[:2] == ["Pocket: 2 entries read", "· new: 1"]
    assert "Nothing has been changed" in out
    assert "row 3 has an address that begins with place:" in shell.err
    assert shell.run("list", "--all") == ""


def test_an_import_is_told_and_undone(shell, export):
    assert "· new: 1" in shell.run("import", export)
    assert shell.code == 0
    assert "Tides" in shell.run("list")
    assert shell.run("undo") == "Undone: import, 1 article\n"
    assert shell.run("list") == ""


def test_the_report_as_an_object(shell, export):
    report = shell.json("import", export)
    assert (report["read"], report["new"], report["waiting"], report["skipped"]) == (2, 1, 1, 1)
    assert report["programs"] == {"Pocket": 2}
    assert report["examples"][0]["where"] == "row 3"


def test_adding_knows_an_export_and_takes_texts_beside_it(shell, export, tmp_path):
    text = tmp_path / "ebb.md"
    text.write_text("# Ebb\n\nThe water left.\n")
    out = shell.run("add", export, text)
    assert "Added: Ebb" in out
    assert "Pocket: 2 entries read" in out
    assert {article["title"] for article in shell.json("list", "--all")} == {"Ebb", "Tides"}


def test_what_cannot_be_imported_is_a_sentence_and_a_failure(shell, tmp_path):
    (tmp_path / "note.bin").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    shell.run("import", tmp_path / "note.bin")
    assert shell.code == 1
    assert "is no export that is known here." in shell.err
