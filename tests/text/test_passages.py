"""Passages are found again after the text changed, and only where they are."""

import random

import pytest

from reader.text.document import Document, Position
from reader.text.passages import anchors_of, locate_passage
from reader.text.units import Unit, next_unit, text_between, unit_at

REPEATED = "The tide came in over the flats.\n\nNobody was looking at it."


def text(paragraphs=60, seed=3):
    chance = random.Random(seed)
    return [" ".join(f"word{chance.randrange(10**5)}" for _ in range(40)) + "." for _ in range(paragraphs)]


def body(paragraphs):
    return "\n\n".join(paragraphs)


def kept(document, passage):
    return (*anchors_of(document, passage), text_between(document, *passage))


def passages(document, number, seed=1):
    """Passages of a few words, or of several paragraphs."""
    chance = random.Random(seed)
    blocks = list(document)
    for _ in range(number):
        first = chance.randrange(len(blocks) - 3)
        last = first + chance.choice([0, 0, 0, 1, 2])
        start = chance.randrange(len(blocks[first].text) // 2)
        end = len(blocks[last].text) // 2 + chance.randrange(1, len(blocks[last].text) // 2)
        yield Position(blocks[first].source, start), Position(blocks[last].source, end)


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts,
        lambda parts: ["A new beginning, quite long, that was not there before.", *parts],
        lambda parts: parts[3:],
        lambda parts: [*parts[:30], "Something in the middle.", *parts[30:]],
        lambda parts: [f"> {part}" for part in parts],
        lambda parts: [part.replace(" ", "\n", 9) for part in parts],
    ],
)
def test_passages_are_where_their_words_are(change):
    before = Document(body(text()))
    after = Document(body(change(text())))
    gone = 0
    for passage in passages(before, 60):
        start, end, words = kept(before, passage)
        found = locate_passage(after, start, end, words)
        if found is None:
            gone += 1
            assert words.split()[1] not in body(change(text()))
        else:
            assert text_between(after, *found) == words
    assert gone < 10


def test_a_passage_whose_words_occur_twice_is_the_one_it_was():
    document = Document("\n\n".join([REPEATED] * 5))
    passage = unit_at(document, Position(3 * (len(REPEATED) + 2), 0), Unit.SENTENCE)
    assert locate_passage(document, *kept(document, passage)) == passage
    moved = Document("Something new.\n\n" + "\n\n".join([REPEATED] * 5))
    found = locate_passage(moved, *kept(document, passage))
    assert text_between(moved, *found) == "The tide came in over the flats."


def test_a_passage_that_was_edited_is_found_if_much_of_it_is_left():
    words = "Locke kept his commonplace book by an index of initials and vowels, which he described at length."
    document = Document(f"Before it.\n\n{words}\n\nAfter it.")
    passage = next_unit(document, Position(12, 0), Unit.SENTENCE)
    edited = words.replace("commonplace book", "commonplace books").replace("vowels", "first vowels")
    after = Document(f"Before it.\n\n{edited}\n\nAfter it.")
    found = locate_passage(after, *kept(document, passage))
    assert found is not None
    assert "commonplace books" in text_between(after, *found)


def test_a_passage_that_is_gone_is_nowhere():
    before, after = Document(body(text(seed=3))), Document(body(text(seed=4)))
    for passage in passages(before, 30):
        assert locate_passage(after, *kept(before, passage)) is None
    assert locate_passage(Document(""), *kept(before, next(passages(before, 1)))) is None
