"""The past as the journal tells it: what was done, to which articles, and whether it was taken back."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from reader.domain.anchor import Anchor
from reader.domain.article import State
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.library.library import Library
from reader.library.past import FIRST
from tests.library.making import draft, uid

NAMES = "abcdef"


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([draft(name) for name in NAMES])
        yield library


def told(library: Library) -> list[tuple[str, int, bool]]:
    return [(deed.label, deed.articles, deed.undone) for deed in library.deeds()]


def test_the_last_is_the_first(library: Library):
    library.articles.archive([uid("a"), uid("b")])
    library.articles.mark([uid("c")], State.READ)
    assert told(library) == [("mark read", 1, False), ("archive", 2, False), ("add", 6, False)]
    first = next(library.deeds())
    assert first.uids == (uid("c"),)
    assert first.title == library.articles.get(uid("c")).title


def test_what_is_not_worth_undoing_is_not_told(library: Library):
    library.articles.open(uid("a"))
    library.keep_session(shelf="all")
    assert told(library) == [("add", 6, False)]


def test_undo_and_redo_are_no_deeds_but_said_of_them(library: Library):
    library.articles.archive([uid("a")])
    library.articles.bookmark([uid("a")])
    library.undo()
    library.undo()
    assert told(library) == [("bookmark", 1, True), ("archive", 1, True), ("add", 6, False)]
    library.redo()
    assert told(library) == [("bookmark", 1, True), ("archive", 1, False), ("add", 6, False)]


def test_what_one_undo_takes_back_is_one_deed(library: Library):
    with library.as_group():
        library.articles.archive([uid("a"), uid("b")])
        library.articles.archive([uid("b"), uid("c")])
    library.articles.bookmark([uid("a")])
    assert told(library) == [("bookmark", 1, False), ("archive", 3, False), ("add", 6, False)]
    library.undo()
    library.undo()
    assert told(library) == [("bookmark", 1, True), ("archive", 3, True), ("add", 6, False)]


def test_only_the_deed_that_is_meant_is_taken_back(library: Library):
    library.articles.archive([uid("a")])
    meant = next(library.deeds()).number
    library.articles.bookmark([uid("b")])
    assert library.undo(only=meant) is None
    assert library.articles.get(uid("b")).bookmarked
    library.undo()
    assert library.undo(only=meant).label == "archive"
    with library.as_group():
        library.articles.archive([uid("c")])
        library.articles.archive([uid("d")])
    group = next(library.deeds()).number
    assert library.undo(only=group).uids == (uid("d"), uid("c"))


def test_what_belongs_to_an_article_is_told_with_it(library: Library):
    highlight = Highlight("h1", uid("a"), Anchor(0, 0, "Some"), Anchor(0, 4, "text"), "Some text")
    library.highlights.add([highlight])
    library.highlights.note("h1", "Well said.")
    library.highlights.remove(["h1"])
    library.marks.set(Mark("q", uid("b"), Anchor(0, 0, "word"), "A word"))
    library.searches.keep("Long ones", "minutes:>30")
    found = [(deed.label, deed.articles, deed.uids, deed.others, deed.about) for deed in islice(library.deeds(), 5)]
    assert found == [
        ("save a search", 0, (), 1, "Long ones"),
        ("mark q", 1, (uid("b"),), 1, ""),
        ("delete highlight", 1, (uid("a"),), 1, "Some text"),
        ("note", 0, (), 1, ""),  # who knows what it was of, now that it is gone
        ("highlight", 1, (uid("a"),), 1, "Some text"),
    ]


def test_only_the_first_articles_are_named(library: Library):
    library.articles.add([draft(f"more {n}") for n in range(100)])
    deed = next(library.deeds())
    assert deed.articles == 100
    assert len(deed.uids) == FIRST


def test_it_outlives_a_compaction_and_a_restart(library: Library, tmp_path: Path):
    library.articles.archive([uid("a")])
    library.articles.tag([uid(name) for name in NAMES], add=["articles", '],["articles","1","x",'])
    library.undo()
    before = list(library.deeds())
    library.compact()
    assert list(library.deeds()) == before
    library.close()
    with Library.open(tmp_path / "library") as again:
        assert list(again.deeds()) == before
        assert [deed.articles for deed in before] == [6, 1, 6]


def test_damaged_lines_are_passed_over(library: Library):
    library.articles.archive([uid("a")])
    with (library.path / "journal.jsonl").open("ab") as file:
        file.write(b'["00000000",{"g":1,"steps":[]}]\nnonsense\n["')
    assert told(library) == [("archive", 1, False), ("add", 6, False)]
