"""Readwise: documents of Reader, and highlights of books and pages."""

from datetime import UTC, datetime

from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Skipped
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
