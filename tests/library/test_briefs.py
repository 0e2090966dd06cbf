"""The briefs say what the library would say, whatever happened to it, or they say nothing."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import State
from reader.library import briefs
from reader.library.folder import Folder
from reader.library.library import Library
from tests.library.making import START, draft, uid

NAMES = ("Ebb", "Flow", "Neap", "Spring", "Tide")


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(briefs, "LEAST", 1)
    with Library.open(tmp_path / "library") as library:
        library.articles.add([draft(name) for name in NAMES])
        library.brief_lines()
    return tmp_path / "library"


def kept(path):
    found = briefs.load(str(path))
    return None if found is None else found.lines


def asked(path):
    with Library.open(path) as library:
        return library.brief_lines()


USUAL = {
    "bookmark": lambda library, name: library.articles.bookmark([uid(name)]),
    "unbookmark": lambda library, name: library.articles.bookmark([uid(name)], on=False),
    "archive": lambda library, name: library.articles.archive([uid(name)]),
    "read": lambda library, name: library.articles.mark([uid(name)], State.READ),
    "open": lambda library, name: library.articles.open(uid(name)),
    "tag": lambda library, name: library.articles.tag([uid(name)], ["sea"]),
    "remove": lambda library, name: library.articles.remove([uid(name)]),
    "restore": lambda library, name: library.articles.remove([uid(name)], on=False),
    "add": lambda library, name: library.articles.add([draft(name * 2)]),
    "add one as old as another": lambda library, name: library.articles.add([draft(name[::-1])]),
    "add an old one": lambda library, name: library.articles.add([draft(name * 3, added=START - timedelta(days=9))]),
    "undo": lambda library, name: library.undo(),
    "redo": lambda library, name: library.redo(),
    "compact": lambda library, name: library.compact(),
}


@pytest.mark.parametrize("done", USUAL)
def test_what_is_done_every_day_needs_no_library(path, done):
    with Library.open(path) as library:
        USUAL[done](library, "Neap")
    lines = kept(path)
    assert lines is not None
    assert lines == asked(path)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(USUAL)), st.sampled_from(NAMES)), max_size=12))
def test_after_anything_they_say_what_the_library_says(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("briefs") / "library"
    least, briefs.LEAST = briefs.LEAST, 1
    try:
        with Library.open(path) as library:
            library.articles.add([draft(name) for name in NAMES])
            library.brief_lines()
            for done, name in steps:
                USUAL[done](library, name)
        lines = kept(path)
        assert lines is not None
        assert lines == asked(path)
    finally:
        briefs.LEAST = least


def test_what_is_out_of_the_ordinary_is_left_to_the_library(path):
    journal = Folder(path).journal
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'["00000000",{"g":1,"broken":1}]\n')
    assert kept(path) is None
    journal.write_bytes(whole[:-20])
    assert kept(path) is None
    journal.write_bytes(whole + b'["0000')  # somebody is writing
    assert kept(path) is not None
    journal.write_bytes(whole + b'["00000000",{"g":9,"newer":1}]\n')
    assert kept(path) is None


def test_another_snapshot_is_not_theirs(path):
    before = Folder(path).snapshot.read_bytes()
    with Library.open(path) as library:
        library.compact()
    assert kept(path) is not None
    Folder(path).snapshot.write_bytes(before + b" ")
    assert kept(path) is None


def test_a_journal_that_grew_by_much_is_the_librarys_business(path, monkeypatch):
    monkeypatch.setattr(briefs, "MOST_NEWS", 10)
    with Library.open(path) as library:
        library.articles.bookmark([uid("Neap")])
    assert kept(path) is None


def test_a_damaged_file_is_not_believed(path):
    file = Folder(path).cache / "briefs.tsv"
    whole = file.read_bytes()
    for data in (b"", b"\n", whole[:-1], whole.replace(b"Neap", b"Leap"), b"reader briefs 1 1 2 3\n", b"\xff\n\xff"):
        file.write_bytes(data)
        assert kept(path) is None
