"""Marks: set and gone to with two keys, in the article and across the library, and listed."""

from __future__ import annotations

import pytest

from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.choosing import ChoosingScreen
from tests.ui.lists import text_of, until
from tests.ui.pages import ReadingApp, articles_of, library_with, prose, rows_of

SIZE = (80, 24)


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", prose(40), prose(30, seed=9)) as library:
        yield library


async def test_a_small_letter_marks_a_place_in_the_article(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space", "space", "m", "a")
        place = screen.page.view.reading
        [mark] = library.marks.all()
        assert (mark.letter, mark.article) == ("a", articles_of(library)[0].uid)
        assert mark.sentence
        await pilot.press("g", "g", "apostrophe")
        assert screen.bottom.typing[0][0] == "a"
        await pilot.press("a")
        assert screen.page.place == place
        await pilot.press("backspace")
        assert screen.page.view.at_top


async def test_a_capital_leads_here_from_another_article_and_back(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space", "m", "Q", "J")
        assert screen.article.title == "Article 1"
        await pilot.press("space")
        there = screen.page.place
        await pilot.press("apostrophe", "Q")
        assert screen.article.title == "Article 0"
        assert screen.page.place == screen.page.view.anchor
        await pilot.press("apostrophe", "apostrophe")
        assert screen.article.title == "Article 1"
        assert screen.page.place == there


async def test_setting_a_mark_can_be_taken_back(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await app.shown(pilot)
        await pilot.press("m", "a", "u")
        assert library.marks.all() == []
        await pilot.press("U")
        assert len(library.marks.all()) == 1


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["m", "1"], "Marks are named by letters"),
        (["apostrophe", "z"], "There is no mark z"),
        (["m", "escape"], ""),
        (["apostrophe", "escape"], ""),
    ],
)
async def test_what_names_nothing_is_said(library: Library, keys: list[str], said: str):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press(*keys)
        assert said in screen.bottom.message
        assert library.marks.all() == []
        assert screen.mode is None
        await pilot.press("j")
        assert screen.page.view.rows[0].row == 1


async def test_all_marks_are_listed_and_lead_to_their_places(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space", "m", "a", "space", "m", "B")
        place = screen.page.view.reading
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list)
        await pilot.press("g", "m")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        assert "In the library" in text_of(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.page.place == place


async def test_marked_places_stand_among_the_bookmarks_with_their_sentence(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("b", "space", "m", "a")
        place, [mark] = screen.page.view.reading, library.marks.all()
        await pilot.press("q", "B")
        await until(pilot, lambda: app.screen is app.list and len(app.list.rows) == 2)
        assert f"“{mark.sentence[:30]}" in text_of(app.list)
        assert "1 article · 1 mark" in text_of(app.list)
        assert app.list.rows.listing.mark(0) == mark
        await pilot.press("g", "g", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert screen.page.place == place
        assert rows_of(screen.page)[2].startswith("›")
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list)
        await pilot.press("slash", *"nothing such", "enter")
        await until(pilot, lambda: len(app.list.rows) == 0)


async def test_without_marks_the_list_of_them_says_how_to_set_one(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("g", "m")
        assert "m and a letter" in app.list.bottom.message
