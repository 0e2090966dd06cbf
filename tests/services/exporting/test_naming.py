"""Names of files, on every system."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.services.exporting.naming import LONGEST, Names, folded, safe_name

RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tides", "Tides.md"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("CON", "_CON.md"),
        ("nul.tar.gz", "_nul.tar.gz.md"),
        ("...", "Untitled.md"),
        ("", "Untitled.md"),
        (" . Ends in dots. . ", "Ends in dots.md"),
        ("\x1b[31mred\x1b[0m", "red.md"),
        ("\u202eRTL", "RTL.md"),
        ("[[link]] #tag ^id", "link tag id.md"),
    ],
)
def test_titles_become_names(title, name):
    assert safe_name(title, ".md") == name


@given(st.text())
def test_every_name_is_safe(title):
    name = safe_name(title, ".md")
    assert 3 < len(name.encode()) <= LONGEST
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
    assert name.partition(".")[0].lower() not in RESERVED
    assert name[0] != "."
    assert name.removesuffix(".md").rstrip(". ") == name.removesuffix(".md")
    assert name == safe_name(title, ".md")


@given(
    st.lists(
        st.sampled_from(("Same", "same", "SAME", "café", "cafe\u0301", "x" * 200, "CON", "")), min_size=2, max_size=9
    )
)
def test_every_name_is_given_once(titles):
    names = Names(".md")
    given = [names.of(Article(f"{number:016x}", title)) for number, title in enumerate(titles)]
    assert len({folded(name) for name in given}) == len(titles)
    assert max(len(name.encode()) for name in given) <= LONGEST


def test_nothing_is_cut_in_two():
    family = "👩‍👩‍👧‍👦"
    stem = safe_name(family * 20, ".md").removesuffix(".md")
    assert stem.strip(family) == ""
    assert not stem.endswith("\u200d")
    stem = safe_name("e\u0328\u0301\u0323" * 60, ".md").removesuffix(".md")
    assert unicodedata.normalize("NFC", "e\u0328\u0301\u0323")[-1] == stem[-1]


def test_a_name_stays_although_the_title_changes():
    names = Names(".md", {"00000000000000aa": "Old.md"}, others=["new.md"])
    assert names.of(Article("00000000000000aa", "New")) == "Old.md"
    assert names.of(Article("00000000000000ab", "New")) == "New (000000).md"
