"""The feeds of a library: found by whatever a person calls them, changed and taken back like everything else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tinydb import TinyDB

from reader.domain.errors import FeedNotFound
from reader.domain.feed import FAILING_AFTER, SILENT_AFTER, Feed, Health, feed_uid
from reader.domain.shelf import ALL, INBOX, Kind, Shelf
from reader.library.feeds import from_document, new_feed, to_document
from reader.library.folder import Folder
from reader.library.library import Library
from tests.library.making import START, draft, uid

BAY = new_feed("https://bay.example/feed", title="The Bay", tags=("sea",), added=START)
KILN = new_feed("https://www.kiln.example/atom.xml", title="Kiln journal", name="Pots", added=START)
FULL = Feed(
    feed_uid("https://a.example/f"), "https://a.example/f", "Title", "Name", "https://a.example/", ("x", "y"),
    START, START, True, True, 5, ("ads", "author:Bot"), 30, '"e"', "Sat, 01 Nov 2026 00:00:00 GMT", START, START,
    START, 2, "It fails.", START, START, ("https://old.example/f",),
)  # fmt: skip


@pytest.fixture
def feeds(library):
    library.feeds.add([BAY, KILN])
    return library.feeds


# -- the value -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "health"),
    [
        ({}, Health.NEW),
        ({"title": "T"}, Health.WELL),
        ({"title": "T", "newest": START}, Health.WELL),
        ({"title": "T", "newest": START - SILENT_AFTER}, Health.SILENT),
        ({"failures": 1}, Health.FAILING),
        ({"title": "T", "failures": FAILING_AFTER - 1}, Health.WELL),
        ({"title": "T", "failures": FAILING_AFTER}, Health.FAILING),
        ({"title": "T", "failures": 9, "paused": START}, Health.PAUSED),
        ({"title": "T", "failures": 9, "paused": START, "gone": START}, Health.GONE),
    ],
)
def test_how_a_feed_fares(facts, health):
    assert Feed("0" * 12, "https://a.example", **facts).health(START + timedelta(seconds=1)) is health


@pytest.mark.parametrize(
    "names",
    [
        ["Feed 2", "Feed 10", "feed 010b", "Feeds"],
        ["2 sides", "10 sides", "Abc", "Élan", "Emu", "Über 9", "uber 11", "Zoo"],
        ["a" + "9" * 5000, "b"],
        ["第２話", "第１０話"],
        ["1", "a", "a1", "aa"],
    ],
)
def test_feeds_stand_in_the_order_of_their_names_and_numbers(library, names):
    library.feeds.add(new_feed(f"https://{at}.example/", title=name) for at, name in enumerate(reversed(names)))
    assert [feed.called for feed in library.feeds.all()] == names
    assert list(library.feeds.names().values()) == names


def test_what_a_feed_is_called():
    feed = Feed("0" * 12, "https://www.bay.example/feed/")
    assert feed.called == "bay.example/feed"
    assert feed._replace(title="The Bay").called == "The Bay"
    assert feed._replace(title="The Bay", name="Tides").called == "Tides"


def test_one_address_in_two_spellings_is_one_feed():
    assert feed_uid("http://Bay.example:80/feed/") == feed_uid("https://bay.example/feed") == BAY.uid
    assert feed_uid("https://bay.example/feed?page=2") != BAY.uid


# -- documents -------------------------------------------------------------------------------------


def test_every_fact_is_kept_and_what_is_empty_is_left_out():
    assert all(getattr(FULL, name) for name in Feed._fields)
    assert from_document(to_document(FULL)) == FULL
    assert sorted(to_document(Feed("0" * 12, "https://a.example"))) == ["uid", "url"]


@pytest.mark.parametrize(
    "damage",
    [
        {"tags": "sea"}, {"tags": [1, None, "sea"]}, {"title": 3}, {"added": "yesterday"}, {"cap": "5"}, {"cap": True},
        {"aside": 1}, {"failures": None}, {"mute": {}}, {"more": 1},
    ],
)  # fmt: skip
def test_what_is_damaged_is_as_if_it_were_not_there(damage):
    found = from_document({"uid": BAY.uid, "url": BAY.url, **damage})
    expected = Feed(BAY.uid, BAY.url, tags=("sea",) if damage == {"tags": [1, None, "sea"]} else ())
    assert found == expected


@pytest.mark.parametrize("document", [{}, {"uid": "1"}, {"url": "https://a.example"}, {"uid": "1", "url": "ftp://a"}])
def test_a_document_without_an_address_is_no_feed(document):
    assert from_document(document) is None


# -- the table -------------------------------------------------------------------------------------


def test_feeds_are_there_for_whoever_opens_the_library_next(path, library, feeds):
    assert [feed.called for feed in feeds.all()] == ["Pots", "The Bay"]
    library.feeds.add([FULL])
    with Library.open(path) as again:
        assert again.feeds.get(FULL.uid) == FULL
        assert len(again.feeds) == 3
        again.compact()
    with TinyDB(Folder(path).snapshot, encoding="utf-8") as database:
        assert {document["uid"] for document in database.table("feeds")} == {BAY.uid, KILN.uid, FULL.uid}


def test_a_known_feed_only_gets_the_tags_that_it_lacks(feeds):
    again = BAY._replace(url="http://bay.example/feed/", title="Another title", tags=("sea", "slow"))
    assert feeds.add([again, again]) == []
    assert feeds.get(BAY.uid) == feeds.get(BAY.uid)._replace(title="The Bay", url=BAY.url, tags=("sea", "slow"))
    assert len(feeds) == 2


def test_two_of_one_address_in_one_list_are_one_feed(library):
    fresh = new_feed("https://new.example/feed", tags=("a",))
    assert library.feeds.add([fresh, fresh._replace(tags=("b",)), fresh._replace(tags=("c",))]) == [fresh]
    assert [feed.tags for feed in library.feeds.all()] == [("a", "b", "c")]


def test_a_feed_is_known_by_an_address_that_it_has_had(feeds):
    feeds.note({BAY.uid: {"url": "https://new.example/f", "former": (BAY.url,)}})
    assert feeds.at("http://bay.example/feed/").uid == feeds.at("https://new.example/f").uid == BAY.uid
    assert feeds.add([BAY]) == []
    assert feeds.at("https://other.example/f") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (BAY.uid, BAY), (BAY.uid[:5], BAY), ("the bay", BAY), (" BAY ", BAY), ("http://bay.example/feed/", BAY),
        ("pots", KILN), (KILN.url, KILN), ("ot", KILN),
    ],
)  # fmt: skip
def test_a_feed_is_found_by_whatever_a_person_calls_it(feeds, words, found):
    assert feeds.find(words).uid == found.uid


@pytest.mark.parametrize("words", ["", "   ", "Kiln", "ftp://bay.example", BAY.uid[:3], "nothing"])
def test_who_is_not_meant_is_not_found(feeds, words):
    with pytest.raises(FeedNotFound, match="There is no feed"):
        feeds.find(words)


def test_words_that_mean_several_feeds_find_none(feeds):
    feeds.add([new_feed("https://bay.example/comments", title="The Bay comments")])
    assert feeds.find("The Bay").uid == BAY.uid
    with pytest.raises(FeedNotFound, match="2 feeds are called so: bay"):
        feeds.find("bay")


def test_a_change_is_one_undo_and_says_how_many_are_different(library, feeds):
    assert feeds.change([BAY.uid, KILN.uid, "unknown"], "pause a feed", paused=START) == 2
    assert feeds.change([BAY.uid, KILN.uid], "pause a feed", paused=START) == 0
    assert feeds.get(BAY.uid).paused == START
    assert library.undo().label == "pause a feed"
    assert [feed.paused for feed in feeds.all()] == [None, None]


def test_what_a_refresh_notes_is_kept_and_no_undo_takes_it_back(path, library, feeds):
    feeds.note({BAY.uid: {"etag": '"1"', "failures": 2, "problem": "It fails."}, "unknown": {"etag": "x"}})
    feeds.note({BAY.uid: {"failures": 0, "problem": ""}})
    with Library.open(path) as again:
        assert to_document(again.feeds.get(BAY.uid)) == {**to_document(BAY), "etag": '"1"'}
    assert library.undo().label == "subscribe"
    assert library.feeds.all() == []


def test_tags_come_and_go(library, feeds):
    assert feeds.tag([BAY.uid, KILN.uid], add=["slow", "sea"], remove=["none"]) == 2
    assert [feed.tags for feed in feeds.all()] == [("slow", "sea"), ("sea", "slow")]
    assert feeds.tag([BAY.uid], remove=["sea", "slow"]) == 1
    assert feeds.get(BAY.uid).tags == ()
    library.undo()
    library.undo()
    assert feeds.get(BAY.uid).tags == ("sea",)


def test_unsubscribing_is_taken_back_with_everything_that_was_known(library, feeds):
    feeds.note({BAY.uid: {"etag": '"1"'}})
    before = feeds.get(BAY.uid)
    assert feeds.remove([BAY.uid, "unknown"]) == 1
    assert feeds.remove(["unknown"]) == 0
    assert feeds.all() == [KILN]
    assert library.undo().label == "unsubscribe"
    assert feeds.get(BAY.uid) == before


def test_a_damaged_document_does_not_hide_the_other_feeds(path):
    with Library.open(path) as library:
        library.feeds.add([BAY])
        library.compact()
    with TinyDB(Folder(path).snapshot, encoding="utf-8") as database:
        database.table("feeds").insert_multiple([{"uid": 5, "url": []}, {"title": "no address"}])
    with Library.open(path) as library:
        assert library.feeds.all() == [BAY]
        assert library.feeds.add([KILN]) == [KILN]
        assert library.feeds.tag([BAY.uid], add=["x"]) == 1


# -- articles of feeds -----------------------------------------------------------------------------


def test_articles_are_counted_by_feed_outside_the_bin(path, library):
    library.articles.add([draft("x", feeds=("f1",)), draft("y", feeds=("f1", "f2")), draft("z", feeds=("f1",))])
    library.articles.open(uid("x"))
    library.articles.remove([uid("z")])
    assert library.articles.feeds() == {"f1": (2, 1), "f2": (1, 1)}
    assert library.articles.listing(Shelf(Kind.FEED, "f1")).uids() == [uid("y"), uid("x")]
    with Library.open(path) as again:
        assert again.articles.feeds() == library.articles.feeds()


def test_an_article_that_stands_in_another_feed_joins_it(library):
    library.articles.add([draft("x", feeds=("f1",))])
    assert library.articles.join([(uid("x"), "f2"), (uid("x"), "f1"), (uid("a"), "f2"), ("unknown", "f2")]) == 2
    assert library.articles.get(uid("x")).feeds == ("f1", "f2")
    assert library.articles.feeds()["f2"] == (2, 2)
    library.articles.add([draft("x", feeds=("f3",))])  # the same text from elsewhere
    assert library.articles.get(uid("x")).feeds == ("f1", "f2", "f3")


def test_what_came_from_a_feed_since_a_moment_is_counted(library):
    library.articles.add([draft("x", feeds=("f1",)), draft("y", feeds=("f1",))])
    since = library.articles.get(uid("y")).added
    assert library.articles.came_from("f1", since) == 1
    assert library.articles.came_from("f1", START) == 2
    assert library.articles.came_from("f1", datetime.now(UTC) + timedelta(days=400)) == 0
    assert library.articles.came_from("f2", START) == 0


def test_what_is_set_aside_is_everywhere_but_in_the_inbox(path, library):
    library.articles.add([draft("x", aside=True)])
    assert library.articles.set_aside([uid("a"), uid("x")]) == 1
    assert library.articles.listing(INBOX).uids() == [uid("d"), uid("c"), uid("b")]
    assert len(library.articles.listing(ALL)) == 5
    with Library.open(path) as again:
        assert len(again.articles.listing(INBOX)) == 3
        again.compact()
    assert library.articles.set_aside([uid("x")], on=False) == 1
    assert uid("x") in library.articles.listing(INBOX).uids()
    library.undo()
    assert uid("x") not in library.articles.listing(INBOX).uids()
