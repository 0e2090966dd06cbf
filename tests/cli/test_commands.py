"""The other commands, each as a person uses it."""

import json

import pytest

from reader.cli.main import main
from reader.cli.parsing import COMMANDS
from reader.cli.place import VARIABLE

BODY = "# A part\n\nThe *water* came back, see [the ebb](https://example.org/e).\n\n> Quoted."


def test_show_prints_linear_text_for_pipes(shell):
    uid = shell.add("Tides", BODY, "author: J. Doe\ndate: 2018-10-15")
    out = shell.run("show", uid[:6])
    assert out == shell.run("show", uid, "--plain")
    assert out.startswith("Tides\nJ. Doe · 15 October 2018 · 1 min\n")
    assert "The water came back, see the ebb [1]." in out
    assert shell.run("show", uid, "--markdown") == BODY + "\n"


def test_show_says_when_there_is_no_such_article(shell):
    shell.add("Tides")
    assert shell.run("show", "ffffffff") == ""
    assert (shell.code, shell.err) == (1, "reader: No article has the uid ffffffff. `reader list` shows them.\n")


@pytest.mark.parametrize(
    ("command", "back", "key", "after"),
    [
        ("bookmark", "--off", "bookmarked", True),
        ("archive", "--inbox", "archived", True),
        ("read", "--unread", "state", "read"),
    ],
)
def test_a_change_its_opposite_and_its_undo(shell, command, back, key, after):
    uid = shell.add("Tides")
    [before] = shell.json("list", "--all")
    assert shell.run(command, uid[:5]).endswith(": Tides\n")
    [article] = shell.json("list", "--all")
    assert article[key] == after
    shell.run(command, uid, back)
    assert shell.json("list", "--all")[0][key] == before[key]
    shell.run("undo")
    assert shell.json("list", "--all")[0][key] == article[key]
    assert shell.run("undo").startswith("Undone: ")
    assert shell.json("list", "--all")[0][key] == before[key]
    assert shell.run("redo").startswith("Done again: ")
    assert shell.json("list", "--all")[0][key] == article[key]


def test_removing_is_putting_into_the_bin(shell):
    uid = shell.add("Tides")
    assert shell.run("remove", uid) == "In the Bin: Tides\n"
    assert shell.run("list", "--all") == ""
    shell.run("remove", uid, "--restore")
    assert len(shell.json("list")) == 1


def test_several_articles_change_together_or_not_at_all(shell):
    uids = [shell.add(title, f"About {title}.") for title in ("Ebb", "Flow")]
    shell.run("bookmark", *uids, "nothing")
    assert shell.code == 1
    assert shell.json("list", "--bookmarks") == []
    assert shell.run("bookmark", *uids).splitlines() == ["Bookmarked: Ebb", "Bookmarked: Flow"]
    assert shell.run("undo") == "Undone: bookmark, 2 articles\n"


def test_tags_are_given_and_taken_with_signs(shell):
    uid = shell.add("Tides", front_matter="tags: [slow]")
    assert shell.run("tag", uid, "+sea", "-slow", "+#long read") == "+sea +long read -slow: Tides\n"
    assert shell.json("list")[0]["tags"] == ["sea", "long read"]
    assert shell.json("tag", uid, "--remove", "sea", "--add=-odd")[0]["tags"] == ["long read", "-odd"]
    assert shell.json("tag") == {"-odd": 1, "long read": 1}
    shell.run("tag", uid)
    assert (shell.code, shell.err.count("\n")) == (1, 1)


def test_nothing_to_undo_is_said_and_is_no_success(shell):
    uid = shell.add("Tides")
    shell.run("undo")
    shell.run("undo")
    assert (shell.code, shell.err) == (1, "reader: There is nothing to undo.\n")
    shell.run("redo")
    assert shell.json("redo") if shell.code else True
    assert shell.json("list")[0]["uid"] == uid


def test_the_doctor_says_what_it_found(shell):
    shell.add("Tides")
    assert shell.run("doctor").startswith("fine: ")
    assert shell.code == 0
    (shell.library / "library.json").write_text("{")
    shell.run("doctor")
    assert shell.code == 1
    shell.run("doctor", "--repair")
    assert shell.code == 0
    assert shell.json("doctor")["findings"]
    assert [article["title"] for article in shell.json("list", "--all")] == ["Tides"]


def test_the_library_is_where_it_is_said_to_be(shell, monkeypatch, capsys, tmp_path):
    assert shell.run("path") == f"{shell.library}\n"
    assert shell.json("path") == {"path": str(shell.library)}
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    capsys.readouterr()
    assert main(["path"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'elsewhere'}\n"
    assert main(["path", "--library", str(tmp_path / "here")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'here'}\n"
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["path"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("reader")


NEEDS_NO_LIBRARY = ("add", "import", "list", "path", "extract", "feed", "settings", "completion", "complete", "manual")


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in NEEDS_NO_LIBRARY])
def test_without_a_library_a_command_fails_in_a_sentence_and_makes_none(shell, command):
    alone = ("undo", "redo", "history", "doctor", "refresh", "index", "searches", "tags", "rules")
    uids = [] if command in alone else ["a1"]
    more = {"tag": ["+x"], "export": ["--format", "json"]}.get(command, [])
    uids = ["12"] if command == "queue" else uids
    shell.run(command, *uids, *more)
    assert shell.code == 1
    assert not shell.library.exists()


@pytest.mark.parametrize(
    "argv", [["nosuch"], ["list", "--nosuch"], ["show"], ["list", "--limit", "-1"], ["list", "--limit", "x"], ["add"]]
)
def test_wrong_use_is_2_and_says_how(shell, argv):
    assert shell.run(*argv) == ""
    assert shell.code == 2
    assert shell.err.startswith("usage: reader")


def test_wrong_use_echoes_no_escape(shell):
    shell.run("list", "--\x1b]0;owned\x07\x1b[31mred")
    assert shell.code == 2
    assert shell.err.replace("\n", "").isprintable()


@pytest.mark.parametrize("argv", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_every_command_explains_itself(shell, argv):
    out = shell.run(*argv)
    assert shell.code == 0
    assert out.startswith("usage: reader")
    assert all(len(line) <= 100 for line in out.splitlines())


def test_the_version_is_printed(shell):
    assert shell.run("--version").startswith("reader 0.")


def test_no_escape_of_a_hostile_library_reaches_the_output(shell):
    uid = shell.add("Tides", "Some text.", "tags: [x]")
    hostile = "a\x1b]0;owned\x07\x1b[31m\x9b2J\u202eb"
    snapshot = shell.library / "library.json"
    shell.run("doctor")
    data = json.loads(snapshot.read_text())
    articles = data["articles"] or {"1": {"uid": uid, "title": ""}}
    for document in articles.values():
        document.update(title=hostile, source=hostile, author=hostile, tags=[hostile])
    data["articles"] = articles
    (shell.library / "journal.jsonl").unlink(missing_ok=True)
    snapshot.write_text(json.dumps(data, ensure_ascii=False))
    [body] = shell.library.glob("articles/*/*.md")
    body.write_text(f"---\nuid: x\n---\n{hostile}\n", encoding="utf-8")
    for argv in (
        ["list"],
        ["list", "--json"],
        ["show", uid],
        ["show", uid, "--json"],
        ["bookmark", uid],
        ["tag"],
        ["undo"],
    ):
        out = shell.run(*argv) + shell.err
        assert shell.code == 0, shell.err
        assert not set(out) & set("\x1b\x07\x9b\u202e\x00"), argv
    assert shell.json("show", uid)["title"] == hostile
