"""Opening whatever may lie in a folder: one sentence, the bytes kept, never an empty library over a full one."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.table import Document

from reader.domain.errors import LibraryReadOnly, LibraryUnusable, ReaderError
from reader.domain.shelf import ALL
from reader.library.doctor import Severity, examine, repair
from reader.library.folder import Folder
from reader.library.library import Library
from tests.library.making import draft, everything, on_disk, stock, uid


def full(path: Path) -> Folder:
    """A library of four articles in its snapshot, two changes in the journal."""
    with Library.open(path) as library:
        library.articles.add([draft(name, tags=("x",)) for name in "abcd"])
        library.compact()
        library.articles.bookmark([uid("a")])
        library.articles.archive([uid("b")])
    return Folder(path)


def files(path: Path) -> dict[str, bytes]:
    """Every file of a folder but the lock and the cache."""
    found = {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}
    return {name: data for name, data in found.items() if name != ".lock" and not name.startswith("cache/")}


UNREADABLE = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"3",
    "a string": b'"library"',
    "not JSON": b"Dear diary",
    "torn": b'{"articles": {"1": {"uid": "x", "title": "to',
    "two values": b'{"articles": {}}{"articles": {}}',
    "Latin-1": '{"articles": {"1": {"title": "é"}}}'.encode("latin-1"),
    "NULs": b"\0" * 4096,
    "tables of a wrong type": b'{"articles": 3}',
    "articles of a wrong type": b'{"articles": {"1": 3}}',
    "ids that are none": b'{"articles": {"one": {}}}',
    "an id with zeros": b'{"articles": {"007": {}}}',
    "an id in other digits": '{"articles": {"٣": {}}}'.encode(),
    "an id too large": b'{"articles": {"99999999999999999999": {"uid": "x"}}}',
    "deep": b'{"articles": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "our layout, damaged within": b'{\n"meta":{\n"1":{}\n},\n"articles":{\n"1":{"uid":"x","title":}\n}\n}\n',
    "our layout, an id too large": b'{\n"articles":{\n"99999999999999999999":{"uid":"x"}\n}\n}\n',
    "our layout, two in a line": b'{\n"meta":{\n},\n"articles":{\n"1":{"uid":"x"},"2":{"uid":"y"}\n}\n}\n',
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_library_is_told_and_kept_until_it_is_repaired(path, name):
    folder = full(path)
    folder.snapshot.write_bytes(UNREADABLE[name])
    before = files(path)
    for create in (True, False):
        with pytest.raises(LibraryUnusable, match=r"(?s)reader doctor --repair.*\.$"):
            Library.open(path, create=create)
    assert any(finding.severity is Severity.WRONG for finding in examine(path))
    assert files(path) == before
    said = repair(path)
    assert said
    assert any(file.read_bytes() == UNREADABLE[name] for file in path.glob("library.json.damaged-*"))
    found = on_disk(path)
    assert {uid(n) for n in "abcd"} <= found.keys()
    assert found[uid("a")]["tags"] == ["x"]
    wrong = [finding.sentence for finding in examine(path) if finding.severity is Severity.WRONG]
    assert [sentence for sentence in wrong if "without a text" not in sentence] == []


@pytest.mark.parametrize(
    "header",
    [
        {"schema": 0},
        {"schema": -(10**9)},
        {"schema": True},
        {"generation": "three"},
        {"generation": None},
        {"generation": -4},
        {"generation": 1e300},
        {"number": "x"},
        {"base": 7, "written": []},
        {},
    ],
    ids=str,
)
def test_a_header_of_wrong_types_is_no_traceback(path, header):
    folder = full(path)
    tables = orjson.loads(folder.snapshot.read_bytes())
    tables["meta"]["1"] = header
    folder.snapshot.write_bytes(orjson.dumps(tables))
    with Library.open(path) as library:
        assert len(library.articles) == 4
        library.articles.bookmark([uid("c")])
        library.compact()
    assert on_disk(path)[uid("c")]["bookmarked"]


def test_a_document_twice_under_one_id_is_one_article_the_last(path):
    folder = full(path)
    line = b'"1":{"uid":"0123456789abcdef","title":"first"},\n'
    data = folder.snapshot.read_bytes()
    folder.snapshot.write_bytes(data.replace(b'"articles":{\n', b'"articles":{\n' + line))
    with Library.open(path) as library:
        assert len(library.articles) == len(library.articles.listing(ALL)) == 4
        assert library.articles.get("0123456789abcdef") is None


def test_what_stock_tinydb_can_write_and_strict_json_cannot_say_is_read_all_the_same(path):
    folder = full(path)
    with TinyDB(folder.snapshot) as database:  # ASCII with escapes, as stock TinyDB writes unless told otherwise
        database.table("articles").insert({"uid": "f" * 16, "title": "lone \ud800 surrogate", "words": float("nan")})
        database.table("articles").insert({"uid": "e" * 16, "title": "large", "words": 10**30, "x": float("inf")})
    with Library.open(path) as library:
        assert len(library.articles) == 6
        assert library.articles.get("f" * 16).title == "lone \ufffd surrogate"
        library.articles.bookmark(["f" * 16, "e" * 16])
        library.compact()
    assert len(on_disk(path)) == 6


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_snapshot_that_an_editor_saved_in_another_encoding_is_read(path, encoding):
    folder = full(path)
    folder.snapshot.write_bytes(folder.snapshot.read_text().encode(encoding))
    with Library.open(path) as library:
        assert len(library.articles) == 4
        library.compact()
    assert len(stock(path)) == 4


def test_a_missing_snapshot_beside_texts_is_no_reason_for_a_new_library(path):
    folder = full(path)
    wanted = on_disk(path).keys()
    folder.snapshot.unlink()
    for leave in (lambda: None, lambda: folder.journal.unlink()):
        leave()
        before = files(path)
        with pytest.raises(LibraryUnusable, match="missing"):
            Library.open(path)
        assert files(path) == before
    repair(path)
    assert on_disk(path).keys() == wanted


def test_a_folder_with_other_files_does_not_become_a_library(path):
    path.mkdir()
    (path / "thesis.tex").write_text("years of work")
    with pytest.raises(LibraryUnusable, match="holds other files"):
        Library.open(path)
    assert [entry.name for entry in path.iterdir()] == ["thesis.tex"]


def test_a_folder_called_articles_of_somebody_else_is_left_alone(path):
    (path / "articles").mkdir(parents=True)
    (path / "articles" / "draft.docx").write_text("x")
    with pytest.raises(LibraryUnusable, match="holds other files"):
        Library.open(path)


@pytest.mark.parametrize("left", [[".lock"], [".lock", "articles"], [".lock", "articles", "library.json.tmp"]])
def test_a_kill_while_the_library_was_being_made_does_not_lock_anybody_out(path, left):
    path.mkdir()
    for name in left:
        (path / name).mkdir() if name == "articles" else (path / name).write_bytes(b"{")
    with Library.open(path) as library:
        assert library.created
        assert library.articles.add([draft("a")])[0].new


def test_a_file_instead_of_a_folder(path):
    path.write_text("not a library")
    for create in (True, False):
        with pytest.raises(LibraryUnusable, match=r"\.$"):
            Library.open(path, create)
        with pytest.raises(LibraryUnusable, match=r"\.$"):
            Library.open(path / "below", create)
    assert path.read_text() == "not a library"


@pytest.mark.parametrize("name", ["library.json", "journal.jsonl", ".lock"])
def test_a_folder_instead_of_a_file(path, name):
    folder = full(path)
    (path / name).unlink(missing_ok=True)
    (path / name).mkdir()
    if name != ".lock":
        with pytest.raises(ReaderError, match=r"\.$"):
            Library.open(path)
    else:
        with Library.open(path) as library, pytest.raises(ReaderError, match=r"\.$"):
            library.articles.bookmark([uid("c")])
    assert isinstance(examine(path), list)
    assert folder.has_texts


def test_no_library_and_none_wanted(path):
    with pytest.raises(LibraryUnusable, match="no library"):
        Library.open(path, create=False)
    assert not path.exists()


def test_a_folder_reached_by_a_link_is_the_same_library(path):
    full(path)
    link = path.with_name("link")
    link.symlink_to(path)
    with Library.open(link) as library:
        library.articles.bookmark([uid("d")])
        library.compact()
    assert link.is_symlink()
    assert on_disk(path)[uid("d")]["bookmarked"]


def test_files_that_are_links_stay_links(path, tmp_path):
    folder = full(path)
    cloud = tmp_path / "cloud"
    cloud.mkdir()
    for file in (folder.snapshot, folder.journal):
        shutil.move(file, cloud / file.name)
        file.symlink_to(cloud / file.name)
    with Library.open(path) as library:
        library.articles.bookmark([uid("d")])
        library.compact()
    assert folder.snapshot.is_symlink()
    assert folder.journal.is_symlink()
    assert uid("d") in stock(path)
    assert stock(path)[uid("d")]["bookmarked"]


def test_a_private_library_stays_private(path):
    folder = full(path)
    folder.snapshot.chmod(0o600)
    folder.journal.chmod(0o600)
    with Library.open(path) as library:
        library.compact()
    assert folder.snapshot.stat().st_mode & 0o777 == 0o600
    assert folder.journal.stat().st_mode & 0o777 == 0o600


def made_by_a_newer_reader(folder: Folder) -> None:
    data = folder.snapshot.read_bytes()
    assert b'"schema":1' in data
    folder.snapshot.write_bytes(data.replace(b'"schema":1', b'"schema":2'))


def test_a_library_of_a_newer_reader_is_read_and_not_changed(path):
    folder = full(path)
    made_by_a_newer_reader(folder)
    before = files(path)
    with Library.open(path) as library:
        assert library.read_only
        assert any("newer" in notice for notice in library.notices)
        assert library.articles.get(uid("a")).bookmarked
        library.keep_session(shelf="all")
        library.catch_up()
        for change in (
            lambda: library.articles.bookmark([uid("b")]),
            lambda: library.articles.add([draft("e")]),
            lambda: library.undo(),
            lambda: library.compact(),
        ):
            with pytest.raises(LibraryReadOnly, match="newer"):
                change()
        assert len(library.articles) == 4
    assert files(path) == before


def test_a_running_reader_stops_writing_when_a_newer_one_has_taken_the_library_over(path):
    folder = full(path)
    with Library.open(path) as library:
        made_by_a_newer_reader(folder)
        with pytest.raises(LibraryReadOnly, match="newer"):
            library.articles.bookmark([uid("c")])
        assert library.read_only
        with pytest.raises(LibraryReadOnly):
            library.compact()
    assert b'"schema":2' in folder.snapshot.read_bytes()


@pytest.mark.parametrize("damage", ["journal", "snapshot", "orphan"])
def test_the_doctor_does_not_mend_what_a_newer_reader_made(path, damage):
    folder = full(path)
    made_by_a_newer_reader(folder)
    if damage == "journal":
        with folder.journal.open("ab") as file:
            file.write(b'["00000000",{"g":2}]\n')
    elif damage == "snapshot":
        folder.snapshot.write_bytes(folder.snapshot.read_bytes()[:-4])
    else:
        (folder.bodies / "ab").mkdir(exist_ok=True)
        (folder.bodies / "ab" / f"{'ab' * 8}.md").write_text("orphan")
    before = files(path)
    with pytest.raises(ReaderError, match="newer"):
        repair(path)
    assert files(path) == before


def test_a_folder_that_may_only_be_read(path, monkeypatch):
    full(path)
    before = files(path)
    real_access, real_open = os.access, os.open

    def access(target, mode, **named):
        return False if mode & os.W_OK else real_access(target, mode, **named)

    def opening(target, flags, *rest, **named):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, "Read-only file system", str(target))
        return real_open(target, flags, *rest, **named)

    monkeypatch.setattr(os, "open", opening)
    with Library.open(path) as library:  # the folder seems to be writable, and is not
        with pytest.raises(LibraryReadOnly, match="may only be read"):
            library.articles.bookmark([uid("c")])
        assert library.articles.get(uid("a")).bookmarked
    monkeypatch.setattr(os, "access", access)
    with Library.open(path) as library:
        assert library.read_only
        assert any("may only be read" in notice for notice in library.notices)
        assert library.articles.get(uid("a")).bookmarked
        with pytest.raises(LibraryReadOnly):
            library.articles.remove([uid("c")])
        library.keep_session(shelf="all")
        assert library.bodies.read(uid("c")) == "The text of c.\n"
    assert files(path) == before


def test_a_read_only_library_cannot_be_made(tmp_path, monkeypatch):
    def mkdir(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", mkdir)
    with pytest.raises(LibraryUnusable, match=r"No library can be made.*\.$"):
        Library.open(tmp_path / "new")


def test_a_snapshot_older_than_the_journal_puts_the_journal_aside_and_says_so(path):
    folder = full(path)
    old = folder.snapshot.read_bytes()
    with Library.open(path) as library:
        library.articles.tag([uid("c")], add=["kept for undo"])
        library.compact()
        library.articles.bookmark([uid("d")])
        library.compact()
        library.articles.archive([uid("d")])
    journal = folder.journal.read_bytes()
    folder.snapshot.write_bytes(old)  # as a backup is restored
    assert any("older" in finding.sentence for finding in examine(path))
    assert folder.journal.read_bytes() == journal, "the doctor only looks"
    with Library.open(path) as library:
        assert any("put aside" in notice for notice in library.notices)
        found = everything(library)
        assert {u: d.get("tags") for u, d in found.items()} == {uid(n): ["x"] for n in "abcd"}
        assert not any(document.get("bookmarked") for document in found.values())
        library.articles.bookmark([uid("c")])
    assert [file.read_bytes() for file in path.glob("journal.jsonl.damaged-*")] == [journal]
    assert on_disk(path)[uid("c")]["bookmarked"]


def test_a_backup_restored_under_a_running_reader(path):
    folder = full(path)
    old = folder.snapshot.read_bytes()
    with Library.open(path) as library:
        library.articles.tag([uid("c")], add=["later"])
        library.compact()
        library.articles.bookmark([uid("d")])
        journal = folder.journal.read_bytes()
        folder.snapshot.write_bytes(old)
        assert library.catch_up()
        assert library.articles.get(uid("c")).tags == ("x",)
        library.articles.bookmark([uid("c")])
        now = everything(library)
        assert any("put aside" in notice for notice in library.notices)
    assert on_disk(path) == now
    assert now[uid("c")]["bookmarked"]
    assert [file.read_bytes() for file in path.glob("journal.jsonl.damaged-*")] == [journal]


def test_articles_added_by_stock_tinydb_under_ids_of_the_journal_are_both_kept(path):
    folder = full(path)
    with Library.open(path) as library:
        library.articles.add([draft("ours"), draft("ours too")])  # ids 5 and 6, in the journal only
        library.articles.bookmark([uid("ours")])
    with TinyDB(folder.snapshot, encoding="utf-8") as database:
        assert database.table("articles").insert({"uid": "5" * 16, "title": "theirs"}) == 5
        database.table("articles").insert({"title": "theirs, without a uid"})
    with Library.open(path) as library:
        assert len(library.articles) == 8
        assert library.articles.get(uid("ours")).bookmarked
        assert not library.articles.get("5" * 16).bookmarked
        library.articles.archive(["5" * 16])
        library.articles.tag([uid("ours too")], add=["y"])
        now = everything(library)
    with Library.open(path) as library:  # the same journal, read again, lands on the same articles
        assert everything(library) == now
        assert not library.articles.get(uid("ours")).archived
        assert library.undo().label == "tag"
        assert library.undo().label == "archive"
        assert library.undo().label == "bookmark"
        assert not library.articles.get(uid("ours")).bookmarked
        assert library.redo().label == "bookmark"
        assert library.articles.get(uid("ours")).bookmarked
        assert not library.articles.get("5" * 16).bookmarked
        library.compact()
    assert on_disk(path)[uid("ours")]["bookmarked"]
    assert len(stock(path)) == 8


def test_a_change_to_an_article_that_stock_tinydb_replaced_does_not_land_on_another(path):
    folder = full(path)
    with TinyDB(folder.snapshot, encoding="utf-8") as database:
        table = database.table("articles")
        table.remove(doc_ids=[1])
        table.insert(Document({"uid": "6" * 16, "title": "theirs"}, 1))
    with Library.open(path) as library:  # the journal bookmarks article a, which had the id 1
        assert not library.articles.get("6" * 16).bookmarked


def test_what_stock_tinydb_changed_just_after_a_compaction_is_seen_and_kept(path):
    folder = full(path)
    with Library.open(path) as library:
        with Library.open(path) as other:
            other.compact()
        with TinyDB(folder.snapshot, encoding="utf-8") as database:
            database.table("articles").update({"title": "changed by hand"}, doc_ids=[3])
        library.catch_up()
        assert library.articles.get(uid("c")).title == "changed by hand"
        library.compact()
    assert on_disk(path)[uid("c")]["title"] == "changed by hand"


def test_conflict_copies_of_a_synchronising_program_are_left_alone(path):
    folder = full(path)
    for file in (folder.snapshot, folder.journal, *folder.bodies.glob("*/*.md")):
        copy = file.with_name(f"{file.stem}.sync-conflict-20261123-120000-ABCDEFG{file.suffix}")
        copy.write_bytes(b"{}")
    before = {name: data for name, data in files(path).items() if "sync-conflict" in name}
    assert len(before) == 6
    assert any("synchronising" in finding.sentence for finding in examine(path))
    repair(path)
    assert len(on_disk(path)) == 4
    assert {name: data for name, data in files(path).items() if "sync-conflict" in name} == before


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 10**6), cut=st.integers(0, 300), put=st.binary(max_size=20))
def test_whatever_happens_to_the_snapshot_is_a_sentence_or_a_library(tmp_path_factory, at, cut, put):
    source = tmp_path_factory.getbasetemp() / "damaged-source"
    if not source.exists():
        full(source)
    path = tmp_path_factory.mktemp("damaged") / "library"
    shutil.copytree(source, path)
    folder = Folder(path)
    data = folder.snapshot.read_bytes()
    at %= len(data)
    changed = data[:at] + put + data[at + cut :]
    folder.snapshot.write_bytes(changed)
    try:
        with Library.open(path) as library:
            everything(library)
            library.articles.bookmark([uid("d")])
            library.compact()
            everything(library)
    except ReaderError as error:
        assert str(error).endswith(".")  # noqa: PT017
        assert folder.snapshot.read_bytes() == changed
        repair(path)
        assert len(on_disk(path)) >= 4
        assert any(file.read_bytes() == changed for file in path.glob("library.json.damaged-*"))
    assert all("Traceback" not in finding.sentence for finding in examine(path))


def test_every_table_and_fact_of_another_program_outlives_our_compaction(path):
    folder = full(path)
    with TinyDB(folder.snapshot, encoding="utf-8") as database:
        database.table("theirs").insert({"kept": True})
        database.table("articles").update({"rating": 5}, doc_ids=[2])
        database.table("meta").update({"note": "mine"}, doc_ids=[1])
    with Library.open(path) as library:
        library.articles.bookmark([uid("b")])
        library.compact()
    found = json.loads(folder.snapshot.read_text())
    assert found["theirs"] == {"1": {"kept": True}}
    assert found["articles"]["2"]["rating"] == 5
    assert found["meta"]["1"]["note"] == "mine"
