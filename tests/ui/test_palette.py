"""The palette and the help: commands, shelves and articles, found by typing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.shelf import ageing
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.services.search.titled import MANY, titled
from reader.services.settings import SettingsFile
from reader.ui.app import ReaderApp
from reader.ui.commands import LIST, PAGE, commands_in
from reader.ui.menus import MOST_ARTICLES, articles_titled, everything, keys_of
from reader.ui.requests import ChangeSetting
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.asking_screen import AskingScreen
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.screens.feeds import FeedsScreen
from reader.ui.widgets.choices import Choice
from tests.ui.lists import library_of, text_of, uid_of, until

TITLES = ["The tide tables of Saint-Malo", "Low tide", "Übungen am Klavier", "How to archive letters"]


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", TITLES, words=900) as library:
        yield library


def titles(rows: list[Choice | str]) -> list[str]:
    return [row.title for row in rows if isinstance(row, Choice)]


# -- articles -------------------------------------------------------------------------------------


def test_titles_are_found_whatever_their_case_and_accents(library: Library):
    assert [article.title for article in titled(library, "TIDE", 9)] == ["The tide tables of Saint-Malo", "Low tide"]
    assert [article.title for article in titled(library, "ubung", 9)] == ["Übungen am Klavier"]
    assert titled(library, "  ", 9) == titled(library, "bay", 9) == []  # that is their source


def test_what_begins_so_comes_first_and_what_is_in_the_bin_not_at_all(library: Library):
    assert [article.title for article in titled(library, "low", 9)] == ["Low tide"]
    assert titled(library, "t", 9)[0].title == "The tide tables of Saint-Malo"
    library.articles.remove([uid_of(library, "Low tide")])
    assert titled(library, "low tide", 9) == []


def test_of_very_many_titles_the_newest_are_found(tmp_path: Path):
    with library_of(tmp_path / "many", MANY + 10) as library:
        assert [article.title for article in titled(library, "article", 2)] == ["Article 0", "Article 1"]
        assert [article.title for article in titled(library, "article 2001", 2)] == ["Article 2001"]
        assert len(articles_titled(library, "art")) == MOST_ARTICLES


async def test_an_article_is_opened_by_its_title(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press(":", *"saint malo"[:5])
        await until(pilot, lambda: "The tide tables" in text_of(app.screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert app.screen.article is not None
        assert app.screen.article.title == TITLES[0]
        # and from the page another one; the way back is kept
        await pilot.press(":", *"klavier", "enter")
        await until(pilot, lambda: getattr(app.screen, "article", None) and app.screen.article.title == TITLES[2])
        await pilot.press("backspace")
        await until(pilot, lambda: app.screen.article.title == TITLES[0])


async def test_commands_stand_above_articles(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press(":", *"archive")
        await until(pilot, lambda: "Articles" in text_of(app.screen))
        shown = text_of(app.screen)
        assert shown.index("Commands") < shown.index("Articles") < shown.index("How to archive letters")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.list)


async def test_the_cursor_is_on_what_is_called_so(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press(":", *"tide")
        await until(pilot, lambda: "Articles" in text_of(app.screen))
        assert app.screen.choices.picked.title == "The tide tables of Saint-Malo"
        await pilot.press("ctrl+u", *"delete")
        await until(pilot, lambda: app.screen.entry.text == "delete")
        assert app.screen.choices.position == 0, "only help texts speak of it"


# -- shelves --------------------------------------------------------------------------------------


async def test_feeds_searches_and_tags_can_be_gone_to(library: Library):
    [feed] = library.feeds.add([new_feed("https://bay.example/feed", title="The Bay")])
    library.articles.tag([uid_of(library, "Low tide")], add=["sea"])
    search = library.searches.keep("Short ones", "minutes:<3")
    found = {row.result: row.title for row in everything(library, LIST, frozenset(), 90) if isinstance(row, Choice)}
    assert found["shelf tag:sea"] == "#sea"
    assert found[f"shelf search:{search.uid}"] == "Short ones"
    assert found[f"shelf feed:{feed.uid}"] == "The Bay"
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press(":", *"the bay", "enter")
        await until(pilot, lambda: str(app.list.shelf) == f"feed:{feed.uid}")


async def test_what_may_be_let_go_can_be_gone_to_unless_nothing_may(library: Library, tmp_path: Path):
    app = ReaderApp(library, settings=SettingsFile(tmp_path / "settings.toml"))
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press(":", *"let", "enter")  # though help texts above it speak of deletion
        await until(pilot, lambda: app.list.shelf == ageing(90))
        assert "unread for 90 days" in said_in(app.list)
        app.post_message(ChangeSetting("list.ageing", 0))
        await until(pilot, lambda: app.list.settings.ageing == 0)
        assert "Let these go?" not in said_in(app.list)


def said_in(screen: AskingScreen) -> str:
    """All that the palette of a screen offers."""
    rows = everything(screen.library, screen.scope, screen.at_hand, screen.settings.ageing)
    return "\n".join(f"{row.title} {row.help}" for row in rows if isinstance(row, Choice))


async def test_the_palette_is_there_among_feeds_and_highlights_too(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        for keys in ("g", "f"), ("g", "h"):
            await pilot.press(*keys)
            await until(pilot, lambda: app.screen is not app.list)
            await pilot.press(":", *"low tide")
            await until(pilot, lambda: isinstance(app.screen, ChoosingScreen) and "Low tide" in text_of(app.screen))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
            await pilot.press("q")
            await until(pilot, lambda: app.screen is app.list)


# -- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scope", ["list", "page", "select", "feeds", "highlights", "history"])
def test_the_help_shows_exactly_the_keys_of_its_screen(scope: str):
    shown = [row.result for row in keys_of(scope, frozenset()) if isinstance(row, Choice)]
    assert sorted(shown) == sorted(command.name for command in commands_in(scope))


def test_keys_are_grouped_by_what_they_are_good_for():
    rows = keys_of(PAGE, frozenset())
    headings = [row for row in rows if isinstance(row, str) and row]
    assert headings[:2] == ["Moving", "Finding"]
    results = [getattr(row, "result", row) for row in rows]
    assert results.index("The look") < results.index("zen") < results.index("The reader")


async def test_typing_in_the_help_keeps_the_headings_of_what_is_found(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(88, 24)) as pilot:
        await pilot.press("g", "f")
        await until(pilot, lambda: isinstance(app.screen, FeedsScreen))
        await pilot.press("?", *"feed")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen) and "Moving" in text_of(app.screen))
        shown = text_of(app.screen)
        assert "Go to the next feed." in shown
        assert "Highlight" not in shown  # nothing that only other screens do
