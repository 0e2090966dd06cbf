"""A new library is filled from the starter library."""

import json
from datetime import UTC, datetime

import pytest

from reader.domain.draft import Draft
from reader.domain.shelf import INBOX
from reader.library.library import Library
from reader.services import starter


@pytest.fixture
def source(tmp_path):
    with Library.open(tmp_path / "starter") as library:
        for number, title in enumerate(["Last", "Middle", "Guide"]):
            added = datetime(2020, 1, 1 + number, tzinfo=UTC)
            library.articles.add([Draft(title, f"Text of {title}.", author="Doe", tags=("x",), added=added)])
    return tmp_path / "starter"


def test_the_articles_come_in_the_starters_order_with_their_facts(tmp_path, source):
    with Library.open(tmp_path / "mine") as mine:
        assert starter.fill(mine, source) == 3
        listing = mine.articles.listing(INBOX)
        assert [article.title for article in listing] == ["Guide", "Middle", "Last"]
        assert (listing[0].author, listing[0].tags) == ("Doe", ("x",))
        assert listing[0].added.year >= 2024
        assert mine.bodies.read(listing[0].uid).strip() == "Text of Guide."


def test_filling_is_not_undone(tmp_path, source):
    with Library.open(tmp_path / "mine") as mine:
        starter.fill(mine, source)
        assert mine.undo() is None


def test_the_starter_itself_is_not_touched(tmp_path, source):
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    with Library.open(tmp_path / "mine") as mine:
        starter.fill(mine, source)
    assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before


def test_a_missing_or_broken_starter_leaves_an_empty_library(tmp_path, monkeypatch):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "library.json").write_text("{")
    with Library.open(tmp_path / "mine") as mine:
        assert starter.fill(mine, broken) == 0
        monkeypatch.setattr(starter, "folder", lambda: None)
        assert starter.fill(mine) == 0
        assert len(mine.articles) == 0


def test_the_starter_that_ships_is_a_library():
    shipped = starter.folder()
    if shipped is None:
        pytest.skip("the starter library is not written yet")
    assert "articles" in json.loads((shipped / "library.json").read_text())
