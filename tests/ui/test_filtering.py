"""The filter as a query: what it shows while it is typed, what it says when it cannot be understood, how it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.shelf import BOOKMARKS, INBOX, Kind, Shelf
from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.screens import saved_searches
from tests.ui.lists import library_of, lines_of, pointed, text_of, uid_of, until

SIZE = (100, 30)


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", 30) as library:
        library.articles.tag([uid_of(library, f"Article {n}") for n in (1, 2, 3)], ["sea"])
        library.articles.tag([uid_of(library, "Article 4")], ["long read"])
        yield library


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library)


def typing(text: str) -> list[str]:
    return ["/", *("space" if sign == " " else sign for sign in text)]


async def test_conditions_narrow_as_they_are_typed(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("tag:s"))
        assert len(app.list.rows) == 3
        await pilot.press(*"ea -2")
        assert len(app.list.rows) == 2
        await pilot.press("enter")
        assert app.list.bottom.entry is None
        assert "/ tag:sea -2   2 of 30 articles" in text_of(app.screen)
        await pilot.press("escape")
        assert len(app.list.rows) == 30


async def test_documents_are_read_only_for_what_asks_for_them(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("title:article tag:sea"))
        await app.workers.wait_for_complete()
        assert not library.articles.prepared
        await pilot.press("space", *"words:")
        await until(pilot, lambda: library.articles.prepared)


async def test_what_is_not_finished_does_not_count_yet(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("is:"))
        assert len(app.list.rows) == 30
        for sign in "bookmarked":
            await pilot.press(sign)
            assert len(app.list.rows) == (0 if app.list.filter == "is:bookmarked" else 30), app.list.filter
        assert "No article here is meant by “is:bookmarked”." in text_of(app.screen)


async def test_what_cannot_be_understood_is_marked_and_the_list_stays(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("tag:sea minutes:long"))
        assert len(app.list.rows) == 3
        assert "/ tag:sea minutes:long▏   minutes is a number, such as minutes:<10" in text_of(app.screen)
        strip = app.list.bottom.render_line(0)
        assert "".join(segment.text for segment in strip if segment.style and segment.style.underline) == "minutes:long"
        await pilot.press("enter")
        assert app.list.bottom.entry is not None
        await pilot.press(*["backspace"] * 4, "<", "9", "enter")
        assert app.list.bottom.entry is None
        assert app.list.bottom.wrong is None
        assert len(app.list.rows) == 3


async def test_enter_says_what_is_not_finished(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing('1 "article'), "enter")
        assert "the quotation mark is not closed" in text_of(app.screen)
        assert len(app.list.rows) == 12
        await pilot.press("escape")
        assert app.list.bottom.wrong is None
        assert len(app.list.rows) == 30


async def test_tab_goes_on_with_what_is_suggested_and_then_with_the_next(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("tag:"))
        assert 'Tab tag:sea · tag:"long read"' in text_of(app.screen)
        await pilot.press("tab")
        assert app.list.filter == "tag:sea"
        assert len(app.list.rows) == 3
        await pilot.press("tab")
        assert app.list.filter == 'tag:"long read"'
        assert pointed(app) == "Article 4"
        await pilot.press("tab")
        assert app.list.filter == "tag:sea"
        await pilot.press("space", "i", "s", ":", "u", "tab", "enter")
        assert app.list.filter == "tag:sea is:unread"
        assert not app.list.in_shelves


async def test_tab_with_nothing_to_suggest_changes_nothing(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("article 1 "), "tab")
        assert app.list.filter == "article 1 "
        assert not app.list.in_shelves


async def test_a_query_holds_while_the_library_changes(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("is:unread tag:sea"), "enter", "r")
        await until(pilot, lambda: len(app.list.rows) == 2)
        await pilot.press("u")
        await until(pilot, lambda: len(app.list.rows) == 3)


async def test_the_times_of_a_query_are_those_that_the_list_shows(app: ReaderApp, library: Library):
    library.keep_session(paces=[100, 100, 100])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("minutes:<2"))
        assert len(app.list.rows) == 30


async def test_marks_among_the_bookmarks_are_filtered_too(app: ReaderApp, library: Library):
    from reader.domain.anchor import Anchor
    from reader.domain.mark import Mark

    library.marks.set(Mark("a", uid_of(library, "Article 1"), Anchor(0, 0), "a sentence"))
    library.marks.set(Mark("b", uid_of(library, "Article 9"), Anchor(0, 0), "another sentence"))
    library.articles.bookmark([uid_of(library, "Article 2")])
    async with app.run_test(size=SIZE) as pilot:
        app.list.shelf = BOOKMARKS
        assert len(app.list.rows) == 3
        await pilot.press(*typing("tag:sea"))
        assert len(app.list.rows) == 2
        await pilot.press("escape", *typing("another"))
        assert len(app.list.rows) == 1


async def test_a_search_is_kept_as_a_shelf_with_its_count(app: ReaderApp, library: Library, monkeypatch):
    monkeypatch.setattr(saved_searches, "QUIET", 0.01)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*typing("tag:sea"), "enter", "*")
        assert "Keep as: tag:sea▏" in text_of(app.screen)
        await pilot.press("ctrl+u", *"Sea", "enter")
        [search] = library.searches.all()
        assert (search.name, search.query) == ("Sea", "tag:sea")
        assert app.list.shelf == Shelf(Kind.SEARCH, search.uid)
        assert len(app.list.rows) == 3
        assert "Kept as “Sea” · u takes it back" in text_of(app.screen)
        assert lines_of(app.list.shelves)[7].split() == ["›", "Sea", "3"]
        await pilot.press("g", "i")
        await until(pilot, lambda: app.list.shelf == INBOX)
        library.articles.tag([uid_of(library, "Article 9")], ["sea"])
        await until(pilot, lambda: lines_of(app.list.shelves)[7].split() == ["Sea", "4"])
        await pilot.press("u", "u")
        await until(pilot, lambda: library.searches.all() == [])
        await until(pilot, lambda: "Sea" not in "".join(lines_of(app.list.shelves)))


async def test_counts_are_there_at_the_next_start(library: Library, monkeypatch: pytest.MonkeyPatch):
    library.searches.keep("Sea", "tag:sea")
    monkeypatch.setattr(saved_searches, "QUIET", 0.01)
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: lines_of(app.list.shelves)[7].split() == ["Sea", "3"])
        await until(pilot, lambda: library.session.get("found"))
    monkeypatch.setattr(saved_searches, "QUIET", 1000.0)
    app = ReaderApp(library)
    async with app.run_test(size=SIZE):
        assert lines_of(app.list.shelves)[7].split() == ["Sea", "3"]


async def test_a_search_is_narrowed_and_that_is_kept_apart(app: ReaderApp, library: Library):
    shelf = Shelf(Kind.SEARCH, library.searches.keep("Sea", "tag:sea or tag:craft").uid)
    async with app.run_test(size=SIZE) as pilot:
        app.list.shelf = shelf
        await pilot.press(*typing("2"))
        assert pointed(app) == "Article 2"
        await pilot.press("enter", "*", "enter")
        assert {search.name: search.query for search in library.searches.all()} == {
            "Sea": "tag:sea or tag:craft", "2": "(tag:sea or tag:craft) 2",
        }  # fmt: skip
        assert pointed(app) == "Article 2"


async def test_a_search_is_renamed_and_with_no_name_deleted(app: ReaderApp, library: Library):
    shelf = Shelf(Kind.SEARCH, library.searches.keep("Sea", "tag:sea").uid)
    async with app.run_test(size=SIZE) as pilot:
        app.list.shelf = shelf
        await pilot.press("*", *"side", "enter")
        assert library.searches.get(shelf.key).name == "Seaside"
        await until(pilot, lambda: "Seaside" in "".join(lines_of(app.list.shelves)))
        await pilot.press("*", "escape")
        assert library.searches.get(shelf.key)
        await pilot.press("*", "ctrl+u", "enter")
        assert library.searches.all() == []
        await until(pilot, lambda: app.list.shelf == INBOX)
        await pilot.press("u")
        assert library.searches.get(shelf.key).name == "Seaside"


async def test_without_a_filter_there_is_nothing_to_keep(app: ReaderApp, library: Library):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("*")
        assert "There is no filter to keep; / sets one." in text_of(app.screen)
        await pilot.press(*typing("x"), "enter", "*", "ctrl+u", "enter")
        assert library.searches.all() == []


async def test_searches_are_found_in_the_palette(app: ReaderApp, library: Library):
    shelf = Shelf(Kind.SEARCH, library.searches.keep("Seaside", "tag:sea").uid)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(":", *"seaside", "enter")
        await until(pilot, lambda: app.list.shelf == shelf)


async def test_the_app_comes_back_to_a_search_unless_it_is_gone(library: Library):
    search = library.searches.keep("Sea", "tag:sea")
    library.keep_session(shelf=f"search:{search.uid}")
    app = ReaderApp(library)
    async with app.run_test(size=SIZE):
        assert len(app.list.rows) == 3
    library.searches.remove(search.uid)
    app = ReaderApp(library)
    async with app.run_test(size=SIZE):
        assert app.list.shelf == INBOX


async def test_a_search_that_another_process_saves_appears(app: ReaderApp, tmp_path: Path):
    async with app.run_test(size=SIZE) as pilot:
        with Library.open(tmp_path / "library") as other:
            other.searches.keep("Elsewhere", "tag:sea")
        await until(pilot, lambda: "Elsewhere" in "".join(lines_of(app.list.shelves)))


async def test_a_damaged_search_says_what_is_wrong(app: ReaderApp, library: Library):
    shelf = Shelf(Kind.SEARCH, library.searches.keep("Odd", "minutes:long").uid)
    async with app.run_test(size=SIZE):
        app.list.shelf = shelf
        assert "minutes is a number" in text_of(app.screen)


@pytest.mark.parametrize("size", [(1, 1), (40, 12), (60, 20)])
async def test_a_query_fits_any_screen(app: ReaderApp, size: tuple[int, int]):
    async with app.run_test(size=size) as pilot:
        await pilot.press(*typing("tag:sea minutes:long and much more of it"), "tab", "enter", "escape")


async def test_before_anything_is_typed_the_fields_are_suggested(app: ReaderApp):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("/")
        assert "/ ▏   30 of 30 articles   Tab is: · tag: · added: · title:" in text_of(app.screen)
        await pilot.press("escape", *typing("tag:se"), "tab")
        assert app.list.filter == "tag:sea"
        assert "Tab" not in text_of(app.screen)
