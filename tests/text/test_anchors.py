import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.anchor import QUOTE_LENGTH, Anchor
from reader.text.anchors import anchor_at, find_anchor
from reader.text.document import Document, Position
from tests.text.test_document import markdown
from tests.text.test_view import text


@pytest.fixture(scope="module")
def body():
    return text(300)


def words_at(document, position, count=4):
    block = document.block_at(position)
    return block.text[position.offset - block.base :].split()[:count]


def test_a_place_is_found_again_in_the_same_text(body):
    document, again = Document(body), Document(body, 900)
    chance = random.Random(5)
    for _ in range(300):
        position = document.at_fraction(chance.random())
        anchor = anchor_at(document, position)
        assert len(anchor.quote) <= QUOTE_LENGTH
        assert find_anchor(again, anchor) == position


def test_a_thousand_places_are_found_after_a_paragraph_was_put_in_above(body):
    document = Document(body)
    changed = Document(
        "Something new at the very beginning.\n\n" + body.replace("\n\n", "\n\nAnd something new here.\n\n", 1)
    )
    chance = random.Random(6)
    for _ in range(1000):
        position = document.at_fraction(chance.random())
        anchor = anchor_at(document, position)
        found = find_anchor(changed, anchor)
        assert words_at(changed, found) == words_at(document, position)


def test_a_place_is_found_where_its_sentence_was_corrected(body):
    sentence = "The harbour master, who had never been seen in a hat, wore one that morning."
    middle = body.index("\n\n", len(body) // 2)
    document = Document(body[:middle] + "\n\n" + sentence + body[middle:])
    corrected = sentence.replace("had never been seen in", "was never seen without")
    changed = Document("New.\n\n" + body[:middle] + "\n\n" + corrected + body[middle:])
    block = next(b for b in document if b.text == sentence)
    for word in ("harbour", "hat", "wore"):
        found = find_anchor(changed, anchor_at(document, Position(block.source, sentence.index(word))))
        assert changed.block_at(found).text == corrected
        assert abs(found.offset - corrected.index(word)) <= 3


def test_of_several_same_sentences_the_right_one_is_found():
    body = "\n\n".join(f"Verse {n}.\n\nAnd the refrain comes round again, as ever." for n in range(20))
    document, changed = Document(body), Document("A new first verse.\n\n" + body)
    refrain = [b for b in document if "refrain" in b.text][12]
    found = find_anchor(changed, anchor_at(document, Position(refrain.source, 4)))
    assert found == Position([b for b in changed if "refrain" in b.text][12].source, 4)


def test_a_place_whose_text_is_gone_is_about_as_far_into_the_text_and_never_the_top(body):
    anchor = Anchor(5000, 30, "nothing of this stands anywhere", "and nothing of that either, alas", 0.5)
    document = Document(body)
    assert document.fraction(find_anchor(document, anchor)) == pytest.approx(0.5, abs=0.01)


def test_an_anchor_without_a_quote_is_taken_at_its_word(body):
    document = Document(body)
    assert document.fraction(find_anchor(document, Anchor(0, 0, fraction=0.25))) == pytest.approx(0.25, abs=0.01)


def test_a_search_in_a_text_without_end_is_bounded():
    document = Document(
        "\n\n".join(f"Paragraph {n} says what it says, at some length, over and over." for n in range(60_000))
    )
    find_anchor(document, Anchor(10, 3, "quite another text than this one", "before it something else entirely", 0.5))
    assert sum(blocks is not None for blocks in document._blocks) < 300


@settings(max_examples=200, deadline=None)
@given(markdown, st.floats(0, 1), markdown, st.text(max_size=40), st.integers(-5, 10_000))
def test_any_anchor_finds_some_place_in_any_text(body, fraction, other, quote, block):
    document, changed = Document(body), Document(other)
    for anchor in (anchor_at(document, document.at_fraction(fraction)), Anchor(block, block, quote, quote, fraction)):
        position = find_anchor(changed, anchor)
        assert changed.spot(position) is None or 0 <= changed.fraction(position) <= 1
