"""What services, browsers and tables say, and what it means here."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.registry import importer_of
from reader.services.importing.wallabag import Wallabag
from tests.services.importing.samples import SAMPLES
from tests.services.importing.sampling import as_json, rows, zipped


def read(data):
    file = ImportFile("x", data if isinstance(data, bytes) else data.encode())
    importer = importer_of(file)
    assert importer is not None
    return list(importer.read(file))


def articles(name):
    return [one for one in read(SAMPLES[name]) if isinstance(one, Carried)]


def day(year, month, number):
    return datetime(year, month, number, tzinfo=UTC)


def test_wallabag_brings_texts_and_what_was_marked_in_them():
    tides, failed, letter = articles("wallabag json")
    assert (tides.title, tides.author, tides.language) == ("Tides & time", "A. Writer", "fr-FR")
    assert [(one.text, one.note) for one in tides.excerpts] == [("The water", "my note")]
    assert tides.bookmarked == datetime(2016, 9, 8, 9, 57, 16, tzinfo=UTC)
    assert "water came back" in tides.html
    assert (failed.title, failed.html, failed.archived) == ("", "", True)
    assert letter.local
    assert letter.seed


def test_wallabag_knows_the_day_and_not_the_hour_in_tables():
    assert [one.added for one in articles("wallabag table")] == [day(2023, 12, 31), day(2024, 2, 1)]


@pytest.mark.parametrize("title", ["Untitled", "Sans titre", "No title found", "https://example.org/a"])
def test_wallabag_has_placeholders_for_titles(title):
    entry = {"title": title, "url": "https://example.org/a", "is_archived": 0, "is_starred": 0, "content": ""}
    (found,) = Wallabag().read(ImportFile("x", as_json([entry])))
    assert isinstance(found, Carried)
    assert found.title == ""


def test_readeck_brings_texts_without_pictures_of_its_own():
    tides, bare = articles("readeck archive")
    assert "uid-picture" not in tides.body
    assert "https://example.org/d.png" in tides.body
    assert "-----" not in tides.body
    assert [one.text for one in tides.excerpts] == ["came back"]
    assert (tides.source, tides.author, tides.added) == ("The Bay", "A. Writer", day(2026, 10, 1))
    assert bare.body == "Text."


def test_readeck_keeps_pages_without_a_text():
    page = "---\ntitle: Film\nsource: https://example.org/film\n---\n# Film\n\n![](./uid-still.jpg)\n"
    (found,) = read(zipped({"2026-11-23-readeck-bookmarks/2026-10-01-a/index.md": page}))
    assert (found.title, found.url, found.body) == ("Film", "https://example.org/film", "")


def test_karakeep_lists_become_tags_and_searches_do_not():
    tides, words = articles("karakeep")
    assert tides.tags == ("sea", "Sea/Tides")
    assert tides.archived
    assert words.body == "Written **here**.\n\nAnd more."
    assert not words.url


def test_linkwarden_collections_become_tags_and_feeds_are_subscribed_to():
    tides, upload, sails = articles("linkwarden")
    assert (tides.title, tides.tags, tides.bookmarked) == ("What you're reading", ("moon", "Sea"), True)
    assert upload.body == "Words of a \\*file\\*."
    assert sails.tags == ("Sea/Sails",)
    feeds = [one for one in read(SAMPLES["linkwarden"]) if isinstance(one, Subscription)]
    assert feeds == [Subscription("https://example.org/feed", "The Bay", "", ())]


def test_collections_that_lie_in_each_other_have_an_end():
    round_and_round = {"collections": [
        {"id": 1, "name": "A", "parentId": 2, "links": [{"id": 1, "url": "https://example.org"}]},
        {"id": 2, "name": "B", "parentId": 1, "links": []},
    ]}  # fmt: skip
    (found,) = read(as_json(round_and_round))
    assert found.tags == ("B/A",)


def test_goodlinks_and_pinboard_say_what_was_read():
    (tides,) = articles("goodlinks")
    assert tides.archived == datetime(2020, 5, 4, 14, 19, 59, tzinfo=UTC)
    later, done = articles("pinboard")
    assert (later.state, later.archived, later.tags) == (State.UNREAD, False, ("sea", "long_read"))
    assert (done.state, done.archived) == (State.READ, True)


def test_browsers_count_from_different_years():
    (firefox,) = articles("browser firefox")
    assert firefox.added == datetime(2016, 6, 15, 17, 4, 26, 123000, tzinfo=UTC)
    assert (firefox.description, firefox.tags) == ("On water", ("moon", "slow", "Sea"))
    chrome, _ = articles("browser chrome")
    assert chrome.added == datetime(2016, 6, 15, 17, 4, 26, tzinfo=UTC)


def test_references_are_read_by_address_or_number():
    tides, numbered, abstract = articles("csl")
    assert tides.author == "A. Writer, Bay Staff"
    assert tides.published == day(2013, 1, 1)  # there is no 31st of February
    assert numbered.url == "https://doi.org/10.1000/xyz"
    assert abstract.body == "One.\n\nTwo."


def test_koreader_knows_books_by_their_sum():
    (book,) = articles("koreader")
    (alone,) = articles("koreader one book")
    assert book == alone
    assert (book.author, book.note, book.excerpts[0].colour) == ("A. Writer, B. Writer", "Of the book", 3)


def test_tables_mean_what_their_columns_say():
    tides, other = articles("table")
    assert tides.tags == ("sea", "moon", "Sea/Tides")
    assert (tides.note, tides.bookmarked, tides.added) == ("Mine", True, day(2024, 5, 1))
    assert tides.extra == {"Rating": "5"}
    assert (other.title, other.archived) == ("", True)


@pytest.mark.parametrize(
    ("head", "cell", "field", "value"),
    [
        ("is_archived", "1", "archived", True),
        ("Status", "Archived", "archived", True),
        ("unread", "yes", "state", State.UNREAD),
        ("unread", "no", "state", State.READ),
        ("read", "TRUE", "state", State.READ),
        ("folder", "Starred", "bookmarked", True),
        ("folder", "Unread", "tags", ()),
        ("description", "A &amp; B", "description", "A & B"),
        ("created_at", "1714557600", "added", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("byline", "A. Writer", "author", "A. Writer"),
    ],
)
def test_columns_have_many_names(head, cell, field, value):
    (found,) = read(rows(["url", head], ("https://example.org", cell)))
    assert getattr(found, field) == value


def test_a_text_with_commas_is_no_table():
    assert importer_of(ImportFile("x", b"Link, or: how to chain\nAnd then, he said, https://example.org.\n")) is None


def test_one_column_is_enough_for_a_table():
    (found,) = read("URL\nhttps://example.org\n")
    assert found.url == "https://example.org"


def test_an_archive_may_hold_a_file_without_a_name():
    data = zipped({"a": "---\ntitle: A\n---\nText.", "b.md": "Text."})
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02"))
    name = data.index(b"a", at + 46)
    assert list(ImportFile("x", data[:name] + b"\x00" + data[name + 1 :]).members) == ["b.md"]
