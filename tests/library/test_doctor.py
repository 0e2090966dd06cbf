"""The doctor: says what is wrong, changes nothing unless asked to, and never throws anything away."""

from __future__ import annotations

import os
import time
from pathlib import Path

import orjson
import pytest
from tinydb import TinyDB

from reader.domain.anchor import Anchor
from reader.domain.errors import LibraryUnusable, ReaderError
from reader.library.doctor import Severity, examine, repair
from reader.library.folder import Folder
from reader.library.library import Library
from reader.library.salvage import readable
from tests.library.making import draft, everything, on_disk, stock, uid
from tests.spending import at_most


@pytest.fixture
def folder(path: Path) -> Folder:
    """Four articles; a is bookmarked and being read, b is tagged, c archived; d was added after the snapshot."""
    with Library.open(path) as library:
        library.articles.add([draft(name) for name in "abc"])
        library.articles.bookmark([uid("a")])
        library.articles.tag([uid("b")], add=["sea", "é"])
        library.articles.open(uid("a"))
        library.articles.keep_place(uid("a"), Anchor(7, 3, "here"), 0.5)
        library.compact()
        library.articles.archive([uid("c")])
        library.articles.add([draft("d")])
    return Folder(path)


def wrong(path: Path) -> list[str]:
    return [finding.sentence for finding in examine(path) if finding.severity is Severity.WRONG]


def test_a_sound_library_is_told_to_be_sound(folder):
    assert wrong(folder.path) == []
    sentences = [finding.sentence for finding in examine(folder.path)]
    assert any("3 articles" in sentence for sentence in sentences)
    assert any("2 changes since" in sentence for sentence in sentences)
    assert any("4 texts" in sentence for sentence in sentences)
    assert all(sentence.endswith(".") for sentence in sentences)
    before = on_disk(folder.path)
    assert repair(folder.path) == []
    assert on_disk(folder.path) == before


def test_looking_changes_nothing_whatever_is_wrong(folder):
    path = folder.path
    folder.bodies.joinpath("ab").mkdir(exist_ok=True)
    folder.bodies.joinpath("ab", f"{'ab' * 8}.md").write_text("orphan")
    journal = folder.journal.read_bytes()
    for data in (journal, journal[:-9], b'["00000000",{}]\n' + journal, journal.replace(b'"g":2', b'"g":9')):
        folder.journal.write_bytes(data)
        before = {file: file.stat().st_mtime_ns for file in path.rglob("*")}
        found = examine(path)
        assert {file: file.stat().st_mtime_ns for file in path.rglob("*")} == before
        assert any("without an article" in finding.sentence for finding in found)


def test_there_is_nothing_to_examine_or_repair_where_no_library_is(path):
    assert wrong(path) == [f"There is no library in {path}."]
    with pytest.raises(LibraryUnusable, match="no library"):
        repair(path)
    assert not path.exists()
    path.mkdir()
    (path / "thesis.tex").write_text("x")
    with pytest.raises(LibraryUnusable, match="no library"):
        repair(path)
    assert [file.name for file in path.iterdir()] == ["thesis.tex"]


def test_a_damaged_line_of_the_snapshot_costs_only_what_it_said(folder):
    before = on_disk(folder.path)
    data = folder.snapshot.read_bytes()
    at = data.index(b'"title":"b"')
    damaged = data[:at] + b'"tit' + data[at + 7 :]
    folder.snapshot.write_bytes(damaged)
    assert any("cannot be read" in sentence for sentence in wrong(folder.path))
    said = repair(folder.path)
    assert any("Kept" in sentence for sentence in said)
    after = on_disk(folder.path)
    assert after[uid("a")] == before[uid("a")], "with its place, which no text and no kept line knows"
    assert after[uid("c")] == before[uid("c")]
    assert after[uid("d")] == before[uid("d")]
    assert after[uid("b")]["tags"] == ["sea", "é"], "the lines kept for undo know them"
    assert wrong(folder.path) == []
    assert [file.read_bytes() for file in folder.path.glob("library.json.damaged*")] == [damaged]


def test_what_stock_tinydb_tore_while_rewriting_is_saved_article_by_article(folder):
    with Library.open(folder.path) as library:
        library.compact()
        before = everything(library)
    with TinyDB(folder.snapshot, encoding="utf-8") as database:
        database.table("articles").update({"source": "by hand"})
        database.table("theirs").insert({"note": "kept"})
    data = folder.snapshot.read_bytes()
    for torn in (data[:-3], data + data[-200:], data.replace(b'}, "theirs"', b'", "theirs"', 1)):
        folder.snapshot.write_bytes(torn)
        with pytest.raises(ReaderError):
            Library.open(folder.path)
        repair(folder.path)
        after = on_disk(folder.path)
        assert after.keys() == before.keys()
        for u, document in before.items():
            assert after[u] == {**document, "source": "by hand"}
        assert any(file.read_bytes() == torn for file in folder.path.glob("library.json.damaged*"))


def test_repair_is_asked_twice_and_the_second_time_there_is_nothing_to_do(folder):
    folder.snapshot.write_bytes(folder.snapshot.read_bytes()[:300])
    folder.journal.write_bytes(folder.journal.read_bytes()[:-5])
    assert repair(folder.path)
    state = on_disk(folder.path)
    assert repair(folder.path) == []
    assert on_disk(folder.path) == state


def test_an_undone_adding_is_not_made_undone_by_a_repair(folder):
    with Library.open(folder.path) as library:
        library.articles.add([draft("unwanted")])
        library.undo()
    assert wrong(folder.path) == []
    folder.snapshot.write_bytes(b"")
    repair(folder.path)
    assert uid("unwanted") not in on_disk(folder.path)
    with Library.open(folder.path) as library:
        assert library.redo().label == "add"
        assert library.bodies.read(uid("unwanted"))


def test_a_text_without_an_article_is_taken_in_with_what_it_says_of_itself(folder):
    text = (
        '---\nuid: "x"\ntitle: "T\\u001b[31m"\nurl: "https://e.org"\ntags: ["a", 3]\n'
        'added: "2020-01-01T00:00:00Z"\n---\n\nOne two.\n'
    )
    for name, content in (("12" * 8, text), ("34" * 8, "# Only a text\n\nof mine"), ("56" * 8, "")):
        folder.bodies.joinpath(name[:2]).mkdir(exist_ok=True)
        folder.bodies.joinpath(name[:2], f"{name}.md").write_text(content)
    folder.bodies.joinpath("12", "notes.md").write_text("a person's own file")
    folder.bodies.joinpath("34", f"{'12' * 8}.md").write_text("in the wrong place")
    assert wrong(folder.path) == ["3 texts in articles/ without an article in the list."]
    assert any("3 texts" in sentence for sentence in repair(folder.path))
    with Library.open(folder.path) as library:
        article = library.articles.get("12" * 8)
        assert (article.title, article.url, article.tags, article.words) == ("T", "https://e.org", ("a",), 2)
        assert article.added.year == 2020
        assert library.articles.get("34" * 8).title == "# Only a text"
        assert library.articles.get("56" * 8).title == "Untitled"
        assert len(library.articles) == 7
        assert library.undo().label == "adopt"


def test_a_missing_text_is_told_and_cannot_be_mended(folder):
    next(iter(folder.texts())).unlink()
    assert wrong(folder.path) == ["1 article without a text in articles/; it cannot be made up."]
    repair(folder.path)
    assert len(on_disk(folder.path)) == 4


def test_a_torn_and_damaged_journal_is_kept_aside_and_the_rest_of_it_saved(folder):
    lines = folder.journal.read_bytes().splitlines(keepends=True)
    assert b'"archive"' in lines[-2]
    journal = b"".join(lines[:-1]) + lines[-1].replace(b"add", b"bad") + b'["torn'
    folder.journal.write_bytes(journal)
    assert len(wrong(folder.path)) == 3  # a line, the end, and the text whose article the line had added
    said = repair(folder.path)
    assert sum("Kept" in sentence for sentence in said) == 2
    kept = b"".join(file.read_bytes() for file in folder.path.glob("journal.jsonl.damaged*"))
    assert lines[-1].replace(b"add", b"bad") in kept
    assert b'["torn' in kept
    assert wrong(folder.path) == []
    after = on_disk(folder.path)
    assert after[uid("c")]["archived"]
    assert uid("d") in after


def test_drafts_of_a_kill_are_deleted_and_those_of_a_living_process_and_of_a_person_are_not(folder):
    old = [folder.path / "library.json.tmp", folder.bodies / "ab" / f".{'ab' * 8}-01234567.tmp"]
    young = [folder.path / "journal.jsonl.tmp", folder.bodies / "ab" / f".{'cd' * 8}-01234567.tmp"]
    mine = folder.path / "poem.tmp"
    (folder.bodies / "ab").mkdir(exist_ok=True)
    for file in (*old, *young, mine):
        file.write_text("half")
    for file in (*old, mine):
        os.utime(file, (time.time() - 3600,) * 2)
    assert any("2 half-written files" in sentence for sentence in wrong(folder.path))
    repair(folder.path)
    assert [file.exists() for file in (*old, *young, mine)] == [False, False, True, True, True]


def test_a_full_disk_while_repairing_leaves_everything_as_it_was(folder, monkeypatch):
    folder.snapshot.write_bytes(b"damaged")

    def fsync(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(LibraryUnusable, match=r"could not be repaired \(no space left on device\)"):
        repair(folder.path)
    monkeypatch.undo()
    assert folder.snapshot.read_bytes() == b"damaged"
    assert not list(folder.path.glob("*.damaged-*"))
    repair(folder.path)
    assert len(on_disk(folder.path)) == 4


def test_an_open_reader_goes_on_after_a_repair(folder):
    with Library.open(folder.path) as library:
        folder.snapshot.write_bytes(folder.snapshot.read_bytes()[:-30])
        with pytest.raises(LibraryUnusable):
            library.catch_up()
        with pytest.raises(LibraryUnusable):
            library.articles.bookmark([uid("b")])
        repair(folder.path)
        assert library.catch_up()
        assert library.articles.bookmark([uid("b")]) == 1
        library.compact()
    assert stock(folder.path)[uid("b")]["bookmarked"]


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (b"", []),
        (b'{"articles": {}}', []),
        (b'{"articles": {"1": {"uid": "a", "place": {"1": {"x": 1}}}, "2": {"uid": "b"', ["1"]),
        (b'{"articles": {"1": {"uid": "a", "place": {"block": 1', []),
        (b'{"x": {"1": {"uid": "no"}}, "articles": {"1": {"uid": "a"}}', ["1"]),
        (
            b'{"articles": {"7": {"uid": "a"}, "7": {"uid": "b"}, "007": {"uid": "c"}, "8": {"uid": "a"}',
            ["7", "8", "9"],
        ),
        (b'{"articles": {"1": {"title": "say \\"2\\": {\\"uid\\": 3}"}, "2": {"uid": 4}', ["1", "2"]),
        (b'\xff\xff"articles":{\n"1":{"uid":"\\ud800"},\n"2":{"words":NaN}\n', ["1", "2"]),
        (b'"articles": {"1": ' + b'{"a":' * 3000, []),
    ],
)
def test_what_can_be_saved_of_a_file(raw, ids):
    documents = readable(raw)["articles"]
    assert list(documents) == ids
    for document in documents.values():
        orjson.dumps(document)


def test_saving_what_can_be_saved_takes_time_in_proportion():
    for piece in (b'"', b'"1":{', b'"articles":{', b'\\"', b'{"1": {"a": "', b'"articles":{"1":{"x":1},'):
        with at_most(5, piece):
            readable(piece * 20_000)
