"""The app: coming back, themes, adding, small screens and sizes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.domain.article import State
from reader.domain.settings import THEMES as NAMES
from reader.domain.settings import Settings
from reader.domain.shelf import ALL, BOOKMARKS, Shelf, Sort
from reader.library.library import Library
from reader.services.settings import SettingsFile, settings_path
from reader.ui.app import ReaderApp
from reader.ui.screens.add import AddScreen
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.screens.details import DetailsScreen
from reader.ui.screens.path_entry import completed, completions
from reader.ui.themes import THEMES, Looks, looks_of, next_theme, theme_for
from tests.ui.lists import HOSTILE, library_of, lines_of, pointed, text_of, titles_on, uid_of, until


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", 8, words=900) as library:
        yield library


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library)


# -- coming back ----------------------------------------------------------------------------------


async def test_the_app_comes_back_to_shelf_order_and_article(library: Library):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("g", "l")
        await until(pilot, lambda: app.list.shelf == ALL)
        await pilot.press("S", "j", "j", "enter")
        await until(pilot, lambda: app.screen is not app.list)
        read = app.screen.current_article().uid
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list)
    again = ReaderApp(library)
    async with again.run_test():
        assert again.screen is again.list
        assert again.list.shelf == ALL
        assert again.list.sort is Sort.OLDEST
        assert again.list.rows.current.uid == read


async def test_left_on_the_page_it_comes_back_to_the_page(library: Library):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: app.screen is not app.list)
        await pilot.press("space", "space", "Q")
    kept = library.articles.get(uid_of(library, "Article 2"))
    assert kept.place is not None
    again = ReaderApp(library)
    async with again.run_test() as pilot:
        await until(pilot, lambda: again.screen is not again.list)
        assert again.screen.current_article().uid == kept.uid
        await pilot.press("q")
        await until(pilot, lambda: pointed(again) == "Article 2")
    third = ReaderApp(library)
    async with third.run_test():
        assert third.screen is third.list


async def test_an_article_that_is_no_longer_there_is_not_come_back_to(library: Library):
    library.keep_session(shelf="inbox", uid="0" * 16, page=True)
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen is app.list


async def test_a_broken_session_is_no_obstacle(library: Library):
    library.keep_session(shelf="nonsense", sort=17, theme=["x"], uid=None, page="maybe")
    app = ReaderApp(library)
    async with app.run_test():
        assert pointed(app) == "Article 0"


# -- themes ---------------------------------------------------------------------------------------


async def test_the_theme_goes_round_and_is_remembered(app: ReaderApp):
    async with app.run_test() as pilot:
        before = app.theme
        await pilot.press("T")
        await until(pilot, lambda: app.theme == next_theme(before))
        assert SettingsFile().settings.theme == app.theme
        assert f"Theme: {app.theme}" in text_of(app.screen)
        wanted = looks_of(app.theme).muted
        await until(pilot, lambda: app.list.rows.render_line(1)._segments[1].style.color == wanted.color)


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({"TERM": "xterm-256color"}, "night"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "paper"),
        ({"TERM": "rxvt-unicode-256color", "COLORFGBG": "0;default;7"}, "paper"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, "night"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "night"),
        ({"TERM": "linux"}, "terminal"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "terminal"),
        ({}, "terminal"),
    ],
)
def test_the_first_theme_suits_the_terminal(environ: dict[str, str], theme: str):
    assert theme_for(Settings(), environ) == theme


def test_the_theme_is_the_chosen_one_or_that_of_the_terminals_light():
    colours = {"TERM": "xterm-256color", "COLORFGBG": "0;15"}
    assert theme_for(Settings(), colours, dark=True) == "night"
    assert theme_for(Settings(dark="dusk", light="sepia"), colours, dark=True) == "dusk"
    assert theme_for(Settings(dark="dusk", light="sepia"), colours, dark=False) == "sepia"
    assert theme_for(Settings(theme="paper"), {"TERM": "linux"}, dark=True) == "paper"
    assert theme_for(Settings(theme="paper"), {**colours, "NO_COLOR": "1"}) == "terminal"


async def test_the_app_follows_the_terminal_and_remembers_what_it_was(library: Library, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        app.terminal_is_dark(False)
        await until(pilot, lambda: app.theme == "paper")
        app.terminal_is_dark(True)
        await until(pilot, lambda: app.theme == "night")
        app.terminal_is_dark(False)
        await until(pilot, lambda: library.session.get("dark") is False)
    assert ReaderApp(library).theme == "paper"


async def test_settings_that_are_not_understood_are_told(library: Library):
    settings_path().write_text("[page]\nmeasure = 7\n")
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "page.measure must be 0, or a number from 40" in app.list.bottom.message)


PALETTED = [theme.name for theme in THEMES if not theme.ansi]


@pytest.mark.parametrize("theme", PALETTED)
@pytest.mark.parametrize("name", ["text", "strong", "muted", "accent", "error"])
def test_everything_can_be_read_on_its_ground_and_under_the_cursor(theme: str, name: str):
    looks: Looks = looks_of(theme)
    least = 7 if name in ("text", "strong") or "contrast" in theme else 4.5
    for ground in (looks.text.bgcolor, looks.cursor.bgcolor):
        assert contrast(getattr(looks, name).color, ground) >= least


@pytest.mark.parametrize("theme", PALETTED)
def test_what_is_lit_can_be_read_as_well_as_the_rest(theme: str):
    looks = looks_of(theme)
    for light in (*looks.marks, looks.selected):
        assert contrast(looks.text.color, light.bgcolor) >= 7
        assert contrast(looks.accent.color, light.bgcolor) >= (7 if "contrast" in theme else 4)
        assert light.bgcolor != looks.text.bgcolor
    assert contrast(looks.here.color, looks.here.bgcolor) >= 4.5


def test_every_theme_can_be_chosen():
    assert [theme.name for theme in THEMES] == list(NAMES)


def test_without_colours_lights_are_seen_all_the_same():
    looks = looks_of("terminal")
    assert all(light.underline or light.reverse for light in (*looks.marks, looks.selected, looks.here))


def contrast(one, other) -> float:
    """The contrast of two colours, as WCAG counts it."""
    lights = []
    for colour in (one, other):
        parts = [part / 255 for part in colour.get_truecolor()]
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


async def test_without_colour_no_cell_has_any_and_the_cursor_is_still_seen(library: Library, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        assert app.native_ansi_color
        await pilot.press("j")
        assert lines_of(app.list.rows)[2].startswith("▌")


# -- adding ---------------------------------------------------------------------------------------


async def test_a_file_is_added_by_its_path(app: ReaderApp, library: Library, tmp_path: Path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.md").write_text("# A new text\n\nIt has a paragraph.\n", encoding="utf-8")
    async with app.run_test() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddScreen))
        app.screen.entry.paste(str(tmp_path / "te"))
        await pilot.press("tab", "o", "tab")
        assert app.screen.entry.text == str(tmp_path / "texts" / "one.md")
        await pilot.press("enter")
        await until(pilot, lambda: "A new text" in titles_on(library))
        await until(pilot, lambda: "Added A new text" in text_of(app.screen))
        assert "A new text" in text_of(app.screen)


async def test_what_cannot_be_added_is_said_in_a_sentence(app: ReaderApp, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddScreen))
        app.screen.entry.paste("nothing-here")
        await pilot.press("enter")
        await until(pilot, lambda: "nothing-here does not exist." in text_of(app.screen))


async def test_adding_that_fails_in_an_unforeseen_way_does_not_end_the_app(app: ReaderApp, monkeypatch):
    monkeypatch.setattr("reader.ui.errands.sys.executable", "/no/such/python")
    async with app.run_test() as pilot:
        await pilot.press("a", *"x.md", "enter")
        await until(pilot, lambda: "That could not be begun (no such file or directory)." in text_of(app.screen))
        await pilot.press("j")
        assert pointed(app) == "Article 1"


async def test_adding_nothing_and_escape_add_nothing(app: ReaderApp, library: Library):
    async with app.run_test() as pilot:
        for key in ("enter", "escape"):
            await pilot.press("a")
            await until(pilot, lambda: isinstance(app.screen, AddScreen))
            await pilot.press(key)
            await until(pilot, lambda: app.screen is app.list)
        assert len(library.articles) == 8


def test_paths_are_completed_as_far_as_they_agree(tmp_path: Path):
    for name in ("notes-may.md", "notes-june.md", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "notes-folder").mkdir()
    assert completions(f"{tmp_path}/") == ["notes-folder/", "notes-june.md", "notes-may.md"]
    assert completed(f"{tmp_path}/no") == f"{tmp_path}/notes-"
    assert completed(f"{tmp_path}/notes-f") == f"{tmp_path}/notes-folder/"
    assert completions(f"{tmp_path}/.h") == [".hidden"]
    assert completions("\x00") == []
    assert completions("/no/such/folder/") == []


# -- help, palette, details -----------------------------------------------------------------------


async def test_the_keys_of_the_screen_are_shown_and_found_by_typing(app: ReaderApp, library: Library):
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("?")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        assert "Moving" in text_of(app.screen)
        await pilot.press(*"bin")
        assert "To the Bin" in text_of(app.screen)
        assert "Next shelf" not in text_of(app.screen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)
        assert len(titles_on(library)) == 8


async def test_the_palette_runs_what_is_found(app: ReaderApp, library: Library):
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press(":")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await pilot.press(*"bookmark", "enter")
        await until(pilot, lambda: titles_on(library, BOOKMARKS) == ["Article 0"])
        assert app.screen is app.list


async def test_the_palette_goes_to_the_shelf_of_a_tag(app: ReaderApp, library: Library):
    library.articles.tag([uid_of(library, "Article 3")], add=["sea"])
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("ctrl+p", *"#sea", "enter")
        await until(pilot, lambda: str(app.list.shelf) == "tag:sea")


async def test_the_details_say_what_is_known(app: ReaderApp):
    async with app.run_test() as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, DetailsScreen))
        shown = text_of(app.screen)
        for words in ("Article 0", "R. Adeyemi", "The Bay", "https://bay.example/0", "901 words", "unread"):
            assert words in shown
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list)


# -- the browser and the clipboard ----------------------------------------------------------------


async def test_the_original_is_opened_and_its_host_named(app: ReaderApp, monkeypatch: pytest.MonkeyPatch):
    opened = []
    monkeypatch.setattr(app, "open_url", lambda url, **_: opened.append(url))
    monkeypatch.setenv("BROWSER", "true")
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert opened == ["https://bay.example/0"]
        assert "Opening bay.example in the browser" in text_of(app.screen)


async def test_an_article_without_address_has_no_original(tmp_path: Path):
    from reader.domain.draft import Draft

    with Library.open(tmp_path / "other") as library:
        library.articles.add([Draft("No address", "Text.")])
        app = ReaderApp(library)
        async with app.run_test() as pilot:
            for key in ("o", "y"):
                await pilot.press(key)
                assert "This article has no address." in text_of(app.screen)
                app.list.bottom.hush()


async def test_address_and_citation_are_copied(app: ReaderApp):
    async with app.run_test() as pilot:
        await pilot.press("y")
        assert app.clipboard == "https://bay.example/0"
        await pilot.press("Y")
        assert app.clipboard == "R. Adeyemi, [Article 0](https://bay.example/0), The Bay"


# -- sizes and hostile text -----------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 40), (88, 24), (80, 24), (40, 12), (20, 5), (10, 3), (3, 2), (1, 1)])
async def test_every_screen_stands_every_size(library: Library, size: tuple[int, int]):
    app = ReaderApp(library)
    async with app.run_test(size=size) as pilot:
        for keys in ("j", "tab j tab", "/ a enter escape", "i escape", "? escape", ": escape", "a escape", "g escape",
                     "enter j space q", "b", "S"):  # fmt: skip
            await pilot.press(*keys.split())
            await pilot.pause()
            for widget in app.screen.children:
                for y in range(widget.size.height):
                    assert widget.render_line(y).cell_length == widget.size.width


async def test_a_window_that_changes_keeps_the_cursor_in_sight(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("G")
        for size in ((40, 12), (1, 1), (88, 24), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert any(line.startswith("▌ ●   Article 7") for line in lines_of(app.list.rows))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory):
    with library_of(tmp_path_factory.mktemp("hostile") / "library", HOSTILE) as library:
        uids = [article.uid for article in library.articles.listing(ALL)]
        library.articles.tag(uids, add=["[/]", "[@click=app.quit]t[/]"])
        yield library


@pytest.mark.parametrize("size", [(88, 24), (30, 10)])
@pytest.mark.parametrize("keys", ["", "i", "?", ": [", "/ [ / ]", "tab G j", "b", "e u", "enter", "Y", "o", "T"])
async def test_hostile_titles_are_only_text_everywhere(hostile: Library, size: tuple[int, int], keys: str, monkeypatch):
    monkeypatch.setenv("BROWSER", "true")
    app = ReaderApp(hostile)
    monkeypatch.setattr(app, "open_url", lambda url, **_: None)
    async with app.run_test(size=size) as pilot:
        for _ in range(len(HOSTILE)):
            await pilot.press(*keys.split())
            await pilot.pause()
            for widget in app.screen.children:
                for y in range(widget.size.height):
                    text = widget.render_line(y).text
                    assert not any(c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066" for c in text), text
            while app.screen is not app.list:
                await pilot.press("escape")
                await pilot.pause()
            await pilot.press("escape", "j")
        assert app.is_running


async def test_hostile_file_names_and_messages_are_only_text(app: ReaderApp, tmp_path: Path):
    (tmp_path / "[@click=app.quit]x[bold]\x1b[31m.md").write_text("text", encoding="utf-8")
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddScreen))
        app.screen.entry.paste(f"{tmp_path}/")
        await pilot.press("tab")
        await pilot.pause()
        assert "\x1b" not in text_of(app.screen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)
        app.list.say("[/] \x1b[2J \x9b oops")
        assert "[/]" in lines_of(app.list.bottom)[0]
        assert "\x1b" not in lines_of(app.list.bottom)[0]


# -- what is imported -----------------------------------------------------------------------------

HEAVY = ("markdown_it", "hashlib", "secrets", "pygments", "PIL", "sqlite3", "http", "yaml", "filelock",
         "urllib.request", "webbrowser", "hypothesis", "tree_sitter", "rich.markdown",
         "reader.ui.screens.article", "textual.command", "platformdirs")  # fmt: skip
STARTED = """
import asyncio, sys
from pathlib import Path
from reader.ui.run import Library
from reader.ui.spared import import_app
import_app()
from reader.ui.app import ReaderApp
import reader.ui.driver
async def main():
    with Library.open(Path(sys.argv[1])) as library:
        app = ReaderApp(library)
        async with app.run_test():
            print(*sorted(sys.modules))
asyncio.run(main())
"""


def test_nothing_heavy_is_imported_before_the_first_paint(library: Library):
    code = [sys.executable, "-c", STARTED, str(library.path)]
    found = subprocess.run(code, capture_output=True, text=True, check=True, env={**os.environ, "TERM": "xterm"})
    modules = set(found.stdout.split())
    assert "reader.ui.screens.article_list" in modules
    assert modules.isdisjoint(HEAVY), modules.intersection(HEAVY)


def test_a_shelf_of_a_strange_tag_survives_its_name():
    shelf = Shelf.parse("tag:a:b [/]")
    assert shelf is not None
    assert Shelf.parse(str(shelf)) == shelf


async def test_finishing_is_seen_in_the_list(app: ReaderApp, library: Library):
    async with app.run_test() as pilot:
        library.articles.finish(uid_of(library, "Article 1"))
        await until(pilot, lambda: "· read ·" in lines_of(app.list.rows)[3])
        assert library.articles.get(uid_of(library, "Article 1")).state is State.READ
