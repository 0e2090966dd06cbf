"""Pages as sites have them: the article comes out whole, with its facts, and nothing from around it."""

from collections import Counter
from functools import cache

import pytest

from reader.domain.draft import Draft
from reader.domain.provenance import Way
from tests.services.pages.gold import KINDS, PAGES, Page, leaves, read, words

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@cache
def draft_of(page_name: str) -> Draft:
    return next(page for page in PAGES if page.name == page_name).draft()


def counted(page: Page) -> Counter[str]:
    tree = page.text()
    return Counter({kind: len(tree.xpath(path)) for kind, (path, _) in KINDS.items()})


@each_page
def test_the_marks_of_a_fixture_are_where_they_should_be(page):
    assert +counted(page) == Counter(page.counts)


@each_page
def test_a_page_is_known_by_what_it_says_of_itself(page):
    draft = draft_of(page.name)
    assert (draft.title, draft.author, draft.source) == (page.title, page.author, page.source)
    assert (draft.published, draft.language) == (page.published, page.language)
    assert draft.url == (page.address or page.url)
    assert (draft.provenance.way, draft.provenance.by) == (Way.FETCHED, "reader")
    assert draft.provenance.verdict == page.verdict


@each_page
def test_every_block_of_the_article_is_there(page):
    seen = f" {' '.join(read(draft_of(page.name).body)[0])} "
    assert [block for block in leaves(page.text()) if f" {block} " not in seen] == []


@each_page
def test_nothing_from_around_the_article_is_there(page):
    seen = f" {' '.join(read(draft_of(page.name).body)[0])} "
    around = [block for block in leaves(page.rest()) if len(block.split()) >= 5]
    assert around
    assert [block for block in around if f" {block} " in seen] == []


def test_all_words_of_all_articles_and_no_others_are_kept():
    got = {page.name: Counter(read(draft_of(page.name).body)[0]) for page in PAGES}
    wanted = {page.name: Counter(words(page.text().text_content())) for page in PAGES}
    scores = {name: 2 * (got[name] & wanted[name]).total() / (got[name] + wanted[name]).total() for name in wanted}
    assert {name: score for name, score in scores.items() if score < 0.95} == {}
    assert sum(scores.values()) / len(scores) >= 0.97


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_text_holds_besides_words_is_kept(kind):
    least = 0.8 if kind == "tables" else 0.95
    pairs = [(read(draft_of(page.name).body)[1][kind], counted(page)[kind]) for page in PAGES]
    wanted = sum(want for _, want in pairs)
    assert sum(min(got, want) for got, want in pairs) >= least * wanted
    assert sum(max(0, got - want) for got, want in pairs) <= max(1, 0.05 * wanted)
