"""Facts that are kept for the next start say what the documents say, whatever has happened since."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.domain.anchor import Anchor
from reader.domain.article import Article
from reader.library.facts import UNKNOWN, Facts, published, site_of
from reader.library.folder import Folder
from reader.library.library import Library
from tests.library.making import uid

CACHE = "facts.bin"
add = Facts._add


def facts_of(library: Library) -> dict[str, tuple[object, ...]]:
    """What is known of every article, by its uid."""
    facts, columns = library.articles.ground.facts(), library.articles.columns
    columned = [
        *(facts.words, facts.cjk, facts.progress, facts.published),
        *([texts.texts[code] for code in texts.codes] for texts in facts.texts),
    ]
    here = [slot for slot, one in enumerate(columns.uids) if columns.slot(one) == slot]
    return {columns.uids[slot]: tuple(column[slot] for column in columned) for slot in here}


def anew(library: Library) -> dict[str, tuple[object, ...]]:
    """The same, made from the documents now."""
    library._index._facts = Facts()
    return facts_of(library)


def change_everything(library: Library) -> None:
    """Do all that can happen to articles."""
    library.articles.note(uid("a"), "a note")
    library.articles.keep_place(uid("b"), Anchor(0, 0), 0.5)
    library.articles.forget([uid("c")])
    library.articles.adopt([Article(uid("z"), "z", words=9, language="fr", url="https://z.example/", source="Z")])
    library.articles.bookmark([uid("d")])


@pytest.fixture
def kept(path: Path) -> Path:
    """A closed library that has kept its facts."""
    with Library.open(path) as library:
        library.articles.adopt(
            [Article(uid(n), n, words=k, note="x" * k, source="S", language="en") for k, n in enumerate("abcdef")]
        )
        library.articles.prepare(0)
        library.compact()
    assert (Folder(path).cache / CACHE).exists()
    return path


def test_they_are_read_and_not_made(kept: Path, monkeypatch: pytest.MonkeyPatch):
    with Library.open(kept) as library:
        expected = anew(library)
    monkeypatch.setattr(Facts, "_add", lambda *_: pytest.fail("made"))
    with Library.open(kept) as library:
        assert facts_of(library) == expected
        assert library.articles.frequent("source") == {"S": 6}


def test_what_has_happened_since_is_in_them(kept: Path):
    with Library.open(kept) as library:
        change_everything(library)
        assert facts_of(library) == anew(library)
        library.undo()
    with Library.open(kept) as library:
        assert facts_of(library) == anew(library)
        change_everything(library)
        assert facts_of(library) == anew(library)
        library.compact()
    with Library.open(kept) as library:
        assert facts_of(library) == anew(library)


def test_a_session_that_does_not_need_them_keeps_them(kept: Path, monkeypatch: pytest.MonkeyPatch):
    with Library.open(kept) as library:
        change_everything(library)
        library.compact()
    with Library.open(kept) as library:
        expected = anew(library)
    monkeypatch.setattr(Facts, "_add", lambda *_: pytest.fail("made"))
    with Library.open(kept) as library:
        assert facts_of(library) == expected


def test_what_was_made_is_kept_without_a_new_snapshot(path: Path, monkeypatch: pytest.MonkeyPatch):
    with Library.open(path) as library:
        library.articles.adopt([Article(uid(n), n, words=k, source="S") for k, n in enumerate("abcdef")])
        library.compact()
    with Library.open(path) as library:
        library.articles.keep_place(uid("e"), Anchor(0, 0), 0.75)
        assert not library.articles.prepare(3)
    assert not (Folder(path).cache / CACHE).exists()  # which was not all of them
    with Library.open(path) as library:
        library.articles.prepare(0)
        change_everything(library)
    with Library.open(path) as library:
        library.undo()
        library.articles.keep_place(uid("f"), Anchor(0, 0), 0.25)
        expected = anew(library)
    made: list[object] = []
    monkeypatch.setattr(Facts, "_add", lambda self, document: made.append(document.get("uid")) or add(self, document))
    with Library.open(path) as library:
        assert facts_of(library) == expected
    assert made == [uid("z")]  # which came after the snapshot


def test_what_is_kept_of_one_snapshot_is_not_written_over_that_of_the_next(kept: Path):
    cache = Folder(kept).cache / CACHE
    cache.unlink()
    with Library.open(kept) as library:
        library.articles.prepare(0)
        with Library.open(kept) as other:
            other.articles.prepare(0)
            change_everything(other)
            other.compact()
        after = cache.read_bytes()
    assert cache.read_bytes() == after


def test_nobody_who_never_asks_pays_for_them(path: Path):
    with Library.open(path) as library:
        library.articles.adopt([Article(uid("a"), "a")])
        library.compact()
    assert not (Folder(path).cache / CACHE).exists()


@pytest.mark.parametrize("damage", [b"", b"reader facts 2\n", b"x", b"reader facts 2\n00000000\n{}\n"])
def test_a_damaged_one_is_made_anew(kept: Path, damage: bytes):
    cache = Folder(kept).cache / CACHE
    whole = cache.read_bytes()
    for data in (damage, whole[:-1], whole[:40] + b"\xff" + whole[41:], whole + b"\0"):
        cache.write_bytes(data)
        with Library.open(kept) as library:
            assert facts_of(library) == anew(library)


def test_another_process_that_compacts_changes_nothing(kept: Path):
    with Library.open(kept) as library:
        library.articles.note(uid("a"), "mine")
        with Library.open(kept) as other:
            other.articles.note(uid("b"), "theirs")
            other.articles.forget([uid("c")])
            other.compact()
        library.catch_up()
        assert facts_of(library) == anew(library)


@pytest.mark.parametrize(("url", "site"), [
    ("", ""), ("odd", ""), ("https://www.bay.example/x", "bay.example"), ("http://u:p@Bay.example:80", "bay.example"),
    ("http://[::1]:8/x", "[::1]"), ("https://bay.example?x=//y", "bay.example"),
])  # fmt: skip
def test_the_site_of_an_address(url, site):
    assert site_of(url) == site


def test_a_day_begins_where_the_reader_lives():
    assert published("2024-05-01T00:00:00Z") == int(datetime(2024, 5, 1).timestamp() * 1000)
    assert published("2024-05-01T10:00:00Z") == int(datetime(2024, 5, 1, 10, tzinfo=UTC).timestamp() * 1000)
    assert published("1955-01-01") < 0
    for odd in (None, "", 5, "soon", "0001-01-01T00:00:00Z"):
        assert isinstance(published(odd), int)
    assert published("soon") == UNKNOWN
