"""Highlights, marks, notes and addresses on the command line, each as a person uses it."""

import io
import json
import sys

import pytest

BODY = "# Tides\n\nThe *water* came back twice. Nobody saw it.\n\nAn ebb, [they say](https://example.org/e), is slow."


@pytest.fixture
def uid(shell):
    return shell.add("Tides", BODY, "url: https://example.org/tides\nauthor: J. Doe")


@pytest.fixture
def stdin(monkeypatch):
    def hold(text):
        data = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return hold


def test_a_passage_is_highlighted_by_its_words(shell, uid):
    out = shell.run("highlights", "add", uid[:6], "the WATER came back", "--colour", "blue", "--tag", "#sea")
    assert out.startswith("Highlighted: “The water came back” (")
    [found] = shell.json("highlights")
    assert (found["article"], found["title"]) == (uid, "Tides")
    assert (found["text"], found["colour"], found["tags"]) == ("The water came back", "blue", ["sea"])
    assert shell.json("highlights", uid) == shell.json("highlights", "list", uid) == [found]
    assert shell.run("highlights").split("\t")[:3] == [found["uid"], uid, "blue"]
    assert shell.json("highlights", "--tag", "sea") == shell.json("highlights", "--colour", "blue") == [found]
    assert shell.json("highlights", "--colour", "red") == []


def test_a_passage_may_go_over_several_paragraphs(shell, uid):
    [made] = shell.json("highlights", "add", uid, "Nobody saw it.\n\nAn ebb, they say, is slow.")
    assert made["text"] == "Nobody saw it.\n\nAn ebb, they say, is slow."


def test_words_that_stand_nowhere_are_said(shell, uid):
    assert shell.run("highlights", "add", uid, "zebra crossing") == ""
    assert (shell.code, shell.err.count("\n")) == (1, 1)
    assert "do not stand in “Tides”" in shell.err
    assert shell.json("highlights") == []


def test_a_highlight_is_changed_and_every_change_can_be_taken_back(shell, uid, stdin):
    [made] = shell.json("highlights", "add", uid, "Nobody saw it", "--note", "really?")
    name = made["uid"][:8]
    assert made["note"] == "really?"
    stdin("two\n\nlines\n")
    assert shell.run("highlights", "note", name, "-") == f"Note kept: “Nobody saw it” ({name})\n"
    assert shell.json("highlights")[0]["note"] == "two\n\nlines"
    assert shell.json("highlights", "colour", "red", name)[0]["colour"] == "red"
    assert shell.json("highlights", "tag", name, "--add", "who", "--add", "sea")[0]["tags"] == ["who", "sea"]
    assert shell.json("highlights", "tag", name, "--remove", "who")[0]["tags"] == ["sea"]
    assert shell.run("highlights", "remove", name).startswith("Deleted: ")
    assert shell.json("highlights") == []
    shell.run("undo")
    assert shell.json("highlights")[0]["tags"] == ["sea"]
    shell.run("undo")
    assert shell.json("highlights")[0]["tags"] == ["who", "sea"]


def test_a_highlight_that_is_not_there_is_said_and_nothing_changes(shell, uid):
    [made] = shell.json("highlights", "add", uid, "Nobody saw it")
    for argv in (["note", "zz", "x"], ["colour", "red", made["uid"], "zz"], ["remove", made["uid"], "zz"]):
        shell.run("highlights", *argv)
        assert (shell.code, shell.err.count("\n")) == (1, 1)
    assert shell.json("highlights") == [made]
    shell.run("highlights", "colour", "pink", made["uid"])
    assert shell.code == 2


def test_marks_are_set_listed_and_taken_away(shell, uid):
    assert shell.run("marks", "set", "a", uid, "saw it") == "Marked a: “Nobody saw it.”\n"
    shell.run("marks", "set", "T", uid, "An ebb")
    assert [mark["letter"] for mark in shell.json("marks")] == ["T", "a"]
    assert [mark["sentence"] for mark in shell.json("marks", uid)][1] == "Nobody saw it."
    assert shell.run("marks").splitlines()[1].startswith(f"a\t{uid}\t")
    shell.run("marks", "remove", "a")
    assert (shell.code, "name it, too" in shell.err) == (1, True)
    assert shell.json("marks", "remove", "T")[0]["letter"] == "T"
    assert shell.run("marks", "remove", "a", uid) == "Mark taken away: a: “Nobody saw it.”\n"
    assert shell.json("marks") == []
    shell.run("undo")
    assert len(shell.json("marks")) == 1
    for argv in (["set", "7", uid, "An ebb"], ["remove", "Z"]):
        shell.run("marks", *argv)
        assert (shell.code, shell.err.count("\n")) == (1, 1)


def test_a_note_is_written_shown_continued_and_taken_away(shell, uid, stdin):
    assert shell.run("note", uid) == ""
    assert shell.run("note", uid, "Read again.") == "Note kept: Tides\n"
    assert shell.run("note", uid) == "Read again.\n"
    stdin("And\x1b[31m again.\n")
    shell.run("note", uid, "-", "--append")
    assert shell.json("note", uid) == {"uid": uid, "title": "Tides", "note": "Read again.\n\nAnd again."}
    assert shell.json("show", uid)["note"] == "Read again.\n\nAnd again."
    assert shell.run("note", uid, "") == "Note taken away: Tides\n"
    assert shell.json("note", uid)["note"] is None
    shell.run("undo")
    assert shell.run("note", uid) == "Read again.\n\nAnd again.\n"
    stdin(b"\xff\xfe no text")
    shell.run("note", uid, "-")
    assert (shell.code, shell.err) == (1, "reader: Standard input holds no text in UTF-8.\n")


def test_an_address_is_opened_in_the_browser_or_printed(shell, uid, monkeypatch):
    opened = []

    class Browser:
        def open(self, url):
            opened.append(url)
            return True

    monkeypatch.setattr("webbrowser.get", Browser)
    assert shell.run("open", uid[:5]) == "Opened: https://example.org/tides\n"
    assert shell.run("open", uid, "--print") == "https://example.org/tides\n"
    assert shell.json("open", uid, "--print") == [{"uid": uid, "url": "https://example.org/tides"}]
    assert opened == ["https://example.org/tides"]
    other = shell.add("No address", "Some other text.")
    shell.run("open", uid, other)
    assert (shell.code, len(opened)) == (1, 1)


def test_links_and_a_citation_are_shown(shell, uid):
    assert shell.run("show", uid, "--links") == "https://example.org/e\tthey say\n"
    assert shell.run("show", uid, "--citation").startswith("J. Doe, [Tides](https://example.org/tides)")


def test_what_list_prints_may_be_handed_on(shell, uid, stdin):
    shell.add("Ebb", "About the ebb.")
    stdin(shell.run("list"))
    assert len(shell.json("read", "-")) == 2
    assert shell.json("list", "--unread") == []
    stdin(f"{uid}\n\n")
    assert [article["uid"] for article in shell.json("tag", "-", "+sea")] == [uid]


def test_every_shelf_of_the_app_is_listed(shell, uid):
    assert shell.json("list", "--waiting") == []
    shell.run("list", "--feed", "none")
    assert (shell.code, shell.err.count("\n")) == (1, 1)


def test_feeds_are_changed_with_json(shell, tmp_path):
    opml = tmp_path / "f.opml"
    opml.write_text('<opml version="2.0"><body><outline text="Bay" xmlUrl="https://bay.example/f"/></body></opml>')
    shell.run("feed", "import", opml)
    assert shell.json("feed", "pause", "Bay")[0]["health"] == "paused"
    assert shell.json("feed", "resume", "Bay")[0]["name"] == "Bay"
    assert shell.json("feed", "rename", "Bay", "The Bay")[0]["name"] == "The Bay"
    assert shell.json("feed", "tag", "Bay", "--add", "sea")[0]["tags"] == ["sea"]
    assert shell.json("feed", "set", "Bay", "--cap", "3")[0]["cap"] == 3
    assert shell.json("list", "--feed", "The Bay") == []
    assert shell.json("feed", "remove", "Bay")[0]["name"] == "The Bay"
    assert shell.json("feed", "list") == []


def test_the_library_may_be_named_anywhere(shell, uid, tmp_path):
    here = str(shell.library)
    elsewhere = tmp_path / "elsewhere"
    for argv in (["highlights", "--library", here], ["highlights", "list", f"--library={here}"], ["marks"]):
        shell.library = elsewhere if "marks" not in argv else here
        assert json.loads(shell.run(*argv, "--json")) == []
        assert shell.code == 0


def test_a_library_may_be_called_like_a_command(shell, uid, monkeypatch):
    from reader.cli.main import main

    monkeypatch.chdir(shell.library.parent)
    shell.library.rename(shell.library.with_name("marks"))
    assert main(["--library", "marks", "marks", "--json"]) == 0
