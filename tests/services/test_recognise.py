"""What a file is, is told by its content where that is certain, else by its name, else by what it looks like."""

import pytest

from reader.domain.errors import TextUnusable
from reader.services.adding import signs
from reader.services.adding.collect import collect
from reader.services.adding.recognise import FORMATS, PAGE, SUFFIXES, UNCERTAIN, Raw, drafts_from_bytes, format_of
from tests.services.documents.samples import SAMPLES

MARKDOWN = b"# Tides\n\nThe *water* came back, see [the ebb](https://example.org)."


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_has_endings_of_its_own(form):
    assert form.suffixes
    assert all(suffix.startswith(".") and suffix.islower() for suffix in form.suffixes)
    assert sum(len(other.suffixes & form.suffixes) for other in FORMATS) == len(form.suffixes)
    assert form.suffixes <= SUFFIXES
    assert not form.suffixes & UNCERTAIN
    for suffix in form.suffixes:
        assert format_of(Raw(b"A line.", f"a{suffix.upper()}")) is form


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (MARKDOWN, "", "Markdown"),
        (MARKDOWN, "README", "Markdown"),
        (MARKDOWN, "tides.txt", "plain text"),
        (b"---\ntitle: Tides\n---\nIt came.", "", "Markdown"),
        (b"It **came**, see [the ebb](https://example.org).", "", "Markdown"),
        (b"Tides\n\nThe water came back.\n", "", "plain text"),
        (b"#MeToo is a word\n\nand 5 * 3 is a number", "", "plain text"),
        (b"---\n\nA rule first.\n\n---", "", "plain text"),
        (b"Tides\n\nThe water came back.\n", "tides.log", "plain text"),
        (b"<!DOCTYPE html><p>It came.", "", "web page"),
        (b"\xef\xbb\xbf\n<!-- saved --><html><p>It came.", "tides", "web page"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'><p>It came.", "tides.xml", "web page"),
        (b"<p>It came.", "a.HTML", "web page"),
        (b"<p>It came.", "", "plain text"),
        (b"<!DOCTYPE html> begins a page.", "how to.md", "Markdown"),
        (b"<html> begins a page.", "how to.txt", "plain text"),
        (b"Subject: tides\nFrom: the bay\n\nIt came.", "", "mail"),
        (b"Subject: tides\nFrom: the bay\n\nIt came.", "notes.txt", "plain text"),
        (b"Subject: tides\n\nIt came.", "", "plain text"),
        (b"Dear Jane,\nFrom: the bay\nSubject: tides\n", "", "plain text"),
        (b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", "", "feed"),
        (
            b"<?xml version='1.0'?><?xml-stylesheet href='x'?><feed xmlns='http://www.w3.org/2005/Atom'>",
            "a.xml",
            "feed",
        ),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "a.json", "feed"),
        (b"junk before\n%PDF-1.4", "a", "PDF"),
        (SAMPLES["web page"], "page.epub", "web page"),
    ],
)
def test_content_tells_and_otherwise_names_do(data, name, expected):
    assert format_of(Raw(data, name)).name == expected


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"PK\x03\x04...", "a.zip", "a ZIP archive"),
        (b"PK\x03\x04...", "a.docx", "a Word file"),
        (b"\x1f\x8b\x08", "", "a compressed file"),
        (b"x", "a.mobi", "a Kindle book"),
        (b"a,b", "a.csv", "a table"),
        (b'{"a": 1}', "a.json", "a JSON file"),
    ],
)
def test_what_cannot_be_added_is_called_by_its_name(data, name, kind):
    with pytest.raises(TextUnusable, match=rf"^{name or 'The text'} is {kind}, which cannot be added\.$"):
        drafts_from_bytes(data, name)


def test_a_list_of_feeds_is_said_to_be_one_and_what_to_do_with_it():
    with pytest.raises(TextUnusable, match=r"^a\.xml is a list of feeds\. `reader feed import` subscribes to them\.$"):
        drafts_from_bytes(b"<?xml version='1.0'?>\n<opml version='2.0'></opml>", "a.xml")


def test_no_escape_byte_of_a_name_is_in_the_sentence():
    with pytest.raises(TextUnusable) as caught:
        drafts_from_bytes(b"", "a\x1b]0;x\x07b\x1b[31m.txt")
    assert str(caught.value) == "ab.txt is empty."


def test_a_text_is_called_what_it_is_called():
    raw = Raw(b"x", "/home/jane/tides\x07 of.TXT", "https://bay.example/")
    assert (raw.name, raw.spoken, raw.suffix, raw.url) == (
        "tides of.TXT",
        "/home/jane/tides of.TXT",
        ".txt",
        "https://bay.example/",
    )
    assert (Raw(b"").name, Raw(b"").spoken, Raw(b"").suffix) == ("", "The text", "")


def test_a_page_without_a_title_is_called_by_its_file():
    html = SAMPLES["web page"].replace(b"<title>Ebb</title>", b"")
    [draft] = drafts_from_bytes(html, "low water.html")
    assert draft.title.startswith("The water leaves the bay")
    assert format_of(Raw(html)) is PAGE


@pytest.mark.parametrize(
    "data",
    [
        b"<" * 100_000,
        b"<!--" * 50_000,
        b" " * 100_000 + b"<html",
        b"A:" * 50_000,
        b"{" * 100_000,
        b"<?xml " * 20_000,
        b"From " * 50_000,
    ],
)
def test_no_beginning_keeps_the_signs_busy(data):
    found = [
        sign(data)
        for sign in (
            signs.is_epub,
            signs.is_pdf,
            signs.is_page,
            signs.is_feed,
            signs.is_opml,
            signs.is_mail,
            signs.is_mailbox,
            signs.is_mhtml,
        )
    ]
    assert not any(found)


@pytest.fixture
def folder(tmp_path):
    files = {
        "book.epub": SAMPLES["EPUB"],
        "data.json": b'{"a": 1}',
        "feed.json": b'{"version": "https://jsonfeed.org/version/1.1"}',
        "feed.xml": SAMPLES["feed"],
        "letter": SAMPLES["mail"],
        "LICENSE": b"You may.",
        "page.HTM": SAMPLES["web page"],
        "photo.jpg": SAMPLES["web page"],
        "plain": b"Tides\n\nIt came.",
        "renamed": SAMPLES["EPUB"],
        "tides.pdf": SAMPLES["PDF"],
        "mails/cur/17.host:2,S": SAMPLES["mail"],
        "mails/cur/18.host:2,S": b"no mail",
        "mails/tmp/19.host": SAMPLES["mail"],
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_folder_gives_what_its_ending_or_its_content_tells(folder):
    names = [name.removeprefix(f"{folder}/") for name in collect([folder])]
    assert names == [
        "book.epub",
        "feed.json",
        "feed.xml",
        "letter",
        "page.HTM",
        "renamed",
        "tides.pdf",
        "mails/cur/17.host:2,S",
    ]


def test_what_is_named_is_tried_whatever_it_is(folder):
    assert collect([folder / "photo.jpg", "-", folder / "photo.jpg"]) == [str(folder / "photo.jpg"), "-"]


def test_a_page_without_a_text_is_called_by_its_files_name():
    with pytest.raises(TextUnusable, match=r"^a\.html holds no text to read\.$"):
        drafts_from_bytes(b"<html><body></body></html>", "a.html")
