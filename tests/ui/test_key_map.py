"""The key map: what can be chosen, what cannot and why, and that everything follows."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.shelf import ARCHIVE
from reader.library.library import Library
from reader.services.settings import settings_path
from reader.ui import commands
from reader.ui.app import ReaderApp
from reader.ui.command_lookup import freed_in
from reader.ui.commands import COMMANDS, LIST, PAGE, SELECT, SHEET, keys_in
from reader.ui.key_clashes import meet
from reader.ui.key_map import key_map
from reader.ui.key_names import key_named, keys_named
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.screens.details import DetailsScreen
from tests.ui.lists import library_of, pointed, text_of, titles_on, until


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", 8, words=900) as library:
        yield library


@pytest.fixture(autouse=True)
def usual_keys():
    yield
    commands.use()


def app_with(library: Library, keys: str) -> ReaderApp:
    settings_path().write_text(f"[keys]\n{keys}\n", encoding="utf-8")
    return ReaderApp(library)


def mapped(keys: str) -> tuple[dict[str, list[str]], list[str]]:
    """The keys of every command as a person reads them, and what cannot be."""
    result = key_map(tomllib.loads(f"[keys]\n{keys}")["keys"])
    return {command.id: command.shown_keys for command in result.commands}, result.problems


# -- what can be written --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("E", "E"),
        ("ö", "ö"),
        ("?", "question_mark"),
        (",", "comma"),
        ("+", "plus"),
        ("Ctrl+E", "ctrl+e"),
        ("ctrl++", "ctrl+plus"),
        ("alt+x", "alt+x"),
        ("Shift+e", "E"),
        ("shift+tab", "shift+tab"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("ctrl+i", "tab"),
        ("§", "section_sign"),
        ("F12", "f12"),
        ("foo", ""),
        ("hyper+ultra+x", ""),
        ("ctrl+ctrl+x", ""),
        ("shift+1", ""),
        ("", ""),
        ("\x1b", ""),
    ],
)
def test_keys_are_written_as_a_person_would(written: str, key: str):
    assert key_named(written) == key


def test_keys_in_a_row_are_parted_by_blanks():
    assert keys_named("g x") == ("g", "x")
    assert keys_named(" ") == ("space",)
    assert keys_named("g foo") is None
    assert keys_named("") is None


def test_every_usual_key_can_be_written_as_it_is_shown():
    for command in COMMANDS:
        assert [keys_named(shown) for shown in command.shown_keys] == command.alternatives


def test_a_command_gets_other_keys_on_all_screens_or_on_one():
    keys, problems = mapped('archive = "E"\ndown = ["n", "down"]\nlist.open = ["enter", "ö"]\n"page.back" = []\n')
    assert keys["everywhere.archive"] == ["E"]
    assert keys["list.down"] == keys["feeds.down"] == ["n", "↓"]
    assert keys["list.open"] == ["Enter", "ö"]
    assert keys["page.back"] == []
    assert problems == ["n is page.down now: page.next_hit has no key now."]


def test_what_names_a_screen_holds_before_what_does_not():
    keys, _ = mapped('list.down = "w"\ndown = "ctrl+n"')
    assert (keys["list.down"], keys["page.down"]) == (["w"], ["Ctrl+n"])


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('archive = "d"', "d is archive now: remove keeps Delete."),
        ('archive = "W"\nnote = "W"', "W is given to archive and to note: archive has it."),
        ('archive = "g"', "g begins g g of list.top: archive cannot have it."),
        ('archive = "b x"', "b is bookmark: archive cannot have b x."),
        ('archive = ["W", "W x"]', "W is archive: archive cannot have W x."),
        ('archvie = "E"', "There is no command archvie; is it archive?"),
        ('list.archive = "E"', "There is no command list.archive; is it archive?"),
        ('archive = "foo"', "archive: there is no key “foo”."),
        ("archive = 5", 'archive must be a key, such as "E" or "g x", or a list of keys.'),
        ('archive = "escape"', "Esc ends what is being typed or shown: archive cannot have it."),
        ('archive = "ctrl+q"', "Ctrl+q leaves from everywhere: archive cannot have it."),
        ('archive = "7"', "Digits are counts, as in 5 j: archive cannot have 7."),
        ('select.note = "g c"', "While selecting keys are taken one by one: select.note cannot have g c."),
        ('sheet.down = "tab"', "In small screens Tab is needed for typing: sheet.down cannot have it."),
        ('colour = "W"', "The keys of highlights.colour say which colour: they stay."),
        ('layouts = "klingon"', "layouts must be true, false, or of these: russian,"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_the_rest_still_works(keys: str, told: str):
    found, problems = mapped(f'{keys}\nundo = "ctrl+y"')
    assert [problem for problem in problems if problem.startswith(told)] == problems
    assert len(problems) == 1
    assert found["everywhere.undo"] == ["Ctrl+y"]
    assert all(found[command.id] for command in COMMANDS if command.name in ("archive", "note", "down", "colour"))


def test_a_section_that_is_none_is_told():
    assert key_map("E").problems == ["keys must be a section with a line for each command."]
    assert key_map("E").commands == COMMANDS


def test_who_names_both_commands_is_told_nothing():
    assert mapped('archive = "d"\nremove = "delete"')[1] == []


def test_esc_and_arrows_stay_where_words_are_typed():
    keys, problems = mapped('back = "backspace"\nsheet.up = "w"')
    assert "Esc" in keys["list.back"]
    assert "Esc" in keys["sheet.back"]
    assert keys["sheet.up"] == ["w", "↑"]
    assert keys["feeds.back"] == ["Backspace"]
    assert problems == ["Backspace is page.back now: page.go_back has no key now."]


names = st.sampled_from(sorted({name for c in COMMANDS for name in (c.id, c.name)})) | st.text(max_size=12)
keys = st.sampled_from(["E", "g", "g x", "x", "escape", "ctrl+e", "1", "enter", "q", "foo", "", "ö", "[ x", "d"])
values = keys | st.lists(keys | st.text(max_size=5), max_size=4)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)  # every pair of commands is looked at
@given(st.dictionaries(names, values | anything, max_size=8) | anything)
def test_whatever_stands_in_the_file_every_screen_can_be_used(section: object):
    result = key_map(section)
    assert [command.id for command in result.commands] == [command.id for command in COMMANDS]
    assert all(isinstance(problem, str) and problem.endswith((".", "?")) for problem in result.problems)
    typed = [(command, way) for command in result.commands for way in command.alternatives]
    for (one, its), (other, others) in combinations(typed, 2):
        if one.name != other.name and meet(one, other):
            assert its[: len(others)] != others[: len(its)], (one.id, its, other.id, others)
    commands.use(result.commands, result.layouts)
    try:
        assert keys_in(SHEET)["escape"].name == "back"
        assert keys_in(LIST)["escape"].name == "back"
        assert keys_in(SELECT)["escape"].name == "select_end"
        assert not keys_in(PAGE).keys() & set("0123456789")
    finally:
        commands.use()


# -- everything follows ---------------------------------------------------------------------------


async def test_the_new_key_works_the_old_one_does_nothing(library: Library):
    app = app_with(library, 'archive = ["E", "g x"]\n"page.back" = "backspace"\ngo_back = []')
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert titles_on(library, ARCHIVE) == []
        await pilot.press("E")
        await until(pilot, lambda: titles_on(library, ARCHIVE) == ["Article 0"])
        await pilot.press("g", "x")
        await until(pilot, lambda: len(titles_on(library, ARCHIVE)) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("q", "h")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        await pilot.press("backspace")
        await until(pilot, lambda: app.screen is app.list)


async def test_footer_help_palette_and_messages_say_the_new_keys(library: Library):
    app = app_with(library, 'archive = "E"\nundo = "ctrl+y"\nbookmark = []\npalette = ";"')
    async with app.run_test(size=(120, 24)) as pilot:
        assert "E archive" in text_of(app.screen)
        assert "Ctrl+y undo" in text_of(app.screen)
        assert "bookmark" not in text_of(app.screen).splitlines()[-1]
        await pilot.press("E")
        await until(pilot, lambda: "Ctrl+y takes it back" in text_of(app.screen))
        await pilot.press("?", *"archive the")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen) and "E " in text_of(app.screen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)
        # what has no key is still found by its name
        await pilot.press(";", *"bookmark", "enter")
        await until(pilot, lambda: app.list.rows.current is not None and app.list.rows.current.bookmarked)


async def test_after_the_first_key_the_new_ways_on_are_shown(library: Library):
    app = app_with(library, 'archive = "g x"')
    async with app.run_test(size=(200, 24)) as pilot:
        await pilot.press("g")
        assert "x archive" in text_of(app.screen)


async def test_what_an_empty_shelf_advises_follows(library: Library):
    app = app_with(library, 'archive = "E"\narchived = "W"')
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("W")
        await until(pilot, lambda: "E archives the article at hand." in text_of(app.screen))


async def test_small_screens_follow(library: Library):
    app = app_with(library, 'sheet.back = "w"')
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, DetailsScreen))
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, DetailsScreen)
        await pilot.press("w")
        await until(pilot, lambda: app.screen is app.list)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, DetailsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)


async def test_a_conflict_is_said_at_the_start(library: Library):
    app = app_with(library, 'archive = "d"\nundo = "foo"')
    async with app.run_test(size=(120, 24)) as pilot:
        assert "undo: there is no key “foo”. (1 more: `reader settings keys`)" in text_of(app.screen)
        await pilot.press("d")
        await until(pilot, lambda: titles_on(library, ARCHIVE) == ["Article 0"])


async def test_the_key_of_going_to_a_mark_pressed_twice_goes_back(library: Library):
    app = app_with(library, 'go_to_mark = "`"')
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen) and app.screen.page.is_painted)
        await pilot.press("G")
        await until(pilot, lambda: app.screen.page.view.at_end)
        await pilot.press("`", "`")
        await until(pilot, lambda: app.screen.page.view.at_top)


async def test_without_a_map_nothing_of_it_is_loaded(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.ui.key_map.key_map", None)
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("j")
        assert pointed(app) == "Article 1"
    assert freed_in(LIST) == frozenset()


# -- other layouts --------------------------------------------------------------------------------


async def test_the_same_place_means_the_same_in_another_script(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("о", "о")  # Russian, where j is
        await until(pilot, lambda: pointed(app) == "Article 2")
        await pilot.press("κ")  # Greek k
        await until(pilot, lambda: pointed(app) == "Article 1")
        await pilot.press("ק")  # Hebrew e
        await until(pilot, lambda: titles_on(library, ARCHIVE) == ["Article 1"])
        await pilot.press("п", "ф")  # g a
        await until(pilot, lambda: app.list.shelf == ARCHIVE)
        await pilot.press("Ж")  # :
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))


async def test_where_words_are_typed_letters_are_letters(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("/", *"вода")
        await until(pilot, lambda: "вода" in text_of(app.screen))
        await pilot.press("escape")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("ь", "ф")  # m a
        await until(pilot, lambda: [mark.letter for mark in library.marks.all()] == ["a"])


async def test_a_letter_that_is_bound_itself_and_layouts_that_are_not_wanted(library: Library):
    app = app_with(library, 'layouts = ["greek"]\narchive = "λ"')
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("о")
        await pilot.pause()
        assert pointed(app) == "Article 0"
        await pilot.press("ξ")
        await until(pilot, lambda: pointed(app) == "Article 1")
        await pilot.press("λ")
        await until(pilot, lambda: titles_on(library, ARCHIVE) == ["Article 1"])
    app = app_with(library, "layouts = false")
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("ξ", "о")
        await pilot.pause()
        assert pointed(app) == "Article 0"


def test_every_layout_has_a_letter_or_nothing_for_every_key():
    from reader.ui.layouts import _ROWS, LAYOUTS, latin

    assert {len(letters) for layout in LAYOUTS.values() for letters in layout} == {len(_ROWS)}
    assert latin("ctrl+с", None, ["russian"]) == ("ctrl+c", None)
    assert latin("arabic_fatha", "\u064e", ["arabic"]) == ("Q", "Q")
    assert latin("ｊ", "ｊ", ["greek"]) == ("j", "j")
    assert latin("é", "é", list(LAYOUTS)) == ("é", "é")
