"""What has been seen of feeds: a small file for each, whole or as it was, and nobody refreshes meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.errors import ReaderError
from reader.library import seen as seen_module
from reader.library.library import Library
from reader.library.seen import RefreshGoingOn, SeenEntry

FEED, OTHER = "0123456789ab", "ba9876543210"
SEEN = {
    "gaaaaaaaaaaa": SeenEntry("12345678", "0123456789abcdef"),
    "l00000000000": SeenEntry("87654321", ""),
}


def file_of(library, feed=FEED):
    return library.path / "feeds" / f"{feed}.seen"


def test_nothing_has_been_seen_of_a_feed_that_was_never_asked(library):
    assert library.seen.read(FEED) == ({}, "")
    assert not (library.path / "feeds").exists()
    library.seen.write({})
    assert not (library.path / "feeds").exists()


def test_what_was_seen_is_there_again_in_its_order(path, library):
    library.seen.write({FEED: (SEEN, "abcdef"), OTHER: ({}, "")})
    with Library.open(path) as again:
        assert again.seen.read(FEED) == (SEEN, "abcdef")
        assert list(again.seen.read(FEED)[0]) == list(SEEN)
        assert again.seen.read(OTHER) == ({}, "")


def test_only_so_many_entries_are_remembered(library, monkeypatch):
    monkeypatch.setattr(seen_module, "MOST", 1)
    library.seen.write({FEED: (SEEN, "a")})
    assert list(library.seen.read(FEED)[0]) == ["gaaaaaaaaaaa"]


def test_lines_that_are_damaged_are_left_out(library):
    library.seen.write({FEED: (SEEN, "abcdef")})
    whole = file_of(library).read_bytes()
    file_of(library).write_bytes(whole + b"torn\n\xff\xfe\n" + b"gaaaaaaaaaab 12345678 ../../evil\n" + whole[-9:])
    assert library.seen.read(FEED) == (SEEN, "abcdef")
    file_of(library).write_bytes(b"")
    assert library.seen.read(FEED) == ({}, "")


@pytest.mark.parametrize("name", ["../../../evil", "", "0123456789AB", "0123456789abcdef", "0123456789a/"])
def test_a_feed_whose_uid_is_no_name_of_a_file_leads_nowhere(library, name):
    library.seen.write({name: (SEEN, "a")})
    library.seen.forget([name])
    assert library.seen.read(name) == ({}, "")
    assert [path.name for path in (library.path / "feeds").iterdir()] == []
    assert not list(library.path.parent.glob("**/*evil*"))


def test_what_was_seen_of_one_feed_is_forgotten(library):
    library.seen.write({FEED: (SEEN, "a"), OTHER: (SEEN, "b")})
    library.seen.forget([FEED, FEED])
    assert library.seen.read(FEED) == ({}, "")
    assert library.seen.read(OTHER) == (SEEN, "b")


def test_a_disk_that_fails_leaves_what_was_there_and_no_half_file(library, monkeypatch):
    library.seen.write({FEED: (SEEN, "a")})

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="No space"):
            library.seen.write({FEED: ({}, "b")})
    assert library.seen.read(FEED) == (SEEN, "a")
    assert [path.name for path in (library.path / "feeds").iterdir()] == [f"{FEED}.seen"]


def test_nobody_else_refreshes_meanwhile(path, library):
    with Library.open(path) as other:
        with library.seen.being_refreshed():
            with (
                pytest.raises(RefreshGoingOn, match="being refreshed already") as refused,
                other.seen.being_refreshed(),
            ):
                pass
            assert isinstance(refused.value, ReaderError)
            other.articles.bookmark(other.articles.columns.uids[:1])  # but everything else goes on
        with other.seen.being_refreshed():
            pass


def test_a_refresh_that_fails_lets_the_next_one_in(library):
    with pytest.raises(ZeroDivisionError), library.seen.being_refreshed():
        raise ZeroDivisionError
    with library.seen.being_refreshed():
        pass
