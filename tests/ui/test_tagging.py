"""Tags in the app: edited with t, gone to with #, renamed, merged and deleted; rules tried and applied."""

from __future__ import annotations

from itertools import islice

import pytest

from reader.domain.shelf import ALL, INBOX, Kind, Shelf
from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.screens.rules import RulesScreen
from reader.ui.screens.tags import TagsScreen
from reader.ui.telling import told
from tests.ui.lists import library_of, lines_of, text_of, uid_of, until

SIZES = [(80, 24), (40, 12)]


@pytest.fixture
def library(tmp_path):
    with library_of(tmp_path / "library") as library:
        library.articles.tag([uid_of(library, "Article 0"), uid_of(library, "Article 1")], ["sea"])
        library.articles.tag([uid_of(library, "Article 0")], ["slow web"])
        library.articles.tag([uid_of(library, "Article 2")], ["sea/tide"])
        yield library


@pytest.fixture
def app(library):
    return ReaderApp(library)


def tags_of(library: Library, title: str) -> tuple[str, ...]:
    return library.articles.get(uid_of(library, title)).tags


def all_tags(library: Library) -> dict[str, tuple[str, ...]]:
    return {article.title: article.tags for article in library.articles.listing(ALL)}


def said(app: ReaderApp) -> str:
    return lines_of(app.screen.bottom)[0]


async def tags_screen(pilot, app: ReaderApp) -> TagsScreen:
    await pilot.press("g", "t")
    await until(pilot, lambda: isinstance(app.screen, TagsScreen) and app.screen.is_mounted and len(app.screen.rows))
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_t_edits_the_tags_of_the_article_at_hand(app: ReaderApp, library: Library, size):
    async with app.run_test(size=size) as pilot:
        await pilot.press("t")
        assert "sea, slow web, ▏" in said(app)
        await pilot.press(*"craft -sea", "enter")
        assert tags_of(library, "Article 0") == ("slow web", "craft")
        assert "Tags: slow web, craft · u takes it back"[: size[0] - 2] in said(app)
        await pilot.press("u")
        assert tags_of(library, "Article 0") == ("sea", "slow web")


async def test_escape_changes_nothing_and_an_empty_line_takes_all_away(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t", *"new", "escape")
        assert tags_of(library, "Article 0") == ("sea", "slow web")
        await pilot.press("t", "ctrl+u", "enter")
        assert tags_of(library, "Article 0") == ()
        assert "No tags any more" in said(app)


@pytest.mark.parametrize("size", SIZES)
async def test_tab_completes_with_tags_of_the_library(app: ReaderApp, library: Library, size):
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "j", "j", "t")
        await pilot.press("s")
        assert "Tab sea" in said(app)
        await pilot.press("tab", "comma", *" SLOW WEB", "enter")
        assert tags_of(library, "Article 3") == ("sea", "slow web")


async def test_selected_articles_get_tags_and_lose_them_as_one_change(app: ReaderApp, library: Library):
    before = all_tags(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "x", "t")
        assert "Tags of 2:" in said(app)
        assert "all have sea" in said(app)
        await pilot.press(*"+new -sea", "enter")
        assert tags_of(library, "Article 0") == ("slow web", "new")
        assert tags_of(library, "Article 1") == ("new",)
        assert "Tags of 2 articles changed" in said(app)
        await pilot.press("u")
        assert all_tags(library) == before


async def test_t_works_on_the_page(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen) and app.screen.article is not None)
        await pilot.press("t", *"craft", "enter")
        assert tags_of(library, "Article 0") == ("sea", "slow web", "craft")
        await pilot.press("#", *"tide")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.list and app.list.shelf == Shelf(Kind.TAG, "sea/tide"))


async def test_who_types_tags_sees_them_where_there_is_nothing_but_the_text(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen) and app.screen.article is not None)
        await pilot.press("z", "t")
        assert app.screen.bottom.display
        await pilot.press("escape")
        assert not app.screen.bottom.display
        await pilot.press("z")
        assert app.screen.bottom.display


@pytest.mark.parametrize("size", SIZES)
async def test_the_shelf_of_a_tag_holds_what_is_below_it(app: ReaderApp, size):
    async with app.run_test(size=size) as pilot:
        await pilot.press("#")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        assert "3  #sea" in text_of(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: app.list.shelf == Shelf(Kind.TAG, "sea"))
        assert len(app.list.rows) == 3


async def test_the_shelves_show_the_tree(app: ReaderApp, library: Library):
    async with app.run_test(size=(100, 30)) as pilot:
        shown = lines_of(app.list.shelves)
        at = next(n for n, line in enumerate(shown) if "#sea" in line)
        assert shown[at].split() == ["#sea", "3"]
        assert shown[at + 1].startswith("    tide")
        library.articles.tag([uid_of(library, "Article 4")], ["sea/tide/low"])
        await until(pilot, lambda: lines_of(app.list.shelves)[at + 2].split() == ["low", "1"])
        assert lines_of(app.list.shelves)[at].split() == ["#sea", "4"]


async def test_of_many_tags_only_one_branch_is_unfolded(app: ReaderApp, library: Library):
    tags = [f"t{n:02}/{part}" for n in range(30) for part in ("a", "b")]
    library.articles.tag([uid_of(library, "Article 4")], tags)
    async with app.run_test(size=(100, 30)) as pilot:
        assert not any(line.strip().startswith("a ") for line in lines_of(app.list.shelves))
        app.list.shelf = Shelf(Kind.TAG, "t00")
        await until(pilot, lambda: [line.split()[0] for line in lines_of(app.list.shelves)[-3:]])
        names = [line.split()[-2].lstrip("›▌") for line in lines_of(app.list.shelves) if len(line.split()) > 1]
        assert names[names.index("#t00") :][:4] == ["#t00", "a", "b", "#t01"]
        assert app.list.shelves.neighbour(1) == Shelf(Kind.TAG, "t00/a")


async def test_screenfuls_and_ends_of_long_shelves(app: ReaderApp, library: Library):
    library.articles.tag([uid_of(library, "Article 4")], [f"t{n:02}" for n in range(60)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "G")
        assert app.list.shelf == Shelf(Kind.TAG, "t59")
        await pilot.press("pageup")
        assert app.list.shelf == Shelf(Kind.TAG, f"t{59 - app.list.shelves.size.height + 1}")
        await pilot.press("g", "g")
        assert app.list.shelf == INBOX
        await pilot.press("pagedown")
        assert app.list.shelf.kind is Kind.TAG


@pytest.mark.parametrize("size", SIZES)
async def test_a_tag_is_renamed_with_what_is_below_it(app: ReaderApp, library: Library, size):
    before = all_tags(library)
    async with app.run_test(size=size) as pilot:
        screen = await tags_screen(pilot, app)
        assert screen.rows.current == "sea"
        await pilot.press("t", "ctrl+u", *"ocean")
        if size[0] >= 80:
            assert "3 articles and 1 tag below" in said(app)
        await pilot.press("enter")
        assert tags_of(library, "Article 2") == ("ocean/tide",)
        await pilot.press("u")
        assert all_tags(library) == before


async def test_a_merge_says_how_many_articles_before_it_happens(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        await tags_screen(pilot, app)
        await pilot.press("G", "t", "ctrl+u", "s", "tab")
        assert "1 article join #sea (3)" in said(app)
        await pilot.press("enter")
        assert tags_of(library, "Article 0") == ("sea",)
        assert "#slow web is part of #sea: 1 article" in said(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_tag_is_deleted_with_those_below_it_and_comes_back(app: ReaderApp, library: Library, size):
    before = all_tags(library)
    async with app.run_test(size=size) as pilot:
        screen = await tags_screen(pilot, app)
        await pilot.press("d")
        assert list(library.articles.tags()) == ["slow web"]
        await until(pilot, lambda: len(screen.rows) == 1)
        await pilot.press("u")
        assert all_tags(library) == before


async def test_words_find_tags_and_enter_goes_to_one(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await tags_screen(pilot, app)
        await pilot.press("/", *"tide", "enter")
        assert len(screen.rows) == 1
        assert "#sea/tide" in text_of(screen)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.list and app.list.shelf == Shelf(Kind.TAG, "sea/tide"))


async def rules_screen(pilot, app: ReaderApp) -> RulesScreen:
    await tags_screen(pilot, app)
    await pilot.press("comma")
    await until(pilot, lambda: isinstance(app.screen, RulesScreen) and app.screen.is_mounted)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_a_rule_is_made_tried_and_applied(app: ReaderApp, library: Library, size):
    before = all_tags(library)
    async with app.run_test(size=size) as pilot:
        screen = await rules_screen(pilot, app)
        await pilot.press("a", *"title:4 or title:3", "enter", *"new, sea/high", "enter")
        [rule] = library.rules.all()
        assert rule[1:3] == ("title:4 or title:3", ("new", "sea/high"))
        assert all_tags(library) == before
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen) and "Article 3" in text_of(app.screen))
        assert "2 articles of 2"[: size[0] - 30] in text_of(app.screen)
        assert all_tags(library) == before
        await pilot.press("enter")
        await until(pilot, lambda: tags_of(library, "Article 3") == ("new", "sea/high"))
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("u")
        assert all_tags(library) == before


async def test_a_wrong_query_is_not_taken_and_says_where_it_is_wrong(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await rules_screen(pilot, app)
        await pilot.press("a", *"minutes:x ")
        assert "minutes is a number" in said(app)
        assert screen.bottom.wrong == (6, 15)
        await pilot.press("enter")
        assert screen.bottom.entry is not None
        assert screen.bottom.entry.startswith("What: minutes:x")
        await pilot.press("escape")
        assert (screen.bottom.entry, screen.bottom.wrong) == (None, None)
        assert library.rules.all() == []


async def test_a_rule_rests_changes_and_goes(app: ReaderApp, library: Library):
    library.rules.add("title:4", ["new"])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await rules_screen(pilot, app)
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: not library.rules.all()[0].on)
        await until(pilot, lambda: "rests" in text_of(screen))
        await pilot.press("t", *"old -new", "enter")
        assert library.rules.all()[0].tags == ("old",)
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and screen.bottom.entry is not None)
        await pilot.press(*"4", "enter")
        assert library.rules.all()[0].query == "title:44"
        await pilot.press("d")
        assert library.rules.all() == []
        await pilot.press("u")
        assert len(library.rules.all()) == 1
        assert [told(deed) for deed in islice(library.deeds(), 2)] == [
            "deleted the rule “title:44”",
            "changed the rule “title:44”",
        ]
