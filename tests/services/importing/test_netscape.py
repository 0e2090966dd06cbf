"""Bookmarks in HTML: what each program means, and that nothing makes the parser slow or stumble."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.importing.bookmarks import DEEPEST, Tag, bookmarks_in, pieces
from reader.services.importing.file import ImportFile
from reader.services.importing.netscape import Netscape
from tests.services.importing.samples import SAMPLES

TYPE = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
MARKUP = st.lists(
    st.sampled_from([
        "<", ">", "<DT>", "<A HREF=", '"', "'", "<DL><p>", "</DL>", "<DD>", "<H3>", "</H3>", "</A>", "<!--", "-->",
        "&amp;",
        "&", " ", "\n", "https://example.org/", "TAGS=", "ADD_DATE=1", "words", "=", "/", "<br>", "\x00",
    ])
).map("".join)  # fmt: skip


def read(text):
    return list(Netscape().read(ImportFile("x", (TYPE + text).encode())))


def one(text):
    (found,) = read(text)
    assert isinstance(found, Carried)
    return found


def sampled(name):
    return [found for found in Netscape().read(ImportFile("x", SAMPLES[name])) if isinstance(found, Carried)]


def test_folders_become_tags_and_the_toolbar_does_not():
    tides, nameless = sampled("netscape firefox")
    assert tides.tags == ("moon", "slow web", "Sea")
    assert tides.note == "A note over\ntwo lines"
    assert tides.url == "https://example.org/a?x=1&copy=2&y=3"
    assert nameless.tags == ("Sea",)


def test_folders_in_folders_are_one_tag():
    deep = "<DL><DT><H3>Sea, wide</H3><DL><DT><H3>a/b</H3><DL><DT><A HREF='https://example.org'>A</A></DL></DL></DL>"
    assert one(deep).tags == ("Sea wide/a/b",)


def test_linkding_keeps_its_notes_and_its_archive():
    sea, archived = sampled("netscape linkding")
    assert (sea.description, sea.note) == ("On water", "Mine.\n\nAnd more.")
    assert sea.url == 'https://example.org/?q="sea"&x=1'
    assert sea.state is State.UNREAD
    assert (archived.archived, archived.tags) == (True, ())


@pytest.mark.parametrize("digits", ["1466010266", "1466010266000", "1466010266000000"])
def test_times_are_seconds_or_parts_of_them(digits):
    found = one(f'<DT><A HREF="https://example.org" ADD_DATE="{digits}">A</A>')
    assert found.added == datetime(2016, 6, 15, 17, 4, 26, tzinfo=UTC)


def test_shaarli_parts_tags_by_blanks_and_writes_links_into_notes():
    (found,) = sampled("netscape shaarli")
    assert found.tags == ("sea", "moon")
    assert found.note == "Some **Markdown** and a link\nand a line"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("\"https://example.org/?a=1&amp;b=2\"", "https://example.org/?a=1&b=2"),
        ("\"https://example.org/?a=1&b=2&lt=3\"", "https://example.org/?a=1&b=2&lt=3"),
        ("'https://example.org/a\n b'", "https://example.org/a%20b"),
        ("https://example.org/bare", "https://example.org/bare"),
        ("\"https://example.org/near\"ADD_DATE=\"1\"", "https://example.org/near"),
        ("\"https://example.org/open ADD_DATE=1", "https://example.org/open"),
    ],
)  # fmt: skip
def test_addresses_are_read_as_they_are_meant(written, address):
    assert one(f"<DT><A HREF={written}>A</A>").url == address


def test_text_that_is_no_utf8_is_read_as_the_file_says():
    assert sampled("netscape windows")[0].title == "Žár"


def test_tags_and_text_come_in_turn():
    assert list(pieces("a<b c='d'>e</b><!-- f -->g<h")) == [
        "a",
        Tag("b", False, {"c": "d"}),
        "e",
        Tag("b", True, {}),
        "g",
        Tag("h", False, {}),
    ]


def test_folders_without_end_are_counted_and_not_kept():
    (found,) = bookmarks_in("<DT><H3>x</H3><DL>" * 10_000 + "<DT><A HREF=https://example.org>A</A>")
    assert len(found.folders) == DEEPEST


@given(MARKUP | st.text())
def test_whatever_stands_in_a_file_it_is_read(text):
    read(text)


@pytest.mark.parametrize(
    "piece",
    [
        '<a b="', "<a b='c\"x ", "<!--", "<!", "<", "</", "<a", "<a =", "<dl>", "<dd>", "<h3>", "&", '<a b="&',
        "<dt><a href=x>",
    ],
)  # fmt: skip
def test_the_time_grows_with_the_length_only(piece):
    def needed(times):
        start = time.process_time()
        for _ in bookmarks_in(TYPE + piece * times):
            pass
        return time.process_time() - start

    assert min(needed(40_000) for _ in range(2)) < 8 * min(needed(10_000) for _ in range(3)) + 0.1
