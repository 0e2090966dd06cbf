"""Time on the list: a queue for the minutes there are, and what has lain unread for so long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.domain.anchor import Anchor
from reader.domain.article import State
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.domain.shelf import ALL, ARCHIVE, INBOX, Kind, ageing
from reader.library.library import Library
from reader.services.settings import settings_path
from reader.ui.app import ReaderApp
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.queueing import minutes_in
from tests.ui.lists import drafts, library_of, lines_of, pointed, text_of, titles_on, uid_of, until


@pytest.fixture
def library(tmp_path: Path):
    """Five articles of three minutes."""
    with library_of(tmp_path / "library", 5, words=713) as library:
        yield library


def aged(library: Library, *days: int) -> list[str]:
    """Add articles that have been in the Inbox for so many days."""
    now = datetime.now(UTC)
    made = drafts([f"Old {n}" for n in days])
    made = [
        replace(draft, url=f"https://old.example/{n}", added=now - timedelta(days=n, hours=1))
        for draft, n in zip(made, days, strict=True)
    ]
    return [added.article.uid for added in library.articles.add(made)]


# -- a queue --------------------------------------------------------------------------------------


async def test_twelve_minutes_become_a_list_that_is_read_in_turn(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("M", *"7", "enter")
        await until(pilot, lambda: app.list.shelf.kind is Kind.QUEUE)
        shown = text_of(app.screen)
        assert "7 minutes   2 articles · 6 min" in shown
        assert len(app.list.rows) == 2
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert app.screen.article.title == "Article 0"
        await pilot.press("J")
        await until(pilot, lambda: app.screen.article.title == "Article 1")
        await pilot.press("J")
        await until(pilot, lambda: "last article" in text_of(app.screen))
        await pilot.press("K", "r", "q")
        await until(pilot, lambda: app.screen is app.list)
        assert library.articles.get(uid_of(library, "Article 0")).state is State.READ
        # the queue stands still, and says how much of it is left
        assert len(app.list.rows) == 2
        await until(pilot, lambda: "2 articles · 3 min" in text_of(app.screen))


async def test_a_number_before_the_key_asks_for_nothing(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("1", "2", "M")
        await until(pilot, lambda: app.list.shelf.kind is Kind.QUEUE)
        assert len(app.list.rows) == 4
        assert "12 minutes" in "\n".join(lines_of(app.list.shelves))
        assert "4 articles · 12 min" in lines_of(app.list.bottom)[0]
        await pilot.press("g", "i")
        await until(pilot, lambda: app.list.shelf == INBOX)
        assert "12 minutes" in "\n".join(lines_of(app.list.shelves))


async def test_a_queue_is_there_again_after_a_restart(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "M")
        await until(pilot, lambda: app.list.shelf.kind is Kind.QUEUE)
        shelf = app.list.shelf
    again = ReaderApp(library)
    async with again.run_test(size=(80, 24)):
        assert again.list.shelf == shelf
        assert len(again.list.rows) == 2


async def test_a_queue_out_of_the_list_at_hand(library: Library):
    library.articles.archive([uid_of(library, "Article 3"), uid_of(library, "Article 4")])
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "a")
        await until(pilot, lambda: app.list.shelf == ARCHIVE)
        await pilot.press("9", "0", "M")
        await until(pilot, lambda: app.list.shelf.kind is Kind.QUEUE)
        assert sorted(article.title for article in app.list.rows.listing) == ["Article 3", "Article 4"]
        await pilot.press("g", "i")
        await until(pilot, lambda: app.list.shelf == INBOX)
        await pilot.press("/", *"Article 2", "enter", "9", "M")
        await until(pilot, lambda: app.list.shelf.kind is Kind.QUEUE)
        assert [article.title for article in app.list.rows.listing] == ["Article 2"]


async def test_no_time_for_anything_is_said(library: Library):
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "M")
        await until(pilot, lambda: "Nothing can be read in 1 minute" in text_of(app.screen))
        await pilot.press("M", *"soon", "enter")
        await until(pilot, lambda: "How many minutes?" in text_of(app.screen))
        await pilot.press("M", "escape")
        assert app.list.shelf == INBOX


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("12", 12), (" 12 min ", 12), ("1h", 60), ("1 h 30", 90), ("1:30", 90), ("2 hours", 120), ("", 0), ("soon", 0)],
)
def test_times_are_typed_as_people_do(words: str, minutes: int):
    assert minutes_in(words) == minutes


# -- let these go? --------------------------------------------------------------------------------


def test_only_what_nobody_has_looked_at_ages(library: Library):
    uids = aged(library, 100, 200, 300, 91, 89, 101, 102, 103, 104)
    articles = library.articles
    assert [a.title for a in articles.listing(ageing(90))] == [
        f"Old {n}" for n in (300, 200, 104, 103, 102, 101, 100, 91)
    ]
    articles.bookmark(uids[:1])
    articles.tag(uids[1:2], add=["keep"])
    articles.open(uids[2])
    articles.mark(uids[2:3], State.UNREAD)
    articles.archive(uids[5:6])
    articles.mark(uids[6:7], State.READ)
    articles.remove(uids[7:8])
    articles.set_aside(uids[8:9])
    assert [a.title for a in articles.listing(ageing(90))] == ["Old 91"]
    assert articles.count_on(ageing(90)) == 1
    assert articles.count_on(ageing(0)) == 0


def test_whatever_somebody_has_written_about_or_marked_does_not_age(library: Library):
    noted, lit, lettered, bookmarked, plain = uids = aged(library, 100, 101, 102, 103, 104)

    def here() -> list[str]:
        listed = library.articles.listing(ageing(90)).uids()
        assert library.articles.count_on(ageing(90)) == len(listed)
        assert library.articles.still_on(ageing(90), uids) == set(listed)
        return listed

    assert set(here()) == set(uids)
    library.articles.note(noted, "Ask Ada about this.")
    library.highlights.add([Highlight("h", lit, Anchor(0, 0), Anchor(0, 4), "Text")])
    library.marks.set(Mark("a", lettered, Anchor(0, 0)))
    library.articles.bookmark([bookmarked])
    assert here() == [plain]
    library.compact()
    assert here() == [plain]
    library.articles.note(noted, "")
    assert here() == [plain, noted]
    library.undo()
    assert here() == [plain]


async def test_what_gets_a_note_or_a_mark_meanwhile_leaves_the_shelf(library: Library):
    noted, lettered, plain = aged(library, 300, 200, 100)
    app = ReaderApp(library)
    async with app.run_test(size=(120, 24)) as pilot:
        app.list.shelf = ageing(90)
        await pilot.press("ctrl+a")
        library.articles.note(noted, "Ask Ada about this.")
        await until(pilot, lambda: app.list.rows.listing.uids() == [lettered, plain])
        library.marks.set(Mark("a", lettered, Anchor(0, 0)))
        await until(pilot, lambda: app.list.rows.listing.uids() == [plain])
        assert list(app.list.selection) == [plain]


async def test_what_has_aged_is_a_shelf_and_all_of_it_goes_with_one_key(library: Library):
    aged(library, 100, 200, 300)
    app = ReaderApp(library)
    async with app.run_test(size=(120, 24)) as pilot:
        assert "Let these go?" in "\n".join(lines_of(app.list.shelves))
        await pilot.press("<", "<", "<")
        for _ in range(12):
            if app.list.shelf.kind is Kind.AGEING:
                break
            await pilot.press("<")
        await until(pilot, lambda: app.list.shelf.kind is Kind.AGEING)
        assert pointed(app) == "Old 300"
        await pilot.press("e")
        await until(pilot, lambda: titles_on(library, ARCHIVE) == ["Old 300"])
        await until(pilot, lambda: pointed(app) == "Old 200")
        await pilot.press("ctrl+e")
        await until(pilot, lambda: len(titles_on(library, ARCHIVE)) == 3)
        await until(pilot, lambda: "2 articles archived · u takes it back" in text_of(app.screen))
        await until(pilot, lambda: "There is nothing to let go." in text_of(app.screen))
        await pilot.press("u")
        await until(pilot, lambda: titles_on(library, ARCHIVE) == ["Old 300"])
        assert len(titles_on(library, ALL)) == 8


async def test_where_nothing_has_aged_nothing_is_said(library: Library):
    settings_path().write_text("[list]\nageing = 0\n", encoding="utf-8")
    aged(library, 300)
    app = ReaderApp(library)
    async with app.run_test(size=(120, 24)):
        assert "Let these go?" not in text_of(app.screen)
