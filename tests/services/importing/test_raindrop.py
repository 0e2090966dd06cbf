"""Raindrop's tables."""

from datetime import UTC, datetime

from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Skipped
from reader.services.importing.raindrop import Raindrop, highlights_in
from tests.services.importing.samples import SAMPLES


def read(name):
    return list(Raindrop().read(ImportFile("x.bin", SAMPLES[name])))


def test_bookmarks():
    tides, b, c, file = read("raindrop")
    assert tides == Carried(
        title='Saved, "twice"',
        url="https://example.org/tides",
        added=datetime(2024, 1, 2, 3, 4, 5, 123000, tzinfo=UTC),
        description="About tides",
        tags=("Research/Sea", "sea", "slow"),
        bookmarked=True,
        note="line one\nline two",
        extra={"id": "42", "cover": "https://example.org/c.jpg"},
    )
    assert (b.tags, b.bookmarked) == ((), False)
    assert b.excerpts == (Excerpt("The water came back.\nAnd stayed."), Excerpt("It left."))
    assert c.tags == ("A/B",)
    assert c.excerpts == (Excerpt("One thing", "mine", 3), Excerpt("Another\nof two lines"))
    assert file == Skipped("row 5", "has an address that begins with file:, which is no page")


def test_the_form_that_it_reads():
    (a,) = read("raindrop as it reads it")
    assert (a.tags, a.excerpts, a.added) == (("sea", "slow"), (Excerpt("One thing"),), datetime(2024, 1, 2, tzinfo=UTC))


def test_highlights_without_words_for_them():
    assert highlights_in("") == ()
    assert highlights_in("Note: to self") == (Excerpt("Note: to self"),)
