"""Highlights and notes: made, seen, coloured, written about, taken away, found again and missed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.domain.anchor import Anchor
from reader.domain.article import Article
from reader.domain.highlight import Highlight
from reader.library.library import Library
from reader.ui.screens.writing import WritingScreen
from tests.ui.lists import until
from tests.ui.pages import ReadingApp, articles_of, library_with, prose, rows_of

SIZE = (80, 24)
TWICE = "One sentence here. Another one. One sentence here.\n\nA second paragraph. It ends.\n\nA third."


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", TWICE, prose(40)) as library:
        yield library


def lit(page, look: str) -> str:
    """The words that lie in a light."""
    wanted = page.ink._lights[look].bgcolor
    segments = [segment for y in range(page.size.height) for segment in page.render_line(y)._segments]
    return "".join(segment.text for segment in segments if segment.style.bgcolor == wanted)


async def test_H_highlights_the_paragraph_and_shows_it_in_the_text_and_the_margin(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("H")
        [highlight] = library.highlights.all()
        assert highlight.text == "One sentence here. Another one. One sentence here."
        assert highlight.article == articles_of(library)[0].uid
        await until(pilot, lambda: lit(screen.page, "mark1") == highlight.text)
        assert "▎ One sentence here." in "\n".join(rows_of(screen.page))
        assert screen.bottom.typing[0][0] == "Highlighted"


async def test_once_more_takes_it_away_and_u_brings_it_back(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("H")
        await until(pilot, lambda: lit(screen.page, "mark1"))
        await pilot.press("escape", "H")
        assert library.highlights.all() == []
        await until(pilot, lambda: not lit(screen.page, "mark1"))
        await pilot.press("u")
        await until(pilot, lambda: lit(screen.page, "mark1"))


async def test_a_number_right_after_it_gives_it_another_colour_and_other_keys_mean_what_they_do(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("H", "3")
        await until(pilot, lambda: lit(screen.page, "mark3"))
        await pilot.press("5")
        await until(pilot, lambda: lit(screen.page, "mark5"))
        assert library.highlights.all()[0].colour == 5
        await pilot.press("b")
        assert articles_of(library)[0].bookmarked
        await pilot.press("2", "j")
        assert library.highlights.all()[0].colour == 5


async def test_a_selected_sentence_is_highlighted_once_though_its_words_occur_twice(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("v", "j", "j")
        assert lit(screen.page, "selected") == "One sentence here."
        await pilot.press("4")
        await until(pilot, lambda: lit(screen.page, "mark4") == "One sentence here.")
        assert lit(screen.page, "selected") == ""
        [highlight] = library.highlights.all()
        assert highlight.start.offset == TWICE.rindex("One sentence")


async def test_selecting_by_word_and_paragraph_and_with_the_other_end(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        page = (await app.shown(pilot)).page
        await pilot.press("v", "w", "w", "b")
        assert lit(page, "selected") == "Another"
        await pilot.press("v", "w", "w", "o", "b")
        assert lit(page, "selected") == ". Another one."
        await pilot.press("v", "right_curly_bracket")
        assert lit(page, "selected") == "A second paragraph. It ends."
        await pilot.press("left_curly_bracket")
        assert lit(page, "selected").startswith("One sentence here. Another")
        await pilot.press("escape")
        assert lit(page, "selected") == ""


async def test_the_selection_is_kept_in_sight(library: Library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        page = (await app.shown(pilot)).page
        await pilot.press("v", *["right_curly_bracket"] * 12)
        assert "Paragraph 12 begins." in lit(page, "selected")
        await pilot.press(*["left_curly_bracket"] * 12)
        assert "Paragraph 0 begins." in lit(page, "selected")


async def test_what_is_selected_can_be_copied(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await app.shown(pilot)
        await pilot.press("v", "y")
        assert app.clipboard == "One sentence here."


async def test_a_passage_selected_with_the_mouse_is_highlighted(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        page = screen.page
        y = next(y for y, row in enumerate(rows_of(page)) if "A second" in row)
        await pilot.mouse_down(page, offset=(page.margin, y))
        await pilot.hover(page, offset=(page.margin + 4, y))
        await pilot.hover(page, offset=(page.margin + 17, y))
        await pilot.mouse_up(page, offset=(page.margin + 17, y))
        await until(pilot, lambda: "H highlights" in screen.bottom.message)
        await pilot.press("H")
        assert [h.text for h in library.highlights.all()] == ["A second paragraph"]
        assert page.text_selection is None


async def write(pilot, app, text: str):
    await until(pilot, lambda: isinstance(app.screen, WritingScreen))
    await pilot.press(*text, "escape")
    await until(pilot, lambda: not isinstance(app.screen, WritingScreen))


async def test_a_note_is_written_about_a_highlight_and_seen_in_the_margin(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("H", "c")
        await write(pilot, app, "so")
        assert library.highlights.all()[0].note == "so"
        await until(pilot, lambda: any(row.startswith("✎") for row in rows_of(screen.page)))
        await pilot.press("c")
        await write(pilot, app, "!")
        assert library.highlights.all()[0].note == "so!"
        await pilot.press("u")
        assert library.highlights.all()[0].note == "so"


async def test_without_a_highlight_a_note_is_about_the_article(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("c")
        await write(pilot, app, "mine")
        assert articles_of(library)[0].note == "mine"
        await until(pilot, lambda: "✎" in screen.bottom.status)


async def test_what_was_being_written_is_kept_when_the_app_ends(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await app.shown(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, WritingScreen))
        await pilot.press("h", "i", "ctrl+q")
    assert articles_of(library)[0].note == "hi"


async def test_tags_are_given_to_a_highlight(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await app.shown(pilot)
        await pilot.press("H", "t", *"craft,", "space", *"#sea", "enter")
        assert library.highlights.all()[0].tags == ("craft", "sea")


def replace_body(library: Library, article: Article, body: str) -> None:
    """The text is another one now, as after it was fetched again."""
    library.bodies.write([(article, body)])


async def test_highlights_are_found_again_when_the_text_changed_around_them(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("v", "right_curly_bracket", "H", "escape")
        replace_body(library, articles_of(library)[0], "Something new above.\n\n" + TWICE.replace("third", "last"))
        screen.show(articles_of(library)[0])
        await until(pilot, lambda: lit(screen.page, "mark1") == "A second paragraph. It ends.")


async def test_a_highlight_that_is_not_in_the_text_any_more_is_said_and_kept(library: Library):
    article = articles_of(library)[0]
    gone = Highlight("u", article.uid, Anchor(0, 5, "never there"), Anchor(0, 9, "", "there"), "never there at all")
    library.highlights.add([gone])
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await until(pilot, lambda: "1 highlight not found" in screen.bottom.message)
        assert lit(screen.page, "mark1") == ""
        assert library.highlights.all() == [gone]


async def test_highlights_made_elsewhere_appear(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        article = articles_of(library)[0]
        start, end = Anchor(0, 0, TWICE[:32]), Anchor(0, 18, TWICE[18:50], TWICE[:18])
        with Library.open(library.path) as other:
            other.highlights.add([Highlight("u", article.uid, start, end, TWICE[:18], 2, made=datetime.now(UTC))])
        await until(pilot, lambda: lit(screen.page, "mark2") == "One sentence here.")


async def test_a_thousand_highlights_in_a_long_text_do_not_hold_up_the_page(tmp_path):
    with library_with(tmp_path / "long", prose(2000)) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            document = screen.page.document
            from reader.text.document import start_of
            from reader.text.passages import anchors_of
            from reader.text.units import Unit, unit_at

            made = []
            for block in list(document)[::2]:
                passage = unit_at(document, start_of(block), Unit.SENTENCE)
                start, end = anchors_of(document, passage)
                made.append(Highlight(f"{block.source}", screen.article.uid, start, end, block.text[: end.offset]))
            library.highlights.add(made)
            await until(pilot, lambda: lit(screen.page, "mark1"))
            screen.show(articles_of(library)[0])
            assert len(screen._waiting) > 500  # only some were looked for before the first paint
            await until(pilot, lambda: not screen._waiting)
            assert len(screen._passages) == 1000
