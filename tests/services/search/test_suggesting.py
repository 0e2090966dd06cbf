"""Suggestions: what could be typed next, and what Tab would make of it."""

from __future__ import annotations

import pytest

from reader.domain.article import Article
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.services.search.fields import FIELDS
from reader.services.search.parse import parse
from reader.services.search.suggesting import suggestions
from tests.library.making import uid


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("suggesting") / "library") as library:
        facts = [
            {"tags": ("sea",), "source": "The Bay", "language": "en"},
            {"tags": ("sea", "seaside"), "source": "The Bay", "language": "de", "url": "https://bay.example/"},
            {"tags": ("long read", "undersea"), "source": 'A "quoted" source', "language": "en-GB"},
        ]
        library.articles.adopt([Article(uid(str(n)), str(n), **kept) for n, kept in enumerate(facts)])
        library.feeds.add([new_feed("https://bay.example/feed", name="The Bay")])
        library.articles.join([(uid("0"), library.feeds.all()[0].uid)])
        library.articles.prepare(0)
        yield library


def made(library: Library, text: str) -> list[str]:
    """What the text becomes with each of the suggestions."""
    return [text[: one.start] + one.text for one in suggestions(library, text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("is:", ["is:unread", "is:reading", "is:read", "is:bookmarked", "is:archived", "is:highlighted", "is:waiting",
             "is:aside"]),
    ("is:re", ["is:reading", "is:read", "is:removed"]),
    ("-is:un", ["-is:unread"]),
    ("has:", ["has:note", "has:highlight", "has:mark"]),
    ("tea tag:s", ["tea tag:sea", "tea tag:seaside", "tea tag:undersea"]),
    ("tag:sea", ["tag:seaside", "tag:undersea"]),
    ("tag:lo", ['tag:"long read"']),
    ('tag:"lo', ['tag:"long read"']),
    ("feed:", ['feed:"The Bay"']),
    ("source:", ['source:"The Bay"', 'source:"A quoted source"']),
    ("lang:", ["lang:de", "lang:en", "lang:en-gb"]),
    ("site:b", ["site:bay.example"]),
    ("added:", ["added:today", "added:yesterday", "added:<7d", "added:<1m", "added:<1y"]),
    ("opened:y", ["opened:yesterday"]),
    ("words:", ["words:>2000"]),
    ("au", ["author:"]),
    ("s", ["source:", "site:", "tag:sea", "tag:seaside"]),
    ("(un", ["(tag:undersea"]),
    ("title:", []), ("zzz", []), ("tag:zzz", []), ("10:3", []), ('"se', []), ('tag:"sea"', []), ("titel:s", []),
])  # fmt: skip
def test_what_is_suggested(library, text, expected):
    assert made(library, text) == expected


def test_with_nothing_begun_the_fields_are_suggested(library):
    assert made(library, "") == [f"{name}:" for name in FIELDS]
    assert made(library, "tea (") == [f"tea ({name}:" for name in FIELDS]


def test_only_what_stands_before_the_cursor_counts(library):
    assert suggestions(library, "tag:s is:unread", 5)[0].text == "tag:sea"


def test_what_is_suggested_is_understood(library):
    for begun in ("", *(f"{name}:" for name in FIELDS), "s", "l"):
        for text in made(library, begun):
            assert parse(text, typing=True).wrong is None
            if not text.endswith(":"):
                parse(text)
