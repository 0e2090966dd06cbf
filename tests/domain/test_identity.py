"""Identity: one page is one article, two pages are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.draft import Draft
from reader.domain.identity import UID_LENGTH, canonical_url, uid_for

PIECES = st.sampled_from(
    [*"aé/.?&=#:@%+ 海[]\ud800\x00", "%C3%A9", "%c3%a9", "%ff", "%2F", "//", "..", "%20", "utm_source=x"]
)
URLS = st.lists(PIECES, max_size=8).map(lambda pieces: "https://Example.org/" + "".join(pieces))


@pytest.mark.parametrize(
    "same",
    [
        "http://example.org/a",
        "https://example.org/a/",
        "HTTPS://EXAMPLE.ORG/a",
        "https://example.org:443/a",
        "http://example.org:80/a",
        "https://example.org./a",
        "https://example.org/a#part",
        "https://example.org/a?utm_source=feed&utm_medium=x",
        "https://example.org/a?fbclid=1",
        "https://user:secret@example.org/a",
        " https://example.org/%61\n",
    ],
)
def test_spellings_of_one_address(same):
    assert canonical_url(same) == "https://example.org/a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.org/?p=1", "https://e.org/?p=2"),
        ("https://e.org/a?b=1&c=2", "https://e.org/a?c=2&b=1"),
        ("https://e.org:8080/a", "https://e.org/a"),
        ("https://e.org/A", "https://e.org/a"),
        ("https://e.org/%fe", "https://e.org/%ff"),
        ("https://e.org/?q=%fe", "https://e.org/?q=%ff"),
        ("https://e.org/AC%2FDC", "https://e.org/AC/DC"),
        ("https://e.org/100%25", "https://e.org/100"),
        ("https://www.e.org/", "https://e.org/"),
        ("https://e.org/?q=a%26b", "https://e.org/?q=a&b"),
    ],
)
def test_different_pages_stay_different(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "none",
    ["", "example.org", "ftp://e.org/a", "javascript:alert(1)", "file:///etc/passwd", "https://", "https:///path",
     "http://[::1", "http://e.org:port/", "http://e.org:99999/", "mailto:a@b.c", "http://./", "https://...", "data:,x"],
)  # fmt: skip
def test_what_is_no_web_address(none):
    assert canonical_url(none) == ""


@given(URLS | st.text(st.characters()))
def test_the_canonical_spelling_is_stable_and_never_raises(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert once.isascii() or canonical_url("https://" + once.split("/")[2])
    once.encode()


@given(st.text(st.characters()), st.text(st.characters()), st.text(st.characters()))
def test_every_text_has_a_uid(url, title, body):
    uid = uid_for(url, title, body)
    assert len(uid) == UID_LENGTH
    assert set(uid) <= set("0123456789abcdef")


def test_a_page_is_known_by_its_address_and_a_text_by_itself():
    assert uid_for("http://e.org/a/", "x", "y") == uid_for("https://e.org/a", "other", "text")
    assert uid_for("", "t", "a  b\n c\n") == uid_for("", "t", "a b c")
    assert uid_for("", "t", "a") != uid_for("", "u", "a")
    assert uid_for("not an address", "t", "a") == uid_for("", "t", "a")
    assert Draft("t", "a").uid == uid_for("", "t", "a")
