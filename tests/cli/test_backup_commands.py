"""`reader backup` and `reader restore`, as a person types them."""

from __future__ import annotations


def test_a_backup_is_written_and_restored_into_another_library(shell, tmp_path):
    shell.add("Ebb")
    file = tmp_path / "all.tar.gz"
    assert "1 article" in shell.run("backup", file)
    shell.library = tmp_path / "other"
    assert shell.run("restore", file) == "Restored: 1 article\n"
    assert "Ebb" in shell.run("list")


def test_daily_backups_are_made_listed_and_restored(shell):
    shell.add("Ebb")
    assert shell.run("restore") == "There are no daily backups yet.\n"
    shell.run("backup", "--daily")
    day = shell.run("restore").split()[0]
    shell.add("Flood")
    out = shell.run("restore", day)
    assert out.startswith("Restored: 1 article\n")
    assert "Flood" not in shell.run("list")
    before = out.rpartition("`reader restore ")[2].partition("`")[0]
    assert shell.run("restore", before).startswith("Restored: 2 articles\n")
    assert shell.json("backup", "--daily")["file"] is None, "one a day is enough"


def test_what_is_no_backup_is_one_sentence(shell):
    shell.run("restore", "2001-01-01")
    assert shell.code == 1
    assert shell.err == "reader: There is no backup 2001-01-01. `reader restore` lists the daily ones.\n"


def test_a_backup_needs_a_name(shell):
    shell.run("backup")
    assert shell.code == 2
