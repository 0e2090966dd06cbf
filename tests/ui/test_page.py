from datetime import UTC, datetime

import pytest
from textual.events import MouseScrollDown
from textual.geometry import Offset
from textual.selection import Selection

from reader.domain.article import Article
from reader.text.blocks import Block, Kind
from reader.text.document import Document, Position
from reader.ui.widgets.page import MEASURE_CJK
from reader.ui.widgets.page_selection import name_of
from reader.ui.widgets.title_block import end_block, title_block
from tests.ui.lists import until
from tests.ui.pages import PageApp, chapters, prose, rows_of

HEAD = title_block(Article("u", "The Title", url="https://www.example.org/a", author="A. Writer", words=500))


async def test_the_title_block_stands_above_the_text():
    app = PageApp("Text.", head=HEAD, foot=end_block())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = rows_of(app.page)
        assert rows[:6] == ["  The Title", "", "  A. Writer · 2 min", "  www.example.org", "", "  Text."]
        assert rows[8].strip() == "■"


async def test_the_column_is_centred_and_no_wider_than_its_measure():
    app = PageApp(prose(5))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert (app.page.margin, app.page.text_width) == (27, 66)
        assert app.page.render_line(0).text.startswith(" " * 27 + "Paragraph")
        assert 60 <= max(map(len, rows_of(app.page))) <= 68


@pytest.mark.parametrize("width", [120, 80, 66, 40, 20, 5, 1])
async def test_narrow_windows_give_up_margins_before_measure(width):
    app = PageApp(prose(3))
    async with app.run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        text = app.page.text_width
        assert text == (66 if width >= 69 else width - 3 if width > 20 else max(1, width - 2))
        assert all(len(row) <= max(width, 1) for row in rows_of(app.page) if width > 10)


async def test_chinese_and_japanese_have_forty_characters_a_line():
    app = PageApp("海辺の図書館は潮が引くと開く" * 30, natural=MEASURE_CJK)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        assert len(rows_of(app.page)[0].strip()) == 40


def set_measure(page, step):
    page.settings = page.settings._replace(measure=page.stepped_measure(step))


async def test_the_measure_changes_in_steps_and_keeps_the_line_on_its_row():
    app = PageApp(prose(60))
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        page = app.page
        page.move(37)
        word, anchor, row = rows_of(page)[page.view.row].split()[0], page.view.anchor, page.view.row
        for step in (1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1):
            set_measure(page, step)
            await pilot.pause()
            assert (page.view.anchor, page.view.row) == (anchor, row)
            assert page.view.layout.find(anchor) == page.view.rows[row]
        assert page.text_width == 40
        set_measure(page, 0)
        await pilot.pause()
        assert rows_of(page)[row].split()[0] == word
        for _ in range(20):
            set_measure(page, 1)
        await pilot.pause()
        assert page.text_width == 100


async def test_resizing_keeps_the_line_on_its_row():
    app = PageApp(prose(60), head=HEAD)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        page = app.page
        page.page(2)
        page.move(3)
        await pilot.pause()
        before, anchor, row = rows_of(page), page.view.anchor, page.view.row
        for width, height in ((40, 20), (200, 20), (60, 12), (120, 20)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda size=(width, height): tuple(page.size) == size)
            await pilot.pause()
            assert page.view.anchor == anchor
            assert page.view.layout.find(anchor) == page.view.rows[row]
        assert rows_of(page) == before


async def test_the_old_page_leaves_a_mark_where_it_ended():
    app = PageApp(prose(60))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        page = app.page
        last = next(row for row in reversed(rows_of(page)) if row)
        page.page(1)
        await pilot.pause()
        marked = [row for row in rows_of(page) if row.startswith("›")]
        assert [row[1:].strip() for row in marked] == [last.strip()]
        page.move(1)
        assert not any(row.startswith("›") for row in rows_of(page))


async def test_a_place_is_marked_when_the_text_is_opened_there():
    body = prose(60)
    place = Position(body.index("Paragraph 30"), 0)
    app = PageApp(body, place=place)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        app.page.show(Document(body), place=place)
        assert rows_of(app.page)[2].startswith("› Paragraph 30 begins.")
        assert app.page.view.anchor == place


def scroll_down(widget):
    return MouseScrollDown(widget, 3, 3, 0, 1, 0, False, False, False)


async def test_the_wheel_moves_three_lines():
    app = PageApp(prose(60))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        before = rows_of(app.page)
        app.page.post_message(scroll_down(app.page))
        await pilot.pause()
        assert rows_of(app.page)[:-3] == before[3:]


async def test_a_click_on_a_link_says_which():
    app = PageApp("Read [this page](https://example.org/a) now.\n\nAnd [not](javascript:x) that.")
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        await pilot.click(app.page, offset=(app.page.margin + 9 - 2, 0))
        await pilot.click(app.page, offset=(app.page.margin + 3 - 2, 0))
        await pilot.click(app.page, offset=(app.page.margin + 8 - 2, 2))
        await until(pilot, lambda: app.chosen)
        assert app.chosen == ["https://example.org/a"]


async def test_links_are_given_to_the_terminal_only_if_they_are_safe():
    app = PageApp("A [web](https://example.org/ü) and [bad](javascript:alert(1)) and <https://e.org/\u202e>.")
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        links = {segment.style.link for segment in app.page.render_line(0) if segment.style and segment.style.link}
        assert "https://example.org/%C3%BC" in links
        assert all(link.startswith("https://") and link.isascii() and "\u202e" not in link for link in links)


@pytest.mark.parametrize("foreign", ["&#27;[31m", "\x1b]0;x\x07", "&#x9b;2J", "\u202eevil", "&#x202e;x", "\ud800"])
async def test_nothing_that_a_terminal_obeys_is_painted(foreign):
    app = PageApp(
        f"a {foreign} b\n\n`{foreign}`\n\n```\n{foreign}\n```\n\n| {foreign} |\n|-|\n| {foreign} |", head=HEAD
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for y in range(24):
            text = app.page.render_line(y).text
            assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\ud800" for c in text)


async def test_what_is_selected_is_the_text_without_line_ends_and_signs():
    body = "- " + prose(1, 40) + "\n- second item\n\n> quoted words\n\nLast so\u00adft paragraph."
    app = PageApp(body)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        page = app.page
        whole = page.get_selection(Selection(None, None))
        assert whole is not None
        assert whole[0] == f"{prose(1, 40)}\nsecond item\n\nquoted words\n\nLast soft paragraph."
        rows = page.view.rows
        y = next(i for i, row in enumerate(rows_of(page)) if "quoted" in row)
        part = Selection(Offset(page.margin + 2, name_of(rows[1])), Offset(page.margin + 8, name_of(rows[y])))
        text = page.get_selection(part)[0]
        assert text.endswith("second item\n\nquoted")
        assert text.split()[0] == rows_of(page)[1].split()[0]


async def test_dragging_the_mouse_selects_and_lights_the_words():
    app = PageApp("One two three four five.\n\nSix seven.")
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(app.page, offset=(app.page.margin + 6 - 2, 0))
        await pilot.hover(app.page, offset=(app.page.margin + 9 - 2, 0))
        await pilot.hover(app.page, offset=(app.page.margin + 15 - 2, 0))
        await pilot.mouse_up(app.page, offset=(app.page.margin + 15 - 2, 0))
        await pilot.pause()
        assert app.screen.get_selected_text() == "two three"
        lit = [s.text for s in app.page.render_line(0) if s.style and s.style.bgcolor != app.page.rich_style.bgcolor]
        assert "".join(lit).strip() == "two three"


async def test_a_move_paints_only_what_has_changed():
    app = PageApp("Alpha\n\nBeta\n\n" + prose(30))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        asked = []
        app.page.refresh = lambda *regions, **_: asked.extend(regions)
        app.page.move(1)
        assert asked
        assert all(region.height == 1 and region.width <= 68 and region.x == app.page.margin - 2 for region in asked)
        assert sum(region.area for region in asked) < 20 * 68
        asked.clear()
        app.page.to_top()
        app.page.move(-1)
        asked.clear()
        app.page.to_top()
        assert asked == []


async def test_a_heading_that_repeats_the_title_is_not_shown_again():
    app = PageApp("# The Title\n\nText.", head=HEAD)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert sum("The Title" in row for row in rows_of(app.page)) == 1


async def test_a_theme_changes_the_colours_of_what_is_shown():
    app = PageApp(prose(3))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        before = app.page.render_line(0)._segments[0].style
        app.theme = "paper"
        await until(pilot, lambda: app.page.render_line(0)._segments[0].style != before)


async def test_moving_in_a_text_of_half_a_million_words_reads_little_of_it():
    body = "\n\n".join(prose(1, 90, seed=n) for n in range(5500))
    app = PageApp(body)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        page = app.page
        page.to_end()
        for _ in range(5):
            page.page(-1)
        page.to_top()
        page.page(3)
        assert "and so ends 0." in body
        assert sum(blocks is not None for blocks in page.document._blocks) < 12


async def test_an_empty_text_is_a_calm_page():
    app = PageApp("", head=HEAD, foot=(Block(Kind.PARAGRAPH, "There is no text here."),))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        for move in (app.page.move, app.page.page, app.page.paragraph, app.page.heading):
            move(1)
            move(-1)
        assert "  There is no text here." in rows_of(app.page)


async def test_headings_are_bold_and_links_underlined():
    app = PageApp(chapters(1) + "\n\n[link](https://e.org)")
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        styles = {s.text.strip(): s.style for y in range(40) for s in app.page.render_line(y) if s.text.strip()}
        assert styles["Chapter 0"].bold
        assert styles["link"].underline


async def test_a_selection_does_not_outlive_the_lines_it_was_made_on():
    app = PageApp(prose(3))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(app.page, offset=(20, 0))
        await pilot.hover(app.page, offset=(30, 3))
        await pilot.mouse_up(app.page, offset=(30, 3))
        await pilot.pause()
        assert app.screen.get_selected_text()
        await pilot.resize_terminal(50, 20)
        await until(pilot, lambda: not app.screen.get_selected_text())


@pytest.mark.parametrize(
    ("published", "said"),
    [(datetime(2024, 5, 4, tzinfo=UTC), "4 May 2024"), (None, "W · S · 1 min")],
)
def test_the_byline_says_what_is_known(published, said):
    blocks = title_block(Article("u", "T", author="W", source="S", published=published, words=10))
    assert said in blocks[1].text
    assert len(blocks) == 2


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "https://[broken", "https:///nohost"])
def test_an_address_that_leads_nowhere_is_not_in_the_title_block(url):
    assert not any(span.href for block in title_block(Article("u", "T", url=url)) for span in block.spans)
