"""Highlights, marks and notes: kept, changed, taken back, and told of like everything else."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.change import Change
from reader.domain.highlight import Highlight, highlight_uid
from reader.domain.mark import Mark, is_mark
from reader.library.annotations import (
    highlight_from_document,
    highlight_to_document,
    mark_from_document,
    mark_to_document,
)
from reader.library.documents import Documents
from reader.library.library import Library
from tests.library.making import draft, stock, uid

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([draft("Ebb"), draft("Flow")])
    return tmp_path / "library"


@pytest.fixture
def library(path):
    with Library.open(path) as library:
        yield library


def highlight(text="the text", article="Ebb", at=4, minutes=0, **facts):
    made = NOW + timedelta(minutes=minutes)
    start, end = Anchor(0, at, text, "before", at / 100), Anchor(0, at + len(text), "after", text)
    return Highlight(highlight_uid(uid(article), text, made), uid(article), start, end, text, made=made, **facts)


def mark(letter="a", article="Ebb", at=4):
    return Mark(letter, uid(article), Anchor(0, at, "the text"), "The text of Ebb.", NOW)


def test_highlights_of_an_article_stand_in_the_order_of_its_text(library):
    library.highlights.add([highlight("b", at=30), highlight("a", at=2), highlight("c", "Flow", at=1)])
    assert [h.text for h in library.highlights.of(uid("Ebb"))] == ["a", "b"]
    assert library.highlights.counts() == {uid("Ebb"): 2, uid("Flow"): 1}


def test_those_of_an_article_are_known_after_every_change(path, library):
    def agree() -> bool:
        for article in map(uid, ("Ebb", "Flow")):
            there = [h for h in library.highlights.all() if h.article == article]
            assert library.highlights.of(article) == sorted(there, key=lambda h: h.start.offset)
        return bool(library.highlights.of(uid("Ebb")))

    assert not agree()
    library.highlights.add([one := highlight("b", at=30), highlight("c", "Flow", at=1)])
    assert agree()
    library.highlights.note(one.uid, "so true")
    assert agree()
    library.highlights.remove([one.uid])
    assert not agree()
    library.undo()
    assert agree()
    library.compact()
    library.highlights.add([highlight("d", at=50)])
    assert agree()
    with Library.open(path) as other:
        other.highlights.remove([one.uid])
        other.highlights.add([highlight("e", at=70)])
        other.compact()
    library.catch_up()
    assert agree()


def test_those_of_one_article_are_read_without_reading_all(path, monkeypatch):
    with Library.open(path) as library:
        library.highlights.add([highlight("b"), highlight("c", "Flow")])
        library.compact()
    with Library.open(path) as library:
        assert [h.text for h in library.highlights.of(uid("Ebb"))] == ["b"]
        monkeypatch.setattr(Documents, "parsed", lambda _: pytest.fail("all are read again"))
        assert [h.text for h in library.highlights.of(uid("Flow"))] == ["c"]


def test_all_highlights_stand_newest_first(library):
    library.highlights.add([highlight(text, minutes=n) for n, text in enumerate("abc")])
    assert [h.text for h in library.highlights.all()] == ["c", "b", "a"]


def test_they_are_there_after_a_restart_and_a_compaction_and_for_stock_tinydb(path):
    wanted = highlight(note="so true", colour=3, tags=("craft",))
    with Library.open(path) as library:
        library.highlights.add([wanted])
        library.marks.set(mark())
        library.articles.note(uid("Ebb"), "Read it twice.")
    with Library.open(path) as library:
        assert library.highlights.get(wanted.uid) == wanted
        library.compact()
        assert library.marks.of(uid("Ebb")) == [mark()]
    with Library.open(path) as library:
        assert library.highlights.all() == [wanted]
        assert library.articles.get(uid("Ebb")).note == "Read it twice."
    assert stock(path)[uid("Ebb")]["note"] == "Read it twice."


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda library, h: library.highlights.note(h.uid, " so true \n"), lambda h: h.note == "so true"),
        (lambda library, h: library.highlights.colour(h.uid, 4), lambda h: h.colour == 4),
        (lambda library, h: library.highlights.tag(h.uid, ["b", "a", "b"]), lambda h: h.tags == ("b", "a")),
        (lambda library, h: library.highlights.remove([h.uid]), lambda h: h is None),
    ],
)
def test_every_change_can_be_taken_back_and_done_again(library, change, seen):
    before = highlight()
    library.highlights.add([before])
    change(library, before)
    after = library.highlights.get(before.uid)
    assert seen(after)
    library.undo()
    assert library.highlights.get(before.uid) == before
    library.redo()
    assert library.highlights.get(before.uid) == after


def test_a_note_that_says_nothing_is_none(library):
    library.highlights.add([highlight(note="so true")])
    library.highlights.note(highlight().uid, "  ")
    assert library.highlights.get(highlight().uid).note == ""


def test_small_letters_belong_to_their_article_and_capitals_to_the_library(library):
    for letter, article in (("a", "Ebb"), ("a", "Flow"), ("B", "Ebb"), ("B", "Flow")):
        library.marks.set(mark(letter, article))
    assert [(m.letter, m.article) for m in library.marks.of(uid("Ebb"))] == [("B", uid("Flow")), ("a", uid("Ebb"))]
    assert library.marks.get("a", uid("Flow")).article == uid("Flow")
    assert library.marks.get("b", uid("Flow")) is None
    assert len(library.marks.all()) == 3


def test_a_mark_set_again_moves_and_an_undo_moves_it_back(library):
    library.marks.set(mark(at=1))
    library.marks.set(mark(at=9))
    assert library.marks.get("a", uid("Ebb")).place.offset == 9
    library.undo()
    assert library.marks.get("a", uid("Ebb")).place.offset == 1
    library.marks.remove(mark())
    assert library.marks.all() == []


def test_whoever_listens_hears_of_the_article(path, library):
    heard: list[Change] = []
    library.listen(heard.append)
    library.highlights.add([highlight()])
    library.marks.set(mark())
    with Library.open(path) as other:
        other.highlights.remove([highlight().uid])
    library.catch_up()
    assert [(change.uids, change.fields, change.membership) for change in heard] == [
        ({uid("Ebb")}, {"highlights"}, False),
        ({uid("Ebb")}, {"marks"}, False),
        ({uid("Ebb")}, {"highlights"}, False),
    ]


@pytest.mark.parametrize("damage", [{"start": 5}, {"end": None}, {"uid": 7}, {"article": None}])
def test_a_damaged_highlight_is_left_out(library, damage):
    library.highlights.add([highlight()])
    library._db.table("highlights").update(damage)
    assert library.highlights.all() == []
    library.highlights.add([highlight("other", minutes=1)])
    assert [h.text for h in library.highlights.all()] == ["other"]


anchors = st.builds(
    partial(Anchor), st.integers(0, 9999), st.integers(0, 9999), st.text(max_size=9), st.text(max_size=9)
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    st.builds(
        partial(Highlight), st.just("u"), st.just("a"), anchors, anchors, texts, st.integers(1, 5), texts,
        st.lists(texts.filter(bool), max_size=3).map(tuple), st.just(NOW),
    )
)  # fmt: skip
def test_a_highlight_survives_the_round_trip(wanted):
    assert highlight_from_document(highlight_to_document(wanted)) == wanted


@given(st.builds(partial(Mark), st.sampled_from("abzAZ"), st.just("u"), anchors, texts, st.just(NOW)))
def test_a_mark_survives_the_round_trip(wanted):
    assert mark_from_document(mark_to_document(wanted)) == wanted


@pytest.mark.parametrize(("letter", "named"), [("a", True), ("Z", True), ("1", False), ("ä", False), ("ab", False)])
def test_marks_are_named_by_letters(letter, named):
    assert is_mark(letter) is named
