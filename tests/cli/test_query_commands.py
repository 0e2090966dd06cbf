"""Queries and saved searches on the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.fixture
def sea(shell):
    """Three articles, one of them tagged, one of them read."""
    uids = {name: shell.add(name, f"About {name}.", tags) for name, tags in (
        ("Ebb", "tags: [sea/tides]"), ("Flow draft", "tags: [sea]"), ("Neap", 'tags: ["long read"]'),
    )}  # fmt: skip
    shell.run("read", uids["Neap"])
    return shell


def titles(shell, *argv):
    return sorted(line.split("\t")[3] for line in shell.run("list", *argv).splitlines())


@pytest.mark.parametrize(("argv", "expected"), [
    (["tag:sea"], ["Ebb", "Flow draft"]),
    (["tag:sea", "-draft"], ["Ebb"]),
    (["-draft"], ["Ebb", "Neap"]),
    (["-tag:sea"], ["Neap"]),
    (["-tag:sea", "--unread"], []),
    (["--all", "-draft", "--sort", "oldest"], ["Ebb", "Neap"]),
    (["is:unread", "ebb", "or", "neap"], ["Ebb", "Neap"]),
    (["is:unread (ebb or neap)"], ["Ebb"]),
    (['tag:"long read"'], ["Neap"]),
    (["flow dr"], ["Flow draft"]),
    (["added:today"], []),
    (["--tag", "sea", "flow"], ["Flow draft"]),
    (["--", "-draft"], ["Ebb", "Neap"]),
])  # fmt: skip
def test_list_takes_queries(sea, argv, expected):
    found = titles(sea, *argv)
    assert found == expected or (argv == ["added:today"] and len(found) == 3)


def test_a_wrong_query_is_one_sentence_that_says_where(sea):
    assert sea.run("list", "ebb", "minutes:long") == ""
    assert sea.code == 1
    assert sea.err == "reader: `minutes:long`: minutes is a number, such as minutes:<10.\n"
    sea.run("list", "(ebb")
    assert sea.err == "reader: `(`: this ( is not closed.\n"


def test_export_takes_queries(sea):
    out = sea.run("export", "--format", "json", "tag:sea", "-draft")
    assert sea.code == 0
    assert "Ebb" in out
    assert "Flow" not in out
    sea.run("searches", "keep", "Sea", "tag:sea")
    assert "Neap" not in sea.run("export", "--format", "json", "--search", "sea")


def test_words_are_looked_for_in_texts_where_that_is_wanted(sea):
    assert titles(sea, "about") == []
    assert titles(sea, "--texts", "about", "-flow", "is:unread") == ["Ebb"]
    assert "Flow" in sea.run("export", "--format", "json", "--texts", '"about flow"')


def test_searches_are_kept_listed_renamed_and_removed(sea):
    assert sea.run("searches", "keep", "At sea", "tag:sea", "-draft") == "Kept: “At sea”\n"
    assert sea.run("searches") == "At sea\t1\ttag:sea -draft\n"
    assert titles(sea, "--search", "at") == ["Ebb"]
    assert titles(sea, "--search", "At sea", "flow") == []
    [made] = sea.json("searches", "list")
    assert (made["name"], made["query"], made["count"]) == ("At sea", "tag:sea -draft", 1)
    assert sea.run("searches", "rename", "at", "Sea") == "Renamed: “Sea”\n"
    sea.run("searches", "keep", "Other", "ebb")
    sea.run("searches", "rename", "Other", "sea")
    assert sea.err == "reader: There is a search “Sea” already. Take another name.\n"
    assert sea.run("searches", "remove", "Sea") == "Removed: “Sea”\n"
    assert sea.run("undo")
    assert [search["name"] for search in sea.json("searches")] == ["Other", "Sea"]


def test_what_cannot_be_understood_is_not_kept(sea):
    sea.run("searches", "keep", "Odd", "minutes:long")
    assert (sea.code, sea.run("searches")) == (1, "")
    sea.run("searches", "keep", " ", "ebb")
    assert sea.err == "reader: A saved search needs a name.\n"
    sea.run("list", "--search", "nothing")
    assert sea.err == "reader: There is no saved search nothing. `reader searches` shows them.\n"


def test_a_list_without_a_query_loads_nothing_of_it(sea):
    code = (
        "import sys, reader.cli.main as cli\n"
        "cli.main(['--library', sys.argv[1], 'list', *sys.argv[2:]])\n"
        "print([name for name in sys.modules if 'search' in name and name.startswith('reader.services')])"
    )
    nothing, little = "[]", "['reader.services.search', 'reader.services.search.plain_words']"
    for argv, loaded in (
        ([], nothing), (["--all"], nothing), (["--unread"], nothing), (["--tag", "sea"], nothing), (["ebb"], little),
    ):  # fmt: skip
        command = [sys.executable, "-c", code, str(sea.library), *argv]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == loaded
