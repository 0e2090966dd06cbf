"""The app in a real terminal: what is typed, what is painted, and every way out."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from reader.domain.shelf import ALL
from reader.library.library import Library
from tests.terminal import Terminal
from tests.ui.lists import HOSTILE, library_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")

LEFT_CLEAN = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[<u", b"\x1b[?1004l")
"""What must have been written when the terminal is given back."""
SOON = 3.0
"""Seconds in which the app must have ended; on a machine with nothing else to do it takes a fraction of one."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    library_of(tmp_path / "library", 30, words=3000).close()
    return tmp_path / "library"


def reader(path: Path) -> list[str]:
    return [sys.executable, "-m", "reader", "--library", str(path)]


def start(path: Path, **options) -> Terminal:
    terminal = Terminal(reader(path), **options)
    terminal.wait("keys")
    return terminal


def at_cursor(text: str) -> str:
    """The title under the cursor."""
    found = re.search(r"▌ .{2}  (.*)", text)
    return found[1].strip() if found else ""


def assert_left_clean(terminal: Terminal) -> None:
    output = bytes(terminal.output)
    entered = output.rindex(b"\x1b[?1049h")
    for sequence in LEFT_CLEAN:
        assert output.find(sequence, entered) > 0, sequence
    assert b"Traceback" not in output


# -- what is typed --------------------------------------------------------------------------------


NO_TEXT = (b"\xff\xfe", b"\xe9", b"\x80\x81\x82", b"\xc3(", b"\xed\xa0\x80", b"\x1b[200~\xff\x00\xe9\x1b[201~")


def test_bytes_that_are_no_text_do_no_harm(path: Path):
    with start(path) as terminal:
        for typed in NO_TEXT:
            terminal.press("gg")
            terminal.wait(lambda text: at_cursor(text) == "Article 0")
            terminal.press(typed)
            terminal.press("j")
            terminal.wait(lambda text: at_cursor(text) == "Article 1")
            terminal.press("/")
            terminal.wait("▏")
            terminal.press(typed)
            terminal.press("29")
            terminal.wait(lambda text: "29▏" in text)
            terminal.press("\x1b")
            terminal.wait(lambda text: "▏" not in text)
        terminal.press(b"\x11")
        assert terminal.end() == 0


# -- what is painted ------------------------------------------------------------------------------


_SEQUENCES = re.compile(
    rb"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[\d+[XC]|\x1b\[\?[0-9]+[hl]|\x1b\[\?[0-9]+\$p|\x1b\[[<>][0-9]*u"
    rb"|\x1b\]8;[^\x07\x1b]*\x1b\\|\x1b\]22;[a-z-]*\x07|\x1b\]11;\?\x1b\\"
)


def test_no_byte_of_hostile_articles_reaches_the_terminal(tmp_path: Path):
    library_of(tmp_path / "library", HOSTILE).close()
    with start(tmp_path / "library", columns=100, rows=30) as terminal:
        for keys in (
            "G",
            "b",
            "i",
            "q",
            "?",
            "\x1b[B",
            "\x1b",
            "\r",
            " ",
            "q",
            "k",
            "\r",
            "q",
            "/x",
            "\r",
            "T",
            "g",
            "l",
        ):
            terminal.press(keys)
            terminal.settle(0.15)
        terminal.press(b"\x11")
        terminal.end()
        rest = _SEQUENCES.sub(b"", bytes(terminal.output)).decode()
        assert not [c for c in rest if c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066"]


def test_a_key_in_the_list_writes_at_most_three_kilobytes(path: Path):
    with start(path, columns=120, rows=40) as terminal:
        terminal.settle()
        for _ in range(29):
            before = len(terminal.output)
            terminal.press("j")
            terminal.settle(0.1)
            assert 0 < len(terminal.output) - before <= 3072
        before = len(terminal.output)
        terminal.press("k")
        terminal.settle(0.1)
        assert 0 < len(terminal.output) - before <= 1024


def test_the_screen_is_the_same_with_and_without_erasing(path: Path):
    with (
        start(path, environment={"TERM": "xterm-256color"}) as one,
        start(path, environment={"TERM": "screen"}) as other,
    ):
        for terminal in (one, other):
            terminal.settle()
            terminal.press("jjG")
            terminal.settle()
        assert one.text == other.text
        assert b"X\x1b[" in one.output
        assert re.search(rb"\x1b\[\d+X", other.output) is None


def test_output_goes_to_the_terminal_when_stderr_goes_elsewhere(path: Path, tmp_path: Path):
    command = f"{shlex.join(reader(path))} 2>{shlex.quote(str(tmp_path / 'errors'))}"
    with Terminal(["sh", "-c", command]) as terminal:
        terminal.wait("Article 0")
        terminal.press("q")
        assert terminal.end() == 0
    assert (tmp_path / "errors").read_bytes() == b""


# -- ways out -------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_app_soon_with_the_place_saved(path: Path, number: signal.Signals):
    with start(path) as terminal:
        terminal.press("jj\r")
        terminal.wait("min left")
        terminal.settle(0.2)
        terminal.press("  ")
        terminal.settle(0.1)
        began = time.monotonic()
        terminal.kill(number)
        assert terminal.end() == 128 + number
        assert time.monotonic() - began < SOON
        assert_left_clean(terminal)
    with Library.open(path) as library:
        article = library.articles.listing(ALL)[2]
        assert article.place is not None
        assert article.progress > 0
        assert library.session["page"] is True


@pytest.mark.parametrize("keys", ["", "/ti", "?", "a", "g", "i"])
def test_a_signal_ends_the_app_from_everywhere(path: Path, keys: str):
    with start(path) as terminal:
        terminal.press(keys or "j")
        terminal.settle(0.2)
        terminal.kill(signal.SIGTERM)
        assert terminal.end() == 143
        assert_left_clean(terminal)


def test_the_place_is_found_again_in_another_window(path: Path):
    with start(path) as terminal:
        terminal.press("\r")
        terminal.wait("min left")
        terminal.settle(0.2)
        terminal.press("   ")
        share = re.search(r"(\d+)\s%", terminal.settle(0.3))[1]
        terminal.kill(signal.SIGTERM)
        terminal.end()
    with Terminal(reader(path), columns=120, rows=40) as terminal:
        text = terminal.wait("min left")
        assert re.search(r"(\d+)\s%", text)[1] == share


def test_a_terminal_that_hangs_up_ends_the_app(path: Path):
    with start(path) as terminal:
        terminal.press("\r")
        terminal.wait("min left")
        terminal.settle(0.2)
        terminal.press("  ")
        terminal.settle(0.1)
        began = time.monotonic()
        terminal.hang_up()
        assert terminal.end() == 128 + signal.SIGHUP
        assert time.monotonic() - began < SOON
    with Library.open(path) as library:
        assert library.articles.listing(ALL)[0].place is not None


def test_what_a_terminal_that_hung_up_did_not_take_is_no_error():
    code = (
        "import signal, sys, time\n"
        "from reader.ui.driver import Tolerant\n"
        "gone = []\n"
        "signal.signal(signal.SIGHUP, lambda *_: gone.append(True))\n"
        "stream = Tolerant(sys.stderr)\n"
        "stream.write('ready')\n"
        "stream.flush()\n"
        "while not gone: time.sleep(0.01)\n"
        "stream.write('a frame')\n"
        "stream.let_go()\n"
        "sys.exit(7)"
    )
    with Terminal([sys.executable, "-c", code], environment={"PYTHONUNBUFFERED": ""}) as terminal:
        terminal.wait("ready")
        terminal.hang_up()
        assert terminal.end() == 7


def test_an_app_that_hangs_is_ended_and_its_terminal_cleaned(path: Path, tmp_path: Path):
    code = (
        "import sys, time; from reader.ui.screens.article_list import ArticleListScreen as S\n"
        "S.action_sort = lambda self: time.sleep(60)\n"
        "from reader.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    with Terminal([sys.executable, "-c", code, "--library", str(path)]) as terminal:
        terminal.wait("keys")
        terminal.press("S")
        terminal.settle(0.2)
        began = time.monotonic()
        terminal.kill(signal.SIGTERM)
        assert terminal.end() == 143
        assert time.monotonic() - began < SOON
        assert_left_clean(terminal)


# -- stopping and going on ------------------------------------------------------------------------


@pytest.fixture
def shell(path: Path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    with Terminal([bash, "--norc", "--noprofile", "-i"], environment={"PS1": "PROMPT> "}) as terminal:
        terminal.wait("PROMPT>")
        terminal.press(f"{shlex.join(reader(path))}\n")
        terminal.wait("keys")
        yield terminal


def pid_of_the_job(terminal: Terminal) -> int:
    children = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text().split()
    assert len(children) == 1
    return int(children[0])


def assert_back_in_the_shell(terminal: Terminal) -> None:
    terminal.wait("Stopped")
    terminal.press("echo al''ive; stty -a\n")
    text = terminal.wait("alive")
    terminal.wait(" echo ")
    assert re.search(r"\bicanon\b", terminal.settle(0.2))
    assert not re.search(r"-icanon|-echo\b", terminal.text), text
    assert_left_clean(terminal)


def assert_goes_on(terminal: Terminal, title: str) -> None:
    entered = terminal.output.count(b"\x1b[?1049h")
    terminal.press("fg\n")
    terminal.wait_for(lambda: terminal.output.count(b"\x1b[?1049h") > entered)
    terminal.settle(0.3)
    terminal.wait("keys")
    terminal.press("j")
    terminal.wait(lambda text: at_cursor(text) == title)


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back(shell: Terminal):
    for title in ("Article 1", "Article 2"):
        shell.press(b"\x1a")
        assert_back_in_the_shell(shell)
        assert_goes_on(shell, title)
    shell.press("q")
    shell.wait("PROMPT>")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_stop_from_outside_is_the_same(shell: Terminal):
    os.kill(pid_of_the_job(shell), signal.SIGTSTP)
    assert_back_in_the_shell(shell)
    assert_goes_on(shell, "Article 1")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_stop_that_nobody_can_catch_is_survived(shell: Terminal):
    os.kill(pid_of_the_job(shell), signal.SIGSTOP)
    shell.wait("Stopped")
    assert_goes_on(shell, "Article 1")


def test_without_a_shell_ctrl_z_stops_nothing(path: Path):
    with start(path) as terminal:
        terminal.press(b"\x1a")
        terminal.wait("There is no shell to go back to")
        terminal.press("j")
        terminal.wait(lambda text: at_cursor(text) == "Article 1")
