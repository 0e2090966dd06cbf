"""Pages and feeds in the app: added, fetched again, refreshed and managed with keys, from a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.draft import Draft
from reader.domain.shelf import INBOX, Kind, Shelf
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.services.settings import VARIABLE
from reader.ui.app import ReaderApp
from reader.ui.screens.add import AddScreen, is_address, thing_in
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.feeds import FeedsScreen
from tests.services.web.serving import Reply, Site, serving
from tests.ui.lists import lines_of, pointed, text_of, until

PAGE = """<html lang="en"><head><title>Tides — The Bay</title><meta name="author" content="R. Adeyemi"></head><body>
<nav><a href="/">Home</a> <a href="/more">More</a></nav><article><h1>Tides</h1>{}</article></body></html>"""
PARAGRAPH = "<p>The water came back before the children had found their shoes, and nobody had heard it coming.</p>"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Bay</title><link>https://bay.example/</link>
{}</channel></rss>"""
ITEM = (
    "<item><title>Story {0}</title><link>https://bay.example/{0}</link><guid>https://bay.example/{0}</guid>"
    "<pubDate>Mon, 02 Nov 2026 10:0{0}:00 GMT</pubDate><description>The {0}. story is short.</description></item>"
)


def page(paragraphs: int) -> Reply:
    return Reply(PAGE.format(PARAGRAPH * paragraphs).encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def feed(*numbers: int) -> Reply:
    items = "".join(ITEM.format(number) for number in numbers)
    return Reply(FEED.format(items).encode(), headers={"Content-Type": "application/rss+xml"})


def waiting(url: str) -> Draft:
    return Draft(url, "", url, waiting=True, problem="There is no network.")


@pytest.fixture
def site(tmp_path: Path, monkeypatch):
    settings = tmp_path / "settings.toml"
    settings.write_text("[network]\nprivate = true\n")
    monkeypatch.setenv(VARIABLE, str(settings))
    with serving() as site:
        yield site


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as library:
        yield library


def titles(library: Library, shelf: Shelf = INBOX) -> list[str]:
    return [article.title for article in library.articles.listing(shelf)]


def page_text(app: ReaderApp) -> str:
    assert isinstance(app.screen, ArticleScreen)
    return "\n".join(lines_of(app.screen.page))


async def type_address(pilot, app: ReaderApp, address: str) -> None:
    await pilot.press("a")
    await until(pilot, lambda: isinstance(app.screen, AddScreen))
    app.screen.entry.paste(address)
    await pilot.press("enter")


async def test_a_page_is_added_by_its_address_and_read(library: Library, site: Site):
    site.pages["/tides"] = page(12)
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await type_address(pilot, app, site.url("/tides"))
        await until(pilot, lambda: titles(library) == ["Tides"])
        await until(pilot, lambda: "Added Tides" in text_of(app.screen))
        await until(pilot, lambda: pointed(app) == "Tides")
        asked = len(site.asked)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert "The water came back" in page_text(app)
        assert "Home" not in page_text(app)
        assert len(site.asked) == asked, "reading asks nobody"


async def test_what_the_clipboard_holds_is_offered(library: Library, site: Site):
    site.pages["/tides"] = page(12)
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddScreen))
        app.screen.offer("no address")
        assert "In the clipboard" not in text_of(app.screen)
        app.clipboard_told(site.url("/tides"))
        await until(pilot, lambda: "In the clipboard" in text_of(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: titles(library) == ["Tides"] and not app.errands.busy)


async def test_what_cannot_be_fetched_waits_and_comes_with_one_key(library: Library, site: Site):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await type_address(pilot, app, site.url("/tides"))
        await until(pilot, lambda: "answers with 404" in text_of(app.screen))
        await pilot.press("g", "w")
        await until(pilot, lambda: app.list.shelf.kind is Kind.WAITING and len(app.list.rows) == 1)
        assert "waits for its text" in text_of(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert "R fetches it" in page_text(app)
        site.pages["/tides"] = page(12)
        await pilot.press("R")
        await until(pilot, lambda: "The water came back" in page_text(app))
        assert titles(library, Shelf(Kind.WAITING)) == []


async def test_all_that_waits_comes_with_one_key_on_its_shelf(library: Library, site: Site):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("g", "w")
        await until(pilot, lambda: "Nothing waits for its text" in text_of(app.screen))
        assert "Ctrl+r fetches it all." in text_of(app.screen)
        await pilot.press("ctrl+r")
        assert not app.errands.busy
        library.articles.add([waiting(site.url(path)) for path in ("/tides", "/ebb", "/flood")])
        await until(pilot, lambda: len(app.list.rows) == 3)
        app.screen.bottom.hush()
        assert "Ctrl+r fetch all" in "".join(lines_of(app.screen.bottom))
        site.pages |= {"/tides": page(12), "/ebb": page(13)}
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "2 of 3 texts got" in text_of(app.screen))
        await until(pilot, lambda: len(app.list.rows) == 1)
        assert "answers with 404" in app.list.rows.current.problem
        assert titles(library).count("Tides") == 2
        await pilot.press("g", "i")
        await until(pilot, lambda: app.list.shelf == INBOX)
        app.screen.bottom.hush()
        assert "fetch all" not in "".join(lines_of(app.screen.bottom))


async def test_a_worse_text_is_taken_only_when_it_is_asked_for_twice(library: Library, site: Site):
    site.pages["/tides"] = page(40)
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await type_address(pilot, app, site.url("/tides"))
        await until(pilot, lambda: titles(library) == ["Tides"] and len(app.list.rows) == 1)
        before = library.articles.listing(INBOX)[0]
        site.pages["/tides"] = page(9)
        await pilot.press("R")
        await until(pilot, lambda: "takes it all the same" in text_of(app.screen))
        assert library.articles.listing(INBOX)[0].words == before.words
        await pilot.press("R")
        await until(pilot, lambda: library.articles.listing(INBOX)[0].edition == 1)
        assert library.articles.listing(INBOX)[0].words < before.words
        await pilot.press("u")
        assert library.articles.listing(INBOX)[0].edition == 0
        assert len(library.bodies.read(before.uid)) > len(library.bodies.read(before.uid, 1))


async def test_a_feed_is_subscribed_to_refreshed_and_managed(library: Library, site: Site):
    site.pages["/feed"] = feed(1, 2)
    site.pages["/"] = Reply(b'<html><link rel="alternate" type="application/rss+xml" href="/feed"><body><p>Hello')
    app = ReaderApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("g", "f")
        await until(pilot, lambda: isinstance(app.screen, FeedsScreen))
        assert "There are no feeds." in text_of(app.screen)
        await type_address(pilot, app, site.url("/"))
        await until(pilot, lambda: "The Bay" in text_of(app.screen) and "2 articles" in text_of(app.screen))
        site.pages["/feed"] = feed(1, 2, 3)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "1 feed: 1 new" in text_of(app.screen))
        await until(pilot, lambda: titles(library)[0] == "Story 3")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.list and len(app.list.rows) == 3)
        assert "The Bay" in text_of(app.screen)


async def test_a_refresh_moves_neither_the_cursor_nor_the_list(library: Library, site: Site):
    site.pages["/feed"] = feed(1, 2, 3, 4)
    library.feeds.add([new_feed(site.url("/feed"))])
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "4 new" in text_of(app.screen))
        await until(pilot, lambda: len(app.list.rows) == 4)
        await pilot.press("j", "j")
        here = app.list.rows.current
        site.pages["/feed"] = feed(4, 5, 6, 7)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(app.list.rows) == 7)
        assert app.list.rows.current.uid == here.uid


async def test_a_feeds_settings_are_changed_and_taken_back(library: Library):
    library.feeds.add([new_feed("https://bay.example/feed", title="The Bay")])
    app = ReaderApp(library)

    def now():
        [found] = library.feeds.all()
        return found

    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("g", "f")
        await until(pilot, lambda: isinstance(app.screen, FeedsScreen))
        await pilot.press("comma", *"whole", "enter")
        await until(pilot, lambda: now().full)
        await pilot.press("comma", *"muted", "enter")
        await pilot.press(*"crypto,", "space", *"ad:x", "enter")
        await until(pilot, lambda: now().mute == ("crypto", "ad:x"))
        await pilot.press("t", *"sea", "enter")
        await until(pilot, lambda: now().tags == ("sea",))
        await pilot.press("i")
        await until(pilot, lambda: "Muted" in text_of(app.screen))
        await pilot.press("q", "d")
        await until(pilot, lambda: not library.feeds.all())
        await pilot.press("u")
        await until(pilot, lambda: now().tags == ("sea",))


async def test_nothing_to_stop_is_said(library: Library):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "Nothing is going on" in text_of(app.screen))


@pytest.mark.parametrize(
    ("typed", "address", "thing"),
    [
        ("https://e.example/a", True, "https://e.example/a"),
        (" www.e.example/a ", True, "https://www.e.example/a"),
        ("feed://e.example/a", True, "feed://e.example/a"),
        ("notes.md", False, "notes.md"),
        ("-", False, "./-"),
        ("a b.md", False, "a b.md"),
    ],
)
def test_what_is_typed_is_an_address_or_a_path(typed, address, thing):
    assert is_address(typed) is address
    assert thing_in(typed) == thing
