"""A library and the command line, for the tests of the commands."""

import json

import pytest

from reader.cli.main import main
from reader.cli.place import VARIABLE


class Shell:
    """Runs commands in this process on one library."""

    def __init__(self, library, capsys):
        self.library = library
        self._capsys = capsys
        self.err = ""
        self.code = 0

    def run(self, *argv):
        """The output of a command; its exit code and stderr are kept."""
        self._capsys.readouterr()
        self.code = main(["--library", str(self.library), *map(str, argv)])
        captured = self._capsys.readouterr()
        self.err = captured.err
        return captured.out

    def json(self, *argv):
        """The output of a command with `--json`, parsed."""
        return json.loads(self.run(*argv, "--json"))

    def add(self, title, text="A line of text.", front_matter=""):
        """The uid of an article that is new."""
        path = self.library.parent / "draft.md"
        path.write_text(f"---\ntitle: {json.dumps(title)}\n{front_matter}\n---\n{text}\n", encoding="utf-8")
        [added] = self.json("add", path)["added"]
        return added["uid"]


@pytest.fixture
def shell(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    return Shell(tmp_path / "library", capsys)
