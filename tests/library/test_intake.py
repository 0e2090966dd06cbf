"""Texts that come, come later, come again or go for good: one article each, and an undo for all but the last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.domain.anchor import Anchor
from reader.domain.article import State
from reader.domain.errors import ArticleNotFound, LibraryWriteFailed
from reader.domain.provenance import Provenance, Verdict, Way
from reader.domain.shelf import BIN, WAITING
from reader.library.bodies import BodyMissing
from reader.library.library import Library
from tests.library.making import START, draft, everything, on_disk, uid

URL = "https://bay.example/ebb"
WAITS = replace(draft("bay.example/ebb"), body="", url=URL, waiting=True, problem="There is no network.")
TEXT = replace(
    draft("The ebb"), url=URL, body="It goes.\n", author="Jane Doe", published=START, source="The Bay", language="en",
    description="On going.", provenance=Provenance(Way.FETCHED, "reader", Verdict.CUT, START),
)  # fmt: skip
BETTER = replace(TEXT, title="", body="It goes, and comes back.\n", author="", language="de")


def text_of(library: Library, uid: str = TEXT.uid) -> str:
    return library.bodies.read(uid, library.articles.get(uid).edition)


def files(library: Library, uid: str = TEXT.uid) -> list[str]:
    return sorted(path.name.removeprefix(uid) for path in library.bodies.path(uid).parent.glob(f"{uid}*"))


# -- waiting ---------------------------------------------------------------------------------------


def test_what_waits_is_an_article_without_a_text(path, library):
    [added] = library.articles.add([WAITS])
    assert added.new
    assert not added.filled
    assert on_disk(path) == everything(library)
    article = library.articles.get(WAITS.uid)
    assert (article.waiting is not None, article.problem, article.words) == (True, "There is no network.", 0)
    assert library.articles.listing(WAITING).uids() == [WAITS.uid]
    assert library.articles.counts()[WAITING] == 1
    assert files(library) == []
    with pytest.raises(BodyMissing):
        library.bodies.read(WAITS.uid)


def test_the_text_that_was_waited_for_fills_the_article(path, library):
    library.articles.add([WAITS])
    library.articles.bookmark([WAITS.uid])
    [added] = library.articles.add([TEXT, draft("other")])[:1]
    assert (added.new, added.filled, added.restored) == (False, True, False)
    article = library.articles.get(TEXT.uid)
    assert (article.title, article.author, article.words, article.source) == ("The ebb", "Jane Doe", 2, "The Bay")
    assert (article.published, article.language, article.description) == (START, "en", "On going.")
    assert article.provenance == TEXT.provenance
    assert (article.waiting, article.problem, article.edition) == (None, "", 0)
    assert article.bookmarked
    assert article.added == WAITS.added
    assert text_of(library) == "It goes.\n"
    assert on_disk(path) == everything(library)
    assert library.articles.counts()[WAITING] == 0


def test_filling_is_taken_back_to_waiting_and_done_again(library):
    library.articles.add([WAITS])
    library.articles.add([TEXT])
    library.undo()
    article = library.articles.get(TEXT.uid)
    assert (article.title, article.words, article.problem) == ("bay.example/ebb", 0, "There is no network.")
    assert library.articles.listing(WAITING).uids() == [TEXT.uid]
    library.redo()
    assert library.articles.get(TEXT.uid).waiting is None
    assert text_of(library) == "It goes.\n"


def test_waiting_twice_is_waiting_once_and_never_empties_a_text(library):
    library.articles.add([WAITS])
    [again] = library.articles.add([replace(WAITS, title="x")])
    assert (again.new, again.filled) == (False, False)
    assert library.articles.get(WAITS.uid).title == "bay.example/ebb"
    library.articles.add([TEXT])
    [after] = library.articles.add([WAITS])
    assert (after.new, after.filled, after.article.waiting) == (False, False, None)
    assert text_of(library) == "It goes.\n"


def test_what_waits_in_the_bin_comes_back_with_its_text_if_that_is_wanted(library):
    library.articles.add([WAITS])
    library.articles.remove([WAITS.uid])
    [added] = library.articles.add([TEXT], from_bin=False)
    assert (added.filled, added.restored) == (True, False)
    assert library.articles.listing(BIN).uids() == [TEXT.uid]
    [added] = library.articles.add([TEXT])
    assert added.restored
    assert library.articles.listing(BIN).uids() == []


def test_why_a_text_could_not_be_got_is_kept_and_no_undo_takes_it_back(library):
    library.articles.add([WAITS])
    library.articles.say_problem({WAITS.uid: "It is not there.", "unknown": "x"})
    assert library.articles.get(WAITS.uid).problem == "It is not there."
    assert library.undo().label == "add"
    assert library.articles.get(WAITS.uid) is None


def test_of_two_with_one_uid_the_first_is_taken_and_both_are_answered(library):
    results = library.articles.add([draft("x"), replace(draft("x"), tags=("late",)), draft("a")])
    assert [result.new for result in results] == [True, False, False]
    assert [result.article.title for result in results] == ["x", "x", "a"]
    assert results[1].article.tags == ()


# -- another text ----------------------------------------------------------------------------------


def test_another_text_leaves_the_old_one_beside_it(path, library):
    library.articles.add([TEXT])
    library.articles.open(TEXT.uid)
    library.articles.keep_place(TEXT.uid, Anchor(0, 3, "goes"), 0.5)
    article = library.articles.put_text(TEXT.uid, BETTER)
    assert (article.edition, article.words, article.title, article.author) == (1, 5, "The ebb", "Jane Doe")
    assert (article.language, article.state, article.progress) == ("de", State.READING, 0.5)
    assert article.place == Anchor(0, 3, "goes")
    assert text_of(library) == "It goes, and comes back.\n"
    assert library.bodies.read(TEXT.uid) == "It goes.\n"
    assert files(library) == [".1.md", ".md"]
    assert on_disk(path) == everything(library)


def test_an_undo_brings_the_old_text_back_and_a_redo_the_new_one(library):
    library.articles.add([TEXT])
    before = library.articles.get(TEXT.uid)
    library.articles.put_text(TEXT.uid, BETTER)
    assert library.undo().label == "fetch again"
    assert library.articles.get(TEXT.uid) == before
    assert text_of(library) == "It goes.\n"
    library.redo()
    assert text_of(library) == "It goes, and comes back.\n"


def test_a_text_that_was_taken_back_is_not_written_over(library):
    library.articles.add([TEXT])
    library.articles.put_text(TEXT.uid, BETTER)
    library.undo()
    assert library.articles.put_text(TEXT.uid, replace(BETTER, body="A third.\n")).edition == 2
    assert library.bodies.read(TEXT.uid, 1) == "It goes, and comes back.\n"
    library.undo()
    assert text_of(library) == "It goes.\n"


def test_editions_are_counted_by_number_and_strangers_beside_them_are_not(library):
    library.articles.add([TEXT])
    assert library.bodies.next_edition(TEXT.uid) == 1
    folder = library.bodies.path(TEXT.uid).parent
    for name in ("10", "9", "x", "2 copy", "-4"):
        (folder / f"{TEXT.uid}.{name}.md").write_text("x")
    assert library.bodies.next_edition(TEXT.uid) == 11
    with pytest.raises(BodyMissing):
        library.bodies.next_edition("../evil")


def test_the_first_text_of_what_waits_is_no_edition(library):
    library.articles.add([WAITS])
    article = library.articles.put_text(WAITS.uid, TEXT, "get the text")
    assert (article.uid, article.edition, article.waiting, article.problem) == (WAITS.uid, 0, None, "")
    assert library.undo().label == "get the text"
    assert library.articles.get(WAITS.uid).waiting


def test_a_text_for_nobody_is_refused(library):
    with pytest.raises(ArticleNotFound):
        library.articles.put_text("0123456789abcdef", TEXT)


def test_a_disk_that_is_full_leaves_the_old_text(path, library, monkeypatch):
    library.articles.add([TEXT])
    before = on_disk(path)

    def fail(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fdatasync", fail)
        with pytest.raises(LibraryWriteFailed):
            library.articles.put_text(TEXT.uid, BETTER)
    assert on_disk(path) == before
    assert text_of(library) == "It goes.\n"
    assert files(library) == [".md"]


# -- going for good --------------------------------------------------------------------------------


def test_what_is_forgotten_is_gone_with_all_its_texts(path, library):
    library.articles.add([TEXT, WAITS])
    library.articles.put_text(TEXT.uid, BETTER)
    library.articles.bookmark([uid("a")])
    assert library.articles.forget([TEXT.uid, "unknown"]) == 1
    assert library.articles.get(TEXT.uid) is None
    assert files(library) == []
    assert on_disk(path) == everything(library)
    assert len(library.articles) == 4
    assert library.articles.forget([]) == 0


def test_no_undo_brings_back_what_was_forgotten(library):
    library.articles.add([TEXT])
    library.articles.bookmark([TEXT.uid])
    library.articles.forget([TEXT.uid])
    assert library.undo().label == "bookmark"
    assert library.articles.get(TEXT.uid) is None
    assert library.undo().label == library.redo().label == "add"
    assert library.articles.get(TEXT.uid) is None  # it would be there without its text


# -- several changes as one ------------------------------------------------------------------------


def test_several_changes_as_one_are_one_undo(library):
    before = everything(library)
    with library.as_one("tidy up"):
        library.articles.archive([uid("a")])
        library.articles.tag([uid("b")], add=["x"])
        library.articles.join([(uid("c"), "f1")])
    assert library.undo().label == "tidy up"
    assert everything(library) == before
    assert library.redo().label == "tidy up"
    assert library.articles.get(uid("c")).feeds == ("f1",)


def test_what_fails_in_between_takes_all_of_it_back(path, library):
    before = everything(library)
    with pytest.raises(ZeroDivisionError), library.as_one("tidy up"):  # noqa: PT012
        library.articles.archive([uid("a")])
        raise ZeroDivisionError
    assert everything(library) == before == on_disk(path)


# -- what others did, little by little -------------------------------------------------------------


def test_much_that_others_did_is_taken_in_little_by_little(path, library):
    with Library.open(path) as other:
        for number in range(20):
            library.articles.tag([uid("a")], add=[f"tag {number}"])
        assert not other.behind
        rounds = 0
        while other.catch_up(most=500):
            rounds += 1
            assert other.behind is (len(other.articles.get(uid("a")).tags) < 20)
        assert rounds > 3
        assert everything(other) == everything(library)


def test_a_change_of_ones_own_waits_for_nothing_of_the_others(path, library):
    with Library.open(path) as other:
        for number in range(20):
            library.articles.tag([uid("a")], add=[f"tag {number}"])
        other.catch_up(most=500)
        other.articles.bookmark([uid("a")])
        assert not other.behind
        assert len(other.articles.get(uid("a")).tags) == 20
        library.catch_up()
        assert library.articles.get(uid("a")).bookmarked


def test_one_change_that_is_larger_than_that_is_taken_in_whole(path, library):
    with Library.open(path) as other:
        library.articles.note(uid("a"), "long " * 1000)
        library.articles.bookmark([uid("b")])
        assert other.catch_up(most=100)
        assert other.behind
        assert len(other.articles.get(uid("a")).note) > 4000
        assert other.catch_up(most=100)
        assert not other.catch_up(most=100)


def test_nothing_is_lost_whose_bodies_were_written_by_two_at_once(path: Path, library):
    with Library.open(path) as other:
        other.articles.add([TEXT])
        [added] = library.articles.add([BETTER])
    assert not added.new
    assert text_of(library) == "It goes.\n"
