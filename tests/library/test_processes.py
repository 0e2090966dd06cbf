"""Several processes and threads on one library: nothing is lost, and everybody is told."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.domain.anchor import Anchor
from reader.domain.article import State
from reader.domain.change import Change
from reader.domain.errors import LibraryUnusable, LibraryWriteFailed
from reader.domain.shelf import ALL, BOOKMARKS
from reader.library import column_cache, locking
from reader.library.folder import Folder
from reader.library.library import Library
from reader.library.locking import LibraryLock
from tests.library.making import draft, everything, on_disk, uid

FRESH = multiprocessing.get_context("spawn")


@pytest.fixture
def other(path, library):
    with Library.open(path) as other:
        yield other


def told(library: Library) -> list[Change]:
    changes: list[Change] = []
    library.listen(changes.append)
    return changes


def test_what_another_process_added_is_seen_and_told(library, other):
    changes = told(other)
    assert not other.catch_up()
    library.articles.add([draft("new")])
    library.articles.tag([uid("a")], add=["sea"])
    assert other.catch_up()
    assert not other.catch_up()
    assert everything(other) == everything(library)
    assert [(c.label, c.uids, c.membership, c.everything, c.elsewhere) for c in changes] == [
        ("add", {uid("new")}, True, False, True),
        ("tag", {uid("a")}, True, False, True),
    ]
    assert other.articles.listing(ALL).uid(0) == uid("new")


def test_own_changes_are_told_as_own(library):
    changes = told(library)
    library.articles.bookmark([uid("a")])
    library.articles.bookmark([uid("a")])
    library.articles.keep_place(uid("a"), Anchor(3, 4), 0.25)
    library.keep_session(shelf="all")
    assert [(c.label, set(c.fields), c.membership, c.elsewhere) for c in changes] == [
        ("bookmark", {"bookmarked"}, True, False),
        ("", {"place", "progress"}, False, False),
    ]


def test_who_stopped_listening_hears_nothing(library):
    changes: list[Change] = []
    stop = library.listen(changes.append)
    stop()
    stop()
    library.articles.bookmark([uid("a")])
    assert changes == []


def test_a_change_builds_on_what_others_did_without_having_looked(library, other):
    library.articles.tag([uid("a")], add=["one"])
    other.articles.tag([uid("a")], add=["two"])
    assert other.articles.get(uid("a")).tags == ("one", "two")
    library.catch_up()
    assert library.articles.get(uid("a")).tags == ("one", "two")


def test_both_add_the_same_text_and_it_is_one_article(path, library, other):
    assert library.articles.add([draft("same", url="https://example.org/1")])[0].new
    added = other.articles.add([draft("another title", url="http://EXAMPLE.org/1/#top")])[0]
    assert not added.new
    assert added.article.title == "same"
    assert other.bodies.read(added.article.uid) == "The text of same.\n", "the text stays that of the article"
    assert len(on_disk(path)) == 5


def test_adding_what_another_process_has_put_into_the_bin_brings_it_back(library, other):
    library.articles.remove([uid("a")])
    added = other.articles.add([draft("a")])[0]
    assert (added.new, added.restored) == (False, True)
    assert not other.articles.get(uid("a")).removed


def test_adding_what_another_process_has_just_withdrawn_adds_it(library, other):
    library.articles.add([draft("new")])
    other.catch_up()
    library.undo()
    added = other.articles.add([draft("new")])[0]
    assert added.new
    assert other.bodies.read(uid("new")) == "The text of new.\n"


def test_the_same_text_twice_in_one_go_is_new_once(library):
    added = library.articles.add([draft("new"), draft("new"), draft("a")])
    assert [one.new for one in added] == [True, False, False]


def test_a_compaction_by_one_while_the_other_goes_on(path, library, other):
    changes = told(other)
    library.articles.bookmark([uid("a")])
    library.compact()
    other.articles.bookmark([uid("b")])
    library.articles.bookmark([uid("c")])
    other.compact()
    other.articles.bookmark([uid("d")])
    library.catch_up()
    library.compact()
    other.catch_up()
    assert len(library.articles.listing(BOOKMARKS)) == len(other.articles.listing(BOOKMARKS)) == 4
    assert everything(library) == everything(other) == on_disk(path)
    assert all(change.uids or change.everything for change in changes)


def test_who_knows_everything_already_does_not_read_the_new_snapshot(library, other):
    library.articles.bookmark([uid("a")])
    other.catch_up()
    changes = told(other)
    columns = other.articles.columns
    library.compact()
    assert not other.catch_up()
    assert changes == []
    assert other.articles.columns is columns
    library.articles.bookmark([uid("b")])
    assert other.catch_up()
    assert other.articles.get(uid("b")).bookmarked


def test_who_missed_something_is_told_that_everything_is_new(library, other):
    changes = told(other)
    listing = other.articles.listing(ALL)
    library.articles.bookmark([uid("a")])
    library.compact()
    assert other.catch_up()
    assert [change.everything for change in changes] == [True]
    assert {article.uid for article in listing if article.bookmarked} == {uid("a")}, (
        "an old listing shows the new state"
    )


def test_a_listing_outlives_whatever_happens_to_the_library(path, library, other):
    listing = other.articles.listing(ALL)
    library.articles.add([draft("new")])
    library.undo()
    library.articles.add([draft("e", body="other")])
    library.compact()
    other.catch_up()
    assert [article.title for article in listing] == ["d", "c", "b", "a"]
    assert [row[0] for row in listing.facts("title")] == ["d", "c", "b", "a"]
    assert [listing.position(u) for u in listing.uids()] == [0, 1, 2, 3]
    Folder(path).snapshot.write_bytes(b'{"articles": {"7": {"uid": "%b", "title": "b"}}}' % uid("b").encode())
    other.catch_up()
    assert [article.title for article in listing].count("b") == 1
    assert [row[0] for row in listing.facts("title")] == ["b"]
    assert len(listing) == 4


def test_a_listener_that_fails_takes_nothing_from_memory(path, library, other):
    def fail(_: Change) -> None:
        raise RuntimeError("the widget is gone")

    stop = other.listen(fail)
    for name in "abc":
        library.articles.bookmark([uid(name)])
    with pytest.raises(RuntimeError):
        other.catch_up()
    for _ in range(3):
        with pytest.raises(RuntimeError):
            other.articles.archive([uid("d")])
    stop()
    assert everything(other) == everything(library) | {uid("d"): everything(other)[uid("d")]}
    other.compact()
    assert sum("bookmarked" in document for document in on_disk(path).values()) == 3
    assert on_disk(path)[uid("d")]["archived"]


def test_a_listener_that_fails_does_not_make_an_article_overwrite_another(path, library, other):
    other.articles.add([draft("first")])
    library.catch_up()
    library.articles.add([draft("second")])

    def fail(_: Change) -> None:
        raise RuntimeError("the widget is gone")

    stop = other.listen(fail)
    with pytest.raises(RuntimeError):
        other.catch_up()
    stop()
    other.articles.add([draft("third")])
    assert {"first", "second", "third"} <= {document["title"] for document in on_disk(path).values()}


def test_who_failed_to_listen_once_is_told_the_rest_the_next_time(library, other):
    heard = []

    def listen(change: Change) -> None:
        heard.append(change.label)
        if len(heard) == 1:
            raise RuntimeError("once")

    other.listen(listen)
    library.articles.bookmark([uid("a")])
    library.articles.archive([uid("b")])
    with pytest.raises(RuntimeError):
        other.catch_up()
    other.catch_up()
    assert heard == ["bookmark", "archive"]


def test_a_listener_may_write_when_everything_was_read_anew(path, library, other):
    def answer(change: Change) -> None:
        if change.everything:
            other.articles.tag([uid("b")], add=["seen"])

    other.listen(answer)
    library.articles.bookmark([uid("a")])
    library.compact()
    library.articles.archive([uid("a")])
    assert other.catch_up()
    found = on_disk(path)
    assert found[uid("b")]["tags"] == ["seen"]
    assert found[uid("a")].keys() >= {"bookmarked", "archived"}
    assert everything(other) == found


def test_a_listener_may_write(path, library, other):
    def answer(change: Change) -> None:
        if change.label == "bookmark":
            other.articles.tag(change.uids, add=["seen"])

    other.listen(answer)
    library.articles.bookmark([uid("a")])
    library.articles.bookmark([uid("b")])
    library.articles.bookmark([uid("a")], on=False)
    library.articles.bookmark([uid("a")])
    other.catch_up()
    library.catch_up()
    assert everything(library) == everything(other) == on_disk(path)
    assert library.articles.get(uid("b")).tags == ("seen",)


def test_a_snapshot_replaced_while_the_cache_is_looked_at_is_read_by_its_own_lines(path, library, monkeypatch):
    library.compact()
    real = column_cache.load

    def load(*given):
        found = real(*given)
        monkeypatch.setattr(column_cache, "load", real)
        library.articles.add([draft("longer lines", source="s" * 500)])
        library.compact()
        return found

    monkeypatch.setattr(column_cache, "load", load)
    with Library.open(path) as fresh:
        assert everything(fresh) == everything(library)


def test_a_library_that_disappears_is_a_sentence_and_nothing_is_written(path, library):
    Folder(path).snapshot.rename(path / "elsewhere.json")
    for call in (library.catch_up, lambda: library.articles.bookmark([uid("a")]), library.compact):
        with pytest.raises(LibraryUnusable, match="not there any more"):
            call()
    assert len(library.articles) == 4
    (path / "elsewhere.json").rename(Folder(path).snapshot)
    assert library.articles.bookmark([uid("a")]) == 1


def add_many(path: Path, name: str, count: int) -> None:
    with Library.open(path) as library:
        for n in range(count):
            library.articles.add([draft(f"{name} {n}")])
            library.articles.tag([uid(f"{name} {n}")], add=[name])
            if n % 7 == 6:
                library.compact()


def test_processes_that_make_and_fill_one_library_at_once_lose_nothing(path):
    workers = [FRESH.Process(target=add_many, args=(path, f"w{n}", 12)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    found = on_disk(path)
    assert len(found) == 36
    assert all(document["tags"] == [document["title"].split()[0]] for document in found.values())
    with Library.open(path) as library:
        ids = list(library.articles.columns.ids)
        assert len(ids) == len(set(ids)) == 36


def test_a_process_that_only_imports_less_sees_what_another_added(path, library):
    code = (
        "import sys; from pathlib import Path; from reader.library.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    print(library.articles.bookmark([sys.argv[2]]), len(library.articles))"
    )
    done = subprocess.run([sys.executable, "-c", code, path, uid("b")], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "4"]
    assert library.catch_up()
    assert library.articles.get(uid("b")).bookmarked


def hold(path: Path, log: Path, rounds: int) -> None:
    lock = LibraryLock(Folder(path))
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for _ in range(rounds):
        with lock.held():
            os.write(descriptor, b"(")
            time.sleep(0)
            os.write(descriptor, b")")


def test_two_never_hold_the_lock_at_once_and_its_file_stays(path, tmp_path):
    path.mkdir()
    log = tmp_path / "log"
    with LibraryLock(Folder(path)).held():
        before = Folder(path).lock.stat().st_ino
    workers = [FRESH.Process(target=hold, args=(path, log, 250)) for _ in range(2)]
    threads = [threading.Thread(target=hold, args=(path, log, 250)) for _ in range(2)]
    for one in (*workers, *threads):
        one.start()
    for one in (*workers, *threads):
        one.join(60)
    assert log.read_text() == "()" * 1000
    assert Folder(path).lock.stat().st_ino == before


def test_a_lock_held_too_long_is_a_sentence_and_the_change_did_not_happen(path, library, monkeypatch):
    library.articles.bookmark([uid("a")])
    with Library.open(path) as other, LibraryLock(Folder(path)).held():
        monkeypatch.setattr(locking, "PATIENCE", 0.05)
        with pytest.raises(LibraryWriteFailed, match="Another program"):
            other.articles.bookmark([uid("b")])
        assert not other.articles.get(uid("b")).bookmarked
        assert other.articles.get(uid("a")).bookmarked, "reading needs no lock"
    assert library.articles.bookmark([uid("b")]) == 1


def test_threads_of_one_process_share_a_library(path, library):
    def work(name: str) -> None:
        for n in range(25):
            library.articles.tag([uid(name)], add=[f"{name}{n}"])
            library.articles.mark([uid(name)], State.READ if n % 2 else State.UNREAD)
            library.articles.listing(ALL, matching="text")
            library.catch_up()
            if n == 12:
                library.compact()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, "abcd"))
    found = on_disk(path)
    assert {name: len(found[uid(name)]["tags"]) for name in "abcd"} == dict.fromkeys("abcd", 25)
    assert found == everything(library)
