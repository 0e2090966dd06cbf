import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import Block, Kind
from reader.text.document import Document, Position, start_of
from reader.text.layout import At, Layout
from reader.text.typography import Typography
from reader.text.width import cell_width
from tests.text.test_document import markdown


def rows(body, width, **options):
    layout = Layout(Document(body), width, **options)
    first = layout.first()
    shown = []
    for at in layout.window(first, 10_000) if first else []:
        text = layout.block(at).text
        shown.append("".join(p.lead + text[p.start : p.end].rstrip(" \n") for p in layout.row(at).pieces).rstrip())
    return shown


def test_paragraphs_are_parted_by_one_row_and_chapters_by_two():
    assert rows("One\n\nTwo\n\n## Head\n\nThree\n\n### Sub\n\nFour", 40) == [
        "One", "", "Two", "", "", "Head", "", "Three", "", "Sub", "", "Four",
    ]  # fmt: skip


def test_headings_under_headings_stay_together():
    assert rows("# One\n\n## Two\n\nText", 40) == ["One", "", "Two", "", "Text"]


def test_lists_and_quotes_hang():
    assert rows("- one two three four\n\n> five six seven eight", 14) == [
        "• one two", "  three four", "", "▎ five six", "▎ seven eight",
    ]  # fmt: skip


def test_code_that_is_too_long_is_wrapped_with_a_sign_and_loses_nothing():
    assert rows("```\nabcdefghijklmnopqrstuvwxyz\n  x\n```", 12) == [
        "  abcdefghij",
        "↪ klmnopqrst",
        "↪ uvwxyz",
        "    x",
    ]


TABLE = "| Name | Years |\n|---|--:|\n| John | 12 |\n| Virginia | 3 |"


def test_a_table_that_fits_is_a_grid():
    assert rows(TABLE, 40) == ["Name      Years", "────────  ─────", "John         12", "Virginia      3"]


def test_a_table_that_does_not_fit_is_told_record_by_record():
    assert rows(TABLE, 14) == ["Name:  John", "Years: 12", "", "Name:  Virgini", "       a", "Years: 3"]


def test_a_rule_is_a_quiet_ornament_in_the_middle():
    assert rows("a\n\n***\n\nb", 21) == ["a", "", "      *   *   *", "", "b"]


def test_the_head_stands_above_and_the_foot_below():
    head, foot = (Block(Kind.TITLE, "Title"),), (Block(Kind.END, "■"),)
    assert rows("Text", 9, head=head, foot=foot) == ["Title", "", "Text", "", "    ■"]


def test_a_heading_that_repeats_the_title_is_not_shown():
    body = "# Title\n\nText"
    assert rows(body, 20, head=(Block(Kind.TITLE, "Title"),), unseen=Position(0, 0)) == ["Title", "", "Text"]


@settings(max_examples=300, deadline=None)
@given(markdown, st.integers(12, 80))
def test_no_row_is_wider_than_the_column(body, width):
    for row in rows(body, width):
        assert cell_width(row) <= width, row


@settings(max_examples=100, deadline=None)
@given(markdown, st.integers(1, 11))
def test_the_narrowest_columns_do_no_harm(body, width):
    assert rows(body, width) is not None


@settings(max_examples=100, deadline=None)
@given(markdown, st.integers(5, 60))
def test_every_character_stands_in_a_row_that_can_be_found(body, width):
    layout = Layout(Document(body, 60), width)
    for block in layout.document:
        for offset in range(0, max(1, len(block.text)), 3):
            at = layout.find(Position(block.source, block.base + offset))
            assert at is not None
            row, found = layout.row(at), layout.block(at)
            if block.table is None:
                assert found == block
                assert row.start <= offset <= row.end


def test_walking_down_and_up_again_leads_back():
    layout = Layout(Document("\n\n".join(f"Paragraph {n} of some words" for n in range(300)), 500), 30)
    first, last = layout.first(), layout.last()
    assert layout.walk(first, 10_000) == last
    assert layout.walk(last, -10_000) == first
    assert first is not None
    for steps in (1, 2, 50, 333):
        assert layout.walk(layout.walk(first, steps), -steps) == first
    assert layout.is_last(last)
    assert not layout.is_last(first)


def test_an_empty_document_has_no_rows():
    layout = Layout(Document(""), 40)
    assert layout.first() is None
    assert layout.find(Position(0, 0)) is None


@pytest.mark.parametrize("width", [120, 40, 200, 60])
def test_the_start_of_every_paragraph_is_found_at_every_width(width):
    layout = Layout(Document("\n\n".join(f"Paragraph {n} of some words" for n in range(300))), width)
    for block in layout.document:
        at = layout.find(start_of(block))
        assert isinstance(at, At)
        assert layout.position(at) == start_of(block)


PROSE = "## Head\n\nOne one one one one.\n\nTwo two two two two.\n\n- Item\n\nThree."


@pytest.mark.parametrize(
    ("typography", "wanted"),
    [
        (
            Typography(),
            ["Head", "", "One one one", "one one.", "", "Two two two", "two two.", "", "• Item", "", "Three."],
        ),
        (
            Typography(paragraphs="indent"),
            ["Head", "", "One one one", "one one.", "  Two two two", "two two.", "", "• Item", "", "Three."],
        ),
        (
            Typography(paragraphs="wide"),
            [
                "Head",
                "",
                "",
                "One one one",
                "one one.",
                "",
                "",
                "Two two two",
                "two two.",
                "",
                "• Item",
                "",
                "",
                "Three.",
            ],
        ),
        (
            Typography(airy=True),
            ["Head", "", "One one one", "", "one one.", "", "Two two two", "", "two two.", "", "• Item", "", "Three."],
        ),
    ],
)
def test_paragraphs_are_parted_as_the_reader_wishes(typography, wanted):
    assert rows(PROSE, 14, typography=typography) == wanted


def test_a_place_is_found_on_airy_lines_and_not_between_them():
    layout = Layout(Document("one two three four five six seven eight nine ten"), 10, typography=Typography(airy=True))
    for offset in range(48):
        at = layout.find(Position(0, offset))
        assert not layout.row(at).blank
        assert layout.row(at).start <= offset < layout.row(at).end


def test_lists_and_quotes_from_the_right_have_their_signs_at_the_right():
    layout = Layout(Document("> שלום עולם\n\n- אחד"), 14)
    painted = []
    for at in layout.window(layout.first(), 9):
        text = layout.block(at).text
        painted.append("".join(p.lead + text[p.start : p.end] + p.tail for p in layout.row(at).pieces))
    assert painted == ["   שלום עולם ▎", "", "         אחד •"]
