"""The highlights screen: all highlights, found, changed, deleted, and followed to their texts."""

from __future__ import annotations

import pytest

from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.highlights import HighlightsScreen
from reader.ui.screens.writing import WritingScreen
from tests.ui.lists import text_of, until
from tests.ui.pages import ReadingApp, library_with, prose


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", prose(30), "Über die Brücke.\n\nA second [/] thing.") as library:
        yield library


async def made(pilot, app):
    """Highlights in both articles, then their screen."""
    screen = await app.shown(pilot)
    await pilot.press("v", "2", "escape", "J", "H", "escape", "right_curly_bracket", "H", "escape")
    await pilot.press("g", "h")
    await until(pilot, lambda: isinstance(app.screen, HighlightsScreen) and len(app.screen.rows) == 3)
    return screen, app.screen


async def test_all_are_shown_newest_first_with_the_titles_of_their_articles(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        _, shown = await made(pilot, app)
        text = text_of(shown)
        assert "Highlights   3 passages" in text
        assert text.index("A second [/] thing.") < text.index("Über die Brücke.") < text.index("Paragraph 0 begins.")
        assert "Article 1 · yellow · just now" in text
        assert "Article 0 · green" in text


async def test_words_find_some_and_escape_shows_all_again(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        _, shown = await made(pilot, app)
        await pilot.press("slash", *"brucke", "enter")
        assert len(shown.rows) == 1
        assert "1 of 3 passages" in shown.bottom.status
        await pilot.press("escape")
        assert len(shown.rows) == 3
        await pilot.press("slash", *"none such")
        assert "No highlight holds “none such”." in text_of(shown)
        await pilot.press("escape")
        assert len(shown.rows) == 3


async def test_enter_goes_to_the_passage_and_backspace_back(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        screen, _ = await made(pilot, app)
        await pilot.press("G", "enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.article.title == "Article 0"
        await pilot.press("backspace")
        assert screen.article.title == "Article 1"


async def test_it_opens_from_the_list_too(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await made(pilot, app)
        await pilot.press("q", "q")
        await until(pilot, lambda: app.screen is app.list)
        await pilot.press("g", "h")
        await until(pilot, lambda: isinstance(app.screen, HighlightsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert app.screen.article.title == "Article 1"


async def test_deleting_can_be_taken_back(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        _, shown = await made(pilot, app)
        await pilot.press("d")
        await until(pilot, lambda: len(shown.rows) == 2)
        assert len(library.highlights.all()) == 2
        await pilot.press("u")
        await until(pilot, lambda: len(shown.rows) == 3)


async def test_colour_note_and_tags_are_changed_here(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        _, shown = await made(pilot, app)
        await pilot.press("4")
        await until(pilot, lambda: "Article 1 · red" in text_of(shown))
        await pilot.press("t", *"craft", "enter")
        await until(pilot, lambda: "#craft" in text_of(shown))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, WritingScreen))
        await pilot.press(*"[b]so", "escape")
        await until(pilot, lambda: app.screen is shown)
        await until(pilot, lambda: "✎ [b]so" in text_of(shown))
        assert shown.rows.current.note == "[b]so"
        await pilot.press("y")
        assert app.clipboard == "A second [/] thing."


async def test_an_empty_one_says_what_would_fill_it(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "h")
        await until(pilot, lambda: isinstance(app.screen, HighlightsScreen))
        assert "There are no highlights." in text_of(app.screen)
        await pilot.press("enter", "d", "c")
        assert app.screen.bottom.message == "There is no highlight here."


@pytest.mark.parametrize("size", [(40, 12), (120, 40), (20, 5)])
async def test_every_size_will_do(library: Library, size: tuple[int, int]):
    app = ReadingApp(library)
    async with app.run_test(size=size) as pilot:
        _, shown = await made(pilot, app)
        await pilot.press("j", "j", "k", "space", "pageup", "G", "g", "g")
        assert shown.rows.cursor == 0
