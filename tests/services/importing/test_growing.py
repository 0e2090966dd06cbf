"""What comes again and says more: books in which more was marked, and texts that were missing the first time."""

import pytest

from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.services.importing.importing import import_files
from tests.services.importing.samples import SAMPLES
from tests.services.importing.sampling import rows
from tests.services.importing.test_contract import AtOnce, content

HEAD = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at"
FIRST = ("The harbour is frozen.", "Ice", "A", "", "", "", "", "page", 1, "2020-01-01")
SECOND = ("Nobody crossed.", "Ice", "A", "", "mine", "", "", "page", 2, "2020-01-02")


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def bring(library, tmp_path):
    def bring(data):
        path = tmp_path / "x.bin"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return import_files(library, [path], parsers=AtOnce())

    return bring


def text_of(library, title):
    articles = [library.articles.get(uid) for uid in library.articles.listing(ALL).uids()]
    (article,) = [article for article in articles if article.title == title]
    return article, library.bodies.read(article.uid, article.edition)


def test_a_book_grows_with_what_is_marked_in_it(bring, library):
    bring(rows(HEAD, FIRST))
    before = content(library)
    report = bring(rows(HEAD, FIRST, SECOND))
    assert (report.new, report.merged, report.highlights, report.noted) == (0, 1, 1, 0)
    article, text = text_of(library, "Ice")
    assert text == "The harbour is frozen.\n\nNobody crossed.\n"
    assert (article.words, article.note) == (6, "")
    assert sorted(one.text for one in library.highlights.of(article.uid)) == [
        "Nobody crossed.",
        "The harbour is frozen.",
    ]
    library.undo()
    assert content(library) == before
    assert text_of(library, "Ice")[1] == "The harbour is frozen.\n"


def test_a_highlight_that_its_reader_took_away_does_not_come_back(bring, library):
    bring(rows(HEAD, FIRST, SECOND))
    (uid,) = library.articles.listing(ALL).uids()
    library.highlights.remove([one.uid for one in library.highlights.of(uid) if one.text == "Nobody crossed."])
    before = content(library)
    bring(rows(HEAD, FIRST, SECOND))
    assert content(library) == before


def test_a_text_that_was_missing_comes_with_the_next_file(bring, library):
    report = bring(SAMPLES["omnivore metadata"])
    assert (report.new, report.lost, report.waiting) == (3, 2, 1)
    article, text = text_of(library, "A letter")
    assert text.startswith("The text of this article was only in the program")
    bring(SAMPLES["omnivore zip"])
    article, text = text_of(library, "A letter")
    assert text == "Dear reader, the harbour is frozen.\n"
    assert text_of(library, "Tides Red")[1].startswith("The water came back.")
    library.undo()
    assert text_of(library, "A letter")[1].startswith("The text of this article was only in the program")
    assert article.uid == text_of(library, "A letter")[0].uid


def test_a_text_that_is_here_stays(bring, library):
    bring(SAMPLES["omnivore zip"])
    article, text = text_of(library, "Tides Red")
    bring(SAMPLES["google-reader of FreshRSS"])
    assert text_of(library, "Tides Red") == (library.articles.get(article.uid), text)
