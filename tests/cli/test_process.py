"""The command as a process of its own: pipes, encodings, signals, what it loads."""

import os
import subprocess
import sys

import pytest

from reader.cli.place import VARIABLE

HEAVY = {"textual", "rich", "asyncio", "socket", "ssl", "http.client", "urllib.request", "httpx", "requests"}


@pytest.fixture
def library(tmp_path):
    for number, title in enumerate(("Tides — “so”", "Ebb ★ 海")):
        (tmp_path / f"{number}.md").write_text(f"# {title}\n\nText {number}.", encoding="utf-8")
    env = {**os.environ, VARIABLE: str(tmp_path / "library")}
    subprocess.run([sys.executable, "-m", "reader", "add", tmp_path], env=env, check=True, capture_output=True)
    return env


def run(env, *argv, **options):
    command = [sys.executable, "-m", "reader", *argv]
    return subprocess.run(command, env=env, capture_output=True, timeout=60, **options)


@pytest.mark.parametrize(
    "argv", [["list"], ["list", "--json"], ["undo"], ["doctor"], ["path"], ["tag"], ["add", "-"], ["complete", "uids"]]
)
def test_no_sub_command_loads_the_interface_or_the_network(library, argv):
    code = (
        "import sys\nfrom reader.cli.main import main\nmain(sys.argv[1:])\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *argv]
    done = subprocess.run(command, env=library, capture_output=True, text=True, input="A text.", timeout=60)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "how", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LC_ALL": "POSIX"}]
)
def test_an_encoding_that_lacks_characters_is_no_traceback(library, how):
    done = run({**library, **how}, "list")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Tides" in done.stdout


def test_without_a_terminal_the_list_is_printed(library):
    done = run(library)
    assert (done.returncode, done.stdout) == (0, run(library, "list").stdout)


def test_without_a_terminal_and_a_library_none_is_made(tmp_path):
    done = run({**os.environ, VARIABLE: str(tmp_path / "none")})
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"There is no library" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_reader_that_stops_reading_is_not_complained_about(library, tmp_path):
    (tmp_path / "long.txt").write_text("Long\n\n" + "A long line of text.\n" * 50_000)
    subprocess.run(
        [sys.executable, "-m", "reader", "add", tmp_path / "long.txt"], env=library, check=True, capture_output=True
    )
    uid = run(library, "list", "long", "--json").stdout.split(b'"')[3].decode()
    command = [sys.executable, "-m", "reader", "show", uid]
    process = subprocess.Popen(command, env=library, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.read(5) == b"Long\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
