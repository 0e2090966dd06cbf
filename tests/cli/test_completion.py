"""Completion in shells: bash, zsh and fish are asked what they would offer, where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.completion.table import commands, value_options
from reader.cli.main import main
from reader.cli.parsing import COMMANDS
from tests.terminal import installed_command

BASH = """
source {script}
COMP_WORDS=({words}) COMP_CWORD={at} COMP_TYPE={type}
_reader
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """
compdef() {{ }}
_describe() {{ while [[ $1 == -* ]]; do [[ $1 == -o ]]; shift; done; print -rl -- "${{(@P)2}}" }}
_files() {{ print files }}
compset() {{ }}
compadd() {{ shift; print -rl -- "$@" }}
source {script}
words=({words}) CURRENT={at}
_reader
"""


@pytest.fixture
def scripts(tmp_path, capsys):
    for shell in ("bash", "zsh", "fish"):
        assert main(["completion", shell]) == 0
        (tmp_path / shell).write_text(capsys.readouterr().out)
    return tmp_path


class Shells:
    """Asks shells what they would offer for a command line whose last word is being typed."""

    def __init__(self, scripts: Path) -> None:
        self._scripts = scripts
        self._env = {**os.environ, "PATH": f"{Path(installed_command()).parent}:{os.environ['PATH']}"}

    def bash(self, line: str, menu: bool = False) -> list[str]:
        words = [*line.split(" ")[:-1], f"'{line.split(' ')[-1]}'"]
        code = BASH.format(
            script=self._scripts / "bash", words=" ".join(words), at=len(words) - 1, type=37 if menu else 9
        )
        return self._lines(["bash", "--norc", "-c", code])

    def zsh(self, line: str) -> list[str]:
        words = [*line.split(" ")[:-1], f"'{line.split(' ')[-1]}'"]
        code = ZSH.format(script=self._scripts / "zsh", words=" ".join(words), at=len(words))
        return self._lines(["zsh", "-f", "-c", code])

    def fish(self, line: str) -> list[str]:
        code = f'source {self._scripts / "fish"}; complete -C "{line}"'
        return self._lines(["fish", "--no-config", "-c", code])

    def _lines(self, command: list[str]) -> list[str]:
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not installed")
        done = subprocess.run(command, env=self._env, capture_output=True, text=True, timeout=60)
        assert done.stderr.replace("bash: warning: setlocale: LC_ALL: cannot change locale", "") == ""
        return [line for line in done.stdout.splitlines() if line]


@pytest.fixture
def shells(scripts, shell):
    shells = Shells(scripts)
    shells._env["READER_LIBRARY"] = str(shell.library)
    return shells


@pytest.fixture
def uids(shell):
    return [
        shell.add('Tides: an ebb\'s "story"', "Text one.", "tags: [sea, long read]"),
        shell.add("Boats", "Text two.", "tags: [sea]"),
    ]


def test_every_command_and_option_is_in_every_script(scripts):
    for shell in ("bash", "zsh", "fish"):
        text = (scripts / shell).read_text()
        for command in commands():
            assert command.name.split()[-1] in text
            for option in command.options:
                name = option.names[-1]
                assert name in text or f"-l {name[2:]} " in text, (shell, command.name, name)
        assert "--progress" not in text
        assert not any(mark in text for mark in ("@TAKES@", "@ACTIONS@", "@TABLE@"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_scripts_are_well_formed(scripts, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-n", scripts / shell], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_option_that_takes_a_value_always_does():
    switches = {name for c in commands() for option in c.options if not option.value for name in option.names}
    assert switches.isdisjoint(value_options())


def test_commands_are_completed(shells):
    advertised = [name for name, words in COMMANDS.items() if words]
    assert shells.bash("reader ") == advertised
    assert shells.bash("reader sh") == shells.bash("reader --library /x sh") == ["show"]
    assert [line.split(":")[0] for line in shells.zsh("reader ")] == advertised
    assert sorted(line.split("\t")[0] for line in shells.fish("reader ")) == sorted(advertised)
    assert shells.fish("reader sho") == [f"show\t{COMMANDS['show']}"]


def test_actions_options_and_choices_are_completed(shells):
    assert shells.bash("reader feed re") == ["rename", "resume", "remove"]
    assert shells.bash("reader feed list --f") == ["--failing"]
    assert shells.bash("reader list --sort s") == ["source", "shortest"]
    assert shells.bash("reader completion ") == ["bash", "zsh", "fish"]
    assert shells.bash("reader highlights colour b") == ["blue"]
    assert shells.bash("reader show --json x y") == []
    assert "--failing:only those that fail, are gone or silent" in shells.zsh("reader feed list --")
    assert shells.zsh("reader list --shelf ")[:2] == ["inbox", "reading"]
    assert [line.split("\t")[0] for line in shells.fish("reader feed re")] == ["remove", "rename", "resume"]
    assert shells.fish("reader list --sort sh") == ["shortest\tnatural, oldest, title, source, shortest, longest"]
    assert shells.fish("reader list --unr") == ["--unread\tonly what has not been read"]


def test_uids_are_completed_with_their_titles(shells, uids):
    tides, boats = uids
    assert shells.bash("reader show ") == [f"{boats}  (Boats)", f'{tides}  (Tides: an ebb\'s "story")']
    assert shells.bash("reader show ", menu=True) == [boats, tides]
    assert shells.bash(f"reader show {tides[:6]}") == [tides]
    assert shells.bash(f"reader bookmark --json {tides} {boats[:6]}") == [boats]
    assert shells.bash(f"reader show {tides} {boats[:6]}") == []
    assert shells.zsh("reader show ") == [f"{boats}:Boats", f'{tides}:Tides: an ebb\'s "story"']
    assert f"{boats}\tBoats" in shells.fish("reader show ")
    assert shells.fish(f"reader read {tides} {boats[:6]}") == [f"{boats}\tBoats"]


def test_tags_feeds_highlights_and_marks_are_completed(shells, shell, uids, tmp_path):
    assert shells.bash("reader list --tag ") == ["long\\ read  (1 article)", "sea  (2 articles)"]
    assert shells.bash("reader list --tag l") == ["long\\ read"]
    assert shells.bash(f"reader tag {uids[0]} +s") == ["+sea"]
    assert shells.fish("reader list --tag l") == ["long read\t1 article"]
    assert shells.zsh("reader list --tag ")[1] == "sea:2 articles"
    opml = tmp_path / "f.opml"
    opml.write_text('<opml version="2.0"><body><outline text="The Bay" xmlUrl="https://bay.example/f"/></body></opml>')
    shell.run("feed", "import", opml)
    assert shells.bash("reader refresh ") == ["The\\ Bay"]
    [made] = shell.json("highlights", "add", uids[1], "Text two")
    shell.run("marks", "set", "q", uids[1], "Text two")
    assert shells.bash("reader highlights remove ") == [made["uid"]]
    assert shells.bash("reader marks remove ") == ["q"]


def test_the_named_library_is_asked(shells, shell, uids, tmp_path):
    shells._env["READER_LIBRARY"] = str(tmp_path / "none")
    assert shells.bash("reader show ") == []
    here = shell.library
    assert len(shells.bash(f"reader --library {here} show ")) == 2
    assert len(shells.zsh(f"reader --library {here} show ")) == 2
    assert len(shells.fish(f"reader --library {here} show ")) == 2


def test_what_an_article_says_is_data(shells, shell):
    uid = shell.add("$(touch owned) `touch owned` \\'; touch owned", "Text.", 'tags: ["$(touch owned)"]')
    for ask in (shells.bash, shells.zsh, shells.fish):
        assert uid in ask("reader show ")[0]
        assert "owned" in ask("reader list --tag ")[0]
    assert shells.bash("reader list --tag ") == ["\\$\\(touch\\ owned\\)"]
    assert not Path("owned").exists()


def test_the_library_is_asked_quickly_and_quietly(shell, uids):
    assert shell.run("complete", "uids", uids[0][:4]).split("\t")[0] == uids[0]
    assert shell.err == ""
    shell.run("remove", uids[0])
    assert shell.run("complete", "uids", uids[0]) == ""
    shell.library = shell.library / "none"
    assert shell.run("complete", "uids") == ""
    assert (shell.code, shell.err) == (0, "")


@pytest.mark.parametrize("kind", ["uids", "tags", "feeds"])
def test_asking_loads_nothing_heavy(shell, uids, kind):
    code = (
        "import sys\nfrom reader.cli.main import main\nmain(sys.argv[1:])\n"
        "print(sorted({'textual', 'rich', 'asyncio', 'socket', 'markdown_it', 'yaml'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "--library", str(shell.library), "complete", kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
