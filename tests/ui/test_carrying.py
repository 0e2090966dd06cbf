"""Importing and exporting in the app: an export is added with a key and reported, and what is shown goes out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.domain.shelf import ALL, BOOKMARKS, INBOX, Kind, Shelf
from reader.library.backups import daily
from reader.library.library import Library
from reader.ui.app import ReaderApp
from reader.ui.errands import progress
from reader.ui.screens.carrying import chosen_by
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.screens.export_place import ExportPlaceScreen
from reader.ui.screens.import_report import ImportReportScreen
from tests.ui.lists import library_of, text_of, titles_on, until

TABLE = "title,url,time_added,tags,status\nTides,https://example.org/tides,1712345678,sea,unread\nx,place:q,1,,unread\n"


@pytest.fixture
def library(tmp_path: Path):
    with library_of(tmp_path / "library", 3) as library:
        yield library


async def test_an_export_is_imported_and_reported_and_undone(library: Library, tmp_path: Path):
    file = tmp_path / "export.csv"
    file.write_text(TABLE)
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", *str(file), "enter")
        await until(pilot, lambda: "Pocket · 2 entries" in text_of(app.screen))
        assert isinstance(app.screen, ImportReportScreen)
        shown = text_of(app.screen)
        assert "1  new" in shown
        assert "row 3 has an address that begins with place:, which is no page" in shown
        await pilot.press("q")
        await until(pilot, lambda: "Tides" in titles_on(library, ALL))
        await pilot.press("g", "p")
        await until(pilot, lambda: isinstance(app.screen, ImportReportScreen))
        await pilot.press("q", "u")
        await until(pilot, lambda: "Tides" not in titles_on(library, ALL))


async def test_without_an_import_the_report_says_so(library: Library):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("g", "p")
        await until(pilot, lambda: "Nothing has been imported" in text_of(app.screen))


async def test_what_the_list_shows_is_exported(library: Library, tmp_path: Path):
    out = tmp_path / "out.json"
    app = ReaderApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", "1", "enter", "g", "e")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        assert "1 article of Inbox" in text_of(app.screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ExportPlaceScreen))
        await pilot.press(*str(out), "enter")
        await until(pilot, out.exists)
        await until(pilot, lambda: "Exported 1 article" in text_of(app.screen))
    assert [article["title"] for article in json.loads(out.read_text())["articles"]] == ["Article 1"]


async def test_an_empty_shelf_has_nothing_to_export(library: Library):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("g", "b", "g", "e")
        await until(pilot, lambda: "nothing here to export" in text_of(app.screen))


async def test_a_small_backup_is_made_by_itself_once_a_day(library: Library, monkeypatch):
    monkeypatch.setattr("reader.ui.app.BACKUP_SECONDS", 0.01)
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await until(pilot, lambda: daily(library.path))
        await until(pilot, lambda: not app.errands.busy)
        assert "Backing up" not in text_of(app.screen), "nobody needs to know"


def test_a_list_is_chosen_by_its_shelf_and_words():
    assert chosen_by(INBOX, "", list) == ["--shelf", "inbox"]
    assert chosen_by(BOOKMARKS, 'sea "slow web"', list) == ["--shelf", "bookmarks", "--", 'sea "slow web"']
    assert chosen_by(Shelf(Kind.TAG, "sea"), "", list) == ["--tag", "sea"]
    assert chosen_by(Shelf(Kind.FEED, "f00"), "-x", list) == ["--feed", "f00", "--", "-x"]
    assert chosen_by(Shelf(Kind.WAITING), "", list) == ["--shelf", "waiting"]
    assert chosen_by(Shelf(Kind.QUEUE, "a"), "", lambda: ["a"]) == ["--uid", "a"]
    assert chosen_by(Shelf(Kind.QUEUE, "a"), "", lambda: ["a"] * 5000) is None


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [(0, 10, "╌" * 12 + " 0 of 10"), (5, 10, "━" * 6 + "╌" * 6 + " 5 of 10"), (10, 10, "━" * 12 + " 10 of 10")],
)
def test_how_far_something_is_is_drawn(done: int, total: int, said: str):
    assert progress(done, total) == said
    assert progress(1500, 0) == "1\u00a0500"
