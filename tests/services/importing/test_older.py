"""Readability, OneTab, and starred articles of feed readers."""

from datetime import UTC, datetime

import pytest

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Skipped
from reader.services.importing.onetab import OneTab
from reader.services.importing.readability import Readability
from reader.services.importing.starred import Starred
from tests.services.importing.samples import SAMPLES


def read(importer, name):
    return list(importer().read(ImportFile("x.bin", SAMPLES[name])))


def test_readability():
    a, b, nothing = read(Readability, "readability")
    assert a == Carried(
        title="A & Red",
        url="https://example.org/a",
        added=datetime(2014, 3, 2, 10, 20, 30, tzinfo=UTC),
        description="On salt.",
        bookmarked=datetime(2014, 3, 3, 8, 20, 30, tzinfo=UTC),
        extra={"id": 7, "article__domain": "example.org"},
    )
    assert (b.title, b.archived, b.added) == ("", True, datetime(2014, 3, 2, 10, 20, 30, tzinfo=UTC))
    assert nothing == Skipped("Nothing", "has no address")


def test_onetab():
    c, extensions, b, a = read(OneTab, "onetab")
    assert (a.url, a.title, a.extra) == ("https://example.org/a?x=1|2", "A | and Red", {"group": 1})
    assert b.title == ""
    assert extensions == Skipped("line 4", "has an address that begins with chrome:, which is no page")
    assert (c.url, c.title, c.extra) == ("https://example.org/c", "", {"group": 2})


@pytest.mark.parametrize(
    "text", ["https://example.org\n", "words | words\n", "", "a: b | c\n", "# x\nhttps://e.org | y"]
)
def test_what_is_not_of_onetab(text):
    assert not OneTab().recognises(ImportFile("x", text.encode()))


def test_starred_articles():
    tides, only, neither, nothing = read(Starred, "google-reader of FreshRSS")
    assert tides == Carried(
        title="Tides & Red",
        url="https://example.org/tides",
        source="The Bay",
        author="A. Writer",
        published=datetime(2024, 5, 1, 10, tzinfo=UTC),
        added=datetime(2024, 5, 1, 11, tzinfo=UTC),
        tags=("Sea", "slow"),
        state=State.READ,
        bookmarked=True,
        html="<p>The water came back.</p>",
        extra={
            "enclosure": [{"href": "https://example.org/a.mp3"}],
            "id": "tag:google.com,2005:reader/item/0005",
            "origin": {"streamId": "feed/52", "title": "The Bay", "htmlUrl": "https://example.org/"},
        },
    )
    assert (only.url, only.seed, only.html) == ("", "google-reader 2", "<p>Only here.</p>")
    assert neither == Skipped("Neither", "has no address")
    assert nothing == Skipped("entry 4", "is damaged")


def test_a_list_that_is_no_list_of_starred_ones():
    starred, b = read(Starred, "google-reader of Google")
    assert (starred.bookmarked, starred.state, starred.tags) == (True, None, ("Sea",))
    assert b.bookmarked is False
