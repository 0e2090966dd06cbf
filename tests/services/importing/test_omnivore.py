"""Omnivore's archive, and the table that it read."""

from datetime import UTC, datetime

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.library.library import Library
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Remark, Skipped
from reader.services.importing.importing import import_files
from reader.services.importing.omnivore import Omnivore
from reader.services.importing.omnivore_csv import OmnivoreCsv
from reader.services.importing.omnivore_highlights import highlights_in
from tests.services.importing.samples import SAMPLES
from tests.services.importing.samples_omnivore import FIRST, MARKED, MEMBERS, NO_URL, TEXT
from tests.services.importing.sampling import as_json, zipped


def read(data, importer=Omnivore):
    return list(importer().read(ImportFile("omnivore.zip", data)))


def test_states_texts_and_highlights():
    tides, letter, gone, bare, chart, nonsense, orphan = read(SAMPLES["omnivore zip"])
    assert tides == Carried(
        title="Tides Red",
        url="https://example.org/tides",
        author="A. Writer",
        added=datetime(2024, 10, 29, 16, 30, 11, tzinfo=UTC),
        description="About water.",
        tags=("RSS", "sea"),
        archived=True,
        progress=0.415,
        note="Worth it.",
        excerpts=(
            Excerpt("The water came back.", "My note.\n\nAnd more of it.", tags=("slow", "long read")),
            Excerpt("It stayed an hour,\n\nand went."),
        ),
        html=TEXT,  # the second of two members with one name
        extra={"id": "20db", "slug": "tides-192d", "updatedAt": "2024-10-31T13:01:28.320Z"},
    )
    assert (letter.url, letter.seed, letter.local, letter.tags) == ("", NO_URL, True, ("Newsletter",))
    assert "frozen" in letter.html
    assert letter.extra["url"] == NO_URL
    assert (gone.html, gone.local) == ("", True)
    assert bare == Skipped("No address", "has no address")
    assert chart.document[0] == "chart-2.pdf"
    assert chart.document[1].startswith(b"%PDF")
    assert (chart.progress, chart.published) == (1.0, datetime(2020, 2, 3, tzinfo=UTC))
    assert nonsense == Skipped("entry 2 of metadata_20_to_40.json", "is damaged")
    assert orphan == Skipped("content/orphan.html", "is a text of which no list of articles says anything")


def test_the_archive_comes_into_a_library(tmp_path):
    (tmp_path / "x.bin").write_bytes(SAMPLES["omnivore zip"])
    with Library.open(tmp_path / "library") as library:
        report = import_files(library, [tmp_path / "x.bin"])
        assert (report.new, report.lost, report.waiting, report.highlights, report.noted) == (4, 1, 0, 2, 0)
        articles = {article.title: article for article in map(library.articles.find, _uids(library))}
        assert library.bodies.read(articles["A letter"].uid).strip() == "Dear reader, the harbour is frozen."
        assert "fathoms" in library.bodies.read(articles["A chart"].uid)
        assert articles["A chart"].state is State.READ
        assert articles["A letter"].url == ""


def _uids(library):
    from reader.domain.shelf import ALL

    return list(library.articles.listing(ALL).uids())


def test_an_archive_that_was_unpacked_and_put_into_a_folder(tmp_path):
    for name, data in MEMBERS:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(Omnivore().read(ImportFile(str(tmp_path / "metadata_0_to_20.json"))))
    assert found[0].html == TEXT
    assert len(found[0].excerpts) == 2
    assert [one for one in read(SAMPLES["omnivore folder in zip"]) if isinstance(one, Carried)] == [
        one for one in read(SAMPLES["omnivore zip"]) if isinstance(one, Carried)
    ]


def test_names_that_lead_elsewhere_are_not_followed(tmp_path):
    (tmp_path / "secret.html").write_text("<p>secret</p>")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "metadata_0_to_20.json").write_bytes(as_json([{**FIRST[0], "slug": "../../secret"}]))
    (found,) = Omnivore().read(ImportFile(str(folder / "metadata_0_to_20.json")))
    assert found.html == ""


def test_a_bomb_costs_its_text_only():
    data = zipped([*MEMBERS, ("content/letter-1.html", "x" * 20_000_000)])
    found = read(data)
    letter = next(one for one in found if isinstance(one, Carried) and one.title == "A letter")
    assert letter.html == ""
    assert Remark("omnivore.zip holds more than can be read.") in found


def test_the_format_of_highlights():
    assert highlights_in("") == ("", ())
    assert highlights_in("> one") == ("", (Excerpt("one"),))
    assert highlights_in("> one\n\n> two\n\n#a\n\n#b is no label now") == (
        "",
        (Excerpt("one"), Excerpt("two", "#b is no label now", tags=("a",))),
    )
    assert highlights_in("# A heading\n\nWords.") == ("# A heading\n\nWords.", ())
    note, excerpts = highlights_in(MARKED.replace("\n", "\r\n"))
    assert note == "Worth it."
    assert len(excerpts) == 2


def test_the_table_it_read():
    a, b, c, d, letter, tides = read(SAMPLES["omnivore-csv bare"], OmnivoreCsv)
    assert (a.url, a.archived, a.state, a.tags) == ("https://example.org/a", True, State.READ, ("sea", "long read"))
    assert (b.archived, b.state, b.tags) == (False, None, ())
    assert c.url == "https://example.org/c"
    assert d == Skipped("row 4", "was deleted there")
    assert (letter.local, letter.seed) == (True, NO_URL)
    assert tides == Skipped("row 6", "has an address that is none")


def test_the_same_table_with_names():
    a, _ = read(SAMPLES["omnivore-csv with names"], OmnivoreCsv)
    assert a.added == datetime(2024, 10, 29, 16, 30, 11, tzinfo=UTC)
    assert a.published == datetime(2020, 2, 3, tzinfo=UTC)
