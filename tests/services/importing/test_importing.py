"""Importing: what several mentions of one article come to, what the reader did meanwhile, and stopping half-way."""

from __future__ import annotations

import csv
import io
import json

import pytest

from reader.domain.anchor import QUOTE_LENGTH
from reader.domain.article import State
from reader.domain.draft import Draft
from reader.domain.shelf import ALL, WAITING
from reader.library.library import Library
from reader.services.adding.report import AddingStopped
from reader.services.importing.importing import BATCH, import_files
from reader.text.document import Document
from reader.text.passages import locate_passage
from reader.text.units import text_between

HEAD = ("title", "url", "time_added", "tags", "status")
URL = "https://example.org/tides"
TEXT = "The water came back.\n\nIt stayed an hour, and **then** it left.\n\nNobody had called it.\n"


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def file(tmp_path):
    """Writes a table of Pocket's, or annotations, and says where."""

    def write(*rows, annotations=None, name="x.bin"):
        path = tmp_path / name
        if annotations is not None:
            path.write_text(json.dumps(annotations))
            return path
        table = io.StringIO()
        csv.writer(table).writerows([HEAD, *rows])
        path.write_text(table.getvalue())
        return path

    return write


def row(url=URL, title="Tides", saved=1712345678, tags="", status="unread"):
    return (title, url, saved, tags, status)


def only(library):
    [article] = library.articles.listing(ALL)
    return article


def marked(*quotes, url=URL):
    return [{"url": url, "title": "Tides", "highlights": [{"quote": q, "created_at": 1712349999} for q in quotes]}]


def test_rows_of_one_address_become_one_article_with_all_that_they_say(library, file):
    path = file(
        row(saved=1712345678, tags="sea|slow"),
        row(URL + "/?utm_source=pocket", title=URL, saved=1312345678, tags="Sea|long read", status="archive"),
    )
    report = import_files(library, [path])
    article = only(library)
    assert (report.new, report.repeated, report.read) == (1, 1, 2)
    assert set(article.tags) == {"sea", "slow", "long read"}
    assert article.added.year == 2011
    assert article.archived
    assert (article.title, article.url) == ("Tides", URL)


def test_what_the_reader_did_since_stays_when_the_file_comes_again(library, file):
    path = file(row(tags="sea", status="archive"))
    import_files(library, [path])
    uid = only(library).uid
    library.articles.archive([uid], on=False)
    library.articles.tag([uid], ["mine"], ["sea"])
    library.articles.mark([uid], State.UNREAD)
    before = only(library)
    assert import_files(library, [path]).same == 1
    assert only(library) == before


def test_another_mention_completes_and_the_known_one_is_not_looked_at_again(library, file):
    import_files(library, [file(row(status="archive"))])
    uid = only(library).uid
    library.articles.archive([uid], on=False)
    both = [file(row(status="archive")), file(annotations=marked("The water came back."), name="a.json")]
    report = import_files(library, both)
    assert (report.merged, report.highlights) == (1, 1)
    assert not only(library).archived, "what was carried in once is not carried in again"


def test_what_was_deleted_stays_in_the_bin(library, file):
    import_files(library, [file(row())])
    library.articles.remove([only(library).uid])
    report = import_files(library, [file(row(tags="new"))])
    assert "in the Bin" in report.remarks[0]
    assert list(library.articles.listing(ALL)) == []


def test_highlights_find_their_passage_in_a_text_that_is_here(library, file):
    library.articles.add([Draft("Tides", TEXT, URL)])
    quotes = [
        "The water came back.",
        "an hour, and then",
        "it left.\n\nNobody had",
        "This was never written there at all.",
    ]
    report = import_files(library, [file(annotations=marked(*quotes))])
    assert (report.highlights, report.noted) == (3, 1)
    article = only(library)
    assert article.note == "“This was never written there at all.”"
    document = Document(library.bodies.read(article.uid))
    for highlight in library.highlights.of(article.uid):
        passage = locate_passage(document, highlight.start, highlight.end, highlight.text)
        assert text_between(document, *passage) == highlight.text


def test_highlights_without_a_text_wait_for_it(library, file):
    quote = "It stayed an hour, and then it left."
    assert len(quote) > QUOTE_LENGTH
    import_files(library, [file(row(), annotations=None), file(annotations=marked(quote), name="a.json")])
    article = only(library)
    assert article.waiting
    library.articles.add([Draft("Tides", TEXT, URL)])
    [highlight] = library.highlights.of(article.uid)
    document = Document(library.bodies.read(article.uid))
    assert text_between(document, *locate_passage(document, highlight.start, highlight.end, highlight.text)) == quote


def test_stopped_half_way_the_library_is_whole_and_one_undo_takes_back_what_came(library, file, tmp_path):
    path = file(*(row(f"https://example.org/{n}", f"T{n}") for n in range(3 * BATCH)))

    def stop(step):
        if step.total and step.done > BATCH:
            raise AddingStopped

    report = import_files(library, [path], on_step=stop)
    assert report.stopped
    assert len(library.articles) == 2 * BATCH
    with Library.open(tmp_path / "library") as other:
        assert len(other.articles) == 2 * BATCH
    library.undo()
    assert len(library.articles) == 0
    report = import_files(library, [path])
    assert (report.new, report.same) == (3 * BATCH, 0)


def test_a_full_disk_is_one_sentence_and_the_library_as_it_was(library, file, monkeypatch):
    from reader.domain.errors import ReaderError

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(ReaderError, match="disk is full"):
        import_files(library, [file(row())])
    monkeypatch.undo()
    assert len(library.articles) == 0
    assert import_files(library, [file(row())]).new == 1


def test_what_has_no_text_is_queued(library, file):
    import_files(library, [file(row())])
    assert [article.url for article in library.articles.listing(WAITING)] == [URL]


def test_what_is_no_export_is_one_sentence(library, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"\x00\x01\x02")
    report = import_files(library, [path, tmp_path / "nowhere.zip"])
    assert report.failed[0].startswith(f"{path} is no export that is known here.")
    assert "nowhere.zip cannot be read (no such file or directory)" in report.failed[1]


def test_a_feed_that_comes_again_begins_anew(library, tmp_path):
    from reader.library.seen import SeenEntry

    path = tmp_path / "urls"
    path.write_text("https://example.org/feed tag\n")
    import_files(library, [path])
    [feed] = library.feeds.all()
    library.seen.write({feed.uid: ({"gabc": SeenEntry("d1", "0" * 16)}, "digest")})
    library.undo()
    import_files(library, [path])
    assert library.seen.read(feed.uid)[0] == {}
