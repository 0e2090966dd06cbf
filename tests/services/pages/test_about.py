"""What a page says of itself: its title without its site, who wrote it and when, its address, its encoding."""

import codecs
from datetime import UTC, datetime

import pytest

from reader.services.attempt import attempt
from reader.services.pages.about import about, same_site, without_site
from reader.services.pages.fragment import words_in
from reader.services.pages.page import draft_from_page
from reader.services.pages.tree import decoded_page, page_tree, text_encoding

URL = "https://www.bay.example/2024/05/04/ebb"


def said(head: str, body: str = "<p>It goes.</p>", url: str = URL):
    return about(page_tree(f"<html><head>{head}</head><body>{body}</body></html>"), url)


def data(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ebb | The Bay", "Ebb"),
        ("The Bay – Ebb and flood", "Ebb and flood"),
        ("Ebb - Tides - The Bay", "Ebb - Tides"),
        ("Ebb · bay.example", "Ebb"),
        ("Ebb_The Bay", "Ebb"),
        ("引き潮-The Bay", "引き潮-The Bay"),
        ("The Bay", "The Bay"),
        ("Ebb: a slow essay", "Ebb: a slow essay"),
        ("Ebb - and flood", "Ebb - and flood"),
        ("", ""),
    ],
)
def test_a_title_loses_the_name_of_its_site(title, expected):
    assert without_site(title, "The Bay", URL) == expected


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Ebb | bay.example</title>", "", "Ebb"),
        ("<meta property=og:title content='Ebb'><title>Tides</title>", "", "Ebb"),
        (data('{"@type": "NewsArticle", "headline": "Ebb"}') + "<title>Tides</title>", "", "Ebb"),
        ("<title>Ebb and more of it</title>", "<h1>Ebb</h1>", "Ebb"),
        ("<title>Tides</title>", "<h1>Ebb</h1>", "Tides"),
        ("<title>Tides</title>", "<h1>Tides</h1><h1>Ebb</h1>", "Tides"),
        ("<title>Learning C#</title>", "<h1>Learning C#<a href='#c'>#</a></h1>", "Learning C#"),
        ("", "<h1>Ebb<br></h1>", "Ebb"),
        ("<title>\x1b[31mEbb\x9b0m &#155;2J</title>", "", "Ebb"),
        ("", "", ""),
    ],
)
def test_the_title_is_where_a_page_has_it(head, body, title):
    found = said(head, body or "<p>It goes.</p>").title
    assert found == title if "\x1b" not in head else found.startswith("Ebb") and found.isprintable()


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("<meta name=author content='By Jane Doe'>", "Jane Doe"),
        ("<meta property=article:author content='https://social.example/jane'>", ""),
        ("<meta name=author content='https://social.example/x'><meta name=byl content='By Jane Doe'>", "Jane Doe"),
        ("<meta name=author content='@jane'>", ""),
        (data('{"@type": "Article", "author": "Jane Doe"}'), "Jane Doe"),
        (data('{"@type": "Article", "author": [{"name": "Jane"}, {"name": "John"}, {"name": "Jane"}]}'), "Jane, John"),
        (data('{"@type": "Article", "author": {"name": ["Jane Doe"]}}'), "Jane Doe"),
        (data('{"@type": "Person", "author": "Nobody"}'), ""),
        (data('{"@graph": [{"@type": ["WebPage", "Article"], "author": {"name": "Jane"}}]}'), "Jane"),
        (data('{"@type": "Article", "author": 7, '), ""),
        ("<meta name=author content='Von Anna Beispiel'>", "Anna Beispiel"),
        ("<meta name=author content='von Neumann'>", "von Neumann"),
        ("<meta name=author content='bay.example'>", ""),
        ("<meta name=author content='The bay'><meta property=og:site_name content='The Bay'>", ""),
        ("<meta name=author content='Jane, The Bay'><meta property=og:site_name content='The Bay'>", "Jane"),
        (
            "<meta name=author content='The Bay'><meta name=byl content=Jane><meta name=publisher content='The Bay'>",
            "Jane",
        ),
        (data('{"@type": 7, "author": "Nobody"}'), ""),
    ],
)
def test_the_author_is_a_name_and_no_address(head, author):
    assert said(head).author == author


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("<meta property=article:published_time content='2024-05-02T23:00:00-05:00'>", "", (2024, 5, 3, 4)),
        ("<meta name=date content='sometime'><meta name=pubdate content='2 May 2024'>", "", (2024, 5, 2, 0)),
        (data('{"@type": "Article", "datePublished": "2024-05-02"}'), "", (2024, 5, 2, 0)),
        ("", "<time datetime='2024-05-02'>Thursday</time>", (2024, 5, 2, 0)),
        (
            "",
            "<time datetime='2000-01-01'></time><article><time datetime='2024-05-02'></time></article>",
            (2024, 5, 2, 0),
        ),
        ("", "<p>It goes.</p>", (2024, 5, 4, 0)),
    ],
)
def test_the_day_is_found_in_head_text_or_address(head, body, day):
    assert said(head, body or "<p>It goes.</p>").published == datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href='/ebb'>", "https://www.bay.example/ebb"),
        ("<link rel='shortlink canonical' href='https://bay.example/ebb'>", "https://bay.example/ebb"),
        ("<meta property=og:url content='https://m.bay.example/ebb'>", "https://m.bay.example/ebb"),
        ("<link rel=canonical href='https://bank.example/login'>", URL),
        ("<link rel=canonical href='javascript:alert(1)'>", URL),
        ("<link rel=canonical href='http://[::1'>", URL),
        ("<link rel=canonical>", URL),
        ("<link rel=canonical href='/'>", URL),
        ("<link rel=canonical href='https://bay.example'>", URL),
        ("<link rel=canonical href='/?utm_source=x#top'>", URL),
        ("<link rel=canonical href='/'><meta property=og:url content='/ebb'>", "https://www.bay.example/ebb"),
        ("<link rel=canonical href='/?p=7'>", "https://www.bay.example/?p=7"),
    ],
)
def test_a_page_names_its_address_on_its_own_site_only(head, address):
    assert said(head).address == address


@pytest.mark.parametrize("url", ["https://bay.example", "https://www.bay.example/?utm_source=x", ""])
def test_a_front_page_may_name_the_address_of_its_site(url):
    head = "<link rel=canonical href='https://bay.example/'>"
    assert said(head, url=url).address == "https://bay.example/"


def test_a_page_without_an_address_may_name_any():
    assert said("<link rel=canonical href='https://bay.example/ebb'>", url="").address == "https://bay.example/ebb"
    assert not same_site("", URL)
    assert not same_site("https://notbay.example/", "https://bay.example/")


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<html lang=en_us>", "en-US"),
        ("<html lang=zh-Hant>", "zh-Hant"),
        ("<html><meta property=og:locale content=de_DE>", "de-DE"),
        ("<html>" + data('{"@type": "Article", "inLanguage": "fr"}'), "fr"),
        ("<html lang='x-klingon or so'>", ""),
        ("<html lang=''>", ""),
    ],
)
def test_the_language_is_a_tag_or_nothing(html, language):
    assert about(page_tree(f"{html}<p>It goes."), URL).language == language


PROSE = "Der Fährmann sagte „später“ und ging. Zoë blieb."


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (PROSE.encode(), ""),
        (PROSE.encode(), "iso-8859-1"),
        (codecs.BOM_UTF8 + PROSE.encode(), "cp1252"),
        (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"), ""),
        (PROSE.encode("utf-16-be"), ""),
        (PROSE.encode("cp1252"), ""),
        (PROSE.encode("cp1252"), "latin1"),
        (PROSE.encode("cp1252"), "no-such-code"),
        (PROSE.encode("cp1252"), "base64"),
    ],
)
def test_the_same_text_comes_out_of_every_encoding(page, charset):
    if charset == "iso-8859-1":  # a server is believed before the bytes are looked at
        assert decoded_page(page, charset) != PROSE
    else:
        assert decoded_page(page, charset) == PROSE


@pytest.mark.parametrize(
    ("text", "declared", "codec"),
    [
        ("Привет, берег", '<meta charset="windows-1251">', "cp1251"),
        ("Привет, берег", "<meta http-equiv=content-type content='text/html; charset=koi8-r'>", "koi8-r"),
        ("海辺の図書館", "<meta charset=Shift_JIS>", "cp932"),
        ("海边图书馆", "<?xml version='1.0' encoding='gb2312'?>", "gb18030"),
        ("해변 도서관", "<meta charset=euc-kr>", "cp949"),
    ],
)
def test_a_page_names_its_encoding_in_its_head(text, declared, codec):
    assert decoded_page(f"{declared}<p>{text}".encode(codec)).endswith(text)


@pytest.mark.parametrize("name", ["", "x" * 99, "idna", "utf-7", "rot13", "zlib", "no\0name", "hex"])
def test_what_is_no_encoding_of_texts_is_none(name):
    assert text_encoding(name) == ""


def test_an_attempt_that_stumbles_gives_nothing():
    assert attempt(int, "7", base=8) == 7
    assert attempt(int, "x") is None


def test_a_page_that_has_no_title_is_called_by_its_first_words():
    page = (
        "<body><article><p>" + "The water left the bay and did not say when it would come back. " * 3 + "</p></article>"
    )
    assert draft_from_page(page.encode()).title.startswith("The water left the bay")


@pytest.mark.parametrize(
    ("html", "text"), [("Tom &amp; J", "Tom & J"), ("<i>Ebb</i> &lt;b&gt;", "Ebb <b>"), ("a < b", "a < b")]
)
def test_the_words_of_a_line_of_html(html, text):
    assert words_in(html) == text
