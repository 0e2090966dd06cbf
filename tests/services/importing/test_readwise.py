"""Readwise: documents of Reader, and highlights of books and pages."""

from datetime import UTC, datetime

from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Skipped
from reader.services.importing.readwise import Readwise
from reader.services.importing.readwise_reader import ReadwiseReader
from tests.services.importing.samples import SAMPLES


def test_documents_of_reader():
    found = list(ReadwiseReader().read(ImportFile("x.bin", SAMPLES["readwise-reader"])))
    tides, letter, feed, mail, star, file = found
    assert tides == Carried(
        title="Tides Red",
        url="https://example.org/tides",
        added=datetime(2025, 1, 20, 22, 13, 2, 447000, tzinfo=UTC),
        tags=("sea", "don't", "peanut butter"),
        progress=0.42,
        extra={"ID": "01gmjxjd", "Seen": "True", "Location": "new"},
    )
    assert (letter.title, letter.url, letter.seed) == ("", "", "mailto:reader-forwarded-email/73462")
    assert letter.local
    assert letter.extra["URL"] == letter.seed
    assert feed == Skipped("row 4", "stands in the feed there, where nobody saved it")
    assert (mail.archived, mail.progress) == (True, 1.0)
    assert (star.bookmarked, star.tags, star.extra["Location"]) == (True, ("x",), "shortlist")
    assert file == Skipped("row 7", "has an address that begins with file:, which is no page")


def highlights(name):
    return list(Readwise().read(ImportFile("x.bin", SAMPLES[name])))


def test_the_rows_of_a_book_are_one_article():
    empty, whose, tides, bread = highlights("readwise")
    assert (empty, whose) == (
        Skipped("row 7", "holds no highlight and no note"),
        Skipped("row 8", "does not say of which text it is"),
    )
    assert tides == Carried(
        title="Tides Red",
        seed="readwise tides red a. writer",
        author="A. Writer",
        added=datetime(2026, 6, 22, 10, 30, 20, tzinfo=UTC),
        tags=("web", "Sea"),
        note="On the whole: wet.",
        excerpts=(
            Excerpt(
                "A **slow** line, with comma",
                "my note",
                1,
                ("sea", "slow"),
                datetime(2026, 6, 22, 10, 30, 20, tzinfo=UTC),
            ),
            Excerpt("and stayed an hour", "", 5, (), datetime(2026, 6, 22, 10, 34, 20, 125876, tzinfo=UTC)),
        ),
        is_excerpts=True,
        local=True,
        extra={
            "highlights": [
                {"Highlight": "and stayed an hour", "Location Type": "offset", "Location": "2900"},
                {"Highlight": "A **slow** line, with comma", "Location Type": "offset", "Location": "2792"},
                {"Highlight": "", "Location Type": "offset", "Location": "0", "Commands": [".discard"]},
            ]
        },
    )
    assert [(one.text, one.colour, one.tags) for one in bread.excerpts] == [
        ("Water too.", 1, ()),
        ("Salt keeps.", 3, ("taste", "favorite")),
    ]
    assert bread.extra["Amazon Book ID"] == "B00X"


def test_older_tables_have_a_column_less():
    (tides,) = highlights("readwise older")
    assert [one.text for one in tides.excerpts] == ["Second", "First"]


def test_the_form_that_other_programs_write_for_it():
    (tides,) = highlights("readwise as it reads it")
    assert (tides.url, tides.is_excerpts, tides.local) == ("https://example.org/t", False, False)
    assert tides.excerpts[0] == Excerpt(
        "The water came back.", "And?", tags=("sea", "slow"), made=datetime(2024, 5, 1, 10, tzinfo=UTC)
    )
