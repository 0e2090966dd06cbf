"""Tables, bookmarks, feeds, annotations and wallabag's JSON, each read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from reader.domain.article import Article, State
from reader.domain.shelf import ALL
from reader.library.carrying import Coming
from reader.services.exporting.placing import plain_text
from reader.services.importing.file import ImportFile
from reader.services.importing.registry import parts_of
from reader.text.document import Document
from tests.services.exporting.conftest import ADDED, TITLES


def rows(data):
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def tides(library):
    return next(article for article in library.articles.listing(ALL) if article.title == "Tides")


def test_readwise_has_its_head_and_a_row_a_highlight(rich, exporting):
    data = exporting.bytes(rich, "readwise")
    assert data.startswith(b"Highlight,Title,Author,URL,Note,Location,Date\r\n")
    [_, first, *others] = rows(data)
    highlight = rich.highlights.of(tides(rich).uid)[0]
    assert first[:4] == ["First emph and strong text", "Tides", "A & B <x>", "https://example.org/1?a=1&b=2"]
    assert first[4] == ".slow-sea .x note 0"
    assert first[6] == f"{highlight.made:%Y-%m-%d %H:%M:%S}"
    assert len(others) == 5
    places = [int(row[5]) for row in (first, *others)]
    assert places == sorted(places)


def test_the_table_of_addresses(rich, exporting):
    head, row = rows(exporting.bytes(rich, "csv"))
    assert head == ["url", "title", "folder", "timestamp", "tags"]
    assert row[:4] == ["https://example.org/1?a=1&b=2", "Tides", "Archive", str(int(ADDED.timestamp()))]
    assert json.loads(row[4]) == ["long read", "a,b", "a|b"]
    assert exporting.report.left_out == {"no address": ["No address"]}


def test_cells_are_guarded_where_that_is_wanted(hostile, exporting):
    assert "=1+1" in [row[1] for row in rows(exporting.bytes(hostile, "csv"))]
    assert "'=1+1" in [row[1] for row in rows(exporting.bytes(hostile, "csv", guarded=True))]


def test_pocket_gets_back_what_only_pocket_knew(library, exporting):
    article = Article("00000000000000aa", "T", url="https://example.org", tags=("a", "b|c"), state=State.READ)
    library.articles.carry([Coming(article, "Text.\n", {"pocket": {"cursor": "x\x1b[31m", "n": [1]}})])
    library.articles.carry(
        [Coming(Article("00000000000000ab", "U", url="https://example.com", added=ADDED), "Text.\n")]
    )
    found = list(csv.DictReader(io.StringIO(exporting.bytes(library, "pocket").decode())))
    assert list(found[0]) == ["title", "url", "time_added", "tags", "status", "cursor", "n"]
    by_title = {row["title"]: row for row in found}
    assert by_title["T"] == {
        "title": "T", "url": "https://example.org", "time_added": "", "tags": "a|b c", "status": "archive",
        "cursor": "x", "n": "[1]",
    }  # fmt: skip
    assert by_title["U"]["time_added"] == str(int(ADDED.timestamp()))
    assert by_title["U"]["status"] == "unread"


class Bookmarks(HTMLParser):
    """The links of a page and what is said about them."""

    def __init__(self):
        super().__init__()
        self.links = []
        self.at = ""

    def handle_starttag(self, tag, attrs):
        self.at = tag
        if tag == "a":
            self.links.append([dict(attrs), "", ""])

    def handle_endtag(self, tag):
        self.at = ""

    def handle_data(self, data):
        if self.at in ("a", "dd") and self.links:
            self.links[-1][1 if self.at == "a" else 2] += data


def test_bookmarks_for_browsers(hostile, exporting):
    data = exporting.bytes(hostile, "netscape")
    assert data.startswith(b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n")
    page = Bookmarks()
    page.feed(data.decode())
    assert sorted(link[1] for link in page.links) == sorted(article.title for article in hostile.articles.listing(ALL))
    facts, _, said = page.links[0]
    assert (facts["tags"], facts["toread"]) == ("long read,a b,a|b", "1")
    assert facts["add_date"] == str(int(ADDED.timestamp()))
    assert said.strip() == "d < e"
    assert {link[0]["href"] for link in page.links} == {article.url for article in hostile.articles.listing(ALL)}


def test_opml_holds_the_feeds(rich, exporting):
    root = ElementTree.fromstring(exporting.bytes(rich, "opml"))
    [outline] = [node for node in root.iter("outline") if node.get("xmlUrl")]
    assert (outline.get("xmlUrl"), outline.get("title"), outline.get("category")) == (
        "https://example.org/feed", "Bay & Sea", "sea",
    )  # fmt: skip
    other = [article.uid for article in rich.articles.listing(ALL) if not article.feeds]
    assert b"xmlUrl" not in exporting.bytes(rich, "opml", other)
    assert b"xmlUrl" in exporting.bytes(rich, "opml", [tides(rich).uid])


def test_annotations_say_in_two_ways_where_they_stand(rich, exporting):
    found = json.loads(exporting.bytes(rich, "annotations"))
    assert len(found) == 6
    article = tides(rich)
    text, _ = plain_text(Document(rich.bodies.read(article.uid)))
    for annotation in found:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert (annotation["type"], annotation["motivation"]) == ("Annotation", "highlighting")
        target = annotation["target"]
        assert target["source"] == article.url
        quote, position = target["selector"]
        exact = text[position["start"] : position["end"]]
        assert (quote["exact"], position["type"]) == (exact, "TextPositionSelector")
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in text
    bodies = found[0]["body"]
    assert [(body["purpose"], body["value"]) for body in bodies] == [
        ("commenting", "note 0"), ("tagging", "slow sea"), ("tagging", "x"),
    ]  # fmt: skip
    assert json.loads(exporting.bytes(rich, "annotations", [])) == []


def test_wallabag_gets_entries_with_texts_and_its_own_facts(rich, exporting):
    article = tides(rich)
    body = rich.bodies.read(article.uid)
    rich.articles.carry([Coming(article, None, {"wallabag": {"preview_picture": "https://e.org/p.png", "id": 7}})])
    [entry] = json.loads(exporting.bytes(rich, "wallabag"))
    assert (entry["id"], entry["title"], entry["url"]) == (1, "Tides", article.url)
    assert (entry["is_archived"], entry["is_starred"]) == (1, 1)
    assert entry["created_at"] == "2024-05-02T08:30:01+0000"
    assert entry["preview_picture"] == "https://e.org/p.png"
    assert (entry["published_by"], entry["tags"]) == (["A & B <x>"], ["long read", "a,b", "a|b"])
    assert "<strong>strong</strong>" in entry["content"]
    assert "<script" not in entry["content"]
    assert entry["annotations"][0]["quote"] == "First emph and strong text"
    assert exporting.report.left_out == {"no address": ["No address"]}
    assert body


@pytest.mark.parametrize(("format", "key"), [("pocket", "pocket"), ("wallabag", "wallabag"), ("json", "reader")])
def test_our_own_importers_know_what_it_is(hostile, exporting, format, key):
    data = exporting.bytes(hostile, format)
    [(part, importer)] = parts_of(ImportFile("x", data))
    assert importer.key == key
    assert sum(1 for _ in importer.read(part)) == len(TITLES)


@pytest.mark.parametrize("format", ["json", "csv", "pocket", "netscape", "readwise", "annotations", "wallabag", "opml"])
def test_nothing_is_a_valid_export_too(library, exporting, format):
    data = exporting.bytes(library, format)
    assert data
    if format in ("json", "annotations", "wallabag"):
        json.loads(data)
