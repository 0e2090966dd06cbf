"""Pocket's exports of all years."""

from datetime import UTC, datetime

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Remark, Skipped
from reader.services.importing.merging import united
from reader.services.importing.pocket_html import links_in
from reader.services.importing.registry import importer_of
from tests.services.importing.samples_pocket import CUT, TABLE
from tests.services.importing.sampling import SAMPLES, as_json, rows, zipped


def read(data):
    file = ImportFile("x.bin", data if isinstance(data, bytes) else data.encode())
    return list(importer_of(file).read(file))


def test_an_article_of_a_table():
    tides, bare, sails, long, skipped = read(TABLE)
    assert tides == Carried(
        title="Tides, slowly",
        url="https://example.org/tides?utm_source=pocket",
        added=datetime.fromtimestamp(1712345678, UTC),
        tags=("sea", "long read"),
        state=State.UNREAD,
    )
    assert (bare.title, bare.archived, bare.state) == ("", True, State.READ)
    assert sails.title == "Red sails"
    assert long.added is None
    assert skipped == Skipped("row 6", "has an address that begins with javascript:, which is no page")


def test_tables_come_before_annotations_and_collections_and_each_knows_the_article():
    found = [one for one in read(SAMPLES["pocket zip 2025"]) if isinstance(one, Carried)]
    assert [one.title for one in found][:4] == ["Tides, slowly", "", "Red sails", CUT]
    marked = next(one for one in found if one.excerpts)
    assert [(excerpt.text, excerpt.made) for excerpt in marked.excerpts] == [
        ("The water came back.", datetime.fromtimestamp(1712349999, UTC))
    ]
    sails, rope = found[-2:]
    assert (sails.tags, sails.note, sails.description) == (("Sea",), "Read to the end", "On cloth.")
    assert sails.added is None  # the tables know when
    assert rope.added == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert rope.extra["collection sea"]["description"] == "All that is wet."


def test_a_row_of_a_part_says_of_which():
    part = rows("title,url,time_added,tags,status", ("x", "ftp://example.org", 1, "", "unread"))
    (skipped,) = read(zipped({"part_000000.csv": part}))
    assert skipped.where == "row 2 of part_000000.csv"


def test_a_part_that_is_none_is_told_and_the_others_are_read():
    found = read(
        zipped({"part_000000.csv": "a;b\n1;2\n", "part_000001.csv": TABLE, "annotations/part_000000.json": "["})
    )
    assert [one.sentence for one in found if isinstance(one, Remark)] == [
        "part_000000.csv in x.bin is no part of Pocket's export and was left out.",
        "annotations/part_000000.json in x.bin is no part of Pocket's export and was left out.",
    ]
    assert len(found) == 2 + 5


def test_a_title_that_was_cut_off_gives_way_to_the_whole_one():
    whole = CUT + "enty-five characters"
    url = "https://example.org/long"
    for cut in (CUT, CUT[:74]):  # a blank at the end goes when a title is read
        assert united(Carried(title=cut, url=url), Carried(title=whole, url=url)).title == whole
    assert united(Carried(title="Tides", url=url), Carried(title="Tides, slowly", url=url)).title == "Tides"


def test_damaged_annotations_are_single_ones():
    found = read(as_json([
        {"url": "https://example.org/a", "title": None, "highlights": [{"quote": "Salt.", "created_at": None}]},
        {"url": "https://example.org/b", "title": "B", "highlights": [None]},
        {"url": None, "title": "C", "highlights": []},
        7,
    ]))  # fmt: skip
    assert isinstance(found[0], Carried)
    assert found[1:] == [
        Skipped("annotation 2", "is damaged"),
        Skipped("C", "has no address"),
        Skipped("annotation 4", "is damaged"),
    ]


def test_the_page_of_links_knows_what_was_read():
    a, bare, skipped, b, again = read(SAMPLES["pocket-html"])
    assert (a.url, a.title, a.tags) == ("https://example.org/a?x=1&copy=2", "A & B Red", ("sea", "long read"))
    assert (a.state, a.archived, a.added) == (State.UNREAD, False, datetime.fromtimestamp(1688628695, UTC))
    assert (bare.title, bare.tags) == ("", ())
    assert skipped.where == "link 3"
    assert (b.title, b.state, b.archived, b.extra) == ("Two lines", State.READ, True, {"favorite": "1"})
    assert again.archived is True


def test_links_of_a_damaged_page():
    text = '<h1>One<h1>Two</h1><a href="x"><![CDATA[ <!-- <a href=y time_added=3>Y<li>no<a>'
    assert [(link["href"], link.heading) for link in links_in(text)][:1] == [("x", "Two")]
    many = "<h1>H</h1>" + '<li><a href="https://example.org/">T</a></li>\n' * 20_000
    assert sum(1 for link in links_in(many) if link.text == "T" and link.heading == "H") == 20_000
