"""The same queries over whole texts: words go to the full-text index, conditions stay here."""

from __future__ import annotations

import pytest

from reader.domain.shelf import ALL
from reader.library.fulltext.searching import Fulltext
from reader.library.fulltext.updating import update
from reader.library.library import Library
from reader.services.search.finding import found
from reader.services.search.texting import texting_of
from tests.library.making import draft

BODIES = {
    "Ebb": "The tide goes out.",
    "Flow": "The tide comes in; the harbour fills.",
    "Neap": "海辺の図書館 is quiet.",
}


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add(
            [draft(name, body=body, tags=("sea",) if name != "Flow" else ()) for name, body in BODIES.items()]
        )
        update(library)
        yield library


@pytest.mark.parametrize(("text", "expected"), [
    ("tide", {"Ebb", "Flow"}),
    ("tide tag:sea", {"Ebb"}),
    ("harb* or quiet", {"Flow", "Neap"}),
    ('"goes out"', {"Ebb"}),
    ("-tide", {"Neap"}),
    ("tag:sea -(tide or harbour)", {"Neap"}),
    ("title:ebb or harbour", {"Ebb", "Flow"}),
    ("図書館 is:unread", {"Neap"}),
    ("tide is:read or quiet", {"Neap"}),
    ("tag:sea or harbour", {"Ebb", "Flow", "Neap"}),
    ("is:read or -(tag:sea or harbour)", set()),
    ("!?", {"Ebb", "Flow", "Neap"}),
    ("", {"Ebb", "Flow", "Neap"}),
])  # fmt: skip
def test_words_are_looked_for_in_texts(library, text, expected):
    listing = found(library, ALL, text=text, texting=texting_of(library, Fulltext(library)))
    assert {article.title for article in listing} == expected
