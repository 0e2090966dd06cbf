"""Carrying in: articles that come with a past are stored as they are to be, as one change."""

from __future__ import annotations

from reader.domain.article import Article, State
from reader.library.carrying import CARRIED, EXTRA, Coming
from reader.library.library import Library
from tests.library.making import START, on_disk, uid

COMING = Article(
    "00112233aabbccdd", "Ebb", "https://example.org/ebb", added=START, tags=("sea",), state=State.READ, archived=START,
    bookmarked=START, progress=0.4, note="Worth it.", words=3,
)  # fmt: skip


def test_what_is_new_comes_with_its_past_and_its_text(path, library):
    library.articles.carry([Coming(COMING, "The water left.\n", {"pocket": {"cursor": "7"}}, {"pocket": "abc"})])
    assert library.articles.get(COMING.uid) == COMING
    assert library.bodies.read(COMING.uid) == "The water left.\n"
    with Library.open(path) as other:
        assert other.articles.kept(COMING.uid, EXTRA) == {"pocket": {"cursor": "7"}}
        assert other.articles.kept(COMING.uid, CARRIED) == {"pocket": "abc"}


def test_what_is_known_becomes_what_it_is_to_be_and_keeps_its_text(path, library):
    known = library.articles.get(uid("a"))
    library.articles.carry([Coming(known._replace(tags=("sea",), note="Seen."))])
    assert library.articles.get(uid("a")) == known._replace(tags=("sea",), note="Seen.")
    assert library.bodies.read(uid("a")) == "The text of a.\n"
    assert on_disk(path)[uid("a")]["tags"] == ["sea"]


def test_one_undo_takes_all_of_it_back(library):
    known = library.articles.get(uid("a"))
    library.articles.carry([Coming(COMING, "The water left.\n"), Coming(known._replace(tags=("sea",)))])
    undone = library.undo()
    assert undone.label == "import"
    assert set(undone.uids) == {COMING.uid, uid("a")}
    assert library.articles.get(COMING.uid) is None
    assert library.articles.get(uid("a")) == known


def test_nothing_is_kept_of_what_nobody_carried_in(library):
    assert library.articles.kept(uid("a"), EXTRA) == {}
    assert library.articles.kept("nobody", EXTRA) == {}
