"""The first screen that is kept: only text and styles come out of it, and nothing large is loaded to show it."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.ui import first_screen
from reader.ui.keeping import _pieces
from reader.ui.phrases import age
from tests.ui.lists import library_of

ROWS = [[("1;38;2;1;2;3", "Title"), ("", " by someone")], [("", "The Bay"), ("~2", " · 5 h"), ("", "  ")]]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    library_of(tmp_path / "library", 3).close()
    with Library.open(tmp_path / "library") as library:
        revision = library.revision
    first_screen.keep(str(tmp_path / "library"), revision, 20, ROWS)
    return str(tmp_path / "library")


def test_what_is_kept_is_painted(folder: str):
    painted = first_screen.load(folder, 20, 2)
    assert painted == (
        "\x1b[1H\x1b[0;1;38;2;1;2;3mTitle\x1b[m by someone\x1b[2H\x1b[mThe Bay\x1b[0;2m · 5 h\x1b[m  \x1b[m"
    )


def test_ages_are_left_blank_when_they_are_old(folder: str, monkeypatch):
    later = time.time() + first_screen.AGES_HOLD + 1
    monkeypatch.setattr(first_screen.time, "time", lambda: later)
    assert "The Bay\x1b[0;2m      \x1b[m" in first_screen.load(folder, 20, 2)


@pytest.mark.parametrize(
    ("instead", "of"),
    [
        ("Ti\x1b]0;OWNED\x07", "Title"),
        ("Ti\x9b2J", "Title"),
        ("\u202eTitle", "Title"),
        ("Ti\rtle", "Title"),
        ("1;38m\x1b[2J", "1;38;2;1;2;3"),
        ("1\u0661", "1;38;2;1;2;3"),
        ("", "\x1f"),
        ("\n\n", "\n"),
    ],
)
def test_nothing_that_somebody_writes_into_the_file_is_obeyed(folder: str, instead: str, of: str):
    path = Path(first_screen.file_of(folder))
    key, when, rest = path.read_text(encoding="utf-8").split("\n", 2)
    path.write_bytes("\n".join((key, when, rest.replace(of, instead, 1))).encode())
    assert first_screen.load(folder, 20, 2) == ""


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\n\n\n", b"x" * 5_000_000])
def test_a_damaged_file_is_none(folder: str, data: bytes):
    Path(first_screen.file_of(folder)).write_bytes(data)
    assert first_screen.load(folder, 20, 2) == ""


def test_that_it_cannot_be_kept_is_no_harm(tmp_path: Path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    first_screen.keep(str(tmp_path), (1, 2, 3), 20, ROWS)
    first_screen.forget(str(tmp_path))


@pytest.mark.parametrize("past", [{"seconds": 1}, {"minutes": 5}, {"hours": 3}, {"days": 1}, {"days": 3}])
def test_every_age_that_will_not_hold_is_known_as_one(past: dict[str, int]):
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    said = age(now - timedelta(**past), now)
    assert _pieces(f"\x1b[2m     The Bay · 3 min · {said}   \x1b[0m")[1] == ("~2", f" · {said}   ")


def test_nothing_large_is_loaded_to_show_it(folder: str):
    def loaded(code: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
            capture_output=True,
            text=True,
            check=True,
        )
        return set(done.stdout.split())

    code = f"import reader.__main__, reader.ui.first_screen as f; assert f.load({folder!r}, 20, 2); import termios"
    assert loaded(code) - loaded("pass") == {
        "reader",
        "reader.__main__",
        "reader.services",
        "reader.services.places",
        "reader.ui",
        "reader.ui.first_screen",
        "reader.ui.opening",
        "termios",
    }
