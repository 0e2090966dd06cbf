"""Finding: whatever the case, the accents, the marks; and no place that is there is missed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.document import Document, Position
from reader.text.find import Finder, folded
from reader.text.units import text_between
from tests.text.test_document import markdown


def found(body, words):
    document = Document(body)
    finder = Finder(document, words)
    passages = [passage for chunk in range(document.chunks) for passage in finder.hits(chunk)]
    return [text_between(document, *passage) for passage in passages]


@pytest.mark.parametrize(
    ("body", "words", "hits"),
    [
        ("The Tide, the tide.", "TIDE", ["Tide", "tide"]),
        ("Über die Brücke", "uber", ["Über"]),
        ("naïve re\u0301sume\u0301", "resume", ["re\u0301sume\u0301"]),
        ("inter\u00adnation\u00adal law", "international law", ["inter\u00adnation\u00adal law"]),
        ("over\nthe line\nend", "line end", ["line end"]),
        ("a *very* **good** `book`", "very good book", ["very good book"]),
        ("see [the docs](https://e.example/x) here", "docs here", ["docs here"]),
        ("see [the docs][d] here\n\n[d]: https://e.example", "docs here", ["docs here"]),
        ("it is so.[^1] And on\n\n[^1]: A note.", "so. And", ["so.¹ And"]),
        ("it is so[^1] indeed\n\n[^1]: A far note.", "FAR note", ["far note"]),
        ("don’t “quote” — me", 'don\'t "quote" - me', ["don’t “quote” — me"]),
        ("fish &amp; chips &eacute;clair", "fish & chips eclair", ["fish & chips éclair"]),
        ("x<sup>2</sup> is", "x2 is", ["x² is"]),
        ("海辺の図書館と図書館", "図書館", ["図書館", "図書館"]),
        ("ＡＢＣ and abc", "abc", ["ＡＢＣ", "abc"]),
        ("> a quote\n> goes on", "quote goes", ["quote goes"]),
        ("- item one\n- item two", "item", ["item", "item"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("what?! no", "?!", ["?!"]),
        ("nothing", "absent", []),
        ("nothing", "  ", []),
        ("", "x", []),
        ("```\ncode = 1\n```", "code = 1", ["code = 1"]),
        ("straße", "STRASSE", ["straße"]),
    ],
)
def test_words_are_found_as_a_person_means_them(body, words, hits):
    assert found(body, words) == hits


def long(paragraphs=400):
    return "\n\n".join(f"Paragraph {n} with a needle{n % 7} in it and much hay. " * 3 for n in range(paragraphs))


def test_next_and_previous_go_through_all_of_them():
    document = Document(long())
    finder = Finder(document, "needle3")
    seen, at = [], Position(0, 0)
    while (passage := finder.after(at)) is not None:
        seen.append(passage)
        at = Position(passage[0].block, passage[0].offset + 1)
    assert len(seen) == 3 * 57
    assert finder.count(10)
    assert finder.total == len(seen)
    assert [finder.number(passage) for passage in seen] == list(range(1, len(seen) + 1))
    back, at = [], Position(10**9, 0)
    while (passage := finder.before(at)) is not None:
        back.append(passage)
        at = passage[0]
    assert back == seen[::-1]


def test_only_what_may_hold_the_words_is_parsed():
    body = long(800) + "\n\nThe *only* sesame.\n\n" + long(800)
    document = Document(body)
    assert Finder(document, "only sesame").after(Position(0, 0)) is not None
    assert sum(blocks is not None for blocks in document._blocks) == 1


@settings(max_examples=200, deadline=None)
@given(markdown, st.data())
def test_every_part_of_a_text_is_found_where_it_stands(body, data):
    document = Document(body, 60)
    blocks = [block for block in document if block.text.strip()]
    if not blocks:
        return
    block = data.draw(st.sampled_from(blocks))
    start = data.draw(st.integers(0, len(block.text) - 1))
    words = block.text[start : start + data.draw(st.integers(1, 30))]
    if not folded(words).split() or any(span.ink == "note" for span in block.spans):
        return
    finder = Finder(document, words)
    hits = [passage for chunk in range(document.chunks) for passage in finder.hits(chunk)]
    texts = [folded(" ".join(text_between(document, *passage).split())) for passage in hits]
    assert hits
    assert any(passage[0].block == block.source for passage in hits)
    assert all(" ".join(folded(words).split()) in " ".join(text.split()) for text in texts)
