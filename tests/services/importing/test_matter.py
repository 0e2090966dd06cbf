"""Matter's archives and tables."""

from datetime import UTC, datetime

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Remark, Skipped
from reader.services.importing.matter import Matter
from tests.services.importing.samples import SAMPLES
from tests.services.importing.samples_matter import MEMBERS


def read(data):
    found = list(Matter().read(ImportFile("x.bin", data)))
    return [one for one in found if not isinstance(one, Remark)]


def test_texts_states_and_highlights_come_together():
    empty, first, second, tides, nothing, gone, whose = read(SAMPLES["matter zip"])
    assert empty == Skipped("row 5 of highlights.csv", "holds no highlight")
    assert (first.title, first.source, first.author) == ("Weekly", "The Bay’s Digest", "A. Writer")
    assert (first.url, first.local, first.tags) == ("", True, ("sea", "slow"))
    assert (first.archived, first.state, first.added) == (
        True,
        State.READ,
        datetime(2023, 4, 16, 12, 35, 16, tzinfo=UTC),
    )
    assert first.html == "<p>The harbour is open.</p>"
    assert first.extra["File Id"] == "content_111.html"
    assert first.extra["Word Count"] == "900"
    assert first.excerpts == ()
    assert [one.text for one in second.excerpts] == ["The ice is thin.", "Nobody crossed."]
    assert second.seed != first.seed
    assert (tides.url, tides.bookmarked, tides.archived, tides.state) == (
        "https://example.org/tides",
        True,
        False,
        State.UNREAD,
    )
    assert nothing == Skipped("row 5 of _matter_history.csv", "has no address and no title")
    assert (gone.title, gone.is_excerpts, [one.text for one in gone.excerpts]) == ("Gone", True, ["Only this is left."])
    assert whose.where == "content_9.html"


def test_what_matter_does_not_know_is_said():
    remarks = [one for one in Matter().read(ImportFile("x", SAMPLES["matter zip"])) if isinstance(one, Remark)]
    assert [remark.sentence[:25] for remark in remarks] == ["Matter does not say when "]


def test_the_older_archive_does_not_say_what_was_archived():
    a, b = read(SAMPLES["matter of 2022"])
    assert (a.archived, a.state, a.extra["Saved"]) == (False, State.UNREAD, "TRUE")
    assert (b.archived, b.state, b.html) == (False, State.READ, "<p>Bread and salt.</p>")


def test_an_archive_that_was_unpacked(tmp_path):
    for name, data in MEMBERS.items():
        (tmp_path / name).write_text(data)
    found = [
        one for one in Matter().read(ImportFile(str(tmp_path / "_matter_history.csv"))) if isinstance(one, Carried)
    ]
    assert found[1].html.startswith("<p>The harbour is frozen.")
