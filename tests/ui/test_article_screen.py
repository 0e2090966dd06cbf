import pytest

from reader.domain.article import State
from reader.library.library import Library
from reader.services.settings import SettingsFile
from reader.ui.screens import page_screen as module
from tests.ui.lists import until
from tests.ui.pages import ReadingApp, chapters, library_with, prose, rows_of

SIZE = (80, 24)


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", prose(40), chapters(6), "A short note.", source="The Bay") as library:
        yield library


def articles(library):
    from reader.domain.shelf import ALL

    return list(library.articles.listing(ALL))


async def test_an_article_is_opened_and_known_to_be_read(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        assert "  Article 0" in rows_of(screen.page)
        await until(pilot, lambda: articles(library)[0].state is State.READING)
        assert articles(library)[0].opened is not None
        assert articles(library)[1].state is State.UNREAD


async def test_the_keys_move(library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        page = screen.page
        first = rows_of(page)
        await pilot.press("j")
        assert rows_of(page)[:-1] == first[1:]
        await pilot.press("k")
        assert rows_of(page) == first
        await pilot.press("space")
        assert rows_of(page)[0].lstrip("› ") == first[-2].lstrip()
        await pilot.press("pageup")
        assert rows_of(page) == first
        await pilot.press("ctrl+d", "ctrl+u")
        assert rows_of(page) == first
        await pilot.press("right_square_bracket")
        assert rows_of(page)[1] == "  Chapter 1"
        await pilot.press("right_square_bracket")
        assert rows_of(page)[1] == "  Chapter 2"
        await pilot.press("left_square_bracket")
        assert rows_of(page)[1] == "  Chapter 1"
        await pilot.press("right_curly_bracket")
        assert rows_of(page)[1].startswith("  Paragraph 0")
        await pilot.press("right_curly_bracket", "left_curly_bracket")
        assert rows_of(page)[1].startswith("  Paragraph 0")
        await pilot.press("G")
        assert page.view.at_end
        await pilot.press("g", "g")
        await until(pilot, lambda: rows_of(page) == first)


async def test_the_bottom_line_says_where_the_reader_is(library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        assert screen.bottom.status.startswith("0\u00a0%")
        await pilot.press("right_square_bracket", "right_square_bracket")
        await until(pilot, lambda: "Chapter 2" in screen.bottom.status)
        assert "min left" in screen.bottom.status
        assert 0 < screen.progress < 1
        await pilot.press("G")
        await until(pilot, lambda: screen.bottom.status.startswith("100\u00a0%   the end"))


async def test_the_place_is_saved_soon_after_the_last_move(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space", "space")
        await until(pilot, lambda: articles(library)[0].place is not None)
        kept = articles(library)[0]
        assert kept.place.quote.split()[0] == rows_of(screen.page)[screen.page.view.row].lstrip("› ").split()[0]
        assert 0 < kept.progress < 1


@pytest.mark.parametrize("way", ["keep_place_now", "action_back", "action_next_article"])
async def test_the_place_is_saved_at_once_on_every_way_out(library, way, monkeypatch):
    monkeypatch.setattr(module, "SAVED_AFTER", 1000)
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space")
        await pilot.pause()
        assert articles(library)[0].place is None
        getattr(screen, way)()
        await until(pilot, lambda: articles(library)[0].place is not None)


async def test_the_place_is_saved_when_the_app_ends(library, monkeypatch):
    monkeypatch.setattr(module, "SAVED_AFTER", 1000)
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await app.shown(pilot)
        await pilot.press("space")
        await pilot.pause()
    assert articles(library)[0].place is not None


async def test_opening_alone_does_not_move_the_place(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space", "j", "j", "j")
        screen.keep_place_now()
        place = articles(library)[0].place
        for size in ((50, 30), (120, 12), SIZE):
            screen.show(articles(library)[0])
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen.page.view.anchor == screen._kept
            screen.keep_place_now()
            assert articles(library)[0].place == place


@pytest.mark.parametrize("size", [(40, 12), (200, 50), (66, 24)])
async def test_the_place_is_found_again_in_another_window(tmp_path, size):
    with library_with(tmp_path / "library", prose(60)) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("space", "space", "space", "j")
            await pilot.pause()
            word = screen.page.view.anchor
            screen.keep_place_now()
    with Library.open(tmp_path / "library") as library:
        app = ReadingApp(library)
        async with app.run_test(size=size) as pilot:
            screen = await app.shown(pilot)
            assert screen.page.view.anchor == word
            at = screen.page.view.layout.find(word)
            assert screen.page.view.rows.index(at) == 2


async def test_reading_to_the_end_finishes(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        for _ in range(60):
            await pilot.press("space")
            if screen.page.view.at_end:
                break
        await until(pilot, lambda: articles(library)[0].state is State.READ)
        assert "Read to the end" in screen.bottom.message
        assert library.undo().label == "finish"
        assert articles(library)[0].state is State.READING


async def test_jumping_to_the_end_does_not_finish(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("G", "j", "k", "j", "G")
        await pilot.pause()
        screen.action_back()
        await pilot.pause()
        assert articles(library)[0].state is State.READING


async def test_reading_on_from_the_kept_place_finishes(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        page = screen.page
        page.go(page.document.at_fraction(0.8))
        await pilot.pause()
        screen.keep_place_now()
        screen.show(articles(library)[0])
        for _ in range(20):
            await pilot.press("space")
        await until(pilot, lambda: articles(library)[0].state is State.READ)


async def test_a_note_that_fits_is_read_when_the_reader_has_looked_at_it(library, monkeypatch):
    app = ReadingApp(library, 2)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        screen.leave_article()
        assert articles(library)[2].state is State.READING  # closed at once: not read
        monkeypatch.setattr(module, "A_LOOK", 0.0)
        screen.leave_article()
        assert articles(library)[2].state is State.READ


async def test_a_note_that_fits_is_read_by_reading_on(library):
    app = ReadingApp(library, 2)
    async with app.run_test(size=SIZE) as pilot:
        await app.shown(pilot)
        await pilot.press("space")
        await until(pilot, lambda: articles(library)[2].state is State.READ)


async def test_marking_unread_again_is_respected(library):
    app = ReadingApp(library, 2)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space")
        await until(pilot, lambda: articles(library)[2].state is State.READ)
        await pilot.press("r")
        await until(pilot, lambda: articles(library)[2].state is State.UNREAD)
        await pilot.press("space")
        screen.leave_article()
        assert articles(library)[2].state is State.UNREAD


async def test_bookmarking_shows_a_star(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        assert not screen.bookmarked
        await pilot.press("b")
        await until(pilot, lambda: screen.bottom.status.startswith("★"))
        assert articles(library)[0].bookmarked is not None
        await pilot.press("b")
        await until(pilot, lambda: not screen.bookmarked)
        await pilot.press("e")
        await until(pilot, lambda: articles(library)[0].archived is not None)


async def test_a_bookmark_made_elsewhere_is_seen(library, tmp_path):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        with Library.open(library.path) as other:
            other.articles.bookmark([articles(library)[0].uid], True)
        library.catch_up()
        await until(pilot, lambda: screen.bookmarked)


async def test_neighbours_are_one_key_away(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("J")
        await until(pilot, lambda: screen.article.title == "Article 1")
        assert "  Article 1" in rows_of(screen.page)
        await pilot.press("J", "J")
        await until(pilot, lambda: "last article" in screen.bottom.message)
        assert screen.article.title == "Article 2"
        await pilot.press("K", "K", "K")
        await until(pilot, lambda: "first article" in screen.bottom.message)
        assert screen.article.title == "Article 0"


async def test_the_measure_is_remembered(library):
    app = ReadingApp(library)
    async with app.run_test(size=(120, 24)) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("minus", "minus")
        await until(pilot, lambda: screen.page.text_width == 58)
        assert SettingsFile().settings.measure == 58
        screen.show(articles(library)[1])
        assert screen.page.text_width == 58
        await pilot.press("equals_sign")
        await until(pilot, lambda: screen.page.text_width == 66)
        await pilot.press("plus")
        await until(pilot, lambda: screen.page.text_width == 70)


async def test_zen_is_the_text_and_nothing_else(library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        assert screen.bottom.display
        await pilot.press("z")
        await until(pilot, lambda: not screen.bottom.display)
        await pilot.press("z")
        await until(pilot, lambda: screen.bottom.display)


async def test_a_missing_body_is_one_calm_sentence(library):
    article = articles(library)[0]
    library.bodies.path(article.uid).unlink()
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        text = "\n".join(rows_of(screen.page))
        assert "Article 0" in text
        assert "not" in text or "missing" in text
        await pilot.press("space", "j", "G", "q")


async def test_a_read_only_library_can_be_read(library, tmp_path):
    uid = articles(library)[0].uid
    library.close()
    for path in [*library.path.rglob("*"), library.path]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with Library.open(library.path) as closed:
            if not closed.read_only:
                pytest.skip("whoever runs this may write everywhere")
            app = ReadingApp(closed)
            async with app.run_test(size=SIZE) as pilot:
                await app.shown(pilot)
                await pilot.press("space", "b", "minus", "q")
            assert closed.articles.get(uid).place is None
    finally:
        for path in [library.path, *library.path.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("size", [(1, 1), (10, 2), (40, 12), (300, 100)])
async def test_no_window_is_too_small_or_too_large(library, size):
    app = ReadingApp(library, 1)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("space", "j", "right_square_bracket", "right_curly_bracket", "G", "g", "g", "J", "b")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.is_running
