"""Finding on the page."""

from __future__ import annotations

import pytest

from reader.library.library import Library
from tests.ui.lists import until
from tests.ui.pages import ReadingApp, library_with, prose, rows_of

SIZE = (80, 24)
BODY = prose(30) + "\n\nThe *Über*-library of **Saint Malo**.\n\n" + prose(30, seed=5) + "\n\nSaint Malo again."


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", BODY, "Saint Malo, elsewhere.") as library:
        yield library


def lit(page):
    """The words on the screen with another background."""
    ground = page.ink.base.bgcolor
    segments = [segment for y in range(page.size.height) for segment in page.render_line(y)._segments]
    return [(s.text, s.style.bgcolor.name) for s in segments if s.style.bgcolor != ground]


async def find(pilot, words: str):
    await pilot.press("slash", *("space" if letter == " " else letter for letter in words))


async def test_words_are_found_while_they_are_typed(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await find(pilot, "saint ma")
        assert "Saint Ma" in "".join(text for text, _ in lit(screen.page))
        await until(pilot, lambda: screen.bottom.status == "1 of 2 places")
        assert screen.bottom.entry == "/ saint ma"
        await pilot.press("enter")
        assert screen.bottom.entry is None
        await until(pilot, lambda: screen.bottom.status == "/ saint ma   1 of 2 places")


async def test_n_and_N_go_round(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await find(pilot, "saint malo")
        await pilot.press("enter")
        first = screen.page.place
        await pilot.press("n")
        await until(pilot, lambda: "2 of 2" in screen.bottom.status)
        assert screen.page.place > first
        await pilot.press("n")
        await until(pilot, lambda: "1 of 2" in screen.bottom.status)
        assert "Saint Malo" in "".join(rows_of(screen.page))
        await pilot.press("N")
        await until(pilot, lambda: "2 of 2" in screen.bottom.status)


async def test_escape_while_typing_goes_back_to_where_one_was(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space", "j")
        begun = screen.page.place
        await find(pilot, "saint")
        assert screen.page.place != begun
        await pilot.press("escape")
        assert screen.page.place == begun
        assert lit(screen.page) == []
        assert app.screen is screen


async def test_escape_after_finding_puts_the_lights_out_and_only_then_leaves(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await find(pilot, "saint")
        await pilot.press("enter", "escape")
        assert app.screen is screen
        assert lit(screen.page) == []
        await pilot.press("n")
        assert lit(screen.page) != []
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is not screen)


async def test_a_jump_back_leads_to_before_the_search(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space")
        begun = screen.page.place
        await find(pilot, "saint")
        await pilot.press("enter", "backspace")
        assert screen.page.place == begun


async def test_what_is_not_there_is_said(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await find(pilot, "[/]")
        assert screen.bottom.status == "not found"
        await pilot.press("enter")
        assert screen.bottom.message == "“[/]” is not in this text"
        await pilot.press("escape", "j")
        await pilot.press("n")
        assert lit(screen.page) == []


async def test_the_one_at_hand_looks_different_from_the_others(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await find(pilot, "tide")
        await pilot.press("enter")
        looks = [look for text, look in lit(screen.page) if text == "tide"]
        assert len(looks) > 3
        assert len(set(looks)) == 2
        assert looks.count(looks[0]) == 1
        await pilot.press("space")
        assert [text for text, _ in lit(screen.page)].count("tide") > 3


async def test_pasted_words_are_found_too(library: Library):
    from textual.events import Paste

    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("slash")
        screen.post_message(Paste("saint\nmalo"))
        await until(pilot, lambda: screen.bottom.status == "1 of 2 places")


async def test_another_article_is_not_searched_for_the_old_words_by_itself(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await find(pilot, "saint")
        await pilot.press("enter", "J")
        assert lit(screen.page) == []
        await pilot.press("n")
        assert "Saint" in "".join(text for text, _ in lit(screen.page))
