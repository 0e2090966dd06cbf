import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.blocks import Kind
from reader.text.document import Document, Position, start_of
from tests.spending import at_most

PIECES = [
    "para *one* two",
    "para [ref] and [^n1] text",
    "## Head",
    "Setext\n===",
    "- item\n- two\n\n  more",
    "- tight\n  - in\n    ```\n    x\n\n    y\n    ```",
    "- ```\n  z\n  ```",
    "* star\n\n\n* star2",
    "text\n- list after",
    "1. a\n\n   b\n2. c",
    "10. ten\n\n    ```\n    t\n    ```",
    "- [ ] task",
    "```\ncode\n\n\nmore\n```",
    "~~~\na\n```\n\nb\n~~~",
    "  ```\nindented fence\n\nx\n  ```",
    "> quote\n> more",
    "> ```\n> q\n>\n> r\n> ```",
    "> - in\n>   quote",
    "***",
    "| a | b |\n|-|-|\n| 1 | 2 |",
    "    indented\n\n    code",
    "<div>\nhi\n</div>",
    "<!-- c\n\nx -->",
    "<pre>\n\nraw\n</pre>",
    "[ref]: http://x.y",
    "> [other]: http://z.y",
    "[other] text",
    "[^n1]: note\n    more\n\n    para",
    "line<br>x\nsoft  \nhard",
    "\n",
]
markdown = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("\n\n".join)


@settings(max_examples=500, deadline=None)
@given(markdown, st.sampled_from([1, 20, 60, 200]))
@example("- item\n\n  ```\nindented fence\n\nx\n  ```\n\n- ```\n  z\n  ```\n\n  ```\nindented fence\n\nx\n  ```", 1)
def test_a_body_read_in_parts_is_the_same_as_read_whole(body, size):
    assert list(Document(body, size)) == list(Document(body, 10**9))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n\n\n#->*`~[]()|1.!<\t&^:_", max_size=300), st.sampled_from([5, 40]))
def test_any_text_at_all_is_read_in_parts(body, size):
    blocks = list(Document(body, size))
    assert [b.source for b in blocks] == sorted(b.source for b in blocks)


def test_blocks_are_named_by_where_they_begin():
    body = "# Head\n\nFirst\nparagraph.\n\n> quoted\n\n- item one\n- item two\n"
    for block in Document(body):
        assert block.text.split()[0] in body[block.source :].split("\n")[0]


@pytest.fixture(scope="module")
def long():
    chance = random.Random(4)
    parts = []
    for n in range(400):
        if n % 20 == 0:
            parts.append(f"## Section {n // 20}")
        parts.append(" ".join(f"w{chance.randrange(9999)}" for _ in range(chance.randrange(5, 120))))
    return Document("\n\n".join(parts))


def test_fractions_and_positions_agree(long):
    for i in range(101):
        position = long.at_fraction(i / 100)
        assert long.fraction(position) == pytest.approx(i / 100, abs=0.002)


def test_fractions_grow_with_the_text(long):
    shares = [long.fraction(start_of(block)) for block in long]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] < 1.0


def test_the_section_of_a_place_is_found(long):
    blocks = list(long)
    first, second, *_ = [b for b in blocks if b.kind is Kind.HEADING]
    inside = blocks[blocks.index(first) + 3]
    assert long.heading_before(start_of(inside)) == first
    assert long.heading_before(start_of(first)) == first
    assert long.heading_after(start_of(inside)) == second
    assert [b.text for b in long.headings()][:2] == ["Section 0", "Section 1"]


def test_there_is_no_section_before_the_first_heading():
    document = Document("Text\n\n# Head\n\nMore")
    assert document.heading_before(Position(0, 2)) is None
    assert Document("No heads\n\n> # quoted").headings() == []


def test_very_long_texts_are_not_read_before_they_are_needed():
    body = "\n\n".join(
        f"Paragraph {n} of a text that does not seem to end, with [a link](http://x.y)." for n in range(40_000)
    )
    with at_most(2):
        document = Document(body)
        document.blocks(0)
        last = document.blocks(document.chunks - 1)
    assert last[-1].text.startswith("Paragraph 39999")
    assert sum(blocks is not None for blocks in document._blocks) == 2


def test_an_empty_body_has_no_blocks():
    for body in ("", "\n\n", "<!-- nothing -->"):
        document = Document(body)
        assert list(document) == []
        assert document.spot(Position(0, 0)) is None
        assert document.fraction(Position(3, 3)) == 0.0
        assert document.at_fraction(0.5) == Position(0, 0)


def test_every_word_of_the_source_is_read_once():
    body = "\n\n".join(piece for piece in PIECES if not piece.startswith(("[ref]", "<!--", "> [other]:")))
    text = " ".join(block.text for block in Document(body))
    words = re.findall(r"[a-z]{3,}", re.sub(r"</?\w+>|\[\^n1\]", " ", body))
    assert sorted(re.findall(r"[a-z]{3,}", text)) == sorted(words)


def test_a_table_without_end_keeps_its_head_in_every_part():
    rows = "\n".join(f"| name {n} | {n} |" for n in range(6000))
    body = f"Before.\n\n| Name | Number |\n|---|--:|\n{rows}\n\nAfter."
    tables = [block for block in Document(body) if block.table is not None]
    assert len(tables) > 2
    for table in tables:
        assert [table.text[slice(*cell)] for cell in table.table.rows[0]] == ["Name", "Number"]
    told = [table.text[slice(*row[0])] for table in tables for row in table.table.rows[1:]]
    assert told == [f"name {n}" for n in range(6000)]
    assert [block.text for block in Document(body)][-1] == "After."
