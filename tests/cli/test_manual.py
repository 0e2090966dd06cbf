"""The manual page: whole, well-formed, made without the interface."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from reader.cli.described import all_of, described
from reader.cli.manual.page import manual_page
from reader.cli.manual.troff import escaped, example, filled, prose
from reader.domain.settings import SETTINGS
from reader.ui.commands import COMMANDS, SHEET


def plain(page: str) -> str:
    """The page without its troff, in one line."""
    text = re.sub(r"^\.\w+( |$)", "", page, flags=re.MULTILINE)
    text = re.sub(r"\\f[BIR]|\\&", "", text)
    text = re.sub(r"\\\[u([0-9A-F]{4,5})\]", lambda match: chr(int(match[1], 16)), text)
    for sign, name in (("\\-", "-"), ("\\(aq", "'"), ("\\(ga", "`"), ("\\(dq", '"'), ("\\(ti", "~"), ("\\e", "\\")):
        text = text.replace(sign, name)
    return " ".join(text.split())


def test_every_command_option_key_and_setting_is_in_it():
    page = plain(manual_page())
    for command in all_of(described()):
        assert f"reader {command.name}" in page
        assert all(name in page for option in command.options for name in option.names)
    for command in COMMANDS:
        if command.scope != SHEET:
            assert f"{', '.join(command.shown_keys)} {command.title}. {command.help}" in page
    for setting in SETTINGS:
        assert f"{setting.name} {setting.help} May be {setting.allowed}." in page
    for words in ("EXIT STATUS", "130 Stopped", "READER_LIBRARY", "library.json", "[hooks]"):
        assert words in page
    assert "progress" not in re.findall(r"--\w+", page)


def test_nothing_of_a_text_is_obeyed():
    assert escaped("a\\b -x 'y' `z` “é”") == "a\\eb \\-x \\(aqy\\(aq \\(gaz\\(ga \\[u201C]\\[u00E9]\\[u201D]"
    assert filled(".so /etc/passwd") == ["\\&.so /etc/passwd"]
    assert prose("See `a b`, and\n  more.") == ["See \\fBa b\\fR, and more."]
    assert ".so x" not in example("\n.so x\n")
    page = manual_page()
    assert page.isascii()
    requests = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert requests == {".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".nf", ".fi"}


@pytest.mark.parametrize(
    "checker", [["mandoc", "-T", "lint", "-W", "warning"], ["groff", "-man", "-ww", "-z", "-Tutf8"]]
)
def test_it_is_well_formed(checker, tmp_path):
    if shutil.which(checker[0]) is None:
        pytest.skip(f"{checker[0]} is not installed")
    path = tmp_path / "reader.1"
    path.write_text(manual_page())
    done = subprocess.run([*checker, path], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_it_is_the_same_wherever_it_is_made(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("COLUMNS", "40")
    narrow = manual_page()
    monkeypatch.setenv("COLUMNS", "200")
    assert manual_page() == narrow
    assert narrow.startswith(".TH READER 1 2023-11-14 ")


def test_it_is_printed_without_the_interface(shell):
    assert shell.run("manual").startswith(".TH READER 1 ")
    code = (
        "import sys\nfrom reader.cli.main import main\nmain(['manual'])\n"
        "print(sorted({'textual', 'rich', 'markdown_it', 'asyncio'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
