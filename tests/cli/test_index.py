"""`reader index` brings the full-text index up to date and says what it did."""

from __future__ import annotations

import json

from reader.library.fulltext.expression import Words, expression_of
from reader.library.fulltext.searching import Fulltext
from reader.library.library import Library


def test_the_index_is_made_and_followed(shell):
    shell.add("Tides", "Some harbour.")
    assert shell.run("index") == "1 article indexed.\n"
    assert shell.run("index") == "Everything is indexed already.\n"
    shell.add("Ebb", "A lighthouse.")
    assert shell.json("index") == {"indexed": 1, "rebuilt": False}
    assert shell.json("index", "--rebuild") == {"indexed": 2, "rebuilt": True}
    with Library.open(shell.library) as library:
        assert len(Fulltext(library).search(expression_of(Words("lighthouse")))) == 1


def test_the_app_is_told_how_far_it_is(shell, monkeypatch):
    monkeypatch.setattr("reader.cli.progress._EVERY", 0)
    shell.add("Tides", "Some harbour.")
    *progress, last = map(json.loads, shell.run("index", "--progress").splitlines())
    assert progress == [{"done": 1, "total": 1, "name": ""}]
    assert last == {"sentence": "1 article indexed"}
