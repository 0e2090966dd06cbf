"""Pages and plain text: nothing foreign in them, and every page well-formed."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.services.exporting.page import address_of, html_of
from tests.services.exporting.conftest import BODY, TITLES

MAY = frozenset((
    "html", "head", "meta", "title", "style", "body", "article", "header", "nav", "section", "aside", "h1", "h2", "h3",
    "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "a", "em", "strong", "s", "mark", "b", "i",
    "sub", "sup", "br", "hr", "table", "thead", "tbody", "tr", "th", "td", "span", "del", "u", "small", "kbd", "cite",
    "q",
))  # fmt: skip
"""All that may be in a page."""
PIECES = (
    "*", "**", "_", "`", "[", "](", ")", "(x)", "http://e.org/", "<b>", "</b>", "<i>", "</i>", "<a href='x'>", "</a>",
    "<br>", "<script>", "</script>", "<!--", "-->", "&lt;", "&#0;", "&#x1f600;", "\n", "\n\n", "> ", "- ", "# ", "    ",
    "```\n", "|", "|-|-|\n", "word", "é", "日本", "\\", "[^1]", "[^1]: ", "~~", "![", "<sup>", "</sup>", "<div>", "]]>",
    "\ue000", "\ue001",
)  # fmt: skip


class Strict(HTMLParser):
    """Everything that a page has and does."""

    def __init__(self):
        super().__init__()
        self.tags = set()
        self.ids = []
        self.hrefs = []
        self.opened = []
        self.attributes = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        facts = dict(attrs)
        self.attributes |= facts.keys()
        self.ids += [facts["id"]] if "id" in facts else []
        self.hrefs += [facts["href"]] if "href" in facts else []


def checked(data):
    page = Strict()
    page.feed(data.decode())
    assert page.tags <= MAY
    assert not {name for name in page.attributes if name.startswith("on") or name in ("src", "srcset", "background")}
    assert len(page.ids) == len(set(page.ids))
    for href in page.hrefs:
        assert href.startswith(("https://", "http://", "mailto:")) or href.removeprefix("#") in page.ids
    return page


def test_a_page_of_all_articles(hostile, exporting):
    data = exporting.bytes(hostile, "html")
    page = checked(data)
    ElementTree.fromstring(data.split(b"\n", 1)[1])
    assert data.count(b"<article ") == len(TITLES)
    assert b"default-src 'none'" in data
    assert b'<h1 dir="auto">A &lt; B &amp; C &gt; &quot;D&quot;</h1>' in data
    assert len(page.hrefs) > len(TITLES)


def test_a_page_for_each(hostile, exporting):
    folder = exporting.files(hostile, "html")
    pages = list(folder.glob("*.html"))
    assert len(pages) == len(TITLES)
    for path in pages:
        checked(path.read_bytes())


def test_highlights_are_marked_and_notes_stand_below(rich, exporting):
    data = exporting.bytes(rich, "html").decode()
    checked(data.encode())
    assert "<mark>First </mark><em><mark>emph</mark></em><mark> and </mark><strong><mark>strong</mark></strong>" in data
    assert '<mark>with a </mark><a href="https://example.org/a_(b)?x=1&amp;y=%5B2%5D"><mark>link</mark></a>' in data
    assert "<blockquote><p>Raw html</p></blockquote>" in data
    assert "<p>note 0</p>" in data
    assert "<p>Mine.<br />\nIn two lines.</p>" in data


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_whatever_a_text_holds_the_page_is_well_formed(body):
    page = html_of(body)
    ElementTree.fromstring(f"<x>{page}</x>")
    checked(page.encode())


def test_footnotes_lead_there_and_back():
    page = html_of("One[^a] two[^a] three[^b].\n\n[^b]: Second.\n\n[^a]: First *one*.\n", prefix="p-")
    checked(page.encode())
    assert page.count('href="#p-note-1"') == 2
    assert '<li id="p-note-1"><p>First <em>one</em>.</p>' in page
    assert page.index("First") < page.index("Second")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org/a b", ""),
        ("https://example.org/[x]", "https://example.org/%5Bx%5D"),
        ("https://example.org/%zz%41", "https://example.org/%25zz%41"),
        ("javascript:alert(1)", ""),
        ("https://a|b/", ""),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org", ""),
    ],
)
def test_addresses(href, address):
    assert address_of(href) == address


def test_plain_text(rich, exporting):
    text = exporting.bytes(rich, "text").decode()
    first, second = text.split("\n========================================\n\n")
    assert {first.split("\n")[0], second.split("\n")[0]} == {"Tides", "No address"}
    tides = first if first.startswith("Tides") else second
    assert "A & B <x> · The Bay · 2024-05-01\nhttps://example.org/1?a=1&b=2\n\nFirst emph and strong text" in tides
    assert "Note: Mine.\nIn two lines." in tides
    assert "\x1b" not in exporting.bytes(rich, "text").decode()


def test_the_sample_is_as_bad_as_it_says():
    assert "javascript:" in BODY
    assert "javascript:" not in html_of(BODY).replace("[bad](javascript:alert(1))", "")
