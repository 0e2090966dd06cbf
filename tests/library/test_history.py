"""Undo and redo: every change can be taken back, across restarts, compactions and processes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from reader.domain.anchor import Anchor
from reader.domain.article import State
from reader.library.folder import Folder
from reader.library.journal_file import KEPT_FOR_UNDO
from reader.library.library import Library
from tests.library.making import draft, everything, on_disk, uid

NAMES = "abcdef"
ONE = st.sampled_from(NAMES)
SOME = st.lists(ONE, max_size=3)


class Undoing(RuleBasedStateMachine):
    """The model is two stacks of states; two libraries on one folder take turns."""

    def __init__(self) -> None:
        super().__init__()
        self.path = Path(tempfile.mkdtemp(prefix="history-")) / "library"
        self.both = [Library.open(self.path), Library.open(self.path)]
        self.done: list[tuple[str, dict]] = []
        self.undone: list[tuple[str, dict]] = []

    @initialize()
    def fill(self):
        self.change("add", lambda a: a.add([draft(name) for name in NAMES[:4]]))

    @property
    def library(self) -> Library:
        return self.both[0]

    def change(self, label, call):
        before = everything(self.library)
        call(self.library.articles)
        if everything(self.library) != before:
            self.done.append((label, before))
            self.undone.clear()

    @rule(names=SOME, on=st.booleans())
    def bookmark(self, names, on):
        self.change("bookmark" if on else "unbookmark", lambda a: a.bookmark(map(uid, names), on))

    @rule(names=SOME, on=st.booleans())
    def archive(self, names, on):
        self.change("archive" if on else "put back into the inbox", lambda a: a.archive(map(uid, names), on))

    @rule(names=SOME, on=st.booleans())
    def remove(self, names, on):
        self.change("remove" if on else "restore", lambda a: a.remove(map(uid, names), on))

    @rule(names=SOME, state=st.sampled_from([State.READ, State.UNREAD]))
    def mark(self, names, state):
        self.change(f"mark {state.value}", lambda a: a.mark(map(uid, names), state))

    @rule(names=SOME, add=st.lists(st.sampled_from("xyz"), max_size=2), remove=st.lists(st.sampled_from("xyz")))
    def tag(self, names, add, remove):
        self.change("tag", lambda a: a.tag(map(uid, names), add, remove))

    @rule(name=ONE)
    def finish(self, name):
        self.change("finish", lambda a: a.finish(uid(name)))

    @rule(names=SOME)
    def add(self, names):
        self.change("add", lambda a: a.add([draft(name) for name in names]))

    @rule(names=st.lists(ONE, min_size=1, max_size=5), tag=st.sampled_from("xyz"))
    def tag_one_by_one(self, names, tag):
        def change(articles):
            with self.library.as_group():
                for name in names:
                    articles.tag([uid(name)], [tag])

        self.change("tag", change)

    @rule(names=SOME)
    def add_one_by_one(self, names):
        def change(articles):
            with self.library.as_group():
                for name in names:
                    articles.add([draft(name)])

        self.change("add", change)

    @rule()
    def undo(self):
        said = self.library.undo()
        assert (said and said.label) == (self.done[-1][0] if self.done else None)
        if self.done:
            label, before = self.done.pop()
            self.undone.append((label, self.last))
            assert everything(self.library) == before

    @rule()
    def redo(self):
        said = self.library.redo()
        assert (said and said.label) == (self.undone[-1][0] if self.undone else None)
        if self.undone:
            label, after = self.undone.pop()
            self.done.append((label, self.last))
            assert everything(self.library) == after

    @rule()
    def take_turns(self):
        self.both.reverse()
        self.library.catch_up()
        assert everything(self.library) == self.last

    @rule()
    def reopen(self):
        self.library.close()
        self.both[0] = Library.open(self.path)

    @rule()
    def compact(self):
        self.library.compact()

    @invariant()
    def remember(self):
        self.last = everything(self.library)

    def teardown(self):
        for library in self.both:
            library.catch_up()
            assert everything(library) == self.last
            library.close()
        assert on_disk(self.path) == self.last
        shutil.rmtree(self.path.parent)


def test_undo_and_redo_are_like_two_stacks_of_states():
    run_state_machine_as_test(
        Undoing, settings=settings(max_examples=30, stateful_step_count=25, deadline=None, print_blob=False)
    )


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("add", lambda a: a.add([draft("e"), draft("f")])),
        ("bookmark", lambda a: a.bookmark(map(uid, "abcd"))),
        ("archive", lambda a: a.archive(map(uid, "abcd"))),
        ("remove", lambda a: a.remove(map(uid, "abcd"))),
        ("mark read", lambda a: a.mark(map(uid, "abcd"), State.READ)),
        ("tag", lambda a: a.tag(map(uid, "abcd"), add=["x", "y"])),
        ("finish", lambda a: a.finish(uid("a"))),
    ],
)
def test_one_key_takes_back_a_change_to_many_and_another_does_it_again(library, label, change):
    before = everything(library)
    change(library.articles)
    after = everything(library)
    assert after != before
    undone = library.undo()
    assert undone.label == label
    assert set(undone.uids) == {u for u in after if after[u] != before.get(u)}
    assert everything(library) == before
    assert library.redo().label == label
    assert everything(library) == after


def test_nothing_to_undo(path):
    with Library.open(path) as library:
        assert library.undo() is None
        assert library.redo() is None
        library.articles.add([draft("a")])
        assert library.redo() is None
        assert library.undo()
        assert library.undo() is None
        assert len(library.articles) == 0


def test_where_one_reads_is_not_taken_back(library):
    library.articles.bookmark([uid("a")])
    library.articles.open(uid("b"))
    library.articles.keep_place(uid("b"), Anchor(1, 2, "here"), 0.5)
    library.keep_session(shelf="inbox")
    assert library.undo().label == "bookmark"
    assert library.articles.get(uid("b")).place == Anchor(1, 2, "here")
    assert library.articles.get(uid("b")).state is State.READING
    assert library.session == {"shelf": "inbox"}


def test_the_text_of_a_withdrawn_article_is_kept_and_comes_back_with_it(path, library):
    library.articles.add([draft("e")])
    assert library.withdrawn() == set()
    library.undo()
    assert library.withdrawn() == {uid("e")}
    assert library.articles.get(uid("e")) is None
    library.compact()
    assert library.withdrawn() == {uid("e")}
    library.redo()
    assert library.bodies.read(uid("e")) == "The text of e.\n"


def test_the_last_changes_can_be_taken_back_after_many_compactions(path):
    with Library.open(path) as library:
        library.articles.add([draft("a")])
        for n in range(KEPT_FOR_UNDO + 20):
            library.articles.tag([uid("a")], add=[f"t{n}"])
        library.compact()
    for _ in range(3):
        with Library.open(path) as library:
            library.articles.open(uid("a"))
            library.compact()
    with Library.open(path) as library:
        count = 0
        while library.undo():
            count += 1
            if count % 50 == 0:
                library.compact()
        # every undo is kept as well, so that the oldest go
        assert count >= KEPT_FOR_UNDO // 2
        assert len(library.articles.get(uid("a")).tags) == KEPT_FOR_UNDO + 20 - count


def test_two_who_undo_at_the_same_moment_take_back_two_changes(path, library, monkeypatch):
    library.articles.bookmark([uid("a")])
    library.articles.archive([uid("b")])
    with Library.open(path) as other:
        real = library._storage.journal.whole

        def whole():
            monkeypatch.setattr(library._storage.journal, "whole", real)
            found = real()
            if not library._storage._lock._lock or not library._storage._lock._lock.is_locked:
                other.undo()
            return found

        monkeypatch.setattr(library._storage.journal, "whole", whole)
        labels = {library.undo().label, other.undo().label}
    assert labels == {"archive", "bookmark"}
    assert not any({"bookmarked", "archived"} & document.keys() for document in on_disk(path).values())


def test_an_undo_after_a_rebuilt_library_is_honest(path, library):
    """The journal is gone: nothing can be undone, and it says so."""
    library.articles.bookmark([uid("a")])
    library.compact()
    Folder(path).journal.unlink()
    assert library.undo() is None
    assert library.articles.get(uid("a")).bookmarked


def fill(library: Library, count: int) -> dict:
    """Articles in many transactions that are one, long enough to be shortened when they are kept."""
    with library.as_group():
        for number in range(count):
            library.articles.add([draft(f"{number}/{part}", description="long " * 300) for part in range(10)])
    return everything(library)


def test_a_group_outlives_a_compaction_and_is_taken_back_and_done_again_as_one(path):
    with Library.open(path) as library:
        after = fill(library, 30)
        library.compact()
        assert Folder(path).journal.stat().st_size < 100_000, "what came need not be kept to be taken away"
    with Library.open(path) as library:
        assert library.undo().label == "add"
        assert everything(library) == {}
        library.compact()
        library.redo()
        assert everything(library) == after
        assert library.redo() is None
    assert on_disk(path) == after


def test_of_a_group_that_is_too_long_to_be_kept_nothing_is_taken_back(path, monkeypatch):
    monkeypatch.setattr("reader.library.journal_file.KEPT_BYTES", 4_000)
    with Library.open(path) as library:
        after = fill(library, 30)
        library.articles.bookmark([uid("0/0")])
        library.compact()
        assert library.undo().label == "bookmark"
        assert library.undo() is None
        assert everything(library) == after


def test_a_large_change_that_was_taken_back_is_done_again_in_the_next_run(path):
    with Library.open(path) as library:
        library.articles.bookmark([add_one(library, "before")])
        with library.as_group():
            for number in range(20):
                library.articles.add([draft(f"{number}", description="long " * 200_000)])
        after = everything(library)
        assert library.undo().label == "add"
        library.compact()
        assert Folder(path).journal.stat().st_size > 20_000_000
    with Library.open(path) as library:
        assert library._storage.journal.live == 0, "what was done before the snapshot is not looked at"
        assert library.redo().label == "add"
        assert everything(library) == after
        assert library.undo().label == "add"
        assert library.undo().label == "bookmark", "what was done before it is still there, too"


def add_one(library: Library, name: str) -> str:
    """An article alone."""
    library.articles.add([draft(name)])
    return uid(name)


def test_another_process_sees_a_group_step_by_step_and_undoes_it_whole(path, library):
    with Library.open(path) as other:
        with other.as_group():
            other.articles.tag([uid("a")], ["x"])
            other.articles.tag([uid("b")], ["x"])
        library.articles.bookmark([uid("c")])
        library.undo()
        library.undo()
        other.catch_up()
        assert other.articles.tags() == {}
