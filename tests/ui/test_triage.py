"""Triage: select, act, and look at what became of exactly what was selected."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.article import State
from reader.domain.mark import Mark
from reader.domain.settings import Settings
from reader.domain.shelf import ALL, ARCHIVE, BIN, BOOKMARKS, INBOX, Kind, Shelf
from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.screens import acting, shelf_screen
from reader.ui.selection import Selection
from tests.ui.lists import drafts, library_of, lines_of, pointed, text_of, titles_on, uid_of, until

SIZES = [(80, 24), (40, 12)]


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", 30, words=400) as library:
        yield library


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library)


def selected(app: ReaderApp) -> set[str]:
    return {article.title for uid in app.list.selection if (article := app.library.articles.get(uid))}


def titles(*numbers: int) -> set[str]:
    return {f"Article {n}" for n in numbers}


def states(library: Library) -> dict[str, State]:
    return {article.title: article.state for article in library.articles.listing(ALL)}


@pytest.mark.parametrize("size", SIZES)
async def test_x_selects_and_goes_down_and_x_again_lets_go(app: ReaderApp, size: tuple[int, int]):
    async with app.run_test(size=size) as pilot:
        await pilot.press("x", "x")
        assert selected(app) == titles(0, 1)
        assert pointed(app) == "Article 2"
        await until(pilot, lambda: lines_of(app.list.rows)[0] == " ✓●   Article 0")
        assert "2 selected · 3 min" in lines_of(app.list.heading)[0]
        await pilot.press("k", "x")
        assert selected(app) == titles(0)
        assert lines_of(app.list.rows)[0] == " ✓●   Article 0"


async def test_a_number_before_x_selects_so_many(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "x")
        assert selected(app) == titles(*range(5))
        assert pointed(app) == "Article 5"


async def test_a_range_goes_from_the_last_x_to_here_both_ways(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "x", "j", "j", "X")
        assert selected(app) == titles(2, 3, 4, 5)
        await pilot.press("g", "g", "X")
        assert selected(app) == titles(*range(6))


async def test_a_range_from_what_was_let_go_lets_go(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+a", "x", "j", "X")
        assert selected(app) == titles(*range(3, 30))


async def test_all_others_none_and_again(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "ctrl+x")
        assert selected(app) == titles(*range(1, 30))
        await pilot.press("ctrl+a")
        assert len(app.list.selection) == 30
        await pilot.press("ctrl+a")
        assert not app.list.selection
        await pilot.press("x", "x", "escape")
        assert not app.list.selection
        assert "selected" not in text_of(app.screen)
        await pilot.press("g", "v")
        assert selected(app) == titles(1, 2)


async def test_above_and_below(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "[", "r")
        assert {title for title, state in states(library).items() if state is State.READ} == titles(0, 1)
        assert "2 articles marked read · u takes it back" in text_of(app.screen)
        await pilot.press("]", "e")
        await until(pilot, lambda: len(app.list.rows) == 3)
        assert titles_on(library) == ["Article 0", "Article 1", "Article 2"]
        await pilot.press("u")
        assert len(titles_on(library)) == 30
        await pilot.press("[", "x")
        assert selected(app) == titles(0, 1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "shelf", "said"),
    [
        ("b", BOOKMARKS, "3 articles bookmarked"),
        ("e", ARCHIVE, "3 articles archived"),
        ("d", BIN, "3 articles put into"),
    ],
)
async def test_a_key_acts_on_all_that_is_selected_in_one_step(app, library, size, key: str, shelf: Shelf, said: str):
    async with app.run_test(size=size) as pilot:
        await pilot.press("x", "x", "x", "G", key)
        assert set(titles_on(library, shelf)) == titles(0, 1, 2)
        assert said in text_of(app.screen)
        await pilot.press("u")
        assert titles_on(library, shelf) == []
        await pilot.press("U")
        assert set(titles_on(library, shelf)) == titles(0, 1, 2)


async def test_a_mixed_selection_becomes_all_the_same(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "b", "x", "x", "r", "b")
        assert {title for title, state in states(library).items() if state is State.READ} == titles(0, 1)
        assert set(titles_on(library, BOOKMARKS)) == titles(0, 1)
        assert "1 article bookmarked" in text_of(app.screen)
        await pilot.press("r", "b")
        assert State.READ not in states(library).values()
        assert titles_on(library, BOOKMARKS) == []


async def test_the_selection_holds_through_sorting_filtering_and_refreshing(app, library: Library, tmp_path: Path):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "x", "S")
        assert selected(app) == titles(0, 1)
        await pilot.press("/", "2", "9", "enter")
        assert "2 selected · 3 min · 2 of them hidden" in text_of(app.screen)
        await pilot.press("x")
        assert selected(app) == titles(0, 1, 29)
        with Library.open(tmp_path / "library") as other:
            other.articles.add([replace(drafts(["Brand new"])[0], url="https://bay.example/new")])
        await until(pilot, lambda: len(library.articles) == 31)
        await pilot.press("escape")  # lets the selection go, not the filter
        assert app.list.filter == "29"
        assert not app.list.selection
        await pilot.press("escape")
        assert app.list.filter == ""


async def test_escape_while_typing_a_filter_keeps_what_is_selected(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "/", "2", "escape")
        assert app.list.filter == ""
        assert selected(app) == titles(0)


async def test_what_leaves_the_shelf_leaves_the_selection(app: ReaderApp, library: Library, tmp_path: Path):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "x", "x")
        with Library.open(tmp_path / "library") as other:
            other.articles.archive([uid_of(other, "Article 1")])
        await until(pilot, lambda: selected(app) == titles(0, 2))
        await pilot.press("e")
        assert set(titles_on(library, ARCHIVE)) == titles(0, 1, 2)
        await until(pilot, lambda: not app.list.selection)
        await pilot.press("u")
        await pilot.press("g", "v")
        assert selected(app) == titles(0, 2)


async def test_another_shelf_ends_the_selection(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", ">")
        assert not app.list.selection


async def test_enter_opens_the_selected_in_turn(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "x", "j", "x", "j", "x", "enter")
        await until(pilot, lambda: app.screen is not app.list)
        read = [app.screen.current_article().title]
        for _ in range(2):
            await pilot.press("J")
            read.append(app.screen.current_article().title)
        assert read == ["Article 1", "Article 3", "Article 5"]
        await pilot.press("J")
        assert app.screen.current_article().title == "Article 5"
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list)
        assert selected(app) == titles(1, 3, 5)


async def test_addresses_and_citations_of_all_are_copied(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "x", "k", "k", "x", "y")
        assert app.clipboard.splitlines() == ["https://bay.example/0", "https://bay.example/1"]
        assert "2 addresses copied" in text_of(app.screen)
        await pilot.press("Y")
        assert [line.partition("](")[0] for line in app.clipboard.splitlines()] == [
            "R. Adeyemi, [Article 0",
            "R. Adeyemi, [Article 1",
        ]


async def test_many_pages_are_opened_only_if_that_is_meant(app: ReaderApp, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", lambda url, **_: opened.append(url))
    monkeypatch.setenv("BROWSER", "true")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "x", "o")
        assert len(opened) == 5
        await pilot.press("x", "o")
        assert len(opened) == 5
        assert "Enter open 6 pages in the browser" in text_of(app.screen)
        await pilot.press("j")
        assert "Enter open" not in text_of(app.screen)
        await pilot.press("o", "enter")
        assert len(opened) == 11
        assert "Opening 6 pages in the browser" in text_of(app.screen)


async def test_texts_are_fetched_by_one_errand(app: ReaderApp, monkeypatch: pytest.MonkeyPatch):
    from reader.ui.errands import Errands, Outcome

    run: list[list[str]] = []

    async def noted(self: Errands, errand, told) -> Outcome:
        run.append(list(errand.arguments))
        return Outcome("2 of 2 texts got")

    monkeypatch.setattr(Errands, "run", noted)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "x", "R")
        await until(pilot, lambda: run)
        assert run == [["fetch", uid_of(app.library, "Article 0"), uid_of(app.library, "Article 1")]]


async def test_what_is_too_much_is_said(app: ReaderApp, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(acting, "MOST", 10)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+a", "y")
        assert "These are too many: select at most 10" in text_of(app.screen)


async def test_a_very_large_selection_is_changed_beside_the_keys(app, library: Library, monkeypatch):
    monkeypatch.setattr(acting, "MANY", 5)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+a", "e")
        await until(pilot, lambda: "30 articles archived · u takes it back" in text_of(app.screen))
        assert len(titles_on(library, ARCHIVE)) == 30


async def test_the_mouse_selects_with_ctrl_and_shift(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.list.rows
        await pilot.click(rows, offset=(10, 4), control=True)
        assert selected(app) == titles(2)
        await pilot.click(rows, offset=(10, 10), shift=True)
        assert selected(app) == titles(2, 3, 4, 5)
        await pilot.click(rows, offset=(10, 10), control=True)
        assert selected(app) == titles(2, 3, 4)
        assert app.screen is app.list


async def test_a_screen_reader_is_told(library: Library):
    app = ReaderApp(library)
    app.settings = Settings(screen_reader=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        assert "1 selected" in lines_of(app.list.bottom)[0]
        assert lines_of(app.list.rows)[1].endswith("unread , selected")


async def test_where_the_shelves_stand_beside_the_list_the_bottom_line_says_how_much(app: ReaderApp):
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.press("x")
        app.list.bottom.hush()
        assert "1 selected · 2 min" in lines_of(app.list.bottom)[0]
        await pilot.press("escape")
        assert "selected" not in lines_of(app.list.bottom)[0]


async def test_marks_among_bookmarks_are_selected_by_their_article(app: ReaderApp, library: Library):
    uid = uid_of(library, "Article 7")
    library.marks.set(Mark("A", uid, Anchor(0, 0, "word"), "word word"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: app.list.shelf == BOOKMARKS)
        await pilot.press("x", "b")
        assert titles_on(library, BOOKMARKS) == ["Article 7"]
        assert selected(app) == {"Article 7"}
        await until(pilot, lambda: sum(line[1] == "✓" for line in lines_of(app.list.rows) if line) == 2)


# -- rows and places that stay --------------------------------------------------------------------


async def test_the_article_under_the_cursor_stays_though_others_archive_it(app, library: Library, tmp_path: Path):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "j")
        before = lines_of(app.list.rows)
        with Library.open(tmp_path / "library") as other:
            other.articles.archive([uid_of(other, f"Article {n}") for n in (3, 5)])
        await until(pilot, lambda: len(app.list.rows) == 29)
        assert pointed(app) == "Article 3"
        assert lines_of(app.list.rows)[:10] == before[:10]
        await pilot.press("j")
        assert pointed(app) == "Article 4"
        with Library.open(tmp_path / "library") as other:
            other.articles.archive([uid_of(other, "Article 8")])
        await until(pilot, lambda: len(app.list.rows) == 27)
        assert pointed(app) == "Article 4"


async def test_a_bookmark_that_others_take_away_stays_among_the_marks(app, library: Library, tmp_path: Path):
    library.marks.set(Mark("A", uid_of(library, "Article 7"), Anchor(0, 0, "word"), "the place"))
    library.articles.bookmark([uid_of(library, f"Article {n}") for n in (1, 2)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: app.list.shelf == BOOKMARKS)
        here = pointed(app)
        with Library.open(tmp_path / "library") as other:
            other.articles.bookmark([uid_of(other, here)], False)
        await until(pilot, lambda: here not in titles_on(library, BOOKMARKS))
        await until(pilot, lambda: not app.list._changes)
        assert pointed(app) == here
        assert len(app.list.rows) == 3
        assert sum("“the place”" in line for line in lines_of(app.list.rows)) == 1


async def test_the_place_of_every_shelf_outlives_the_app(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 20)
        before = lines_of(app.list.rows)
        await pilot.press("g", "l")
        await until(pilot, lambda: app.list.shelf == ALL)
        await pilot.press("j", "j", "ctrl+q")
    again = ReaderApp(library)
    async with again.run_test(size=(80, 24)) as pilot:
        assert again.list.shelf == ALL
        assert pointed(again) == "Article 2"
        await pilot.press("g", "i")
        await until(pilot, lambda: again.list.shelf == INBOX)
        assert lines_of(again.list.rows) == before


async def test_a_shelf_that_lost_the_article_is_left_at_its_row(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 12, "g", "l")
        await until(pilot, lambda: app.list.shelf == ALL)
        library.articles.archive([uid_of(library, "Article 12")])
        await pilot.press("g", "i")
        await until(pilot, lambda: app.list.shelf == INBOX)
        assert pointed(app) == "Article 13"


@pytest.mark.parametrize("kept", ["x", [1], [["inbox"]], [["nosuch", "a", 0, 0]], [["inbox", "a", "b", 0]], {"a": 1}])
async def test_damaged_places_do_no_harm(library: Library, kept: object):
    library.keep_session(places=kept)
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "l")
        await until(pilot, lambda: app.list.shelf == ALL)


# -- the selection against a model ----------------------------------------------------------------

NAMES = [f"Article {n}" for n in range(8)]
KEYS = st.sampled_from(["x", "X", "j", "k", "ctrl+a", "ctrl+x", "escape", "S", "b", "e", "d", "r", "u", "U", "g v"])
ELSEWHERE = st.tuples(st.sampled_from(["archive", "remove", "bookmark"]), st.sampled_from(NAMES), st.booleans())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.one_of(KEYS, ELSEWHERE), max_size=25))
async def test_whatever_happens_what_is_selected_is_there_and_is_what_is_acted_on(steps):
    path = Path(tempfile.mkdtemp(prefix="triage-"))
    patch = pytest.MonkeyPatch()
    patch.setattr(shelf_screen, "BREATH", 0.0)
    patch.setattr(shelf_screen, "LONG_BREATH", 0.0)
    try:
        with library_of(path / "library", NAMES) as library, Library.open(path / "library") as other:
            app = ReaderApp(library)
            async with app.run_test(size=(80, 24)) as pilot:
                for step in steps:
                    if isinstance(step, tuple):
                        doing, name, on = step
                        getattr(other.articles, doing)(uids_of_any(other, name), on)
                        library.catch_up()
                        await seen(app, pilot)
                        continue
                    await acts_on_the_chosen(app, pilot, step)
                    await seen(app, pilot)
                    shelf = {article.uid for article in library.articles.listing(app.list.shelf)}
                    # what others have just taken away stays under the cursor, and can be selected there
                    assert set(app.list.selection) <= shelf | set(app.list.rows.listing.uids())
    finally:
        patch.undo()
        shutil.rmtree(path)


async def seen(app: ReaderApp, pilot) -> None:
    """The list has taken in what happened."""
    await pilot.pause()
    await until(pilot, lambda: not app.list._changes)
    await pilot.pause()


async def acts_on_the_chosen(app: ReaderApp, pilot, keys: str) -> None:
    """Press keys; if they change articles, exactly those that were chosen then are different."""
    chosen = set(app.list.chosen_uids)
    heard: list[frozenset[str]] = []
    stop = app.library.listen(lambda change: heard.append(change.uids))
    await pilot.press(*keys.split())
    stop()
    if keys in "bedr":
        assert frozenset().union(*heard) <= chosen


def uids_of_any(library: Library, title: str) -> list[str]:
    """The article with a title, wherever it is; nobody if its adding was taken back."""
    listings = (library.articles.listing(shelf) for shelf in (ALL, BIN))
    return [article.uid for listing in listings for article in listing if article.title == title]


def test_a_selection_lets_go_of_what_is_not_kept_and_remembers_all_of_it():
    selection = Selection()
    selection.put("abc")
    assert selection.keep("abx") == ["c"]
    assert selection.before == ()
    selection.clear()
    assert selection.before == ("a", "b")
    selection.invert("bcb")
    assert list(selection) == ["b", "c"]


def test_a_shelf_knows_which_articles_stand_on_it(library: Library):
    uids = [uid_of(library, f"Article {n}") for n in range(4)]
    library.articles.tag(uids[:2], add=["sea"])
    library.articles.remove(uids[:1])
    assert library.articles.still_on(INBOX, uids) == set(uids[1:])
    assert library.articles.still_on(BIN, [*uids, "nobody"]) == set(uids[:1])
    assert library.articles.still_on(Shelf(Kind.TAG, "sea"), uids) == {uids[1]}
    assert library.articles.all_are("removed", uids[:1])
    assert not library.articles.all_are("removed", uids)
