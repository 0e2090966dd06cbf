"""Adding pages by their addresses, from a real server: what is stored, what waits, and what is fetched again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.domain.provenance import Verdict, Way
from reader.domain.shelf import ALL, WAITING
from reader.library.library import Library
from reader.services.adding.fetching import Outcome, add_addresses, fetch_again
from reader.services.adding.report import Report
from reader.services.parsers import Parsers
from reader.services.web.work import Web
from tests.services.web.serving import Reply, Site, serving

PARAGRAPH = "<p>The tide came in and went out again, and nobody on the pier had anything to say about it at all.</p>"
HEAD = (
    '<meta property="og:title" content="Tides &amp; times"><meta name="author" content="R. Adeyemi">'
    '<meta property="og:site_name" content="The Bay"><meta name="description" content="About tides.">'
    '<meta property="article:published_time" content="2026-11-02T10:00:00Z">'
)


def page(paragraphs: int = 12, head: str = HEAD, charset: str = "utf-8") -> Reply:
    html = f'<html lang="en-GB"><head>{head}</head><body><article><h1>Tides</h1>{PARAGRAPH * paragraphs}</article>'
    return Reply(html.encode(charset), headers={"Content-Type": f"text/html; charset={charset}"})


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers() as parsers:
        yield parsers


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def add(library: Library, parsers: Parsers):
    def work(*urls: str, private: bool = True) -> Report:
        async def adding() -> Report:
            report = Report()
            async with Web(library, parsers, private) as web:
                await add_addresses(web, urls, report)
            return report

        return asyncio.run(adding())

    return work


@pytest.fixture
def again(library: Library, parsers: Parsers):
    def work(article: Article, anyway: bool = False) -> Outcome:
        async def fetching() -> Outcome:
            async with Web(library, parsers, allow_private=True) as web:
                [result] = await fetch_again(web, [article], anyway)
            return result.outcome

        return asyncio.run(fetching())

    return work


def only(library: Library) -> Article:
    [article] = library.articles.listing(ALL)
    return article


def test_what_a_page_says_of_itself_is_kept(add, site, library):
    site.pages["/tides"] = page(head=HEAD + '<link rel="canonical" href="/the-tides">', charset="utf-16")
    add(site.url("/tides?utm_source=x"))
    article = only(library)
    assert (article.title, article.author, article.source) == ("Tides & times", "R. Adeyemi", "The Bay")
    assert (article.url, article.language) == (site.url("/the-tides"), "en-GB")
    assert article.published == datetime(2026, 11, 2, 10, tzinfo=UTC)
    assert article.description == "About tides."
    assert (article.provenance.way, article.provenance.verdict) == (Way.FETCHED, Verdict.WHOLE)
    assert article.provenance.at is not None
    assert library.bodies.read(article.uid).count("The tide came in") == 12


def test_what_is_known_is_not_asked_for_and_comes_back_from_the_bin(add, site, library):
    site.pages["/tides"] = page()
    add(site.url("/tides"))
    library.articles.remove([only_uid := only(library).uid])
    report = add(site.url("/tides"))
    assert [article.uid for article in report.restored] == [only_uid]
    assert len(site.asked) == 1


def test_what_cannot_be_got_waits_under_its_own_uid(add, again, site, library):
    report = add(site.url("/tides"), "http://127.0.0.1:9/x")
    assert len(report.waiting) == len(library.articles.listing(WAITING)) == 2
    waiting = next(article for article in report.waiting if "404" in article.problem)
    assert again(waiting) is Outcome.FAILED
    site.pages["/tides"] = page()
    assert again(waiting) is Outcome.REPLACED
    filled = library.articles.get(waiting.uid)
    assert (filled.title, filled.waiting, filled.problem) == ("Tides & times", None, "")
    assert "The tide came in" in library.bodies.read(waiting.uid)


def test_what_waits_is_filled_by_adding_it_again(add, site, library):
    add(site.url("/tides"))
    site.pages["/tides"] = page()
    report = add(site.url("/tides"))
    assert [article.title for article in report.filled] == ["Tides & times"]
    assert only(library).words > 100


def test_a_text_fetched_again_is_beside_the_old_one(add, again, site, library):
    site.pages["/tides"] = page()
    add(site.url("/tides"))
    assert again(only(library)) is Outcome.SAME
    site.pages["/tides"] = page(20)
    assert again(only(library)) is Outcome.REPLACED
    article = only(library)
    assert article.edition == 1
    assert library.bodies.read(article.uid, 1).count("The tide") == 20
    library.undo()
    assert only(library).edition == 0
    assert library.bodies.read(article.uid).count("The tide") == 12


def test_a_worse_text_replaces_no_good_one_unasked(add, again, site, library):
    site.pages["/tides"] = page()
    add(site.url("/tides"))
    site.pages["/tides"] = page(5)
    assert again(only(library)) is Outcome.WORSE
    assert only(library).edition == 0
    assert again(only(library), anyway=True) is Outcome.REPLACED
    assert only(library).edition == 1


def test_a_private_address_is_refused_and_nothing_stored(add, site, library):
    site.pages["/tides"] = page()
    report = add(site.url("/tides"), private=False)
    assert "private network" in report.failed[0].sentence
    assert (len(library.articles), site.asked) == (0, [])


def test_a_feed_at_an_address_is_subscribed_to(add, site, library):
    entry = (
        f"<item><title>One</title><link>https://e.example/1</link><description>{PARAGRAPH[3:-4]}</description></item>"
    )
    site.pages["/feed"] = Reply(f'<rss version="2.0"><channel><title>Bay</title>{entry}</channel></rss>'.encode())
    assert [feed.title for feed in add(site.url("/feed")).subscribed] == ["Bay"]
    assert only(library).feeds == (library.feeds.all()[0].uid,)


def test_other_things_than_pages_are_read_as_what_they_are(add, site, library):
    site.pages["/notes.md"] = Reply(b"# Notes\n\nIt *came* back.\n", headers={"Content-Type": "text/plain"})
    add(site.url("/notes.md"))
    article = only(library)
    assert (article.title, article.url) == ("Notes", site.url("/notes.md"))
    assert "*came*" in library.bodies.read(article.uid)
