"""Files, folders and standard input come into a library."""

import io
import os
import signal
import sys

import pytest

from reader.domain.shelf import INBOX
from reader.library.library import Library
from reader.services.adding import add
from reader.services.adding.add import AddingStopped, add_paths
from reader.services.adding.collect import collect
from reader.services.adding.whole import whole


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    (folder / "sub").mkdir(parents=True)
    (folder / ".obsidian").mkdir()
    (folder / "b.md").write_text("# Bells\n\nThey ring.")
    (folder / "a.txt").write_text("Anchors\n\nThey hold.")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    (folder / ".hidden.md").write_text("# Hidden\n\nNot this.")
    (folder / ".obsidian" / "x.md").write_text("# Settings\n\nNor this.")
    (folder / "sub" / "c.MD").write_text("# Coats\n\nThey keep the rain off.")
    (folder / "sub" / "back").symlink_to(folder)
    return folder


def test_a_folder_gives_its_texts_in_order_and_each_of_them_once(notes):
    names = [os.path.relpath(name, notes) for name in collect([notes, notes / "b.md"])]
    assert names == ["a.txt", "b.md", "sub/c.MD"]


def test_a_file_that_is_named_is_tried_whatever_its_name(notes, library):
    (notes / ".hidden.log").write_text("Lamps\n\nThey burn.")
    report = add_paths(library, [notes / ".hidden.log"])
    assert [article.title for article in report.added] == ["Lamps"]


def test_one_bad_file_does_not_stop_the_others(notes, library):
    missing = notes / "gone.txt"
    report = add_paths(library, [notes / "photo.jpg", missing, notes])
    assert [article.title for article in report.added] == ["Anchors", "Bells", "Coats"]
    assert [failure.sentence for failure in report.failed] == [
        f"{notes / 'photo.jpg'} is not text.",
        f"{missing} does not exist.",
    ]
    assert library.bodies.read(report.added[0].uid).strip() == "They hold."


def test_the_same_text_twice_is_one_article(notes, library):
    add_paths(library, [notes])
    report = add_paths(library, [notes])
    assert (len(report.added), len(report.known), len(library.articles)) == (0, 3, 3)


def test_a_text_from_the_bin_comes_back(notes, library):
    first = add_paths(library, [notes / "b.md"]).added[0]
    library.articles.remove([first.uid])
    report = add_paths(library, [notes / "b.md"])
    assert [article.uid for article in report.restored] == [first.uid]
    assert len(library.articles.listing(INBOX)) == 1


def test_standard_input_is_a_file_called_dash(library, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Tides\n\nThe water came.")))
    assert [article.title for article in add_paths(library, ["-"]).added] == ["Tides"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "no\x1b[31mred"])
def test_a_name_that_cannot_be_is_one_sentence(library, name):
    [failure] = add_paths(library, [name]).failed
    assert failure.sentence.isprintable()


def test_a_pipe_or_device_is_not_read(library, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert add_paths(library, [tmp_path / "pipe"]).failed[0].sentence.endswith("is not a file.")


def test_progress_is_told_file_by_file(notes, library):
    steps = []
    add_paths(library, [notes], steps.append)
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, AddingStopped])
def test_what_was_added_before_an_interrupt_stays(notes, library, monkeypatch, stop):
    monkeypatch.setattr(add, "BATCH", 1)

    def interrupt(step):
        if step.done == 2:
            raise stop

    report = add_paths(library, [notes], interrupt)
    assert report.stopped
    assert [article.title for article in report.added] == ["Anchors", "Bells"]
    assert len(library.articles) == 2


def test_an_interrupt_waits_until_a_transaction_is_whole():
    done = False
    with pytest.raises(KeyboardInterrupt), whole():  # noqa: PT012 — what happens inside is the point
        signal.raise_signal(signal.SIGINT)
        done = True
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_adding_is_undone_in_one_go(notes, library):
    add_paths(library, [notes])
    assert library.undo() is not None
    assert len(library.articles.listing(INBOX)) == 0
