"""`reader export`: chosen as `reader list` chooses, to standard output, files and folders."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.services.exporting.registry import EXPORTERS


@pytest.fixture
def library(shell):
    """Uids of three articles by their titles."""
    uids = {}
    for title, tags in (("Tides", "[sea, slow]"), ("Ropes", "[sea]"), ("[/] \\x1b[31mRed", "[]")):
        uids[title] = shell.add(title, f"The text of {title}.", f"url: https://example.org/{len(uids)}\ntags: {tags}")
    return uids


def titles(shell, *argv):
    return [row["title"] for row in csv.DictReader(io.StringIO(shell.run("export", "--format", "csv", *argv)))]


def test_articles_are_chosen_as_they_are_listed(shell, library):
    assert sorted(titles(shell)) == sorted(library)
    assert titles(shell, "--tag", "slow") == ["Tides"]
    assert titles(shell, "rope") == ["Ropes"]
    assert titles(shell, "--uid", library["Ropes"][:8], library["Tides"]) == ["Ropes", "Tides"]
    assert titles(shell, "--sort", "title", "--limit", "1", "--tag", "sea") == ["Ropes"]
    shell.run("read", library["Tides"])
    shell.run("archive", library["Tides"])
    assert sorted(titles(shell)) == sorted(library)
    assert titles(shell, "--archive") == ["Tides"]
    assert "Tides" not in titles(shell, "--unread")
    assert "Tides" not in titles(shell, "--inbox")
    shell.run("remove", library["Ropes"])
    assert "Ropes" not in titles(shell)
    assert titles(shell, "--bin") == ["Ropes"]
    found = json.loads(shell.run("export", "--format", "json"))
    assert len(found["articles"]) == 3  # a copy of everything has the Bin, too


def test_one_file_goes_to_standard_output_or_to_a_file(shell, library, tmp_path):
    printed = shell.run("export", "--format", "json")
    assert (shell.code, shell.err) == (0, "")
    assert shell.run("export", "--format", "json", "--output", tmp_path / "x.json") == ""
    assert shell.err == f"reader: Exported 3 articles to {tmp_path / 'x.json'}.\n"
    assert (tmp_path / "x.json").read_text() == printed
    shell.run("export", "--format", "json", "--output", "-")
    assert shell.code == 0
    [article] = shell.json("import", tmp_path / "x.json")["programs"].items()
    assert article == ("reader", 3)


def test_a_folder_of_notes(shell, library, tmp_path):
    shell.run("export", "--format", "markdown")
    assert shell.code == 1
    assert "--output names a folder" in shell.err
    report = shell.json("export", "--format", "markdown", "--output", tmp_path / "notes")
    assert (report["written"], report["articles"], report["kept"]) == (3, 3, [])
    assert {path.name for path in (tmp_path / "notes").glob("*.md")} == {"Tides.md", "Ropes.md", "x1b 31mRed.md"}
    (tmp_path / "notes/Tides.md").write_text("Mine.")
    shell.run("export", "--format", "markdown", "--output", tmp_path / "notes")
    assert shell.code == 1
    assert "Tides.md was changed since" in shell.err
    shell.run("export", "--format", "markdown", "--output", tmp_path / "notes", "--force")
    assert shell.code == 0
    one = shell.run("export", "--format", "markdown", "--uid", library["Tides"])
    assert one == (tmp_path / "notes/Tides.md").read_text()
    shell.run("export", "--format", "markdown", "--uid", library["Tides"], "--output", tmp_path / "one.md")
    assert (tmp_path / "one.md").read_text() == one


def test_highlights_through_a_template(shell, library, tmp_path):
    shell.run("highlights", "add", library["Tides"], "text of")
    template = tmp_path / "template.txt"
    template.write_text("$begin\n- $text ($title)\n$end\n")
    text = shell.run("export", "--format", "highlights", "--template", template)
    assert "- text of (Tides)\n" in text
    shell.run("export", "--format", "highlights", "--template", tmp_path / "none.txt")
    assert shell.code == 1
    template.write_text(" ")
    shell.run("export", "--format", "highlights", "--template", template)
    assert "nothing in the template" in shell.err


def test_what_is_there_is_not_written_over(shell, library, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("mine")
    shell.run("export", "--format", "csv", "--output", path)
    assert shell.code == 1
    assert "--force" in shell.err
    assert path.read_text() == "mine"
    shell.run("export", "--format", "csv", "--output", path, "--force")
    assert path.read_text().startswith("url,")
    shell.run("export", "--format", "csv", "--output", tmp_path / "none/x.csv")
    assert shell.code == 1
    assert "There is no folder" in shell.err


def test_a_report_needs_a_file_beside_it(shell, library):
    shell.run("export", "--format", "json", "--json")
    assert shell.code == 1
    assert "--output" in shell.err


def test_wrong_use(shell, library):
    shell.run("export")
    assert shell.code == 2
    shell.run("export", "--format", "docx")
    assert shell.code == 2
    shell.run("export", "--format", "csv", "--uid", "zz")
    assert shell.code == 1
    assert "No article has the uid zz" in shell.err


def test_what_a_program_hears(shell, library, tmp_path):
    lines = shell.run("export", "--format", "markdown", "--output", tmp_path / "notes", "--progress").splitlines()
    steps = [json.loads(line) for line in lines]
    assert steps[0]["total"] == 3
    assert steps[-1]["sentence"] == f"Exported 3 articles to {tmp_path / 'notes'} · 3 files written"
    assert steps[-1]["failed"] is False


def test_the_help_names_every_format(shell):
    text = shell.run("export", "-h")
    assert all(name in text for name in EXPORTERS)


def test_what_cannot_be_carried_is_counted_and_named(shell, library, tmp_path):
    shell.add("No address")
    shell.run("export", "--format", "csv", "--output", tmp_path / "x.csv")
    assert "1 article with no address left out" in shell.err
    report = shell.json("export", "--format", "csv", "--output", tmp_path / "x.csv", "--force")
    assert report["left_out"] == {"no address": ["No address"]}


def test_ctrl_c_leaves_whole_files(shell, library, tmp_path):
    for number in range(300):
        (tmp_path / f"in/{number}").parent.mkdir(exist_ok=True)
        (tmp_path / f"in/{number}.md").write_text(f"# Text {number}\n\n" + f"Words of {number}. " * 3000)
    shell.run("add", tmp_path / "in")
    command = [sys.executable, "-m", "reader", "--library", str(shell.library), "export", "--format", "html"]
    output = tmp_path / "pages"
    process = subprocess.Popen([*command, "--output", f"{output}/"], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not (output.is_dir() and len(list(output.glob("*.html"))) > 3) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "the files that are there are whole" in err
    pages = list(output.glob("*.html"))
    assert 3 < len(pages) < 303
    assert all(path.read_text().endswith("</html>\n") for path in pages)
    assert not list(output.glob("*.tmp"))
    assert Path(output / ".reader-export.json").is_file()


def test_standard_output_that_is_closed_is_no_error(shell, library):
    command = [sys.executable, "-m", "reader", "--library", str(shell.library), "export", "--format", "text"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_export_loads_no_interface(shell, library):
    code = (
        "import sys, reader.cli.main as cli\n"
        f"cli.main(['--library', {str(shell.library)!r}, 'export', '--format', 'html'])\n"
        "print(sorted({'textual', 'httpx'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
