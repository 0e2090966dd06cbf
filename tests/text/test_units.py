"""Words, sentences and paragraphs, and the way from one to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.document import Document, Position
from reader.text.units import Unit, next_unit, previous_unit, sentences, text_between, unit_at, words

BODY = """# The title

One two. Three *four* five! Six?

> Seven eight.

```
code line
  another
```

Nine.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One two. Three four! Five?", ["One two.", "Three four!", "Five?"]),
        ("He said: “Go.” She went.", ["He said: “Go.”", "She went."]),
        (
            "Mr. Smith met Dr. Jones at 5 p.m. today. They did.",
            ["Mr. Smith met Dr. Jones at 5 p.m. today.", "They did."],
        ),
        ("J. R. R. Tolkien wrote. He did.", ["J. R. R. Tolkien wrote.", "He did."]),
        ("It costs 3.50 euros. Or 4.", ["It costs 3.50 euros.", "Or 4."]),
        ("Am 3. Mai kam er. Dann ging er.", ["Am 3. Mai kam er.", "Dann ging er."]),
        ("Wait… what? Yes.", ["Wait… what?", "Yes."]),
        ("これは文です。「次の文。」終わり", ["これは文です。", "「次の文。」", "終わり"]),
        ("line one\nline two", ["line one", "line two"]),
        ("see example.org for it", ["see example.org for it"]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences(text, found):
    cut = [text[a:z] for a, z in sentences(text)]
    assert cut == found


def test_words():
    text = "Don't stop, well-being—3.5 海辺!"
    assert [text[a:z] for a, z in words(text)] == ["Don't", "stop", ",", "well-being", "—", "3.5", "海辺", "!"]


def walk(document, unit):
    found, at = [], Position(0, 0)
    while (passage := next_unit(document, at, unit)) is not None:
        found.append(text_between(document, *passage))
        at = passage[1]
    return found


def test_units_follow_each_other_from_block_to_block():
    document = Document(BODY)
    assert walk(document, Unit.SENTENCE) == [
        "The title", "One two.", "Three four five!", "Six?", "Seven eight.", "code line", "another", "Nine.",
    ]  # fmt: skip
    assert walk(document, Unit.PARAGRAPH) == [
        "The title", "One two. Three four five! Six?", "Seven eight.", "code line\n  another", "Nine.",
    ]  # fmt: skip


@pytest.mark.parametrize("unit", list(Unit))
def test_the_way_back_is_the_way_there(unit):
    document = Document(BODY)
    forward, at = [], Position(0, 0)
    while (passage := next_unit(document, at, unit)) is not None:
        forward.append(passage)
        at = passage[1]
    backward = []
    while (passage := previous_unit(document, at, unit)) is not None:
        backward.append(passage)
        at = passage[0]
    assert backward == forward[::-1]
    for passage in forward:
        assert unit_at(document, passage[0], unit) == passage


def test_between_two_sentences_is_the_next():
    document = Document("One two.   Three.\n\nFour.")
    assert text_between(document, *unit_at(document, Position(0, 8), Unit.SENTENCE)) == "Three."
    assert text_between(document, *unit_at(document, Position(0, 99), Unit.SENTENCE)) == "Four."
    assert unit_at(Document(""), Position(0, 0), Unit.WORD) is None


def test_a_passage_over_several_blocks_has_blank_lines_between_them():
    document = Document(BODY)
    start, end = next_unit(document, Position(0, 0), Unit.PARAGRAPH)[0], Position(BODY.index("> Seven"), 5)
    assert text_between(document, start, end) == "The title\n\nOne two. Three four five! Six?\n\nSeven"


@given(st.text(alphabet="aA. !?…”\n。1 é海", max_size=60))
def test_sentences_hold_everything_but_blanks(text):
    joined = "".join(text[a:z] for a, z in sentences(text))
    assert "".join(joined.split()) == "".join(text.split())
