"""Selecting with keys."""

from reader.text.document import Document, Position
from reader.text.selecting import Selecting
from reader.text.units import Unit

BODY = "One two. Three four five! Six?\n\nSeven eight.\n\nNine."


def begun(offset=0, unit=Unit.SENTENCE):
    return Selecting.at(Document(BODY), Position(0, offset), unit)


def test_it_begins_with_the_sentence_at_hand():
    assert begun(3).text == "One two."
    assert begun(9).text == "Three four five!"
    assert Selecting.at(Document(""), Position(0, 0)) is None


def test_it_goes_from_unit_to_unit():
    chosen = begun()
    assert chosen.move(Unit.SENTENCE, 1)
    assert chosen.text == "Three four five!"
    chosen.move(Unit.PARAGRAPH, 1)
    assert chosen.text == "Seven eight."
    chosen.move(Unit.WORD, 1)
    assert chosen.text == "Nine"
    chosen.move(Unit.WORD, -1)
    assert chosen.text == "."
    chosen.move(Unit.SENTENCE, -1)
    assert chosen.text == "Seven eight."
    chosen.move(Unit.SENTENCE, -1)
    chosen.move(Unit.PARAGRAPH, -1)
    assert chosen.text == "One two. Three four five! Six?"
    assert not chosen.move(Unit.PARAGRAPH, -1)


def test_it_grows_and_shrinks_at_the_end():
    chosen = begun()
    chosen.extending = True
    chosen.move(Unit.SENTENCE, 1)
    assert chosen.text == "One two. Three four five!"
    chosen.move(Unit.WORD, 1)
    assert chosen.text == "One two. Three four five! Six"
    chosen.move(Unit.WORD, -1)
    chosen.move(Unit.WORD, -1)
    assert chosen.text == "One two. Three four five"
    chosen.move(Unit.SENTENCE, 1)
    assert chosen.text == "One two. Three four five!"
    chosen.move(Unit.PARAGRAPH, 1)
    chosen.move(Unit.PARAGRAPH, 1)
    assert chosen.text == "One two. Three four five! Six?\n\nSeven eight."
    for _ in range(9):
        chosen.move(Unit.SENTENCE, -1)
    assert chosen.text == "One two."


def test_the_other_end_moves_too():
    chosen = begun(9)
    chosen.swap()
    chosen.move(Unit.WORD, -1)
    assert chosen.text == ". Three four five!"
    chosen.move(Unit.SENTENCE, -1)
    assert chosen.text == "One two. Three four five!"
    chosen.move(Unit.WORD, 1)
    assert chosen.text == "two. Three four five!"
    for _ in range(20):
        chosen.move(Unit.WORD, 1)
    assert chosen.text == "!"
    assert chosen.edge == chosen.start
    chosen.swap()
    assert chosen.edge == chosen.end
