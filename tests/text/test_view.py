import random

import pytest

from reader.text.blocks import Block, Kind
from reader.text.document import Document
from reader.text.layout import Layout
from reader.text.view import LANDING, OVERLAP, View

HEAD = (Block(Kind.TITLE, "A title"), Block(Kind.FACTS, "Somebody · 4 min"))
FOOT = (Block(Kind.END, "■", gap=2),)


def text(paragraphs=200):
    chance = random.Random(11)
    parts = []
    for n in range(paragraphs):
        if n % 15 == 7:
            parts.append(f"## Section {n}")
        if n % 31 == 5:
            parts.append("> " + " ".join(f"q{chance.randrange(10**6)}" for _ in range(40)))
        if n % 17 == 3:
            parts.append("```\n" + "\n".join(f"line {chance.randrange(10**6)}" for _ in range(6)) + "\n```")
        parts.append(" ".join(f"word{chance.randrange(10**6)}" for _ in range(chance.randrange(3, 150))))
    return "\n\n".join(parts)


@pytest.fixture(scope="module")
def document():
    return Document(text())


def view_of(document, width=66, height=20):
    return View(Layout(document, width, HEAD, FOOT), height)


def screen(view):
    shown = []
    for at in view.rows:
        row, block = view.layout.row(at), view.layout.block(at)
        shown.append("".join(block.text[p.start : p.end].rstrip() for p in row.pieces))
    return shown


def first_word(view):
    block = view.layout.document.block_at(view.anchor)
    return block.text[view.anchor.offset - block.base :].split()[0]


def test_a_new_page_begins_with_the_last_two_lines_of_the_old(document):
    view = view_of(document)
    view.move(5)
    before = screen(view)
    view.page(1)
    while not before[-1]:
        before.pop()  # blank lines at the end of a page are none of it
    assert screen(view)[:OVERLAP] == before[-OVERLAP:]
    assert view.rows.index(view.ended) == OVERLAP - 1
    view.page(-1)
    assert screen(view)[: len(before)] == before
    assert view.ended is None


def test_pages_are_turned_back_as_they_were_turned(document):
    view = view_of(document, height=19)
    tops = [view.top]
    while view.page(1):
        tops.append(view.top)
    for top in reversed(tops[:-1]):
        view.page(-1)
        if len(tops) - tops.index(top) < 50:
            assert view.top == top


def test_the_end_is_the_last_row_of_the_last_screen(document):
    view = view_of(document)
    view.to_end()
    assert view.at_end
    assert view.layout.block(view.rows[-1]).kind is Kind.END
    assert len(view.rows) == 20
    assert not view.move(1)
    assert not view.page(1)


def test_a_thousand_places_survive_every_width(document):
    """The first word on the screen is the same after 120, 40, 200, 60 and 120 columns."""
    chance = random.Random(1000)
    layouts = {width: Layout(document, width, HEAD, FOOT) for width in (120, 40, 200, 60)}
    for _ in range(1000):
        view = View(layouts[120], 30)
        view.go(document.at_fraction(chance.random()))
        view.move(chance.randrange(-3, 4))
        wanted, rows, row = first_word(view), screen(view), view.row
        for width in (40, 200, 60):
            view.reflow(layouts[width], 30)
            assert first_word(view) == wanted
            at = view.layout.find(view.anchor)
            assert view.rows.index(at) == row or view.at_end
        view.reflow(layouts[120], 30)
        assert first_word(view) == wanted
        assert screen(view) == rows


def test_a_change_of_height_keeps_the_line_where_it_is(document):
    view = view_of(document)
    view.page(1)
    view.page(1)
    before = screen(view)
    view.reflow(view.layout, 9)
    assert screen(view) == before[:9]
    view.reflow(view.layout, 20)
    assert screen(view) == before


def test_the_top_stays_the_top(document):
    view = view_of(document)
    view.reflow(Layout(document, 30, HEAD, FOOT), 12)
    assert view.at_top
    assert screen(view)[0] == "A title"


def test_paragraphs_land_on_the_same_row(document):
    view = view_of(document)
    for _ in range(40):
        view.paragraph(1)
        block = view.layout.block(view.rows[LANDING])
        assert view.layout.row(view.rows[LANDING]).start == 0
        assert block.text.startswith(first_word(view))
    places = []
    for _ in range(10):
        places.append(view.anchor)
        view.paragraph(-1)
    for place in reversed(places):
        view.paragraph(1)
        assert view.anchor == place


def test_paragraphs_lead_through_the_whole_text_and_back(document):
    view = view_of(document, height=10)
    for _ in range(1000):
        if not view.paragraph(1):
            break
    assert view.at_end
    for _ in range(1000):
        if not view.paragraph(-1):
            break
    assert view.at_top


def test_headings_are_found_in_both_directions(document):
    view = view_of(document)
    seen = []
    while view.heading(1):
        seen.append(first_word(view) + view.layout.document.block_at(view.anchor).text)
        if len(seen) > 3:
            break
    assert len(set(seen)) == len(seen) == 4
    view.move(7)
    assert view.heading(-1)
    assert first_word(view) + view.layout.document.block_at(view.anchor).text == seen[-1]
    assert view.heading(-1)
    assert first_word(view) + view.layout.document.block_at(view.anchor).text == seen[-2]


def test_before_the_first_heading_there_is_the_top(document):
    view = view_of(document)
    view.heading(1)
    assert view.heading(-1)
    assert view.at_top
    assert not view.heading(-1)


def test_a_text_that_fits_has_neither_more_above_nor_below():
    view = view_of(Document("Short."))
    assert view.at_top
    assert view.at_end
    assert view.seen == (0.0, 1.0)
    for move in (view.page, view.half, view.move, view.paragraph, view.heading):
        assert not move(1)
        assert not move(-1)


def test_nothing_at_all_can_be_viewed():
    view = View(Layout(Document(""), 40), 10)
    assert view.rows == []
    view.move(1)
    view.to_end()
    view.to_top()
    view.paragraph(1)
    view.heading(-1)
    view.reflow(Layout(Document(""), 20), 5)
    assert view.at_end
    assert view.at_top


def test_a_page_does_not_end_with_a_heading_or_the_first_line_of_a_paragraph(document):
    view = view_of(document, height=19)
    cuts = 0
    while view.page(1) and not view.at_end:
        cuts += len(view.rows) < 19
        last = [at for at in view.rows if not view.layout.row(at).blank][-2:]
        for number, at in enumerate(last):
            block = view.layout.block(at)
            assert block.kind is not Kind.HEADING, screen(view)
            begins = view.layout.row(at).start == 0 and number == 1 and block.kind is Kind.PARAGRAPH
            below = view.layout.walk(at, 1)
            assert not (begins and view.layout.block(below) is block and not view.layout.row(below).blank)
    assert cuts > 5


def test_nothing_is_skipped_by_pages_that_end_early(document):
    view = view_of(document, height=19)
    seen = dict.fromkeys(view.rows)
    while view.page(1):
        assert view.rows[0] in seen
        seen |= dict.fromkeys(view.rows)
    first = view.layout.first()
    assert list(seen) == view.layout.window(first, 100_000)


def test_after_a_page_one_reads_on_below_where_the_old_one_ended(document):
    view = view_of(document)
    assert view.reading == view.anchor
    view.page(1)
    ended = view.layout.position(view.ended)
    assert ended <= view.reading
    assert view.reading > view.anchor or view.rows[0] == view.ended
    view.move(1)
    assert view.reading == view.anchor


def test_a_steady_line_goes_through_every_line_of_text(document):
    view = View(Layout(document, 66, HEAD, FOOT), 21, steady=True)
    positions = [view.anchor]
    while view.move(1):
        positions.append(view.anchor)
        assert view.layout.find(view.anchor) == view.rows[view.row]
        assert view.row == 7 or view.at_end or view.rows[0] == view.layout.first()
    rows = view.layout.window(view.layout.first(), 100_000)
    lines = [view.layout.position(at) for at in rows if view._is_text(at)]
    assert positions == lines
    while view.move(-1):
        positions.pop()
        assert view.anchor == positions[-1]
    assert len(positions) == 1
    view.to_end()
    assert view.anchor == lines[-1]


def test_a_steady_line_moves_by_pages_and_paragraphs_too(document):
    view = View(Layout(document, 66, HEAD, FOOT), 21, steady=True)
    view.page(1)
    assert view.row == 7
    assert view.page(-1)
    assert view.anchor <= view.layout.position(view.rows[view.row])
    for _ in range(5):
        view.paragraph(1)
        assert view.layout.row(view.rows[view.row]).start == 0
