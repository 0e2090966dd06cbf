"""The guide of the starter library: what it tells a new reader to press does what it says, in the library it is in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.domain.shelf import ALL, INBOX, Kind, Shelf
from reader.library.bodies import split
from reader.library.fulltext.updating import update
from reader.library.library import Library
from reader.services import starter
from reader.ui.app import ReaderApp
from reader.ui.commands import COMMANDS
from reader.ui.screens import results
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.history import HistoryScreen
from reader.ui.screens.searching import SearchScreen
from reader.ui.screens.tags import TagsScreen
from tests.ui.lists import text_of, titles_on, until
from tests.ui.pages import rows_of

SIZE = (80, 24)
GUIDE = "Start here: a page that teaches you to read it"
SHORT = [
    "Back at four",
    "Harbour clock will stay four minutes fast, council decides",
    "Two poems, with notes",
    "An die Nachmieterin",
]
SHELL = {"articles", "grep", "library.json", "journal.jsonl", "wl-paste", "xclip -o"}
"""What stands in the guide like a key and is none."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy is no reason for another order of things."""
    monkeypatch.setattr(results, "PATIENCE", 5.0)
    monkeypatch.setattr("reader.ui.screens.searching.PATIENCE", 5.0)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as library:
        starter.fill(library)
        update(library)
        yield library


@pytest.fixture
def guide(library: Library) -> str:
    """The text of the guide."""
    return library.bodies.read(library.articles.listing(ALL).uid(0))


def typed(text: str) -> list[str]:
    names = {" ": "space", ":": "colon", "-": "minus", "<": "less_than_sign"}
    return [names.get(letter, letter) for letter in text]


async def opened(pilot) -> ArticleScreen:
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ArticleScreen) and pilot.app.screen.page.is_painted)
    return pilot.app.screen


def test_the_starter_library_says_of_the_guide_what_is_so(library: Library):
    folder = starter.folder()
    assert folder is not None
    articles = json.loads((folder / "library.json").read_text("utf-8"))["articles"].values()
    [known] = [article for article in articles if article["title"] == GUIDE]
    mine = library.articles.listing(INBOX)[0]
    assert (mine.title, mine.uid, mine.words) == (GUIDE, known["uid"], known["words"])
    assert (folder / "articles" / mine.uid[:2] / f"{mine.uid}.md").is_file()
    assert sum(1 for _ in (folder / "articles").glob("*/*.md")) == len(articles)


def test_whatever_looks_like_a_key_is_one(guide: str):
    prose = re.sub(r"```.*?```", "", split(guide)[1], flags=re.DOTALL)
    shown = {keys for command in COMMANDS for keys in command.shown_keys}
    known = {key.casefold() if len(key) > 1 else key for keys in shown for key in (keys, *keys.split())}
    keys = set(re.findall(r"`([^`\n]+)`", prose)) - SHELL
    assert {key for key in keys if (key.casefold() if len(key) > 1 else key) not in known} == set()


@pytest.mark.parametrize("keys", ["Ctrl+f", "x", "X", "Ctrl+a", "t", "#", "g t", "g u", "*"])
def test_it_teaches_how_to_find_and_sort(guide: str, keys: str):
    told = " and then ".join(f"`{key}`" for key in keys.split())
    assert f"`{keys}`" in guide or told in guide


async def test_a_tag_leads_back_to_the_page_that_has_it(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        page = (await opened(pilot)).page
        await pilot.press("space", "space")
        place = rows_of(page)[2:]
        await pilot.press("t")
        await until(pilot, lambda: "Tags: guide, " in (app.screen.bottom.entry or ""))
        await pilot.press(*typed("evening"), "enter")
        await until(pilot, lambda: library.articles.listing(INBOX)[0].tags == ("guide", "evening"))
        await pilot.press("number_sign", *typed("eve"), "enter")
        await until(pilot, lambda: app.screen is app.list and app.list.shelf == Shelf(Kind.TAG, "evening"))
        assert [article.title for article in app.list.rows.listing] == [GUIDE]
        await opened(pilot)
        await until(pilot, lambda: place[0] in rows_of(page) and place[5] in rows_of(page))
        await pilot.press("g", "t")
        await until(pilot, lambda: isinstance(app.screen, TagsScreen))
        assert "t rename   d delete" in text_of(app.screen)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("g", "i")
        await until(pilot, lambda: app.screen is app.list and app.list.shelf == INBOX)


async def test_the_horse_is_found(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        before = rows_of(screen.page)
        await pilot.press("ctrl+f", *typed("horse"))
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and len(app.screen.rows) == 4)
        assert GUIDE in {article.title for article in app.screen.rows.listing}
        await pilot.press(*typed(" tag:story"))
        await until(pilot, lambda: [a.title for a in app.screen.rows.listing] == ["Live or Dormant"])
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await until(pilot, lambda: any("would quieten a" in row for row in rows_of(app.screen.page)))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen) and rows_of(app.screen.page) == before)


async def test_what_was_done_stands_in_the_history(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("b", "H", "g", "u")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        shown = text_of(app.screen)
        assert shown.index("Highlighted") < shown.index("Bookmarked")
        await pilot.press("j", "enter")
        await until(pilot, lambda: "Take back 2" in text_of(app.screen))
        await pilot.press("escape", "q")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))


async def test_the_list_is_narrowed_down_and_several_are_taken(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        for query, titles in (
            ("iron", ["The iron road in eight languages: a letter from the train"]),
            ("minutes:<3", SHORT),
            ("-tag:letter", [a.title for a in library.articles.listing(INBOX) if "letter" not in a.tags]),
        ):
            await pilot.press("slash", *typed(query))
            await until(pilot, lambda titles=titles: [a.title for a in app.list.rows.listing] == titles)
            await pilot.press("escape")
            await until(pilot, lambda: len(app.list.rows) == 10)
        await pilot.press("g", "g", "x", "x", "b")
        await until(pilot, lambda: sum(bool(a.bookmarked) for a in library.articles.listing(INBOX)) == 2)
        await pilot.press("u")
        await until(pilot, lambda: not any(a.bookmarked for a in library.articles.listing(INBOX)))
        await pilot.press("escape", "g", "g", "x", "j", "X")
        assert list(app.list.selection) == library.articles.listing(INBOX).uids()[:3]
        await pilot.press("ctrl+a")
        assert len(app.list.selection) == len(titles_on(library)) == 10
        await pilot.press("escape")
        assert not app.list.selection
