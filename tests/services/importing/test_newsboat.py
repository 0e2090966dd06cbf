"""newsboat: nothing is run or written, and what was read there is out of the way here."""

from __future__ import annotations

import pytest

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.domain.errors import TextUnusable
from reader.domain.feed import feed_uid
from reader.library.library import Library
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Skipped
from reader.services.importing.importing import import_files
from reader.services.importing.newsboat import Newsboat
from reader.services.importing.registry import importer_of, parts_of
from tests.services.importing.samples import SAMPLES
from tests.services.importing.sampling import zipped

CACHE = SAMPLES["newsboat cache"]


def test_tags_titles_and_quotes_are_read():
    first, again, *others = Newsboat().read(ImportFile("urls", SAMPLES["newsboat urls"]))
    assert first == Subscription("https://example.org/feed", 'Own "title"', "", ("tag1", "tag two"))
    assert again == Subscription("https://example.org/feed", "", "", ("tag3",))
    reasons = [one.reason for one in others if isinstance(one, Skipped)]
    assert reasons[0] == "is a search of newsboat's and no feed"
    assert reasons[1:3] == ["would run a program, which is never done"] * 2


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("urls", "https://example.org/a\n", "newsboat"),
        ("x", "https://example.org/a\n", "urls"),
        ("x", "https://example.org/feed.xml\n", "newsboat"),
        ("x", 'https://example.org/a "~Own"\n', "newsboat"),
        ("x", "https://example.org/feed | A page\n", "onetab"),
    ],
)
def test_a_list_of_feeds_is_told_from_a_list_of_pages(name, text, key):
    importer = importer_of(ImportFile(name, text.encode()))
    assert importer is not None
    assert importer.key == key


def test_the_database_is_only_read(tmp_path):
    path = tmp_path / "cache.db"
    path.write_bytes(CACHE)
    path.chmod(0o400)
    with Library.open(tmp_path / "library") as library:
        report = import_files(library, [path])
        assert (report.new, report.feeds, report.failed) == (3, 1, [])
    assert path.read_bytes() == CACHE
    assert [file.name for file in tmp_path.iterdir() if "cache" in file.name] == ["cache.db"]


def test_articles_know_their_feed_and_their_state():
    articles = [one for one in Newsboat().read(ImportFile("x", CACHE)) if isinstance(one, Carried)]
    tides, read, plain = articles
    assert tides.feeds == (feed_uid("https://example.org/feed"),)
    assert (tides.state, tides.bookmarked, tides.source) == (State.UNREAD, True, "The Bay")
    assert (read.state, read.archived) == (State.READ, True)
    assert (plain.body, plain.local, plain.feeds) == ("A < b.\n\nAnd \\*more\\*.", True, ())


def test_a_database_in_an_archive_is_read_from_memory():
    data = zipped({"home/cache.db": CACHE, "home/urls": "https://example.org/feed"})
    found = [one for part, importer in parts_of(ImportFile("x.zip", data)) for one in importer.read(part)]
    assert sum(isinstance(one, Carried) for one in found) == 3


@pytest.mark.parametrize(
    "broken", [CACHE[:4096] + b"\xff" * (len(CACHE) - 4096), CACHE.replace(b"etag VARCHAR", b"\x8atag VARCHAR")]
)
def test_a_damaged_database_is_a_sentence(broken):
    with pytest.raises(TextUnusable, match="x is a damaged database"):
        list(Newsboat().read(ImportFile("x", broken)))
