"""Whatever comes through the door, bytes of any kind become clean drafts or one sentence."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.services.adding.recognise import FORMATS, Raw, drafts_from_bytes, read_drafts_as
from reader.services.feeds.parse import parse_feed
from reader.services.pages.page import draft_from_page
from tests.services.clean import assert_clean
from tests.services.documents.building import PROSE, epub, mail, mhtml, page, pdf, single_file
from tests.services.documents.building import chapter as chapter_of
from tests.services.documents.samples import SAMPLES

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = [path.read_bytes() for path in sorted((FIXTURES / "pages").glob("*.html"))]
FEEDS = [path.read_bytes() for path in sorted((FIXTURES / "feeds").iterdir())]
URL = "https://bay.example/tides"
JUNK = (
    [
        b"\x1b[2J",
        b"\x1b]0;x\x07",
        b"\x9b31m",
        b"\xc2\x9b31m",
        b"&#27;[2J",
        b"&#x9b;",
        b"&#x1b",
        b"\0",
        b"\x7f",
        b"\x0b",
        b"\xff",
    ]
    + [
        b"<",
        b">",
        b"&",
        b"'",
        b'"',
        b"<p>",
        b"</div>",
        b"<table><tr><td>",
        b"<a href='#n'>1</a>",
        b"<li id=n>",
        b"<sup>",
    ]
    + [b"]]>", b"<![CDATA[", b"<!--", b"<picture><source srcset=x>", b"<noscript><img src=x></noscript>", b"<br><br>"]
    + [
        b"<pre>",
        b"<form>",
        b"<h1>",
        b"<figure>",
        b"<base href='http://['>",
        b"http://[",
        b"=?utf-8?b?",
        b"\r\n\r\n",
        b"%1b%5b2J",
    ]
    + ["\ue000\ue0f0".encode(), "\u202e".encode(), "\ufffe".encode(), b"&#xe0f2;", b"&#xd800;"]
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(JUNK) | st.binary(max_size=3), st.integers(0, 40)), max_size=8
)


def edited(data: bytes, edits: Sequence[tuple[float, bytes, int]]) -> bytes:
    """Bytes in which at some places something was put in, and as many bytes were taken out."""
    for where, junk, count in edits:
        at = int(where * len(data))
        data = data[:at] + junk + data[at + count :]
    return data


def through(door: Callable[..., list[Draft]], *given: object) -> list[Draft]:
    """The drafts that come through, all of them whole and clean; none where a sentence says why not."""
    refused = ""
    drafts: list[Draft] = []
    try:
        drafts = door(*given)
    except ReaderError as error:
        refused = str(error)
    assert refused == "" or refused.isprintable()
    for draft in drafts:
        assert_clean(draft)
        assert draft.title.strip()
    return drafts


def page_drafts(data: bytes, url: str = URL) -> list[Draft]:
    return [draft_from_page(data, url)]


def feed_drafts(data: bytes) -> list[Draft]:
    return [entry.draft for entry in parse_feed(data, URL).entries if entry.draft]


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "a.bin", *(f"a{min(form.suffixes)}" for form in FORMATS)]))
@example(b"<html><p>\x1b[2J It came.", "")
@example(b"From: a\nSubject: \x9b2J\n\n\x9b2J It came.", "a.eml")
@example(b"%PDF-", "")
def test_any_bytes_of_any_name(data, name):
    assert all(draft.body.strip() for draft in through(drafts_from_bytes, data, name))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"<html><p>{text}<p>{text}".encode("utf-8", "replace"))
)
def test_any_bytes_as_a_page_or_a_feed(data):
    through(page_drafts, data)
    through(feed_drafts, data)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PAGES), EDITS, st.sampled_from(["", URL, "http://[", "no address"]))
def test_pages_that_somebody_edited(data, edits, url):
    through(page_drafts, edited(data, edits), url)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(FEEDS), EDITS)
def test_feeds_that_somebody_edited(data, edits):
    through(feed_drafts, edited(data, edits))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMATS), EDITS)
def test_documents_that_somebody_edited(form, edits):
    through(read_drafts_as, form, Raw(edited(SAMPLES[form.name], edits), "a\x1b[2J.dat"))


CODES = "\x1b[31mred\x1b]0;title\x07\x9b2J\x90q\x9c\x07\x08\x7f\u202e"
FIELDS = f"<title>{CODES} Ebb</title><meta name=author content='{CODES} J'><meta name=publisher content='{CODES} Bay'>"
REFERENCES = "<title>&#27;[31m Ebb</title><meta name=author content='&#27;c Jane'>"
BOOK = "<dc:title>E&#x9b;31mbb</dc:title><dc:creator>J&#x9b;2J</dc:creator>"
ITEM = "<title>E&#x9b;31mbb</title><author>J&#x9b;2J</author><description>It &#x9b;2J came.</description>"
NOTE = r'{"id": "1\u0007", "title": "E\u001b[31mbb", "content_text": "\u009b2J It.", "authors": [{"name": "J\u001bc"}]}'
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "T\\u001b[2J", "items": [%s]}'
DOCUMENTS = {
    "codes.html": page(f"<p>{PROSE} {CODES}</p><pre>{CODES}</pre><p><img src='x' alt='{CODES}'></p>", FIELDS),
    "references.html": page(f"<p>{PROSE} &#27;[31m &#x9b;2J &#155;2J &#127;</p>", REFERENCES),
    "saved.html": single_file(page(f"<p>{PROSE} {CODES}</p>")),
    "saved.mhtml": mhtml(page(f"<p>{PROSE} {CODES}</p>")),
    "html.eml": mail(html=f"<p>{PROSE} {CODES}</p>"),
    "text.eml": mail(text=f"{PROSE} \x1b[31m \x9b2J"),
    "subject.eml": mail(text=PROSE, subject="SUBJECT").replace(b"SUBJECT", b"=?utf-8?b?G1szMW1yZWQbXTA7dAc=?="),
    "sender.eml": mail(text=PROSE).replace(b"The Bay", b"The \x1b[31mBay\x07"),
    "book.epub": epub({"a.xhtml": chapter_of(f"<h1>E&#x9b;31mbb</h1><p>{PROSE} &#x9b;2J</p>")}, facts=BOOK),
    "facts.pdf": pdf(["It came.", "\x9b2J"], facts="/Title <FEFF0045009B00330031006D> /Author <FEFF004A0007>"),
    "feed.rss": f"<rss version='2.0'><channel><title>&#x9b;2J</title><item>{ITEM}</item></channel></rss>",
    "feed.json": JSON % NOTE,
    "notes.md": f'---\ntitle: "E{CODES}bb"\nauthor: J{CODES}\n---\n{PROSE} {CODES}',
    "notes.txt": f"Ebb {CODES}\n\n{PROSE} {CODES}",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_escape_code_comes_through_any_field(name):
    data = DOCUMENTS[name]
    assert through(drafts_from_bytes, data if isinstance(data, bytes) else data.encode(), name)
