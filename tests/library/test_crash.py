"""A kill at any moment: what was acknowledged is there, what was not is gone, and nothing is unreadable."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.domain.errors import ReaderError
from reader.domain.shelf import ALL
from reader.library import folder as folders
from reader.library.folder import Folder
from reader.library.journal import decode
from reader.library.library import Library
from tests.library.making import draft, everything, on_disk, stock, uid


def journal_with_states(path: Path) -> tuple[bytes, list[int], list[dict]]:
    """A journal, where its last lines end, and what the library holds after each of them."""
    ends, states = [], []
    with Library.open(path) as library:
        library.articles.add([draft(name) for name in "abc"])
        changes = [
            lambda a: a.bookmark([uid("a")]),
            lambda a: a.add([draft("é \u2028 \N{OPEN BOOK}", tags=("x",))]),
            lambda a: a.tag([uid("b"), uid("c")], add=["x"]),
        ]
        for change in (lambda a: None, *changes):
            change(library.articles)
            ends.append(Folder(path).journal.stat().st_size)
            states.append(everything(library))
    return Folder(path).journal.read_bytes(), ends, states


def test_a_journal_cut_at_any_byte_of_its_last_lines_opens_with_exactly_the_earlier_transactions(path):
    whole, ends, states = journal_with_states(path)
    journal = Folder(path).journal
    for cut in range(ends[0], len(whole) + 1):
        for old in path.glob("*.damaged-*"):
            old.unlink()
        journal.write_bytes(whole[:cut])
        complete = max(n for n, end in enumerate(ends) if end <= cut)
        torn = whole[ends[complete] : cut]
        with Library.open(path) as library:
            assert everything(library) == states[complete]
            assert list(path.glob("*.damaged-*")) == [], "who only reads puts nothing aside"
            assert library.articles.archive([uid("c")]) == 1
        after = on_disk(path)
        assert after[uid("c")].pop("archived")
        assert after == states[complete]
        kept = [aside.read_bytes() for aside in path.glob("*.damaged-*")]
        assert kept == ([torn] if torn else [])
        assert all(decode(line) for line in journal.read_bytes().splitlines(keepends=True))


@pytest.mark.parametrize("tail", [b"\0" * 700, b"\xff\xfe", b"\r\n", b'["00000000",{}]\n', b"\n", b"[" * 5000 + b"\n"])
def test_what_a_power_cut_left_behind_the_last_line_costs_nothing(path, tail):
    whole, _, states = journal_with_states(path)
    Folder(path).journal.write_bytes(whole + tail)
    assert on_disk(path) == states[-1]
    with Library.open(path) as library:
        library.articles.bookmark([uid("b")])
    assert on_disk(path)[uid("b")]["bookmarked"]


def test_a_damaged_line_in_the_middle_does_not_take_the_others_with_it(path):
    whole, ends, states = journal_with_states(path)
    at = ends[0] + 40
    Folder(path).journal.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with Library.open(path) as library:
        assert any("journal" in notice for notice in library.notices)
        found = everything(library)
    wanted = {**states[-1], uid("a"): states[0][uid("a")]}  # the bookmark is what the damaged line said
    assert found == wanted


def test_the_bytes_of_a_damaged_line_are_kept_when_a_compaction_makes_the_journal_anew(path):
    whole, ends, _ = journal_with_states(path)
    damaged = bytearray(whole)
    damaged[ends[0] + 40] ^= 1
    Folder(path).journal.write_bytes(damaged)
    with Library.open(path) as library:
        before = everything(library)
        library.compact()
    assert on_disk(path) == before
    line = bytes(damaged[ends[0] : ends[1]])
    assert any(line in aside.read_bytes() for aside in path.glob("journal.jsonl.damaged-*"))


def test_every_byte_that_a_line_says_something_with_is_under_the_checksum(path):
    whole, ends, _ = journal_with_states(path)
    line = whole[ends[0] : ends[1]]
    told = line.index(b",") + 1
    for at in range(told, len(line) - 2):
        for change in (1, 0x20, 0x80):
            assert decode(line[:at] + bytes([line[at] ^ change]) + line[at + 1 :]) is None
    assert decode(line[:-1]) is decode(line[1:]) is decode(b"") is None


@pytest.mark.parametrize("step", ["snapshot written", "journal written", "snapshot replaced"])
def test_a_kill_at_any_step_of_a_compaction_loses_nothing(path, monkeypatch, step):
    """The copy of the folder at that moment is what a kill leaves."""
    frozen = path.with_name("frozen")

    class Killed(BaseException):
        pass

    real = folders.replace_file

    def replace_file(target, pieces, *rest):
        if step == "snapshot replaced" and target.name == "journal.jsonl":
            raise Killed
        if step.startswith(target.name.split(".")[0].replace("library", "snapshot")):
            target.with_name(f"{target.name}.tmp").write_bytes(b"".join(pieces)[:-20])
            raise Killed
        return real(target, pieces, *rest)

    with Library.open(path) as library:
        library.articles.add([draft(name) for name in "abcd"])
        library.articles.bookmark([uid("a")])
        monkeypatch.setattr("reader.library.snapshot.replace_file", replace_file)
        monkeypatch.setattr("reader.library.journal_file.replace_file", replace_file)
        wanted = everything(library)
        with pytest.raises(Killed):
            library.compact()
        shutil.copytree(path, frozen)
        monkeypatch.undo()
        # and should it have been an error instead, this process goes on
        library.articles.bookmark([uid("b")])
        library.compact()
        library.articles.bookmark([uid("c")])
    assert {u for u, d in on_disk(path).items() if d.get("bookmarked")} == {uid("a"), uid("b"), uid("c")}

    with Library.open(frozen) as library:
        assert everything(library) == wanted
        assert library.undo().label == "bookmark"
        library.articles.bookmark([uid("b")])
        library.compact()
        library.articles.bookmark([uid("c")])
    assert {u for u, d in on_disk(frozen).items() if d.get("bookmarked")} == {uid("b"), uid("c")}
    with Library.open(frozen) as library:
        library.compact()
    assert stock(frozen).keys() == wanted.keys()


def test_a_reader_between_the_two_renames_of_a_compaction_misses_nothing_afterwards(path, library, monkeypatch):
    """It has read the old journal beside the new snapshot; then the journal is another file, and grows."""
    other = Library.open(path)
    for n in range(30):
        library.articles.open(uid("abcd"[n % 4]))  # not undoable: the new journal will be shorter
    real = folders.replace_file

    def replace_file(target, pieces, *rest):
        other.catch_up()
        return real(target, pieces, *rest)

    monkeypatch.setattr("reader.library.journal_file.replace_file", replace_file)
    library.compact()
    library.articles.bookmark([uid("d")])
    for n in range(80):
        library.articles.tag([uid("a")], add=[f"tag-{n}"])
    library.articles.bookmark([uid("b")])
    other.catch_up()
    assert everything(other) == everything(library)
    other.compact()
    other.close()
    assert len(on_disk(path)[uid("a")]["tags"]) == 80
    assert other.notices == []


def test_ctrl_c_while_the_news_are_taken_in_forgets_none_of_them(path, library, monkeypatch):
    from reader.library import memory

    with Library.open(path) as other:
        other.articles.bookmark([uid("a")])
        other.articles.bookmark([uid("b")])
    real, calls = memory.apply, []

    def apply(tables, step):
        calls.append(step)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(tables, step)

    monkeypatch.setattr(memory, "apply", apply)
    with pytest.raises(KeyboardInterrupt):
        library.catch_up()
    monkeypatch.undo()
    library.compact()
    assert {u for u, d in on_disk(path).items() if d.get("bookmarked")} == {uid("a"), uid("b")}
    assert {article.uid for article in library.articles.listing(ALL) if article.bookmarked} == {uid("a"), uid("b")}


def test_ctrl_c_in_the_middle_of_a_change_leaves_memory_and_disk_the_same(path, library, monkeypatch):
    import os

    real = os.write

    def write(descriptor, data):
        if len(data) > 50:
            real(descriptor, data)
            raise KeyboardInterrupt
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(KeyboardInterrupt):
        library.articles.bookmark([uid("a")])
    monkeypatch.undo()
    library.articles.bookmark([uid("b")])
    assert everything(library) == on_disk(path)


def test_ctrl_c_just_after_the_line_was_written_does_not_make_memory_forget_it(path, library, monkeypatch):
    journal = library._storage.journal
    real = journal.append

    def append(line):
        real(line)
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "append", append)
    with pytest.raises(KeyboardInterrupt):
        library.articles.bookmark([uid("a")])
    monkeypatch.undo()
    assert on_disk(path)[uid("a")]["bookmarked"]
    library.compact()
    assert on_disk(path) == everything(library)
    assert library.articles.get(uid("a")).bookmarked


def test_nothing_acknowledged_is_lost_by_kill_9_among_two_writers_and_a_reader(tmp_path):
    command = [sys.executable, "-m", "tests.benchmarks.kill_rounds", "--rounds", "60", "--json", "--seed", "1"]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout)
    assert figures["acknowledged"] > 500
    assert figures["compactions"] > 10
    assert (figures["lost"], figures["unreadable"], figures["lies"]) == (0, 0, 0)


def test_a_library_error_is_a_sentence(path):
    path.mkdir()
    Folder(path).snapshot.write_text("")
    with pytest.raises(ReaderError, match=r"\.$"):
        Library.open(path)
