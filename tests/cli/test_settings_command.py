"""`reader settings`: the same file as the app's, with what a person wrote in it."""

import subprocess
import sys

import pytest

from reader.domain.settings import SETTINGS
from reader.services.settings import load, settings_path


def test_all_settings_are_listed_with_their_values(shell):
    lines = shell.run("settings").splitlines()
    assert [line.split("\t")[0] for line in lines] == [setting.name for setting in SETTINGS]
    assert "page.airy\tfalse" in lines
    assert shell.run("settings", "list").splitlines() == lines
    said = {setting["name"]: setting for setting in shell.json("settings")}
    assert said["page.measure"]["value"] == said["page.measure"]["default"] == 0
    assert not shell.library.exists()


@pytest.mark.parametrize(
    ("name", "typed", "value", "shown"),
    [
        ("look.theme", "sepia", "sepia", "sepia"),
        ("page.measure", "58", 58, "58"),
        ("page.airy", "yes", True, "true"),
        ("access.mouse", "off", False, "false"),
    ],
)
def test_a_setting_is_chosen_shown_and_let_go(shell, name, typed, value, shown):
    assert shell.run("settings", "set", name, typed) == f"{name} = {shown}\n"
    assert shell.run("settings", "get", name) == f"{shown}\n"
    assert shell.json("settings", "get", name)["value"] == value
    assert shell.json("settings", "unset", name)["value"] != value
    assert load(settings_path())[1] == []


def test_comments_stay(shell):
    settings_path().write_text("# mine\n[page]\nmeasure = 50 # short\n", encoding="utf-8")
    shell.run("settings", "set", "page.airy", "true")
    assert settings_path().read_text(encoding="utf-8") == "# mine\n[page]\nmeasure = 50 # short\nairy = true\n"


@pytest.mark.parametrize(
    ("name", "value"), [("page.measure", "7"), ("page.measure", "x"), ("page.airy", "perhaps"), ("look.theme", "pink")]
)
def test_what_a_setting_cannot_be_is_wrong_use(shell, name, value):
    assert shell.run("settings", "set", name, value) == ""
    assert (shell.code, shell.err.count("\n")) == (2, 1)
    assert f"{name} must be" in shell.err
    assert not settings_path().exists()


def test_a_setting_that_is_not_there_is_wrong_use(shell):
    shell.run("settings", "get", "page.columns")
    assert shell.code == 2


def test_a_file_that_cannot_be_written_is_a_sentence(shell):
    settings_path().mkdir()
    shell.run("settings", "set", "page.airy", "true")
    assert shell.code == 1
    assert "cannot be changed" in shell.err
    assert "until you leave" not in shell.err


def test_where_the_file_is(shell):
    assert shell.run("settings", "path") == f"{settings_path()}\n"
    assert shell.json("settings", "path") == {"path": str(settings_path())}


def test_the_keys_are_listed_as_they_are_now(shell):
    rows = [line.split("\t") for line in shell.run("settings", "keys").splitlines()]
    assert ["everywhere.archive", "e", "Archive the article, or put it back into the inbox."] in [
        row[:3] for row in rows
    ]
    settings_path().write_text('[keys]\narchive = "E"\n"page.back" = []\n', encoding="utf-8")
    keys = {command["id"]: command["keys"] for command in shell.json("settings", "keys")["commands"]}
    assert (keys["everywhere.archive"], keys["page.back"]) == (["E"], [])
    assert (shell.code, shell.err) == (0, "")


def test_what_is_wrong_with_keys_is_said_and_fails(shell):
    settings_path().write_text('[keys]\narchive = "d"\nundo = "foo"\n', encoding="utf-8")
    found = shell.json("settings", "keys")
    assert found["problems"] == ["undo: there is no key “foo”.", "d is archive now: remove keeps Delete."]
    assert (shell.code, shell.err.count("\n")) == (1, 2)
    assert shell.run("settings", "get", "page.measure") == "0\n"  # keys are no settings that are not there
    assert (shell.code, shell.err) == (0, "")


def test_listing_keys_does_not_load_the_interface():
    code = (
        "import sys, reader.cli.main as cli\n"
        "cli.main(['settings', 'keys'])\n"
        "print(sorted({'textual', 'rich', 'asyncio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
