"""The settings screen: every setting, changed with a key, in force at once and remembered."""

from __future__ import annotations

import pytest
from textual.events import Paste

from reader.domain.settings import SETTINGS, Settings
from reader.library.library import Library
from reader.services.settings import SettingsFile, settings_path
from reader.ui.screens.settings import SettingsScreen
from tests.ui.lists import text_of, until
from tests.ui.pages import ReadingApp, library_with, prose, rows_of


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", prose(30), language="en") as library:
        yield library


async def opened(pilot, app, title: str):
    """The settings screen with the cursor on a setting."""
    screen = await app.shown(pilot)
    await pilot.press("comma")
    await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
    at = next(n for n, setting in enumerate(SETTINGS) if setting.title == title)
    await pilot.press(*["j"] * at)
    assert app.screen.choices.picked.title == title
    return screen


async def test_every_setting_is_shown_with_its_value_and_what_it_does(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app, "Theme")
        text = text_of(app.screen)
        assert all(setting.title in text for setting in SETTINGS)
        assert "auto" in text
        assert SETTINGS[0].help in app.screen.bottom.status


async def test_a_key_changes_it_and_another_changes_it_back(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app, "Airy lines")
        await pilot.press("enter")
        await until(pilot, lambda: SettingsFile().settings.airy)
        await until(pilot, lambda: screen.page.settings.airy)
        await pilot.press("left")
        await until(pilot, lambda: SettingsFile().settings == Settings())


async def test_words_are_typed_and_escape_leaves_them_as_they_are(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app, "Muted words")
        assert "Enter changes it" in app.screen.bottom.status
        await pilot.press("enter", *"sale,", "space", *"author:Bot", "enter")
        await until(pilot, lambda: SettingsFile().settings.mute == ("sale", "author:Bot"))
        await until(pilot, lambda: "sale, author:Bot" in text_of(app.screen))
        await pilot.press("l", *", x", "escape")
        assert isinstance(app.screen, SettingsScreen)
        await pilot.press("enter", "ctrl+u")
        app.screen.post_message(Paste("a sale"))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: SettingsFile().settings.mute == ("a sale",))


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("Airy lines", lambda rows: rows[5].strip() == "" and rows[6].strip() != ""),
        ("Line length", lambda rows: max(map(len, rows)) <= 42),
        ("Overlap", lambda rows: True),
    ],
)
async def test_it_is_in_force_at_once(library: Library, title: str, seen):
    app = ReadingApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app, title)
        before = app.settings
        await pilot.press("l", "q")
        await until(pilot, lambda: app.screen is screen and app.settings != before)
        await until(pilot, lambda: seen(rows_of(screen.page)))


async def test_paragraphs_may_be_indented_or_far_apart(library: Library):
    for value, gap in (("indent", 0), ("wide", 2), ("gap", 1)):
        SettingsFile().choose("page.paragraphs", value)
        app = ReadingApp(library)
        async with app.run_test(size=(80, 40)) as pilot:
            rows = rows_of((await app.shown(pilot)).page)
            second = next(y for y, row in enumerate(rows) if "Paragraph 1 begins" in row)
            assert [row.strip() for row in rows[second - gap : second]] == [""] * gap
            assert rows[second - gap - 1].strip()
            assert rows[second].startswith("    Paragraph" if value == "indent" else "  Paragraph")


async def test_words_are_divided_where_that_is_chosen(tmp_path):
    body = "Internationalisation notwithstanding, responsibilities accumulate extraordinarily. " * 20
    SettingsFile().choose("page.hyphenation", True)
    SettingsFile().choose("page.measure", 40)
    with library_with(tmp_path / "l", body, language="en-GB") as library:
        app = ReadingApp(library)
        async with app.run_test(size=(80, 40)) as pilot:
            rows = rows_of((await app.shown(pilot)).page)
            assert sum(row.endswith("-") for row in rows) > 3
            assert max(map(len, rows)) <= 42


async def test_text_from_the_right_stands_at_the_right_unless_nobody_is_to_order_it(tmp_path):
    hebrew = "שלום עולם, זה מבחן (קטן) של abc."
    with library_with(tmp_path / "l", hebrew) as library:
        for value, row in (
            ("terminal", f"{hebrew:>68}"),
            ("app", "{:>68}".format(".abc לש (ןטק) ןחבמ הז ,םלוע םולש")),
            ("off", f"  {hebrew}"),
        ):
            SettingsFile().choose("page.bidi", value)
            app = ReadingApp(library)
            async with app.run_test(size=(80, 24)) as pilot:
                page = (await app.shown(pilot)).page
                assert row in rows_of(page), value


async def test_for_a_screen_reader_there_are_words_and_the_terminals_cursor(tmp_path):
    SettingsFile().choose("access.screen_reader", True)
    with library_with(tmp_path / "l", "> A quote.\n\n- One\n\n***\n\n" + prose(20)) as library:
        app = ReadingApp(library)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await app.shown(pilot)
            text = "\n".join(rows_of(screen.page)) + text_of(screen)
            assert not set("▎●★▌›•─■▣·") & set(text)
            assert "> A quote." in text
            assert "- One" in text
            await pilot.press("j", "j", "j")
            assert app.cursor_position == (screen.page.margin, screen.page.region.y + screen.page.view.row)
            await pilot.press("b", "q")
            await until(pilot, lambda: app.screen is app.list)
            assert "reading , bookmarked" in text_of(app.list)
            await pilot.press("j", "k")
            assert app.cursor_position[1] == app.list.rows.region.y


async def test_a_settings_file_that_cannot_be_written_is_said_and_the_setting_holds(library: Library):
    settings_path().mkdir()
    app = ReadingApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("minus")
        await until(pilot, lambda: "cannot be changed" in screen.bottom.message)
        assert screen.page.text_width == 62
