"""Markdown files become articles."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_text
from reader.services.adding.fields import known_from
from reader.services.adding.markdown import draft_from_markdown, inline_text
from tests.spending import at_most

CLIPPED = """---
title: "Tides: a \\"slow\\" essay"
source: "https://www.example.org/tides"
author:
  - "[[Jane Doe]]"
  - "[[people/roe|John Roe]]"
published: 2024-05-01
created: 2024-11-23
description:
tags:
  - "clippings"
  - sea/slow
---
The water came back. ==This was marked.== See [[Ebb|the ebb]].
"""


def test_a_clipped_page_keeps_its_facts_and_its_text():
    draft = draft_from_markdown(CLIPPED, "Tides.md")
    assert draft.title == 'Tides: a "slow" essay'
    assert (draft.url, draft.source) == ("https://www.example.org/tides", "example.org")
    assert draft.author == "Jane Doe, John Roe"
    assert (draft.published, draft.added) == (datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 11, 23, tzinfo=UTC))
    assert draft.tags == ("clippings", "sea/slow")
    assert draft.body == "The water came back. ==This was marked.== See [[Ebb|the ebb]]."


@pytest.mark.parametrize(
    ("text", "name", "title", "body"),
    [
        ("# Tides\n\nIt came.", "a.md", "Tides", "It came."),
        ("Tides\n=====\n\nIt came.", "a.md", "Tides", "It came."),
        ("## *Slow* tides of `x` [here](u) ##\nIt came.", "a.md", "Slow tides of x here", "It came."),
        ("---\ntitle: Tides\n---\n# Tides\n\nIt came.", "a.md", "Tides", "It came."),
        ("---\ntitle: Tides\n---\n# Ebb\n\nIt came.", "a.md", "Tides", "# Ebb\n\nIt came."),
        ("It came.\n\n# Tides\n\nIt went.", "a.md", "Tides", "It came.\n\n# Tides\n\nIt went."),
        ("```\n# a comment\n```\nIt came.", "notes.md", "notes", "```\n# a comment\n```\nIt came."),
        ("It came.", "how-to-keep_a book.md", "how-to-keep_a book", "It came."),
        ("It came.", "2018-10-15-tide-tables.md", "tide tables", "It came."),
        ("It came, and then it went.", "", "It came, and then it went.", "It came, and then it went."),
        ("# Tides", "a.md", "Tides", "# Tides"),
        ("- one\n- two\n---\n", "list.md", "list", "- one\n- two\n---"),
        ("#MeToo was a word\n\nand more", "a.md", "a", "#MeToo was a word\n\nand more"),
    ],
)
def test_the_title_is_found_and_not_shown_twice(text, name, title, body):
    draft = draft_from_markdown(text, name)
    assert (draft.title, draft.body) == (title, body)


def test_a_date_in_the_name_is_when_it_was_published():
    assert draft_from_markdown("It came.", "2018-10-15-tides.md").published == datetime(2018, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize("text", ["---\ntitle: Tides\n---\n", "---\ntitle: Tides\n---\n\n  \n"])
def test_facts_without_a_text_are_no_article(text):
    with pytest.raises(TextUnusable, match="holds no text besides its front matter"):
        draft_from_markdown(text, "Tides.md")


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ({"tags": "sea, slow web"}, ("sea", "slow web")),
        ({"tags": "#sea #slow/web"}, ("sea", "slow/web")),
        ({"tags": "sea slow"}, ("sea", "slow")),
        ({"tags": ["#sea", "Sea", ["slow", ["web"]], ""]}, ("sea", "slow", "web")),
        ({"category": "slow web", "tag": "sea"}, ("sea", "slow web")),
        ({"Tags": {"sea": "", "slow": ""}}, ("sea", "slow")),
        ({"tags": ["\x1b[31mred\x1b[0m"]}, ("red",)),
    ],
)
def test_tags_are_read_in_all_their_spellings(fields, tags):
    assert known_from(fields).facts.tags == tags


@pytest.mark.parametrize(
    ("fields", "source", "url"),
    [
        ({"source": "The Bay", "link": "https://example.org/a"}, "The Bay", "https://example.org/a"),
        ({"url": "javascript:alert(1)"}, "", ""),
        ({"source": "javascript:alert(1)"}, "javascript:alert(1)", ""),
        ({"source": "[The Bay](https://example.org/a)"}, "The Bay", "https://example.org/a"),
        ({"source": "[[The Bay]]"}, "The Bay", ""),
        ({"Source URL": "https://example.org/a b"}, "", ""),
        ({"website": "example.org", "url": "https://example.org/a"}, "example.org", "https://example.org/a"),
    ],
)
def test_the_source_may_be_a_name_an_address_or_both(fields, source, url):
    facts = known_from(fields).facts
    assert (facts.source, facts.url) == (source, url)


@pytest.mark.parametrize(
    ("written", "language"), [("en", "en"), ("pt_br", "pt-BR"), ("zh-Hant", "zh-Hant"), ("Deutsch", "de"), ("a b", "")]
)
def test_languages_are_tags(written, language):
    assert known_from({"lang": written}).language == language


def test_a_moment_of_saving_in_the_future_is_not_believed():
    assert known_from({"saved": "2999-01-01"}).added is None


def test_times_are_utc():
    known = known_from({"date": "2018-10-15T00:30:00+02:00"})
    assert known.facts.published == datetime(2018, 10, 14, 22, 30, tzinfo=UTC)


def test_values_of_every_kind_are_survived():
    odd = [[[[[["deep"]]]]], {"a": {"b": 1}}, 3, 2.5, True, None, datetime(2018, 1, 1), "x" * 10_000]
    keys = ("title", "author", "url", "source", "date", "saved", "tags", "lang")
    for value in odd:
        known = known_from(dict.fromkeys(keys, value))
        assert len(known.facts.title) <= 1000


def test_endless_blanks_in_a_heading_take_no_endless_time():
    with at_most(2):
        assert inline_text(f"Low{' ' * 200_000}water   {{#low}}") == "Low water"


def test_words_of_a_heading_lose_their_markup():
    assert inline_text(r"**Bold** _em_ snake_case_name \# [[a|b]] ![c](d) ~~old~~ {#id}") == (
        "Bold em snake_case_name # b c old"
    )


@given(st.text(st.sampled_from("ab \n-#*=:`[]()|+~>_\\{}"), max_size=200))
def test_any_markdown_with_text_becomes_a_draft(text):
    text = clean_text(text)
    try:
        draft = draft_from_markdown(text, "a.md")
    except TextUnusable:
        return
    assert draft.title.strip()
    assert draft.body.strip()
