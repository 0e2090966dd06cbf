"""Passages are cut around the words that an article was found by, and lead to where they stand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.highlight import Highlight
from reader.library.fulltext.expression import And, Not, Or, Words, words_in
from reader.library.fulltext.folding import folded
from reader.library.fulltext.passages import WIDTH, Passage, passage
from reader.text.anchors import find_anchor
from reader.text.document import Document
from tests.library.making import draft, uid
from tests.spending import at_most


def cut(library, body: str, *words: Words) -> tuple[Passage | None, str]:
    """The passage of a new article, and how the text goes on where it leads."""
    [added] = library.articles.add([draft("n", body=body)])
    found = passage(library, added.article.uid, words)
    if found is None or found.place is None:
        return found, ""
    document = Document(body)
    position = find_anchor(document, found.place)
    block = document.block_at(position)
    return found, block.text[position.offset - block.base :]


FILLED = "Nothing of note stands here — not at all. "


@pytest.mark.parametrize(
    ("sentence", "words", "hits", "leads_to"),
    [
        ("The **tide** turns.", Words("tide"), ["tide"], "tide turns."),
        ("Don’t go there.", Words("don't go", phrase=True), ["Don’t go"], "Don’t go there."),
        ("It has [rich text](https://x.example/rich).", Words("rich"), ["rich"], "rich text."),
        ("ein Übergrößen-Café", Words("cafe ubergrossen"), ["Übergrößen", "Café"], "Übergrößen-Café"),
        ("静かな*図書館*と灯台。", Words("図書館"), ["図書館"], "図書館と灯台。"),
        ("静かな図書館と灯台。", Words("灯"), ["灯"], "灯台。"),
        ("등대가 한국어로 말한다", Words("한국"), ["한국"], "한국어로 말한다"),
        ("И вот Ёлки стоят", Words("елки"), ["Ёлки"], "Ёлки стоят"),
        ("קרא שָׁלוֹם עולם", Words("שלום"), ["שָׁלוֹם"], "שָׁלוֹם עולם"),
        ("a re\u00adsu\u00adme here", Words("resum", prefix=True), ["re\u00adsu\u00adm"], "re\u00adsu\u00adme here"),
        ("the ﬁnest hour", Words("fine", prefix=True), ["ﬁne"], "ﬁnest hour"),
    ],
)
def test_a_passage_shows_the_words_and_leads_to_them(library, sentence, words, hits, leads_to):
    body = f"# Head\n\n{FILLED * 40}\n\n> {sentence}\n\n{FILLED * 40}\n"
    found, text = cut(library, body, words)
    assert [found.text[start:end] for start, end in found.hits] == hits
    assert found.part == "text"
    assert text.startswith(leads_to)
    assert "*" not in found.text
    assert "](" not in found.text


def test_no_sign_and_no_second_blank_is_left_of_headings_and_lists(library):
    body = "It ends here.\n\n## The box\n\n- Wool.\n  - Feathers,  some\n    > of them white.\n\n\n---\n\nNo more.\n"
    found, _ = cut(library, body, Words("feathers"))
    assert found.text == "It ends here. The box Wool. Feathers, some of them white. No more."
    assert [found.text[start:end] for start, end in found.hits] == ["Feathers"]


def test_the_place_that_holds_most_of_the_words_is_shown(library):
    body = f"The tide.\n\n{FILLED * 20}\n\nThe harbour, and the tide.\n\n{FILLED * 20}\n"
    found, text = cut(library, body, Words("tide harbour"))
    assert text.startswith("harbour, and the tide")
    assert len(found.hits) == 2
    assert len(found.text) < WIDTH + 10


def test_a_word_is_a_whole_one_unless_it_may_go_on(library):
    assert cut(library, "The tides of Saint-Malo.\n", Words("tide"))[0] is None
    assert cut(library, "The tides of Saint-Malo.\n", Words("tide", prefix=True))[0] is not None
    assert cut(library, "The tides of Saint-Malo.\n", Words("?"))[0] is None


def test_what_stands_in_notes_is_shown_from_there(library):
    a = uid("a")
    library.articles.note(a, "compare the pelican")
    start, end = Anchor(0, 4, "text"), Anchor(0, 8)
    library.highlights.add([Highlight("h", a, start, end, "text", note="an egret?", made=datetime.now(UTC))])
    note, marked = (passage(library, a, [Words(bird)]) for bird in ("pelican", "egret"))
    assert (note.part, note.text, note.place) == ("note", "compare the pelican", None)
    assert (marked.part, marked.text, marked.place) == ("highlight", "an egret?", start)
    assert passage(library, a, [Words("text", field="note")]).part == "highlight"
    assert passage(library, a, [Words("a", field="title")]) is None
    assert passage(library, "nosuch", [Words("a")]) is None


def test_words_that_must_not_be_there_are_not_sought():
    sought = And((Words("a"), Not(Words("b")), Or((Words("c"), Words("d")))))
    assert [words.text for words in words_in(sought)] == ["a", "c", "d"]


@given(st.text(), st.text(st.sampled_from("aä灯台한ﬁ \u00ad\u0301'’*#>\n"), min_size=1))
def test_any_text_can_be_cut(text, words):
    from reader.library.fulltext import passages

    patterns = passages.patterns_of([Words(words, prefix=True)])
    for body in (text, f"{text} {words} {text}", words * 20):
        if patterns is None or (found := passages._look(body, patterns, 0.0, 1.0)) is None:
            continue
        shown = passages._cut(found, "text", passages._place(found))
        assert "\n" not in shown.text
        assert all(0 <= start < end <= len(shown.text) for start, end in shown.hits)


@given(st.text(st.sampled_from("aBä灯한ﬁİß \u00ad\u0301’")))
def test_folding_says_how_much_longer_everything_became(text):
    low, shifts = folded(text)
    assert len(low) - len(text) == (shifts[-1][1] - shifts[-1][0] if shifts else 0)


def test_a_passage_of_a_long_text_is_cut_soon(library):
    [added] = library.articles.add([draft("n", body=FILLED * 50_000 + "tide")])
    with at_most(2):
        assert passage(library, added.article.uid, [Words("tide")]) is None
        assert passage(library, added.article.uid, [Words("note")]) is not None
