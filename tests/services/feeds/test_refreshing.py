"""Refreshing from a real server: what is new comes in once, what fails is said, and nobody is asked without manners."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.domain.article import State
from reader.domain.feed import Feed, Health
from reader.domain.shelf import ALL, INBOX, Kind, Shelf
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.library.seen import RefreshGoingOn
from reader.services.feeds.forget import forget_read
from reader.services.feeds.managing import export_opml, import_opml, tag_feeds
from reader.services.feeds.refresh import Refreshing, RefreshReport
from reader.services.feeds.subscribe import subscribe
from reader.services.parsers import Parsers
from reader.services.web.work import Web
from tests.services.web.serving import Reply, Site, compressed, endless, serving

WORDS = "The tide came in and went out again, and nobody on the pier had anything to say about it until the evening. "


def item(number: int, guid: str = "", title: str = "", text: str = "", link: str = "") -> str:
    link = link or f"https://bay.example/{number}"
    return (
        f"<item><title>{title or f'Story {number}'}</title><link>{link}</link><guid>{guid or link}</guid>"
        f"<pubDate>Mon, 02 Nov 2026 10:{number:02d}:00 GMT</pubDate>"
        f"<description>{text or f'Number {number}. {WORDS}'}</description></item>"
    )


def feed(*items: str, title: str = "The Bay", **headers: str) -> Reply:
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    return Reply(body.encode(), headers={"Content-Type": "application/rss+xml", **headers})


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
def refresh(library: Library, parsers: Parsers, request: pytest.FixtureRequest):
    mute = getattr(request, "param", ())

    async def work() -> RefreshReport:
        async with Web(library, parsers, allow_private=True, mute=mute) as web:
            feeds = [f for f in library.feeds.all() if not (f.paused or f.gone or (f.after and f.after > f.added))]
            return await Refreshing(web).run(feeds)

    return lambda: asyncio.run(work())


def follow(library: Library, site: Site, path: str = "/feed", **facts: object) -> Feed:
    made = new_feed(site.url(path), **facts)
    library.feeds.add([made])
    return made


def titles(library: Library, shelf: Shelf = INBOX) -> list[str]:
    return [article.title for article in library.articles.listing(shelf)]


def test_what_is_new_comes_in_once_the_newest_first(library, site, refresh):
    made = follow(library, site)
    site.pages["/feed"] = feed(item(2), item(1))
    assert refresh().added == 2
    site.pages["/feed"] = feed(item(3), item(2), item(1))
    report = refresh()
    assert (report.added, report.fresh) == (1, {made.uid: 1})
    assert titles(library) == titles(library, Shelf(Kind.FEED, made.uid)) == ["Story 3", "Story 2", "Story 1"]
    assert library.feeds.get(made.uid).title == "The Bay"


def test_what_is_unchanged_is_neither_sent_nor_parsed(library, site, refresh, monkeypatch):
    follow(library, site)
    site.pages["/feed"] = feed(item(1), ETag='"one"', **{"Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"})
    refresh()
    monkeypatch.setattr(Parsers, "aread", None)
    assert refresh().unchanged == 1, "the same bytes"
    site.pages["/feed"] = Reply(status=304)
    before = library.path.joinpath("journal.jsonl").stat().st_size
    assert refresh().unchanged == 1
    assert library.path.joinpath("journal.jsonl").stat().st_size == before, "nothing is written"
    _, headers = site.asked[-1]
    assert headers["if-none-match"] == '"one"'
    assert headers["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_one_bad_feed_stops_no_other(library, site, refresh):
    for name, page in {
        "good": feed(item(1)),
        "html": Reply(b"<html><body><p>Nothing here."),
        "endless": endless,
        "bomb": compressed(b"<rss>" + b" " * 30_000_000),
        "entities": Reply(b'<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss version="2.0"><channel>&c;'),
    }.items():
        site.pages[f"/{name}"] = page
        follow(library, site, f"/{name}")
    follow(library, site, "/missing")
    report = refresh()
    assert titles(library) == ["Story 1"]
    assert {f.url.rpartition("/")[2] for f, _ in report.failed} >= {"html", "endless", "bomb", "missing"}
    assert all(sentence.endswith(".") for _, sentence in report.failed)


def test_a_failing_feed_is_called_so_until_it_answers(library, site, refresh):
    made = follow(library, site, title="The Bay")
    for _ in range(3):
        assert len(refresh().failed) == 1
    failing = library.feeds.get(made.uid)
    assert (failing.health(), failing.failures) == (Health.FAILING, 3)
    assert "404" in failing.problem
    site.pages["/feed"] = feed(item(1))
    refresh()
    now = library.feeds.get(made.uid)
    assert (now.failures, now.problem, now.failing) == (0, "", None)


def test_where_a_feed_moves_for_good_it_is_asked_from_then_on(library, site, refresh):
    made = follow(library, site)
    site.pages["/feed"] = Reply(status=301, headers={"Location": "/new"})
    site.pages["/new"] = feed(item(1))
    assert [url for _, url in refresh().moved] == [site.url("/new")]
    moved = library.feeds.get(made.uid)
    assert (moved.url, moved.former) == (site.url("/new"), (site.url("/feed"),))
    assert library.feeds.at(site.url("/feed")) == moved
    site.pages["/new"] = Reply(status=302, headers={"Location": "/elsewhere"})
    site.pages["/elsewhere"] = feed(item(2))
    assert refresh().moved == []
    assert library.feeds.get(made.uid).url == site.url("/new")


def test_what_is_gone_is_not_asked_again(library, site, refresh):
    made = follow(library, site)
    site.pages["/feed"] = Reply(status=410)
    assert [feed.uid for feed in refresh().gone] == [made.uid]
    assert library.feeds.get(made.uid).health() is Health.GONE
    asked = len(site.asked)
    assert refresh().asked == 0
    assert len(site.asked) == asked


def test_who_wants_to_be_left_alone_is(library, site, refresh):
    site.pages |= {f"/{n}": Reply(status=429, headers={"Retry-After": "3600"}) for n in range(6)}
    for n in range(6):
        follow(library, site, f"/{n}")
    report = refresh()
    assert len(report.waiting) == 6
    assert len(site.asked) < 6, "others on the same host are not asked in that round"
    assert all(feed.after > datetime.now(UTC) and not feed.failures for feed in library.feeds.all())


def test_without_a_network_nothing_is_held_against_feeds(library, refresh):
    library.feeds.add([new_feed(f"http://127.0.0.1:9/{n}") for n in range(3)])
    assert refresh().offline
    assert all(not feed.failures for feed in library.feeds.all())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (item(1), item(1, guid="another")),
        (item(1, guid="tag:e.example,2026:1"), item(2, guid="tag:e.example,2026:1")),
        (item(1, "a", "Same", WORDS * 3), item(2, "b", "Same", WORDS * 3)),
    ],
)
def test_a_story_from_two_feeds_stands_once(library, site, refresh, one, other):
    site.pages |= {"/a": feed(one, title="A"), "/b": feed(other, title="B")}
    feeds = {follow(library, site, path).uid for path in ("/a", "/b")}
    refresh()
    [article] = library.articles.listing(ALL)
    assert set(article.feeds) == feeds


def test_muted_words_and_a_cap_leave_entries_out_for_good(library, site, refresh):
    site.pages["/feed"] = feed(*(item(n, title="Crypto" if n == 9 else "") for n in (9, 3, 2, 1)))
    follow(library, site, mute=("crypto",), cap=2)
    report = refresh()
    assert (report.added, report.muted, report.capped) == (2, 1, 1)
    assert titles(library) == ["Story 3", "Story 2"]
    site.pages["/feed"] = feed(*(item(n) for n in (9, 3, 2, 1)))
    assert refresh().added == 0


@pytest.mark.parametrize("refresh", [("sale", "author:Bot")], indirect=True)
def test_words_muted_for_all_feeds_leave_out_beside_those_of_each(library, site, refresh):
    made = follow(library, site, mute=("crypto",))
    follow(library, site, "/other")
    site.pages["/feed"] = feed(item(1, title="Crypto"), item(2, title="A SALE"), item(3))
    site.pages["/other"] = feed(item(4, title="Sale again"), item(5, title="More crypto"), title="Other")
    report = refresh()
    assert (report.added, report.muted) == (2, 3)
    assert set(titles(library)) == {"Story 3", "More crypto"}
    assert library.feeds.get(made.uid).mute == ("crypto",)


def test_what_was_removed_or_forgotten_does_not_come_back(library, site, refresh):
    made = follow(library, site, keep=1)
    site.pages["/feed"] = feed(item(3), item(2), item(1))
    refresh()
    three, two, one = (article.uid for article in library.articles.listing(INBOX))
    library.articles.remove([three])
    library.articles.mark([two, one], State.READ)
    library.articles.bookmark([two])
    assert forget_read(library, [library.feeds.get(made.uid)]) == 1, "it came on 2 November"
    site.pages["/feed"] = feed(item(3), item(2), item(1), title="Other bytes")
    assert refresh().added == 0
    assert titles(library) == ["Story 2"]
    assert library.articles.get(one) is None


def test_whole_texts_are_fetched_for_feeds_that_cut(library, site, refresh):
    site.pages["/1"] = Reply(
        f"<html><body><article><h1>Story 1</h1>{f'<p>{WORDS}</p>' * 9}</article></body></html>".encode(),
        headers={"Content-Type": "text/html"},
    )
    site.pages["/feed"] = feed(item(1, link=site.url("/1")), item(2, link=site.url("/2")))
    follow(library, site, full=True)
    refresh()
    words = {article.title: article.words for article in library.articles.listing(INBOX)}
    assert words["Story 1"] > 150 > words["Story 2"] > 10


def test_subscribing_is_one_change_and_can_be_done_again(library, site, parsers):
    site.pages["/feed"] = feed(item(1))
    site.pages["/"] = Reply(b'<html><link rel="alternate" type="application/rss+xml" href="/feed"><p>Hello')

    async def work() -> bool:
        async with Web(library, parsers, allow_private=True) as web:
            return (await subscribe(web, site.url("/")))[1]

    for _ in range(2):
        assert asyncio.run(work())
        assert titles(library) == ["Story 1"]
        library.undo()
        assert (titles(library), library.feeds.all()) == ([], [])
    assert asyncio.run(work())
    assert not asyncio.run(work()), "there already"


def test_lists_of_feeds_come_and_go_and_ask_nobody(library, site, parsers):
    follow(library, site, tags=("craft/paper",), title="The Bay")
    data = export_opml(library)
    assert b"paper" in data
    again = import_opml(library, parsers, data, "feeds.opml")
    assert (again.added, again.known) == ([], 1)
    assert site.asked == []


def test_rules_tag_what_a_refresh_brings(library, site, refresh):
    made = follow(library, site)
    library.rules.add("title:story -2", ["sea"])
    site.pages["/feed"] = feed(item(1), item(2))
    refresh()
    assert library.articles.tags() == {"sea": 1}
    [tagged] = library.articles.listing(Shelf(Kind.TAG, "sea"))
    assert (tagged.title, tagged.feeds) == ("Story 1", (made.uid,))
    refresh()
    assert library.articles.tags() == {"sea": 1}


def test_a_feed_is_tagged_with_its_articles_as_one_change(library, site, refresh):
    made = follow(library, site)
    site.pages["/feed"] = feed(item(1))
    refresh()
    tag_feeds(library, [made], ["sea"], [])
    assert library.articles.tags() == {"sea": 1}
    library.undo()
    assert (library.articles.tags(), library.feeds.get(made.uid).tags) == ({}, ())


def test_two_refreshes_at_once_are_one_too_many(library):
    with library.seen.being_refreshed(), pytest.raises(RefreshGoingOn), library.seen.being_refreshed():
        pass


def texts(library: Library) -> dict[str, str]:
    return {
        article.title: library.bodies.read(article.uid, article.edition).strip()
        for article in library.articles.listing(ALL)
    }


def test_what_a_feed_corrects_is_corrected_until_it_is_opened(library, site, refresh):
    follow(library, site)
    site.pages["/feed"] = feed(item(2, text=f"Before. {WORDS}"), item(1, text=f"Before. {WORDS}"))
    refresh()
    two, one = (article.uid for article in library.articles.listing(INBOX))
    library.articles.open(one)
    site.pages["/feed"] = feed(item(2, "", "Corrected", f"After. {WORDS}"), item(1, text=f"After. {WORDS}"))
    report = refresh()
    assert (report.added, report.updated) == (0, 1)
    assert texts(library) == {"Corrected": f"After. {WORDS}".strip(), "Story 1": f"Before. {WORDS}".strip()}
    assert library.articles.get(two).state is State.UNREAD
    library.articles.mark([one], State.UNREAD)
    site.pages["/feed"] = feed(
        item(2, "", "Corrected", f"After. {WORDS}"), item(1, text=f"After. {WORDS}"), title="Bay"
    )
    assert refresh().updated == 0, "each change is looked at once"


def test_a_title_alone_is_corrected_too(library, site, refresh):
    follow(library, site)
    site.pages["/feed"] = feed(item(1))
    refresh()
    site.pages["/feed"] = feed(item(1, title="Story one"))
    assert refresh().updated == 1
    assert titles(library) == ["Story one"]


def test_other_bytes_of_the_same_text_change_nothing(library, site, refresh):
    follow(library, site)
    site.pages["/feed"] = feed(item(1, text=f"&lt;p&gt;{WORDS}&lt;/p&gt;"))
    refresh()
    site.pages["/feed"] = feed(item(1, text=f"&lt;p class='x'&gt;{WORDS}&lt;/p&gt;"))
    assert refresh().updated == 0


def test_what_is_less_than_before_is_not_taken(library, site, refresh):
    follow(library, site)
    site.pages["/feed"] = feed(item(1, text=WORDS * 9))
    refresh()
    site.pages["/feed"] = feed(item(1, title="Shorter", text=WORDS))
    assert refresh().updated == 0
    assert titles(library) == ["Story 1"]


def test_a_feed_that_never_says_the_same_twice_piles_nothing_up(library, site, refresh):
    follow(library, site)
    for visitor in range(4):
        site.pages["/feed"] = feed(item(1, text=f"{WORDS} You are visitor {visitor}."))
        refresh()
    assert list(texts(library).values()) == [f"{WORDS} You are visitor 3."]
    assert len(list(library.path.glob("articles/*/*.md"))) == 2, "the first text and the last"


def test_what_is_in_the_bin_muted_or_from_another_feed_stays_as_it_is(library, site, refresh):
    site.pages["/feed"] = feed(item(3, title="Crypto"), item(2), item(1))
    site.pages["/other"] = feed(item(1, text=f"Told otherwise. {WORDS}"))
    follow(library, site, mute=("crypto",))
    refresh()
    follow(library, site, "/other")
    refresh()
    two, one = (article.uid for article in library.articles.listing(INBOX))
    library.articles.remove([two])
    site.pages["/feed"] = feed(item(3, title="Story 3"), item(2, title="Another"), item(1))
    site.pages["/other"] = feed(item(1, text=f"Told anew. {WORDS}"))
    report = refresh()
    assert (report.added, report.updated) == (0, 0)
    assert library.articles.get(two).title == "Story 2"
    assert library.bodies.read(one).startswith("Number 1.")
