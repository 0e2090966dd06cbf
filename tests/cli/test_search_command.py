"""`reader search`: the best first, with passages; what has changed is indexed first, where that is little."""

from __future__ import annotations

import pytest

from reader.library.library import Library
from reader.services.search import freshening
from tests.library.making import draft

FACTS = "source: The Bay"


@pytest.fixture
def sea(shell):
    shell.add("Ebb", "Once the tide had turned, and everything else had been said, nobody spoke.", FACTS)
    shell.add("Flow", "The tide, the tide, **the tide**!", FACTS)
    shell.add("[red]Tides[/]\t\x1b[2J of <it>", "A pelican [/]\tsat *there*.")
    return shell


def test_a_pipe_gets_fields_between_tabs_the_best_first(sea):
    lines = [line.split("\t") for line in sea.run("search", "tide").splitlines()]
    assert [line[1:] for line in lines] == [
        ["Flow", "The Bay", "The tide, the tide, the tide!"],
        ["Ebb", "The Bay", "Once the tide had turned, and everything else had been said, nobody spoke."],
    ]
    assert [line.split("\t")[1] for line in sea.run("search", "--newest", "tide").splitlines()] == ["Flow", "Ebb"]
    assert len(sea.run("search", "--limit", "1", "tide").splitlines()) == 1
    assert (sea.code, sea.err) == (0, "")


def test_the_query_language_is_that_of_the_list(sea):
    assert "Ebb" in sea.run("search", "tid*", "-flow", "is:unread")
    assert sea.run("search", '"tide the"').split("\t")[1] == "Flow"
    assert sea.run("search", "nosuchword") == ""
    assert sea.code == 0
    assert sea.run("search", "tide", "is:brokn") == ""
    assert (sea.code, sea.err.startswith("reader: `is:brokn`: is: may be followed by")) == (1, True)


def test_json_has_the_facts_and_where_the_words_stand(sea):
    [found] = sea.json("search", "everything", "nobody")
    passage = found.pop("passage")
    assert [passage["text"][a:b] for a, b in passage["hits"]] == ["everything", "nobody"]
    assert passage["part"] == "text"
    assert [found] == [article for article in sea.json("list") if article["title"] == "Ebb"]
    [found] = sea.json("search", "title:ebb")
    assert found["passage"] is None


def test_uids_are_for_other_commands(sea):
    lines = sea.run("search", "--uids", "tide").splitlines()
    assert lines == [line.split("\t")[0] for line in sea.run("search", "tide").splitlines()]


def test_a_terminal_gets_bold_words_and_nothing_that_obeys_a_text(sea, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    out = sea.run("search", "pelican")
    assert "[red]Tides[/] of <it>" in out
    assert "A \x1b[1mpelican\x1b[0m [/] sat there." in out or "A \x1b[1mpelican\x1b[0m / sat there." in out
    assert out.count("\x1b") == 2
    assert max(len(line) for line in out.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()) <= 40
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in sea.run("search", "pelican")
    assert sea.run("search", "nosuchword") == ""
    assert "Nothing is found." in sea.err


def test_what_is_new_is_found_at_once_and_what_is_much_is_said(shell, monkeypatch):
    shell.add("One", "A pelican.")
    assert "One" in shell.run("search", "pelican")
    monkeypatch.setattr(freshening, "MOST", 100_000)
    with Library.open(shell.library) as library:
        library.articles.add([draft(f"{n}", body=f"pelican {n}") for n in range(60)])
    assert len(shell.run("search", "--limit", "99", "pelican").splitlines()) == 1
    assert freshening.BEHIND in shell.err
    assert len(shell.run("list", "--all", "--texts", "pelican").splitlines()) == 1
    assert freshening.BEHIND in shell.err
    assert len(shell.run("search", "--wait", "--limit", "99", "pelican").splitlines()) == 61
    assert shell.err == ""


def test_a_folder_of_files_is_searched_right_after_it_was_added(shell, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(300):
        (folder / f"{n}.md").write_text(f"# Paper {n}\n\n{'A heron. ' * n}\n\nBird number {n}: a pelican.\n", "utf-8")
    shell.run("add", str(folder))
    assert len(shell.run("search", "--limit", "999", "pelican").splitlines()) == 300
    assert shell.err == ""
    [found] = shell.json("search", '"number 299"')
    assert found["title"] == "Paper 299"


def test_where_nothing_is_indexed_titles_are_searched_and_it_says_so(shell, monkeypatch):
    monkeypatch.setattr(freshening, "MOST", 100_000)
    with Library.open(shell.library) as library:
        library.articles.add([draft(f"Pelican {n}") for n in range(60)])
    assert len(shell.run("search", "--limit", "99", "pelican").splitlines()) == 60
    assert freshening.NOT_YET in shell.err


def test_list_and_export_find_what_is_new_too(sea):
    assert "Ebb" in sea.run("list", "--texts", "nobody")
    sea.add("Neap", "A heron, nobody else.")
    assert len(sea.run("list", "--texts", "nobody").splitlines()) == 2
    assert "Neap" in sea.run("export", "--format", "json", "--texts", "heron")


def test_a_search_that_looks_into_the_texts_is_kept_and_listed(sea):
    sea.run("searches", "keep", "--texts", "Silence", "nobody", "spoke")
    assert "Ebb" in sea.run("list", "--search", "silence")
    [kept] = sea.json("searches")
    assert (kept["full"], kept["count"]) == (True, 1)
