"""Searching the library: results as one types, with their passages; opened there, and back to exactly where one was."""

from __future__ import annotations

import pytest

from reader.domain.draft import Draft
from reader.domain.shelf import Kind
from reader.library.fulltext import updating
from reader.library.fulltext.database import SearchUnusable
from reader.library.fulltext.updating import update
from reader.library.library import Library
from reader.ui import errand_app
from reader.ui.app import ReaderApp
from reader.ui.screens import results
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.searching import SearchScreen
from tests.ui.lists import HOSTILE, lines_of, text_of, until
from tests.ui.pages import prose, rows_of

SIZE = (80, 24)
BODIES = {
    "Gulls": f"{prose(20)}\n\nThe *pelican* sat on the **harbour** wall.\n\n{prose(20, seed=3)}\n\nA pelican again.",
    "Pelicans at noon": "They are not spoken of here.",
    "Herons": f"{prose(4)}\n\nOne pelican, and a pelican chick.",
    "Empty": "Nothing of it.",
}


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A machine that is busy is no reason for another order of things."""
    monkeypatch.setattr(results, "PATIENCE", 5.0)
    monkeypatch.setattr("reader.ui.screens.searching.PATIENCE", 5.0)
    monkeypatch.setattr("reader.ui.screens.searching.LONG_PATIENCE", 5.0)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        for title, body in reversed(BODIES.items()):
            library.articles.add([Draft(title, body, source="The Bay", tags=("birds",) if title != "Herons" else ())])
        update(library)
        yield library


def keys(text: str) -> list[str]:
    names = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus", "*": "asterisk", "(": "left_parenthesis"}
    return [names.get(letter, letter) for letter in text]


async def search(pilot, text: str) -> SearchScreen:
    await pilot.press("ctrl+f", *keys(text))
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
    return pilot.app.screen


def titles(screen: SearchScreen) -> list[str]:
    return [article.title for article in screen.rows.listing or ()]


def underlined(screen: SearchScreen) -> list[str]:
    segments = [s for y in range(screen.rows.size.height) for s in screen.rows.render_line(y)._segments]
    return [s.text for s in segments if s.style is not None and s.style.underline]


def lit(page) -> str:
    ground = page.ink.base.bgcolor
    segments = [segment for y in range(page.size.height) for segment in page.render_line(y)._segments]
    return " ".join(s.text for s in segments if s.style.bgcolor != ground)


# -- typing -------------------------------------------------------------------------------------


async def test_results_come_as_one_types_the_newest_first_with_the_words_lit(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelic")
        assert titles(screen) == ["Gulls", "Pelicans at noon", "Herons"]
        assert screen.heading.facts == "3 articles · newest first"
        assert screen.bottom.entry == "Search: pelic"
        assert "The pelican sat on the harbour wall." in text_of(screen)
        assert set(underlined(screen)) == {"pelic", "Pelic"}
        await pilot.press("backspace", "space")
        assert titles(screen) == []
        assert "Nothing is found for “peli”." in text_of(screen)


async def test_enter_ranks_and_enter_again_opens_at_the_passage(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelican")
        await pilot.press("enter")
        assert titles(screen) == ["Herons", "Gulls"]
        assert "best first" in screen.heading.facts
        assert screen.bottom.entry is None
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        page = app.screen.page
        await until(pilot, lambda: "The pelican sat on the harbour wall." in "\n".join(rows_of(page)))
        assert "pelican" in lit(page)
        await until(pilot, lambda: app.screen.bottom.status == "/ pelican   1 of 2 places")
        await pilot.press("n")
        await until(pilot, lambda: "2 of 2 places" in app.screen.bottom.status)
        assert "A pelican again." in "\n".join(rows_of(page))


async def test_a_beginning_that_is_no_word_is_taken_as_a_beginning(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelic")
        await pilot.press("enter")
        assert len(titles(screen)) == 3


async def test_what_is_found_is_come_back_to_as_it_was_left(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelican")
        await pilot.press("enter", "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("escape")  # the lights came with the search, and go with it
        await until(pilot, lambda: app.screen is screen)
        assert (screen.words, screen.rows.cursor) == ("pelican", 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("K", "q")
        await until(pilot, lambda: app.screen is screen)
        assert screen.rows.cursor == 0
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)
        screen = await search(pilot, "")
        assert titles(screen) == ["Herons", "Gulls"]
        assert "Enter goes on with “pelican”" in text_of(screen)
        await pilot.press("enter")
        assert screen.bottom.entry is None
        assert (screen.words, screen.rows.cursor) == ("pelican", 0)


async def test_J_and_K_go_through_what_was_found_each_at_its_passage(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "pelican")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("J")
        await until(pilot, lambda: "The pelican sat on" in "\n".join(rows_of(app.screen.page)))
        assert app.screen.article.title == "Gulls"
        assert "pelican" in lit(app.screen.page)
        await pilot.press("J")
        assert app.screen.bottom.message == "This is the last article of the list."


async def test_looking_at_a_passage_does_not_lose_the_place_of_the_reader(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("space", "q")
        await until(pilot, lambda: app.screen is app.list)
        uid = app.list.rows.current.uid
        place = library.articles.get(uid).place
        assert place is not None
        await search(pilot, "harbour wall")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.pause(0.6)
        await pilot.press("q")
        assert library.articles.get(uid).place == place


async def test_arrows_go_from_what_is_typed_to_what_is_found(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelic")
        await pilot.press("down", "j")
        assert screen.bottom.entry is None
        assert screen.rows.current.title == "Pelicans at noon"
        await pilot.press("slash", "a", "n")
        assert screen.bottom.entry == "Search: pelican"


# -- the language -------------------------------------------------------------------------------


async def test_the_whole_language_is_understood_and_completed(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelican -chick tag:b")
        assert titles(screen) == ["Gulls", "Pelicans at noon"] or titles(screen) == ["Gulls"]
        assert "Tab tag:birds" in text_of(screen)
        await pilot.press("tab")
        assert screen.bottom.entry == "Search: pelican -chick tag:birds"
        assert titles(screen) == ["Gulls"]


async def test_what_is_wrong_is_pointed_at_and_the_last_good_result_stays(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelican is:brokn ")
        assert len(titles(screen)) > 0
        assert screen.bottom.wrong == (16, 24)
        assert "is: may be followed by" in screen.bottom.aside
        await pilot.press("enter")
        assert screen.bottom.entry is not None
        assert screen.bottom.wrong == (16, 24)
        await pilot.press("ctrl+u", *keys("pelican"))
        assert screen.bottom.wrong is None


# -- coming and going ---------------------------------------------------------------------------


async def test_escape_goes_back_to_where_one_was_on_the_list(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "j")
        here = app.list.rows.cursor
        screen = await search(pilot, "gulls")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)
        assert app.list.rows.cursor == here
        await search(pilot, "harbour")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list)
        assert app.list.rows.cursor == here


async def test_from_the_page_it_comes_with_the_words_and_goes_back_to_the_same_line(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        page = app.screen
        await pilot.press("space", "j", "slash", *"tide", "enter")
        shown = rows_of(page.page)
        screen = await search(pilot, "")
        assert screen.bottom.entry == "Search: tide"
        assert titles(screen) == ["Gulls", "Herons"]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        assert rows_of(page.page) == shown
        await search(pilot, "")
        await pilot.press("ctrl+u", *"chick", "enter", "enter")
        await until(pilot, lambda: app.screen is page and page.article.title == "Herons")
        await pilot.press("q")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is page and page.article.title == "Gulls")
        await until(pilot, lambda: rows_of(page.page) == shown)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list or page._finder is None)


async def test_searching_again_from_a_result_returns_to_the_one_search(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelican")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await search(pilot, "gulls")
        assert titles(screen) == ["Gulls"]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)


async def test_it_begins_on_other_screens_too(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("g", "h")
        await until(pilot, lambda: app.screen is not app.list)
        highlights = app.screen
        screen = await search(pilot, "gulls")
        assert titles(screen) == ["Gulls"]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is highlights)


async def test_the_next_start_goes_on_where_the_search_began(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "pelican")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert library.session["page"] is True
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        assert library.session["page"] is False
        await pilot.press("ctrl+q")
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert app.screen is app.list
        await pilot.press("g", "g", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        title = app.screen.article.title
        await search(pilot, "chick")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert app.screen.article.title == "Herons" != title
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        await pilot.press("ctrl+q")
    assert library.session["page"] is True
    assert library.articles.get(library.session["uid"]).title == title


# -- what can be done there ---------------------------------------------------------------------


async def test_commands_work_on_the_article_at_hand(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "pelican")
        await pilot.press("enter", "b")
        await until(pilot, lambda: "★" in text_of(screen))
        assert screen.rows.current.title == "Herons"
        await pilot.press("d")
        await until(pilot, lambda: titles(screen) == ["Gulls"])
        await pilot.press("u")
        await until(pilot, lambda: titles(screen) == ["Herons", "Gulls"])
        assert screen.rows.current.title == "Herons"


async def test_a_search_is_kept_as_a_shelf_that_looks_into_the_texts(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "harbour wall")
        await pilot.press("enter", "asterisk", "ctrl+u", *"Walls", "enter")
        [kept] = library.searches.all()
        assert (kept.name, kept.query, kept.full) == ("Walls", "harbour wall", True)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.list)
        app.list.shelf = next(shelf for shelf in app.list.searches_shown() if shelf.kind is Kind.SEARCH)
        assert [article.title for article in app.list.rows.listing] == ["Gulls"]


async def test_notes_and_highlights_are_found_and_lead_to_the_highlight(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await pilot.press("space", "space", "H", "escape")
        [highlight] = library.highlights.all()
        library.highlights.note(highlight.uid, "quokka [/]")
        library.articles.note(
            next(a.uid for a in library.articles.listing(app.list.shelf) if a.title == "Empty"), "ibis!"
        )
        update(library)
        await pilot.press("q")
        screen = await search(pilot, "quokka")
        assert "▎ quokka [/]" in text_of(screen)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        first = highlight.text[:30]
        await until(pilot, lambda: first in " ".join(rows_of(app.screen.page)))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("ctrl+f", *"ibis")
        assert "✎ ibis!" in text_of(screen)


# -- the index ----------------------------------------------------------------------------------


async def test_without_an_index_titles_are_found_and_it_says_so_until_it_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(errand_app, "INDEX_SECONDS", 1.0)
    monkeypatch.setattr(results, "LOOK_SECONDS", 0.05)
    with Library.open(tmp_path / "library") as library:
        library.articles.add([Draft(title, body) for title, body in BODIES.items()])
        app = ReaderApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await search(pilot, "pelican")
            assert titles(screen) == ["Pelicans at noon"]
            assert "1 title" in screen.heading.facts
            await until(pilot, lambda: "texts are not read yet" in screen.heading.facts)
            await until(pilot, lambda: len(titles(screen)) == 3)
            await until(pilot, lambda: screen.heading.facts == "3 articles · newest first")


async def test_where_there_can_be_no_index_one_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(errand_app, "INDEX_SECONDS", 0.01)
    monkeypatch.setattr(results, "LOOK_SECONDS", 0.05)

    def none(*_: object, **__: object) -> None:
        raise SearchUnusable("This Python's SQLite has no FTS5: only titles can be searched.")

    monkeypatch.setattr(updating, "update", none)
    with Library.open(tmp_path / "library") as library:
        library.articles.add([Draft(title, body) for title, body in BODIES.items()])
        app = ReaderApp(library)
        async with app.run_test(size=(100, 24)) as pilot:
            screen = await search(pilot, "pelican")
            await until(pilot, lambda: "no FTS5: only titles can be searched." in text_of(screen))
            assert titles(screen) == ["Pelicans at noon"]


# -- whatever stands in a text ------------------------------------------------------------------


@pytest.mark.parametrize("size", [SIZE, (40, 12), (120, 40), (20, 5), (1, 1)])
async def test_hostile_titles_and_texts_are_only_text(tmp_path, size):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([Draft(title, f"{title}\n\ntext {title} and more of it") for title in HOSTILE])
        update(library)
        app = ReaderApp(library)
        async with app.run_test(size=size) as pilot:
            screen = await search(pilot, "text")
            assert len(titles(screen)) == len(HOSTILE)
            await pilot.press("enter", "j", "space", "G", "k", "pageup", "g", "g", "ctrl+d", "ctrl+u", "S")
            assert "\x1b" not in "".join(lines_of(screen.rows))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
            await pilot.press("J", "J", "q")
            await until(pilot, lambda: app.screen is screen)


async def test_anything_can_be_typed(library):
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "")
        screen._typed_words.paste('[/] "*" NEAR( ^x {a} \x1b[31m -( or')
        await pilot.press("enter", "ctrl+u", "enter", *keys('-"a" ('), "escape")
        await until(pilot, lambda: app.screen is app.list)
