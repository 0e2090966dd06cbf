"""Moving on the page: counts, percentages, jumps and the way back, contents, the end, focus."""

from __future__ import annotations

import pytest

from reader.domain.settings import Settings
from reader.library.library import Library
from reader.services.settings import SettingsFile
from reader.text.document import Position
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.widgets.page_ink import Focus
from tests.ui.lists import until
from tests.ui.pages import ReadingApp, chapters, library_with, prose, rows_of

SIZE = (80, 24)


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", prose(40), chapters(8), "A short note.") as library:
        yield library


def text_rows(page):
    return [row[2:] for row in rows_of(page)]


async def test_a_number_before_a_move_repeats_it(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        page = (await app.shown(pilot)).page
        first = text_rows(page)
        await pilot.press("5", "j")
        assert text_rows(page)[:-5] == first[5:]
        await pilot.press("1", "0", "j", "1", "5", "k")
        assert text_rows(page) == first
        await pilot.press("3", "space")
        three = text_rows(page)
        await pilot.press("3", "pageup")
        await pilot.press("space", "space", "space")
        assert text_rows(page) == three


async def test_what_a_number_would_do_is_shown_while_it_is_typed(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("4", "2")
        assert screen.bottom.typing[0] == ("42", "times")
        await pilot.press("escape")
        assert screen.bottom.typing == ()
        await pilot.press("j")
        assert screen.page.view.rows[0].row == 1


async def test_a_number_and_percent_go_to_a_share_of_the_text(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("5", "0", "percent_sign")
        assert 0.45 < screen.progress < 0.55
        await pilot.press("backspace")
        assert screen.progress < 0.05
        await pilot.press("percent_sign")
        assert "Type a number" in screen.bottom.message


async def test_every_jump_has_a_way_back(library: Library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        page = screen.page
        await pilot.press("space")
        begun = page.place
        await pilot.press("right_square_bracket")
        heading = page.place
        await pilot.press("G")
        end = page.place
        await pilot.press("g", "g")
        for place in (end, heading, begun):
            await pilot.press("backspace")
            assert page.place == place
        await pilot.press("backspace")
        assert "no jump" in screen.bottom.message


async def test_two_apostrophes_go_back_and_forth(library: Library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        page = (await app.shown(pilot)).page
        await pilot.press("space")
        begun = page.place
        await pilot.press("G")
        end = page.place
        for place in (begun, end, begun):
            await pilot.press("apostrophe", "apostrophe")
            assert page.place == place


async def test_the_contents_begin_at_the_section_one_is_in(library: Library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("3", "right_square_bracket")
        await until(pilot, lambda: screen.section == "Chapter 3")
        await pilot.press("g", "c")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        assert app.screen.choices.picked.title == "Chapter 3"
        assert app.screen.choices.picked.keys.strip().endswith("%")
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.section == "Chapter 4")
        await pilot.press("backspace")
        await until(pilot, lambda: screen.section == "Chapter 3")


async def test_a_text_without_headings_says_so(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("g", "c")
        assert screen.bottom.message == "This text has no headings"


async def test_space_at_the_end_offers_the_next_article_and_once_more_opens_it(library: Library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("G", "space")
        assert screen.article.title == "Article 1"
        assert "Space opens “Article 2”" in screen.bottom.message
        await pilot.press("space")
        assert screen.article.title == "Article 2"
        await pilot.press("space", "space")
        assert screen.article.title == "Article 2"
        assert "the last article" in screen.bottom.message


async def test_the_minutes_of_the_section_are_told(library: Library):
    with library_with(library.path.parent / "long", chapters(6, 30)) as long:
        app = ReadingApp(long)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("2", "right_square_bracket")
            await until(pilot, lambda: " in Chapter 2" in screen.bottom.status)
            whole = screen.section_left
            assert 0 < whole < screen.minutes_left
            await pilot.press("9", "space")
            assert screen.section_left < whole


def focuses(page):
    return [page._shown(at).focus for at in page.view.rows]


@pytest.mark.parametrize("focus", ["line", "paragraph", "ruler"])
async def test_one_line_is_different_and_moves_through_the_text(library: Library, focus: str):
    SettingsFile().choose("page.focus", focus)
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        page = (await app.shown(pilot)).page
        different = Focus.RULED if focus == "ruler" else Focus.NONE
        await pilot.press("j")
        rows = [y for y, at in enumerate(page.view.rows) if not page.view.layout.row(at).blank]
        lit = [y for y in rows if focuses(page)[y] is different]
        assert page.view.row in lit
        assert len(lit) == 1 if focus != "paragraph" else 1 < len(lit) < 10
        anchors = []
        for _ in range(12):
            anchors.append(page.view.anchor)
            await pilot.press("j")
        assert anchors == sorted(set(anchors))
        assert page.view.row == page.size.height // 3
        for _ in range(12):
            await pilot.press("k")
        assert page.view.anchor == anchors[0]


async def test_the_line_reaches_both_ends_of_the_text(library: Library):
    SettingsFile().choose("page.focus", "line")
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        page = (await app.shown(pilot)).page
        await pilot.press("9", "9", "9", "j")
        end = page.document.fraction(page.view.anchor)
        assert end > 0.99
        await pilot.press("9", "9", "9", "9", "k")
        assert page.view.anchor == Position(0, 0)
        await pilot.press("k")
        assert page.view.anchor == Position(0, 0)


async def test_a_key_changes_the_focus_and_it_is_remembered(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        seen = []
        for _ in range(4):
            await pilot.press("Z")
            await until(pilot, lambda: screen.settings.focus == SettingsFile().settings.focus)
            seen.append(screen.page.settings.focus)
        assert seen == ["line", "paragraph", "ruler", "off"]
        assert SettingsFile().settings == Settings()
