"""The first screen in a real terminal: shown before anything is loaded, true, and gone when all fails."""

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

from reader.domain.draft import Draft
from reader.domain.shelf import ALL
from reader.library.library import Library
from tests.terminal import PATIENCE, Terminal
from tests.ui.lists import library_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")

WAITING_FOR_TEXTUAL = """
import os, sys, time
class Gate:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            open(os.environ["GATE"] + ".reached", "w").close()
            while not os.path.exists(os.environ["GATE"]):
                time.sleep(0.005)
            if os.path.getsize(os.environ["GATE"]):
                raise ImportError("Textual is broken")
sys.meta_path.insert(0, Gate())
"""


class Start:
    """A start that stops where Textual is to be imported, until it may go on."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.library = library
        self._gate = folder / "gate"
        (folder / "sitecustomize.py").write_text(WAITING_FOR_TEXTUAL, encoding="utf-8")
        path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
        self.environment = {"PYTHONPATH": path, "GATE": str(self._gate)}

    def command(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "reader", *(options or ("--library", str(self.library)))]

    def terminal(self, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        """A terminal in which a start waits for Textual."""
        self.close()
        terminal = Terminal(self.command(), columns, rows, {**self.environment, **environment})
        terminal.wait_for(self.has_come)
        while terminal.pump(0.02):
            pass
        return terminal

    def has_come(self) -> bool:
        return self._gate.with_suffix(".reached").exists()

    def close(self) -> None:
        self._gate.unlink(missing_ok=True)
        self._gate.with_suffix(".reached").unlink(missing_ok=True)

    def go_on(self, failing: bool = False) -> None:
        """Let Textual be imported, or let that fail."""
        draft = self._gate.with_suffix(".new")
        draft.write_text("x" if failing else "")
        draft.replace(self._gate)

    def leave_the_app(self, keys: str = "", **options: object) -> None:
        """Run the app once, press keys one after another, and leave it."""
        with Terminal(self.command(), **options) as terminal:  # type: ignore[arg-type]
            wait_for_the_app(terminal)
            leave(terminal, keys)


def wait_for_the_app(terminal: Terminal) -> None:
    """Wait until the app has taken the terminal over, whatever was shown before, and shows what it has."""
    terminal.wait_for(lambda: b"\x1b[?2004h" in terminal.output)
    terminal.settle()


def leave(terminal: Terminal, keys: str = "") -> None:
    """Press keys one after another, and leave the app."""
    for key in keys:
        terminal.press(key)
        terminal.settle(0.1)
    terminal.press(b"\x11")
    assert terminal.end() == 0


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library whose list has been left once on the usual terminal; not to be changed."""
    folder = tmp_path_factory.mktemp("left")
    library_of(folder / "library", 30, words=3000).close()
    with pytest.MonkeyPatch.context() as patch:
        usual(patch, folder)
        Start(folder, folder / "library").leave_the_app()
    return folder


@pytest.fixture
def start(left: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts on a library that has been left, with settings of its own."""
    shutil.copytree(left / "library", tmp_path / "library")
    usual(monkeypatch, tmp_path)
    kept = tmp_path / "library" / "cache" / "first-screen"
    kept.write_text(kept.read_text(encoding="utf-8").replace(f"{left}/", f"{tmp_path}/"), encoding="utf-8")
    return Start(tmp_path, tmp_path / "library")


def usual(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Settings of their own, and the usual terminal."""
    patch.setenv("READER_SETTINGS", str(folder / "settings.toml"))
    patch.setenv("XDG_STATE_HOME", str(folder / "state"))
    for name in ("NO_COLOR", "COLORFGBG"):
        patch.delenv(name, raising=False)


def at_cursor(text: str) -> str:
    found = re.search(r"▌ .{2}  (.*)", text)
    return found[1].strip() if found else ""


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """What can be seen of every cell; of a blank that is only what is behind it."""
    screen = terminal.screen
    rows = ([screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines))
    return [[(" ", c.bg) if c.data == " " else (c.data, c.fg, c.bg, c.bold, c.underscore) for c in row] for row in rows]


# -- what is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (40, 12)])
def test_the_list_is_there_before_textual_and_stays_as_it_is(start: Start, columns: int, rows: int):
    start.leave_the_app(columns=columns, rows=rows)
    for keys in ("jjb", "G", "GkkkK", "/9\r", "T", "S", ""):
        with start.terminal(columns, rows) as terminal:
            shown, text = cells(terminal), terminal.text
            assert "? keys" in text
            assert "▌" in text
            start.go_on()
            wait_for_the_app(terminal)
            assert terminal.text == text
            assert cells(terminal) == shown
            assert terminal.output.count(b"\x1b[?1049h") == 1
            assert b"\x1b[2J" not in terminal.output
            leave(terminal, keys)


def test_the_list_comes_back_to_the_article_and_the_row_that_it_was_left_at(start: Start):
    start.leave_the_app("Gkkkkkkkkkkkkk")
    with start.terminal() as terminal:
        assert at_cursor(terminal.text) == "Article 16"
        row = terminal.text.splitlines().index(
            next(line for line in terminal.text.splitlines() if "Article 16" in line)
        )
        start.go_on()
        terminal.press("j")
        terminal.wait(lambda text: at_cursor(text) == "Article 17")
        assert "Article 16" in terminal.text.splitlines()[row]


def test_a_page_is_shown_at_once_and_the_list_never(start: Start):
    start.leave_the_app("\r")
    for keys in ("\r   ", "\r /word\r", ""):
        with start.terminal() as terminal:
            text = terminal.text
            assert "word word word" in text
            start.go_on()
            wait_for_the_app(terminal)
            assert terminal.text == text
            terminal.press(" ")
            terminal.wait(lambda screen, text=text: screen != text)
            assert b"Article 4" not in terminal.output
            terminal.press("q")
            terminal.wait("Article 4")
            leave(terminal, keys)


def test_what_is_told_of_time_is_left_out_when_it_is_old(start: Start):
    kept = start.library / "cache" / "first-screen"
    key, when, *rows = kept.read_text(encoding="utf-8").split("\n")
    kept.write_text("\n".join((key, str(int(when) - 4000), *rows)), encoding="utf-8")
    with start.terminal() as terminal:
        assert "Article 3" in terminal.text
        assert "The Bay · 13 min\n" in terminal.text
        start.go_on()
        terminal.wait("The Bay · 13 min · 5 h")


# -- what is typed --------------------------------------------------------------------------------


def test_no_key_is_lost_and_none_is_seen(start: Start):
    with start.terminal() as terminal:
        before = bytes(terminal.output)
        for key in ("j", "j", "b", "\x1b[B", "/", "2", "\x13", "\x1a", "\x1c"):
            terminal.press(key)
            time.sleep(0.01)
        assert not terminal.pump(0.2)
        assert bytes(terminal.output) == before
        start.go_on()
        terminal.wait("/ 2▏")
        assert "/ 2▏" in terminal.settle()
        terminal.press(b"\x11")
        assert terminal.end() == 0
    with Library.open(start.library) as library:
        bookmarked = [a.title for a in library.articles.listing(ALL) if a.bookmarked]
    assert bookmarked == ["Article 2"]


def test_return_is_return(start: Start):
    with start.terminal() as terminal:
        terminal.press("j\r")
        start.go_on()
        terminal.wait("min left")
        assert "Article 1" in terminal.text

    # -- when nothing is shown ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "tmux-256color"},
        {"COLORTERM": ""},
        {"NO_COLOR": "1"},
        {"COLORFGBG": "0;15"},
        {"COLUMNS": "80"},
        {"TERM": "dumb"},
        {"TERM": "linux"},
        {"READER_SETTINGS": "/nowhere/settings.toml"},
    ],
    ids=str,
)
def test_on_another_terminal_nothing_is_shown(start: Start, environment: dict[str, str]):
    start.go_on()
    with Terminal(start.command(), environment={**start.environment, **environment}) as terminal:
        terminal.wait("Article")
        text = bytes(terminal.output)
        entered = text.find(b"\x1b[?1004h")  # which only Textual says
        assert b"Article" not in text[: max(0, entered)] or environment["TERM"] == "dumb"


def another_settings_file(start: Start) -> None:
    Path(os.environ["READER_SETTINGS"]).write_text('[look]\ndark = "paper"\n', encoding="utf-8")


def another_article(start: Start) -> None:
    with Library.open(start.library) as library:
        library.articles.add([Draft("Something new", "A text.")])


def another_snapshot(start: Start) -> None:
    with Library.open(start.library) as library:
        library.compact()


def nothing_kept(start: Start) -> None:
    shutil.rmtree(start.library / "cache")


@pytest.mark.parametrize("different", [another_settings_file, another_article, another_snapshot, nothing_kept])
def test_nothing_is_shown_that_may_not_be_so_any_more(start: Start, different):
    different(start)
    with start.terminal() as terminal:
        assert bytes(terminal.output) == b""
        start.go_on()
        terminal.wait("keys")


def test_in_another_size_nothing_is_shown(start: Start):
    with start.terminal(81, 24) as terminal:
        assert bytes(terminal.output) == b""


def test_what_a_kill_left_behind_is_not_shown(start: Start):
    with Terminal(start.command()) as terminal:
        terminal.wait("keys")
        terminal.press("jb")
        terminal.wait("Bookmarked")
        terminal.kill()
    with start.terminal() as terminal:
        assert bytes(terminal.output) == b""


def test_for_a_screen_reader_nothing_is_kept(start: Start):
    Path(os.environ["READER_SETTINGS"]).write_text("[access]\nscreen_reader = true\n", encoding="utf-8")
    start.leave_the_app()
    assert not (start.library / "cache" / "first-screen").exists()


def test_a_size_that_changes_meanwhile_is_the_size_of_the_app(start: Start):
    start.leave_the_app(columns=120, rows=40)
    with start.terminal(120, 40) as terminal:
        terminal.resize(70, 20)
        start.go_on()
        terminal.wait(lambda text: "? keys" in text.splitlines()[-1])
        terminal.settle()
        assert at_cursor(terminal.text) == "Article 0"
        assert terminal.text.splitlines()[0].startswith("  Inbox")


# -- when the start fails -------------------------------------------------------------------------


def assert_whole(terminal: Terminal, modes: list[object]) -> None:
    output = bytes(terminal.output)
    entered = output.rindex(b"\x1b[?1049h")
    for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?7h"):
        assert output.find(sequence, entered) > 0, sequence
    assert terminal.modes == modes


@pytest.fixture
def modes() -> list[object]:
    """How a terminal is when nothing has changed it."""
    with Terminal(["sleep", "60"]) as terminal:
        return terminal.modes


def test_a_library_that_cannot_be_read_is_said_on_a_whole_terminal(start: Start, modes):
    snapshot = start.library / "library.json"
    stat = snapshot.stat()
    snapshot.write_bytes(b"x" * stat.st_size)
    os.utime(snapshot, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with Terminal(start.command()) as terminal:
        assert terminal.end() == 1
        assert_whole(terminal, modes)
        said = bytes(terminal.output).partition(b"\x1b[?1049l")[2]
        assert b"reader: " in said
        assert b"cannot be read" in said
        assert b"Traceback" not in said


def test_a_broken_installation_leaves_a_whole_terminal(start: Start, modes):
    with start.terminal() as terminal:
        start.go_on(failing=True)
        assert terminal.end() == 1
        assert_whole(terminal, modes)
        assert b"Textual is broken" in bytes(terminal.output).partition(b"\x1b[?1049l")[2]


@pytest.mark.parametrize("how", [b"\x03", signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=str)
def test_a_start_that_is_ended_leaves_a_whole_terminal(start: Start, modes, how):
    with start.terminal() as terminal:
        terminal.press("jq")
        if isinstance(how, bytes):
            terminal.press(how)
        else:
            terminal.kill(how)
        assert terminal.end() == -(signal.SIGINT if isinstance(how, bytes) else how)
        assert_whole(terminal, modes)
        assert b"Traceback" not in terminal.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_may_be_ended_at_any_moment(start: Start, modes, number: signal.Signals):
    for after in (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7):
        with Terminal(start.command()) as terminal:
            assert terminal.pump(PATIENCE)  # before that, it is Python that is ended
            time.sleep(after)
            terminal.kill(number)
            assert terminal.end() in (-number, 128 + number)
            if b"\x1b[?1049h" in terminal.output:
                assert_whole(terminal, modes)
        if not (start.library / "cache" / "first-screen").exists():
            start.leave_the_app()


def test_the_app_gives_the_terminal_back_as_the_first_screen_found_it(start: Start, modes):
    nothing_kept(start)
    for _ in range(2):
        with Terminal(start.command()) as terminal:
            terminal.wait("keys")
            terminal.settle(0.1)
            assert terminal.modes != modes
            terminal.press("q")
            assert terminal.end() == 0
            assert_whole(terminal, modes)


def test_the_shell_gets_nothing_that_was_typed_for_the_app(start: Start):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    with Terminal([bash, "--norc", "--noprofile", "-i"], environment={"PS1": "PROMPT> ", **start.environment}) as shell:
        shell.wait("PROMPT>")
        shell.press(f"{shlex.join(start.command())}\n")
        shell.wait("? keys")
        shell.wait_for(start.has_come)
        shell.press("jq\r")
        time.sleep(0.1)
        shell.press(b"\x03")
        shell.wait(lambda text: text.rstrip().endswith("PROMPT>"))
        assert "jq" not in shell.settle()
