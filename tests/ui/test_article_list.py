"""The list: press keys, then ask the library."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from reader.domain.article import State
from reader.domain.shelf import ALL, ARCHIVE, BIN, BOOKMARKS, INBOX, KEYED, READING, Kind, Shelf, Sort
from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.phrases import emptiness
from reader.ui.screens import acting as module
from reader.ui.widgets import row
from tests.ui.lists import drafts, library_of, lines_of, pointed, text_of, titles_on, uid_of, until

SIZE = (88, 24)


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", 30) as library:
        yield library


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library)


async def test_the_list_shows_title_source_minutes_and_age(app: ReaderApp):
    async with app.run_test(size=SIZE):
        lines = lines_of(app.list.rows)
        assert lines[0] == "▌ ●   Article 0"
        assert lines[1] == "▌     The Bay · 1 min · just now"
        assert lines[2] == "  ●   Article 1"
        assert lines[3].endswith("· 5 h") or lines[3].endswith("· yesterday")


async def test_the_keys_move_the_cursor(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        rows = app.list.rows
        for keys, at in (
            ("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0), ("G", 29), ("j", 29), ("g g", 0),
            ("end", 29), ("home", 0),
        ):  # fmt: skip
            await pilot.press(*keys.split())
            await until(pilot, lambda at=at: rows.cursor == at)
        await pilot.press("space")
        assert rows.cursor == rows.fitting - 1
        await pilot.press("pageup")
        assert rows.cursor == 0
        await pilot.press("ctrl+d")
        assert rows.cursor == rows.fitting // 2
        await pilot.press("ctrl+u")
        assert rows.cursor == 0


async def test_the_cursor_is_always_in_sight(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        for key in ["j"] * 29 + ["k"] * 29:
            await pilot.press(key)
            assert f"▌ ●   {pointed(app)}" in lines_of(app.list.rows)


async def test_a_bookmark_is_set_and_taken_away_with_the_same_key(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        assert titles_on(library, BOOKMARKS) == ["Article 0"]
        await until(pilot, lambda: lines_of(app.list.rows)[0] == "▌ ●★  Article 0")
        assert "Bookmarked · u takes it back" in text_of(app.screen)
        await pilot.press("s")
        assert titles_on(library, BOOKMARKS) == []
        await until(pilot, lambda: "★" not in lines_of(app.list.rows)[0])


async def test_read_and_unread(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("r")
        assert library.articles.listing(INBOX)[0].state is State.READ
        await until(pilot, lambda: "· read ·" in lines_of(app.list.rows)[1])
        assert "●" not in lines_of(app.list.rows)[0]
        await pilot.press("r")
        assert library.articles.listing(INBOX)[0].state is State.UNREAD


async def test_archiving_takes_the_article_off_the_shelf_and_the_cursor_to_the_next(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "e")
        await until(pilot, lambda: len(app.list.rows) == 29)
        assert titles_on(library, ARCHIVE) == ["Article 1"]
        assert pointed(app) == "Article 2"
        await pilot.press("u")
        await until(pilot, lambda: len(app.list.rows) == 30)
        assert titles_on(library, ARCHIVE) == []
        assert pointed(app) == "Article 1"
        assert "Taken back: archive · U does it again" in text_of(app.screen)
        await pilot.press("U")
        await until(pilot, lambda: len(app.list.rows) == 29)
        assert titles_on(library, ARCHIVE) == ["Article 1"]


async def test_two_quick_presses_archive_two_articles(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "e")
        assert set(titles_on(library, ARCHIVE)) == {"Article 0", "Article 1"}


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_the_bin_takes_and_gives_back(app: ReaderApp, library: Library, key: str):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        assert titles_on(library, BIN) == ["Article 0"]
        await pilot.press("g", "d")
        await until(pilot, lambda: app.list.shelf == BIN)
        await pilot.press(key)
        assert titles_on(library, BIN) == []
        assert "The Bin is empty." in text_of(app.screen)


async def test_marking_all_read_says_how_many_and_is_one_step_to_take_back(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("r", "A")
        await until(pilot, lambda: "29 articles marked read · u takes it back" in text_of(app.screen))
        assert {article.state for article in library.articles.listing(ALL)} == {State.READ}
        await pilot.press("u")
        states = [article.state for article in library.articles.listing(ALL)]
        assert states.count(State.UNREAD) == 29


async def test_marking_all_read_reaches_only_what_the_filter_shows(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("/", *"article", "space", *"29", "enter", "A")
        await until(pilot, lambda: "1 article marked read" in text_of(app.screen))
        read = [article.title for article in library.articles.listing(ALL) if article.state is State.READ]
        assert read == ["Article 29"]


async def test_marking_very_many_is_done_beside_the_keys(app: ReaderApp, library: Library, monkeypatch):
    monkeypatch.setattr(module, "MANY", 1)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await until(pilot, lambda: "30 articles marked read · u takes it back" in text_of(app.screen))
        assert {article.state for article in library.articles.listing(ALL)} == {State.READ}
        assert app.list.bottom.progress == ""


async def test_ctrl_c_says_how_to_leave(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+c")
        assert "Ctrl+Q leaves the reader" in text_of(app.screen)


async def test_a_message_goes_and_the_keys_come_back(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        assert "filter" not in text_of(app.screen)
        app.list.bottom.hush()
        assert "/ filter   Enter read" in text_of(app.screen)


async def test_nothing_to_undo_is_said(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("U")
        assert "There is nothing to do again." in text_of(app.screen)


async def test_the_filter_narrows_with_every_letter(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("/")
        await pilot.press("2")
        assert len(app.list.rows) == 12
        await pilot.press("9")
        assert len(app.list.rows) == 1
        assert "/ 29▏   1 of 30 articles" in text_of(app.screen)
        await pilot.press("x")
        assert "No article here holds “29x”." in text_of(app.screen)
        await pilot.press("backspace", "enter")
        assert pointed(app) == "Article 29"
        assert app.list.filter == "29"
        await pilot.press("escape")
        assert len(app.list.rows) == 30
        assert pointed(app) == "Article 29"


async def test_letters_typed_at_once_after_the_slash_are_no_commands(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("/", *"ebdrAq")
        assert app.list.filter == "ebdrAq"
        assert titles_on(library, ALL) == titles_on(library, INBOX)
        assert app.is_running


async def test_arrows_still_move_while_the_filter_is_typed(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("/", "1", "down", "down")
        assert pointed(app) == "Article 11"


async def test_a_filter_ends_with_the_shelf(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("/", "1", "enter", ">")
        assert app.list.filter == ""
        assert app.list.bottom.entry is None


async def test_the_order_goes_round(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "S")
        assert app.list.sort is Sort.OLDEST
        assert "Sorted: oldest first" in text_of(app.screen)
        assert pointed(app) == "Article 1"
        assert app.list.rows.cursor == 28
        for _ in range(len(Sort) - 1):
            await pilot.press("S")
        assert app.list.sort is Sort.NATURAL


async def test_shelves_are_gone_to_by_two_keys(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        for key, kind in (("r", Kind.READING), ("b", Kind.BOOKMARKS), ("a", Kind.ARCHIVE), ("l", Kind.ALL),
                          ("d", Kind.BIN), ("i", Kind.INBOX)):  # fmt: skip
            await pilot.press("g", key)
            await until(pilot, lambda kind=kind: app.list.shelf.kind is kind)
        await pilot.press("B")
        await until(pilot, lambda: app.list.shelf == BOOKMARKS)


async def test_a_number_before_a_key_is_how_often_it_goes(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1", "2", "j")
        assert app.list.rows.cursor == 12
        await pilot.press("5", "k", "j")
        assert app.list.rows.cursor == 8


async def test_the_shelves_show_counts_and_tags(app: ReaderApp, library: Library):
    library.articles.tag([uid_of(library, "Article 3"), uid_of(library, "Article 4")], add=["craft"])
    async with app.run_test(size=SIZE) as pilot:
        shown = lines_of(app.list.shelves)
        assert shown[0].split() == ["›", "Inbox", "30"]
        assert shown[7].split() == ["#craft", "2"]
        await pilot.press("b")
        await until(pilot, lambda: lines_of(app.list.shelves)[2].split() == ["Bookmarks", "1"])


async def test_keys_go_through_the_shelves_and_the_list_follows(app: ReaderApp, library: Library):
    library.articles.tag([uid_of(library, "Article 3")], add=["craft"])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "j")
        assert app.list.shelf == READING
        await pilot.press("k", "k")
        assert app.list.shelf == Shelf(Kind.TAG, "craft")
        assert lines_of(app.list.rows)[0] == "▏ ●   Article 3"
        await pilot.press("enter")
        assert not app.list.in_shelves
        assert lines_of(app.list.rows)[0] == "▌ ●   Article 3"


async def test_every_shelf_remembers_its_place(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["j"] * 20)
        before = lines_of(app.list.rows)
        await pilot.press("g", "l")
        await until(pilot, lambda: app.list.shelf == ALL)
        assert pointed(app) == "Article 0"
        await pilot.press("G", "<", "<", "<", "<")
        await until(pilot, lambda: app.list.shelf == INBOX)
        assert lines_of(app.list.rows) == before
        await pilot.press("g", "l")
        await until(pilot, lambda: app.list.shelf == ALL)
        assert pointed(app) == "Article 29"


async def test_what_another_process_adds_appears_and_nothing_moves(app: ReaderApp, library: Library, tmp_path: Path):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["j"] * 15)
        here = lines_of(app.list.rows).index(f"▌ ●   {pointed(app)}")
        with Library.open(tmp_path / "library") as other:
            other.articles.add([replace(drafts(["Brand new"])[0], url="https://bay.example/new")])
        await until(pilot, lambda: len(app.list.rows) == 31)
        assert pointed(app) == "Article 15"
        assert lines_of(app.list.rows).index("▌ ●   Article 15") == here
        await pilot.press("home")
        assert pointed(app) == "Brand new"


async def test_much_that_others_do_is_taken_in_one_piece_at_a_time(app: ReaderApp, library: Library, tmp_path: Path):
    async with app.run_test(size=SIZE) as pilot:
        with Library.open(tmp_path / "library") as other:
            fresh = [
                replace(draft, url=f"https://bay.example/new/{n}") for n, draft in enumerate(drafts(["New"] * 600))
            ]
            other.compacts = False  # else there is a new snapshot, which is read whole
            other.articles.add(fresh, at_once=20)
        app._look_for_news()
        waiting = app._next_piece
        assert waiting is not None
        assert len(library.articles) < 630
        app._look_for_news()
        assert app._next_piece is waiting, "two at once would keep keys waiting twice as long"
        app.list.pressed_at = time.monotonic()
        here = len(library.articles)
        app._catch_up()
        assert len(library.articles) == here, "first what the key does is painted"
        await until(pilot, lambda: len(app.list.rows) == 630)


async def test_what_another_process_does_while_the_app_ends_is_left_alone(app: ReaderApp):
    async with app.run_test(size=SIZE):
        pass
    app._look_for_news()  # as the clock has it looked for, until the very end


async def test_what_another_process_marks_is_seen(app: ReaderApp, tmp_path: Path):
    async with app.run_test(size=SIZE) as pilot:
        with Library.open(tmp_path / "library") as other:
            other.articles.bookmark([uid_of(other, "Article 2")])
        await until(pilot, lambda: "★" in lines_of(app.list.rows)[4])


async def test_a_change_repaints_only_the_rows_concerned(app: ReaderApp, monkeypatch: pytest.MonkeyPatch):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "j")
        await pilot.pause()
        regions = []
        rows = app.list.rows
        monkeypatch.setattr(rows, "refresh", lambda *region, **kw: regions.append(region))
        await pilot.press("j")
        assert [region[0].y // rows.pitch for region in regions] == [2, 3]


async def test_time_that_passes_repaints_only_the_ages_that_changed(app: ReaderApp, monkeypatch: pytest.MonkeyPatch):
    async with app.run_test(size=SIZE):
        rows, again = app.list.rows, []
        lines_of(rows)
        monkeypatch.setattr(rows, "_refresh_row", again.append)
        rows.pass_time()
        assert again == [], "nothing says anything else yet"
        newest, usual = rows.listing[0].added, row.age
        monkeypatch.setattr(row, "age", lambda when, now: "2 min ago" if when == newest else usual(when, now))
        rows.pass_time()
        assert again == [0]
        assert lines_of(rows)[1].endswith("2 min ago")
        again.clear()
        rows.pass_time()
        assert again == []


async def test_opening_and_coming_back_to_the_article_last_read(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "enter")
        await until(pilot, lambda: app.screen is not app.list)
        assert app.screen.current_article().title == "Article 1"
        await pilot.press("J", "J", "q")
        await until(pilot, lambda: app.screen is app.list)
        await until(pilot, lambda: pointed(app) == "Article 3")
        assert library.articles.get(uid_of(library, "Article 3")).state is not State.UNREAD


async def test_a_bookmark_made_on_the_page_is_seen_in_the_list(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not app.list)
        await pilot.press("b", "q")
        await until(pilot, lambda: app.screen is app.list)
        await until(pilot, lambda: "★" in lines_of(app.list.rows)[0])


async def test_going_to_a_shelf_from_the_page(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not app.list)
        await pilot.press("g", "l")
        await until(pilot, lambda: app.screen is app.list)
        assert app.list.shelf == ALL


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in KEYED])
async def test_an_empty_shelf_says_what_would_fill_it(tmp_path: Path, kind: Kind):
    with Library.open(tmp_path / "library") as library:
        library.keep_session(shelf=kind.value)
        app = ReaderApp(library)
        async with app.run_test(size=SIZE) as pilot:
            said = " ".join(text_of(app.screen).split())
            assert " ".join(emptiness(kind)) in said
            await pilot.press("j", "G", "space", "pageup", "enter", "r", "i", "A")
            assert "There is no article here." in text_of(app.screen) or "There are no articles" in text_of(app.screen)


async def test_a_library_that_can_only_be_read_says_so_and_stays_usable(app: ReaderApp, library: Library, monkeypatch):
    from reader.domain.errors import LibraryReadOnly

    def refuse(*_: object) -> int:
        raise LibraryReadOnly("The library may only be read.")

    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(library.articles, "bookmark", refuse)
        await pilot.press("b")
        assert "The library may only be read." in text_of(app.screen)
        await pilot.press("j")
        assert pointed(app) == "Article 1"


async def test_the_mouse_points_opens_and_scrolls(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        rows = app.list.rows
        await pilot.click(rows, offset=(10, 4))
        assert pointed(app) == "Article 2"
        rows.on_mouse_scroll_down(_Wheel())
        assert rows.first == 3
        assert pointed(app) == "Article 3"
        rows.on_mouse_scroll_up(_Wheel())
        assert rows.first == 0
        await pilot.click(app.list.shelves, offset=(5, 4))
        assert app.list.shelf == ALL
        await pilot.click(rows, offset=(10, 0))
        await until(pilot, lambda: app.screen is not app.list)


class _Wheel:
    def stop(self) -> None:
        """What a real event can do."""
