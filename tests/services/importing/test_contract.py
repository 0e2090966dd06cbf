"""What holds for every importer, tried on every sample: complete, twice the same, undone at once, without a network."""

from __future__ import annotations

import socket
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.article import Article, State
from reader.domain.carried import Carried
from reader.domain.errors import ReaderError
from reader.domain.plain import clean_line, clean_text
from reader.domain.shelf import ALL, BIN
from reader.library.carrying import Coming
from reader.library.library import Library
from reader.services.importing.file import ImportFile
from reader.services.importing.gathering import gather
from reader.services.importing.importer import Remark, Skipped
from reader.services.importing.importing import import_files
from reader.services.importing.merging import uid_of
from reader.services.importing.registry import importer_of, importers, parts_of
from reader.services.importing.report import ImportReport
from reader.services.parsers import Parsers
from tests.services.importing.samples import EXPECTED, SAMPLES

LINES = frozenset(("title", "url", "source", "author", "language"))
ESCAPES = ("\x1b", "\x9b", "\x07")
EARLY = datetime(1999, 1, 1, tzinfo=UTC)

each_sample = pytest.mark.parametrize("name", SAMPLES)


class AtOnce(Parsers):
    """Reads in this process: the workers have tests of their own."""

    def submit(self, function, *given):
        future = Future()
        try:
            future.set_result(function(*given))
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*given):
        raise AssertionError("an import must not use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def bring(library, tmp_path):
    """Imports a sample from a file whose name says nothing."""

    def bring(name, **options):
        path = tmp_path / "x.bin"
        path.write_bytes(SAMPLES[name])
        return import_files(library, [path], parsers=AtOnce(), **options)

    return bring


def content(library):
    """All that a library knows, but for the texts."""
    uids = [uid for shelf in (ALL, BIN) for uid in library.articles.listing(shelf).uids()]
    highlights = sorted((one.uid, one.note, one.tags) for one in library.highlights.all())
    return {uid: library.articles.get(uid) for uid in uids}, highlights, [one.uid for one in library.feeds.all()]


def found_in(data):
    return [one for part, importer in parts_of(ImportFile("x.bin", data)) for one in importer.read(part)]


def articles_in(name):
    return [one for one in found_in(SAMPLES[name]) if isinstance(one, Carried)]


def test_every_importer_has_a_sample_and_a_key_of_its_own():
    keys = [importer.key for importer in importers()]
    assert len(set(keys)) == len(keys)
    assert {expected.key for expected in EXPECTED.values()} == set(keys)


@each_sample
@pytest.mark.parametrize("called", ["x.bin", "bookmarks.html", "export.csv", ""])
def test_a_file_is_known_by_its_content(name, called):
    importer = importer_of(ImportFile(called, SAMPLES[name]))
    assert importer is not None
    assert importer.key == EXPECTED[name].key


@each_sample
def test_all_that_a_file_holds_is_read(name, bring, library):
    expected, report = EXPECTED[name], bring(name)
    assert report.failed == []
    assert (report.read, report.skipped, report.new) == (expected.entries, expected.skipped, expected.articles)
    assert len(library.articles) == expected.articles


@each_sample
def test_what_is_skipped_says_where_and_why(name):
    for one in found_in(SAMPLES[name]):
        if isinstance(one, Skipped):
            assert one.where
            assert one.reason
            assert one.reason[-1] != "."
        if isinstance(one, Remark):
            assert one.sentence[-1] == "."


@each_sample
def test_importing_twice_adds_nothing(name, bring, library):
    bring(name)
    before = content(library)
    again = bring(name)
    assert (again.new, again.merged, again.highlights, again.feeds) == (0, 0, 0, 0)
    assert again.same == EXPECTED[name].articles
    assert content(library) == before


@each_sample
def test_what_the_reader_changed_since_stays(name, bring, library):
    bring(name)
    uids = list(library.articles.listing(ALL).uids())
    for uid in uids:
        library.articles.archive([uid], library.articles.get(uid).archived is None)
        library.articles.bookmark([uid], library.articles.get(uid).bookmarked is None)
        library.articles.tag([uid], add=["mine"], remove=library.articles.get(uid).tags)
        library.articles.mark([uid], State.READING)
        library.articles.note(uid, "Mine.")
    before = content(library)
    bring(name)
    assert content(library) == before


@each_sample
def test_what_is_here_already_is_completed(name, bring, library):
    carried = next(iter(articles_in(name)), None)
    if carried is None:
        pytest.skip("only feeds")
    uid = uid_of(carried)
    mine = Article(uid, "Mine", carried.url, tags=("mine",), added=EARLY, note="My note.")
    library.articles.carry([Coming(mine, "My text.")])
    report = bring(name)
    assert (report.new, report.merged) == (EXPECTED[name].articles - 1, 1)
    article = library.articles.get(uid)
    tags = {tag.casefold() for tag in article.tags}
    assert {"mine", *(tag.casefold() for tag in carried.tags)} <= tags
    assert (article.title, article.added) == ("Mine", EARLY)
    assert article.note.startswith("My note.")
    assert carried.note in article.note
    assert library.bodies.read(uid).strip() == "My text."


@each_sample
def test_one_undo_takes_all_of_it_back(name, bring, library):
    before = content(library)
    bring(name)
    assert content(library) != before
    library.undo()
    assert content(library) == before


@each_sample
def test_a_rehearsal_counts_right_and_changes_nothing(name, bring, library):
    before = content(library)
    dry = bring(name, dry=True)
    assert content(library) == before
    real = bring(name)
    assert dry.dry
    # whether a passage stands in its text is known only when that was read
    assert dry.highlights == real.highlights + real.noted
    for field in ("new", "merged", "same", "repeated", "waiting", "lost", "feeds", "skipped", "examples", "programs"):
        assert getattr(dry, field) == getattr(real, field), field


@each_sample
def test_what_comes_in_is_clean(name):
    for one in articles_in(name):
        for field in fields(one):
            value = getattr(one, field.name)
            if isinstance(value, str) and field.name != "html":
                assert value == (clean_line(value) if field.name in LINES else clean_text(value)), field.name
        for text in (*one.tags, *(text for excerpt in one.excerpts for text in (excerpt.text, excerpt.note))):
            assert text == clean_text(text)
        if one.url:
            assert one.url.startswith(("http://", "https://", "HTTP"))


def test_colours_do_not_reach_the_terminal(bring, library):
    for name in SAMPLES:
        bring(name)
    titles = [library.articles.get(uid).title for uid in library.articles.listing(ALL).uids()]
    assert any("Red" in title for title in titles)
    assert not [title for title in titles if any(escape in title for escape in ESCAPES)]


def trouble(data, folder):
    """Gather a file as an import does; whatever is not a sentence of ours is raised."""
    path = folder / "x.bin"
    path.write_bytes(data)
    report = ImportReport(dry=True)
    found = gather([path], report, lambda step: None)
    assert all(sentence.endswith((".", "!", "?", "`reader add` takes texts.")) for sentence in report.failed)
    return found, report


@each_sample
def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(name, tmp_path):
    data = SAMPLES[name]
    for part in range(7):
        trouble(data[: len(data) * part // 7], tmp_path)


@each_sample
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 255)), min_size=1, max_size=12))
def test_a_file_with_broken_bytes_ends_in_a_sentence(name, flips, tmp_path):
    data = bytearray(SAMPLES[name])
    for place, change in flips:
        data[place % len(data)] ^= change
    trouble(bytes(data), tmp_path)


@each_sample
def test_a_file_without_some_byte_raises_nothing_but_our_errors(name):
    data = SAMPLES[name]
    for part in range(1, 7):
        place = len(data) * part // 7
        with suppress(ReaderError):
            found_in(data[:place] + data[place + 1 :])


def test_an_article_may_be_replaced_by_itself():
    """Carried articles are values: equal ones have equal digests."""
    one = Carried(title="Tides", url="https://example.org/tides")
    assert replace(one) == one
