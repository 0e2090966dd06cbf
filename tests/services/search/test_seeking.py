"""Seeking in whole texts: the newest first while typing, ranked on demand, conditions beside it, titles without it."""

from __future__ import annotations

import threading

import pytest

from reader.library.fulltext.database import SearchInterrupted
from reader.library.fulltext.searching import Fulltext
from reader.library.fulltext.updating import update
from reader.library.library import Library
from reader.services.search.parse import parse
from reader.services.search.seeking import begun, seek
from tests.library.making import draft

BODIES = {
    "Ebb": "The tide goes out. The tide turns. The tide.",
    "Flow": "Once the tide comes in, the harbour fills, and boats, and people, and gulls, and everything.",
    "Neap": "海辺の図書館 is quiet.",
    "Tides [/] of it": "Nothing else here.",
}


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add(
            [draft(name, body=body, tags=("sea",) if name != "Flow" else ()) for name, body in BODIES.items()]
        )
        yield library


@pytest.fixture
def fulltext(library):
    update(library)
    fulltext = Fulltext(library)
    yield fulltext
    fulltext.close()


def titles(library, fulltext, text, most=10, typing=False, **how):
    query = parse(text, typing)
    return [
        article.title for article in seek(library, fulltext, begun(query) if typing else query, most, **how).listing
    ]


@pytest.mark.parametrize(("text", "expected"), [
    ("tide", {"Ebb", "Flow"}),
    ("tid*", {"Ebb", "Flow", "Tides [/] of it"}),
    ("tide tag:sea", {"Ebb"}),
    ("tide -harbour", {"Ebb"}),
    ('"goes out"', {"Ebb"}),
    ("tag:sea", {"Ebb", "Neap", "Tides [/] of it"}),
    ("tag:sea or harbour", {"Ebb", "Flow", "Neap", "Tides [/] of it"}),
    ("-tide", {"Neap", "Tides [/] of it"}),
    ("図書館", {"Neap"}),
    ("is:removed tide", set()),
    ("tide -(tag:sea)", {"Flow"}),
    ("", set()),
])  # fmt: skip
def test_the_whole_language_is_understood(library, fulltext, text, expected):
    assert set(titles(library, fulltext, text)) == expected
    assert set(titles(library, fulltext, text, ranked=True)) == expected


@pytest.mark.parametrize(("typed", "found"), [
    ("tid", 3), ("tide", 3), ("tide ", 2), ('"the ti', 2), ('"the tide"', 2), ("harbour ti", 1), ("-tid", 4),
    ("tag:s", 3), ("tide or qui", 3),
])  # fmt: skip
def test_the_last_word_counts_as_begun_while_it_is_typed(library, fulltext, typed, found):
    assert len(titles(library, fulltext, typed, typing=True)) == found


def test_ranked_is_best_first(library, fulltext):
    assert titles(library, fulltext, "tide", ranked=True) == ["Ebb", "Flow"]


def test_no_more_is_found_than_wanted(library, fulltext):
    found = seek(library, fulltext, parse("tide"), 1)
    assert (len(found.listing), found.more) == (1, True)
    found = seek(library, fulltext, parse("tide"), 2)
    assert (len(found.listing), found.more) == (2, False)


def test_what_is_in_the_bin_is_found_only_when_asked_for(library, fulltext):
    library.articles.remove([draft("Ebb", body=BODIES["Ebb"]).uid])
    assert titles(library, fulltext, "tide") == ["Flow"]
    assert titles(library, fulltext, "tide is:removed") == ["Ebb"]


def test_every_article_has_its_passage_and_its_place(library, fulltext):
    listing = seek(library, fulltext, parse("harbour"), 5).listing
    found = listing.passage(0)
    assert [found.text[a:b] for a, b in found.hits] == ["harbour"]
    assert listing.place(0).quote.startswith("harbour fills")
    listing = seek(library, fulltext, parse("title:tides"), 5).listing
    assert (listing.passage(0), listing.place(0)) == (None, None)


def test_without_an_index_titles_are_looked_at(library):
    fulltext = Fulltext(library)
    found = seek(library, fulltext, parse("tide"), 5)
    assert [article.title for article in found.listing] == ["Tides [/] of it"]
    assert "not indexed yet" in found.problem
    assert len(seek(library, fulltext, parse("tag:sea or tide"), 5).listing) == 3


def test_a_search_can_be_put_an_end_to(library, fulltext, monkeypatch):
    seek(library, fulltext, parse("tide"), 5)
    database = fulltext._database
    database.sql.create_function("slow", 0, lambda: threading.Event().wait(0.01) or 1)
    endless = "with recursive n(i) as (select slow() union all select slow() from n) select count(*) from n"
    monkeypatch.setattr("reader.library.fulltext.searching._newest", lambda *_: database.sql.execute(endless))
    timer = threading.Timer(0.1, fulltext.interrupt)
    timer.start()
    with pytest.raises(SearchInterrupted):
        seek(library, fulltext, parse("tide"), 5)
    timer.join()
    monkeypatch.undo()
    assert len(seek(library, fulltext, parse("tide"), 5).listing) == 2


def test_old_articles_are_not_asked_for_a_begun_word_that_most_have(tmp_path, monkeypatch):
    monkeypatch.setattr("reader.library.fulltext.building.NEWEST", 2)
    monkeypatch.setattr("reader.library.fulltext.building._PIECE", 1)
    bodies = {"a": "ebb", "b": "ebb neap", "c": "egret nap", "d": "heron nap"}
    with Library.open(tmp_path / "other") as library:
        library.articles.add([draft(name, body=body) for name, body in bodies.items()])
        update(library)
        fulltext = Fulltext(library)
        assert titles(library, fulltext, "ebb n", typing=True) == ["b", "a"]
        assert titles(library, fulltext, '"ebb n', typing=True) == ["b", "a"]
        assert titles(library, fulltext, "ebb x", typing=True) == []
        assert titles(library, fulltext, "ebb n*", ranked=True) != ["b", "a"]
        assert titles(library, fulltext, "egret n", typing=True) == ["c"]
        assert titles(library, fulltext, "n", typing=True) == ["d", "c", "b", "a"]
        fulltext.close()
