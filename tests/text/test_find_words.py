"""Several words are found in a document, each as a word."""

from __future__ import annotations

import pytest

from reader.text.document import Document
from reader.text.find_words import WordFinder, WordSought

BODY = """# Tides and *tide* tables

The tide, the **Tide** and [the tideway](https://tide.example/). Don’t go, ebb-tide.

海辺の図書館 and Übergrößen; a [/] closes nothing."""


def found(*words: WordSought) -> list[str]:
    document = Document(BODY)
    finder = WordFinder(document, words)
    assert finder.count(10)
    hits = [hit for chunk in range(document.chunks) for hit in finder.hits(chunk)]
    blocks = ((document.block_at(start), start, end) for start, end in hits)
    return [block.text[start.offset - block.base : end.offset - block.base] for block, start, end in blocks]


@pytest.mark.parametrize(("words", "expected"), [
    ([WordSought("tide")], ["tide", "tide", "Tide", "tide"]),
    ([WordSought("tid", begun=True)], ["Tid", "tid", "tid", "Tid", "tid", "tid"]),
    ([WordSought("tide tables")], ["tide tables"]),
    ([WordSought("don't go"), WordSought("ebb")], ["Don’t go", "ebb"]),
    ([WordSought("図書館"), WordSought("ubergrossen")], ["図書館", "Übergrößen"]),
    ([WordSought("[/]")], []),
    ([WordSought("closes")], ["closes"]),
    ([], []),
])  # fmt: skip
def test_each_is_found_as_a_word(words, expected):
    assert found(*words) == expected
