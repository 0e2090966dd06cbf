"""The history: what was done is said in words, and taken back down to where somebody chooses."""

from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.domain.article import State
from reader.domain.deed import Deed
from reader.domain.shelf import ARCHIVE, BOOKMARKS, INBOX
from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.screens import history
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.screens.history import HistoryScreen
from reader.ui.telling import BEGINNINGS, SAID, details, told, when
from tests.ui.lists import library_of, lines_of, text_of, titles_on, uid_of, until

SIZES = [(80, 24), (40, 12)]
NOW = datetime.now(UTC)


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", 8) as library:
        library.articles.archive([uid_of(library, "Article 3")])
        library.articles.mark([uid_of(library, f"Article {n}") for n in (0, 1, 2)], State.READ)
        library.articles.bookmark([uid_of(library, "Article 5")])
        yield library


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library)


async def history_of(app: ReaderApp, pilot) -> HistoryScreen:
    await pilot.press("g", "u")
    await until(pilot, lambda: isinstance(app.screen, HistoryScreen) and app.screen.rows.deeds)
    return app.screen


def rows_of(screen: HistoryScreen) -> list[str]:
    return [line[2:] for line in lines_of(screen.rows) if line]


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_in_words_what_happened_and_when(app: ReaderApp, size: tuple[int, int]):
    async with app.run_test(size=size) as pilot:
        screen = await history_of(app, pilot)
        await until(pilot, lambda: lines_of(screen.rows)[0].startswith("▌"))
        assert rows_of(screen) == [
            "just now    Bookmarked “Article 5”",
            "just now    Marked 3 articles read",
            "just now    Archived “Article 3”",
            "just now    Added 8 articles",
        ]
        assert "History   4 changes" in lines_of(screen.heading)[0]
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.list)


async def test_what_is_taken_back_is_said_so_and_can_be_done_again(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await history_of(app, pilot)
        await pilot.press("u")
        await until(pilot, lambda: rows_of(screen)[0] == "just now    Bookmarked “Article 5” · taken back")
        assert titles_on(library, BOOKMARKS) == []
        await pilot.press("U")
        await until(pilot, lambda: rows_of(screen)[0] == "just now    Bookmarked “Article 5”")
        assert titles_on(library, BOOKMARKS) == ["Article 5"]


@pytest.mark.parametrize("size", SIZES)
async def test_everything_down_to_a_change_is_taken_back_and_done_again_one_by_one(app, library: Library, size):
    async with app.run_test(size=size) as pilot:
        screen = await history_of(app, pilot)
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        shown = text_of(app.screen)
        assert "archived “Article 3”" in shown
        assert "Take back" in shown
        assert "Article 3" in shown
        await pilot.press("enter")
        await until(pilot, lambda: "Taken back: 3 changes" in text_of(app.screen))
        assert titles_on(library, ARCHIVE) == []
        assert titles_on(library, BOOKMARKS) == []
        assert len(titles_on(library)) == 8
        await until(pilot, lambda: sum(deed.undone for deed in screen.rows.deeds) == 3)
        await pilot.press("U", "U", "U")
        assert titles_on(library, ARCHIVE) == ["Article 3"]
        assert titles_on(library, BOOKMARKS) == ["Article 5"]


async def test_what_came_in_between_is_not_taken_back(app: ReaderApp, library: Library, tmp_path: Path):
    async with app.run_test(size=(80, 24)) as pilot:
        await history_of(app, pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        with Library.open(tmp_path / "library") as other:
            other.articles.archive([uid_of(other, "Article 7")])
        await pilot.press("enter")
        await until(pilot, lambda: "Taken back: 0 changes" in text_of(app.screen))
        assert "look again" in text_of(app.screen)
        assert set(titles_on(library, ARCHIVE)) == {"Article 3", "Article 7"}


async def test_an_article_of_a_change_is_opened(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await history_of(app, pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.screen.SCOPE == "page")
        assert app.screen.current_article().title == "Article 1"
        await pilot.press("q")
        await until(pilot, lambda: app.screen is screen)


async def test_it_is_read_on_as_somebody_goes_down(app: ReaderApp, library: Library, monkeypatch):
    monkeypatch.setattr(history, "AT_ONCE", 10)
    uid = uid_of(library, "Article 1")
    for n in range(30):
        library.articles.bookmark([uid], n % 2 == 0)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await history_of(app, pilot)
        assert len(screen.rows) == 10
        for _ in range(5):
            before = len(screen.rows)
            await pilot.press("G")
            await until(pilot, lambda before=before: len(screen.rows) > before or screen._whole)
        assert len(screen.rows) == 34
        assert rows_of(screen)[-1] == "just now    Added 8 articles"


async def test_it_stays_where_it_is_while_others_change_something(app: ReaderApp, tmp_path: Path):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await history_of(app, pilot)
        await pilot.press("j")
        with Library.open(tmp_path / "library") as other:
            other.articles.archive([uid_of(other, "Article 7")])
        await until(pilot, lambda: len(screen.rows) == 5)
        assert screen.rows.current.label == "mark read"


async def test_of_a_new_library_it_says_that_nothing_was_done(tmp_path: Path):
    with Library.open(tmp_path / "empty") as library:
        app = ReaderApp(library)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("g", "u")
            await until(pilot, lambda: "Nothing has been done here yet." in text_of(app.screen))
            await pilot.press("enter", "u", "j", "G")
            assert app.is_running


async def test_hostile_titles_are_only_text(tmp_path: Path):
    with library_of(tmp_path / "library", ["[/] \x1b[2J \u202e a\x9b31m"]) as library:
        library.articles.archive([article.uid for article in library.articles.listing(INBOX)])
        app = ReaderApp(library)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await history_of(app, pilot)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
            for text in (text_of(screen), text_of(app.screen)):
                assert not set(text) & set("\x1b\x9b\u202e")


@pytest.mark.parametrize("size", [(120, 40), (20, 5), (10, 3), (3, 2), (1, 1)])
async def test_it_stands_every_size(app: ReaderApp, size: tuple[int, int]):
    async with app.run_test(size=size) as pilot:
        screen = await history_of(app, pilot)
        await pilot.press("j", "G", "space", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await pilot.press("escape", "u", "U")
        await until(pilot, lambda: app.screen is screen)
        for widget in screen.children:
            for y in range(widget.size.height):
                assert widget.render_line(y).cell_length == widget.size.width


# -- in words -------------------------------------------------------------------------------------


def deed(label: str, **facts: object) -> Deed:
    return Deed(1, label, NOW, "here")._replace(**facts)


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (deed("archive", articles=1, title="Tides"), "archived “Tides”"),
        (deed("archive", articles=1), "archived 1 article"),
        (deed("import", articles=2410), "imported 2\u00a0410 articles"),
        (deed("import", others=3), "imported 3 feeds"),
        (deed("mark q", articles=1, title="Tides", others=1), "set the mark q in “Tides”"),
        (deed("delete mark Q", articles=1, title="Tides", others=1), "took the mark Q out of “Tides”"),
        (deed("mark read", articles=12), "marked 12 articles read"),
        (deed("highlight", articles=1, title="Tides", others=1, about="The sea"), "highlighted “The sea”"),
        (deed("subscribe", articles=9, others=1, about="The Bay"), "subscribed to “The Bay”"),
        (deed("import feeds", others=9), "subscribed to 9 feeds"),
        (deed("tag", articles=2), "changed the tags of 2 articles"),
        (deed("sing loudly", articles=2), "sing loudly: 2 articles"),
        (deed("sing loudly"), "sing loudly"),
        (deed("archive", articles=1, title="{} {about}"), "archived “{} {about}”"),
        (deed("note", others=1), "wrote about 1 passage"),
        (deed("delete a search", others=1, about="{}"), "deleted the search “{}”"),
        (deed("make a rule", others=1, about="title:sea"), "made the rule “title:sea”"),
        (deed("delete a rule", others=2), "deleted 2 rules"),
        (deed("change a rule", others=1), "changed 1 rule"),
        (deed("delete a search", others=3), "deleted 3 searches"),
        (deed("settings of a feed", others=3), "changed the settings of 3 feeds"),
        (deed("note", articles=1, title="long " * 40), f"wrote about “{('long ' * 12)[:59].rstrip()}…”"),
    ],
)
def test_it_is_told(done: Deed, words: str):
    assert told(done) == words


def test_when_and_where_it_was_done():
    assert when(deed("tag", at=NOW - timedelta(hours=2)), NOW) in ("2 h ago", "yesterday")
    assert when(deed("tag", at=NOW), NOW) == "just now"
    assert details(deed("tag", device="laptop", undone=True), "here") == "on laptop · taken back"
    assert details(deed("tag"), "here") == ""


def test_every_label_of_the_library_has_words():
    """Every word that the code gives to a change is told in a sentence of its own."""
    labels = set()
    for path in Path(history.__file__).parents[2].rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                labels |= labels_in(call)
    assert labels > {"archive", "import", "tags of a highlight", "unsubscribe", "pause a feed", "mark unread"}
    known = {*SAID, *(f"{beginning} " for beginning in BEGINNINGS)}
    assert labels - known == set()


def test_every_sentence_has_a_place_for_what_it_is_about():
    assert [sentence for sentence in SAID.values() if "{}" not in sentence and "{about}" not in sentence] == []


def labels_in(call: ast.Call) -> set[str]:
    """The labels that a call gives: the strings in the place where one belongs."""
    name = getattr(call.func, "attr", "")
    place = {"transaction": 0, "as_one": 0, "_change": 0, "change": 1}.get(name)
    given = [word.value for word in call.keywords if word.arg == "label"]
    given += call.args[place : place + 1] if place is not None else []
    return {label for value in given for label in strings_in(value) if label}


def strings_in(value: ast.expr) -> list[str]:
    if isinstance(value, ast.IfExp):
        return [*strings_in(value.body), *strings_in(value.orelse)]
    if isinstance(value, ast.JoinedStr):  # ends with a letter
        return strings_in(value.values[0])
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    return ["mark unread", "mark read", "mark as being read"] if isinstance(value, ast.Subscript) else []


async def test_undo_says_how_many(app: ReaderApp, library: Library):
    async with app.run_test(size=(80, 24)) as pilot:
        library.articles.archive([uid_of(library, "Article 6"), uid_of(library, "Article 7")])
        await pilot.press("u")
        assert "Taken back: archive, 2 articles · U does it again" in text_of(app.screen)
