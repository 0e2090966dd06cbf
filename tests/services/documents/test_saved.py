"""Pages that somebody saved, and PDF files."""

import sys
from datetime import UTC, datetime

import pytest

from reader.domain.errors import TextUnusable
from reader.domain.provenance import Provenance, Verdict, Way
from reader.services.documents import pdf as pdfs
from reader.services.documents.mhtml import draft_from_mhtml
from reader.services.documents.pdf import draft_from_pdf
from reader.services.documents.webpage import draft_from_page_file
from reader.services.documents.xml import local, read_xml, text_in
from tests.services.documents.building import PROSE, mhtml, page, pdf, single_file

ADDRESS = "https://bay.example/ebb"


def test_a_page_from_a_browser_is_the_page_at_its_address():
    draft = draft_from_mhtml(mhtml(page(f"<p>{PROSE} Zoë = <a href='/x'>x</a></p>")), "ebb.mhtml")
    assert (draft.title, draft.url, draft.source) == ("Ebb", ADDRESS, "bay.example")
    assert draft.body == f"{PROSE} Zoë = [x](https://bay.example/x)"
    assert draft.provenance.way is Way.FILE


def test_an_archive_without_a_page_is_said_to_have_none():
    data = mhtml(page()).replace(b"text/html", b"text/plain")
    with pytest.raises(TextUnusable, match=r"^ebb\.mhtml holds no page\.$"):
        draft_from_mhtml(data, "ebb.mhtml")


def test_a_page_of_singlefile_knows_where_and_when_it_was_saved():
    picture = f"<img src='data:image/png;base64,{'A' * 9000}' alt='A plank'>"
    draft = draft_from_page_file(single_file(page(f"<p>{PROSE}</p><p>{picture}</p><p>{PROSE[:100]}</p>")), "ebb.html")
    assert (draft.url, draft.added) == (ADDRESS, datetime(2024, 5, 4, 8, 30, tzinfo=UTC))
    assert "base64" not in draft.body
    assert draft.body.startswith(PROSE)
    assert draft.provenance.way is Way.FILE


@pytest.mark.parametrize(
    "stamp", ["Sat May 04 2999 10:30:00 GMT+0200", "Sat Foo 99 2024 10:30:00 GMT+0200", "yesterday"]
)
def test_a_moment_that_cannot_be_is_none(stamp):
    data = single_file(page()).replace(b"Sat May 04 2024 10:30:00 GMT+0200", stamp.encode())
    assert draft_from_page_file(data, "ebb.html").added is None


def test_a_page_that_was_saved_from_somewhere_says_so():
    comment = "<!-- saved from url=(0023)https://bay.example/ebb -->"
    data = page().replace("<html", f"{comment}\n<html").encode()
    assert draft_from_page_file(data, "ebb.html").url == ADDRESS


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "x y"])
def test_what_is_no_address_is_none(address):
    assert draft_from_page_file(single_file(page(), address), "ebb.html").url == ""


def test_a_page_that_is_handed_over_with_its_address_was_handed_over():
    draft = draft_from_page_file(single_file(page(), "https://other.example/"), "", ADDRESS)
    assert (draft.url, draft.provenance.way) == (ADDRESS, Way.HANDED)


def test_what_is_put_into_a_page_does_not_hide_what_follows():
    styles = f"<style>{'a{b:c}' * 900_000}</style>"
    data = f'<script type=\'application/ld+json\'>{{"@type": "Article", "author": "Jane"}}</script>{styles}'
    draft = draft_from_page_file(page(head=f"<title>Ebb</title>{data}").encode(), "ebb.html")
    assert (draft.body, draft.author) == (PROSE, "Jane")


LINES = [
    "The water leaves the bay twice a day, and each",
    "time it takes something along that no-",
    "body had tied down.",
]


def test_a_pdf_file_is_an_article_with_its_facts():
    draft = draft_from_pdf(pdf(LINES), "tides.pdf")
    assert (draft.title, draft.author) == ("The Book of Tides", "Jane Doe")
    assert draft.published == datetime(2024, 5, 4, 7, 30, tzinfo=UTC)
    assert draft.body.split() == [
        "The",
        "water",
        "leaves",
        "the",
        "bay",
        "twice",
        "a",
        "day,",
        "and",
        "each",
        "time",
        "it",
        "takes",
        "something",
        "along",
        "that",
        "nobody",
        "had",
        "tied",
        "down.",
    ]
    assert draft.provenance == Provenance(Way.FILE, "PDF")


def test_numbers_and_running_heads_of_pages_are_no_text():
    pages = [
        ["The Book of Tides", f"Here begins the part that is called {word}.", f"- {number} -"]
        for number, word in enumerate(["ebb", "flood", "calm", "storm"], 9)
    ]
    body = draft_from_pdf(pdf(*pages), "tides.pdf").body
    assert body.split() == " ".join(page[1] for page in pages).split()


@pytest.mark.parametrize(
    ("facts", "name", "title"),
    [
        ("", "a/tide_tables.pdf", "tide tables"),
        ("", "", "The water leaves the bay twice a day, and each"),
        ("/Title <FEFF0061009B00330031006D0062>", "t.pdf", "ab"),
    ],
)
def test_a_pdf_file_without_a_title_is_called_by_its_name_or_its_first_line(facts, name, title):
    assert draft_from_pdf(pdf(LINES, facts=facts), name).title == title


@pytest.mark.parametrize("date", ["", "D:2024", "D:20249999", "D:20240504083000+99'99'", "yesterday"])
def test_no_date_stops_a_pdf_file(date):
    published = draft_from_pdf(pdf(LINES, facts=f"/CreationDate ({date})"), "t.pdf").published
    assert published in (None, datetime(2024, 1, 1, tzinfo=UTC))


def test_of_an_endless_pdf_file_the_beginning_is_read(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_PAGES", 1)
    draft = draft_from_pdf(pdf(LINES, ["And on the next page it came back."]), "t.pdf")
    assert "it came back" not in draft.body
    assert draft.provenance.verdict is Verdict.CUT


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 and then nothing", r"^t\.pdf is a damaged PDF file\.$"),
        (pdf([]), r"^t\.pdf holds pictures of pages and no text\.$"),
    ],
)
def test_a_pdf_file_that_cannot_be_read_is_said_to_be_so(data, sentence):
    with pytest.raises(TextUnusable, match=sentence):
        draft_from_pdf(data, "t.pdf")


def test_without_the_package_for_pdf_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(TextUnusable, match=r"terminal-reader\[pdf\]"):
        draft_from_pdf(pdf(LINES), "t.pdf")


def test_xml_is_read_without_what_it_refers_to():
    root = read_xml(
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a xmlns='urn:x'><B>one &x;<!-- c -->two</B></a>",
        "x.xml",
    )
    assert [local(node) for node in root.iter() if local(node)] == ["a", "b"]
    assert text_in(root).split() == ["one", "&x;two"]
    for data in (b"", b"no xml", b"\0\0"):
        with pytest.raises(TextUnusable, match=r"^x\.xml is damaged\.$"):
            read_xml(data, "x.xml")
