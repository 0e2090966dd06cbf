"""The index follows what the app and others do, within a second, and large differences are left to the command."""

from __future__ import annotations

import asyncio
import time

import pytest

from reader.library.fulltext.expression import Words, expression_of
from reader.library.fulltext.searching import Fulltext
from reader.library.library import Library
from reader.ui import errand_app
from reader.ui.app import ReaderApp
from tests.library.making import draft, uid

SOON = 3.0
"""Seconds until what was done can be searched; on a machine with nothing else to do they are less than one."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(errand_app, "INDEX_SECONDS", 0.05)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([draft(name) for name in "abcd"])
        yield library


async def found(fulltext: Fulltext, word: str, expected: int, seconds: float = 30) -> float:
    """How long it took until so many articles were found."""
    start = time.monotonic()
    while time.monotonic() < start + seconds:
        if fulltext.ready and len(fulltext.search(expression_of(Words(word)), 1000)) == expected:
            return time.monotonic() - start
        await asyncio.sleep(0.02)
    pytest.fail(f"{word} was not found {expected} times")


async def test_what_is_done_here_or_elsewhere_can_soon_be_searched(library):
    fulltext = Fulltext(library)
    async with ReaderApp(library).run_test():
        await found(fulltext, "text", 4)
        library.articles.note(uid("a"), "pelican")
        assert await found(fulltext, "pelican", 1) < SOON
        library.undo()
        assert await found(fulltext, "pelican", 0) < SOON
        with Library.open(library.path) as other:
            other.articles.add([draft("new", body="egret\n")])
        await found(fulltext, "egret", 1)
    fulltext.close()


async def test_many_articles_are_indexed_by_the_command(library):
    fulltext = Fulltext(library)
    library.articles.add([draft(f"new {n}", body="harbour\n") for n in range(300)])
    app = ReaderApp(library)
    async with app.run_test():
        await found(fulltext, "harbour", 300)
        assert not fulltext.search(expression_of(Words("nosuch")))
        while app._indexing._working:
            await asyncio.sleep(0.02)
    fulltext.close()
