"""The queue: what is read in so many minutes fits, fills them well, and is always the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import State
from reader.domain.pace import Pace
from reader.domain.shelf import ALL, ARCHIVE, Shelf, queue
from reader.library.library import Library
from reader.services.queue import Candidate, chosen, filling, queue_for
from tests.ui.lists import drafts, uid_of


@pytest.fixture
def library(tmp_path: Path):
    """Articles whose titles say how many minutes they take; the last one is the newest."""
    with Library.open(tmp_path / "library") as library:
        for minutes in (3, 5, 7, 2, 30):
            [draft] = drafts([f"{minutes} minutes"], words=minutes * 238 - 1)
            library.articles.add([replace(draft, url=f"https://bay.example/{minutes}")])
        yield library


def read(library: Library, title: str, share: float) -> str:
    uid = uid_of(library, title)
    library.articles.open(uid)
    with library._storage.transaction():
        library.articles.set_fields([uid], lambda _: {"progress": share})
    return uid


def titles(library: Library, minutes: int, **options: object) -> list[str]:
    found = queue_for(library, minutes, **options)  # type: ignore[arg-type]
    return [library.articles.find(candidate.uid).title for candidate in found]


def test_the_time_is_filled(library: Library):
    assert sum(candidate.minutes for candidate in queue_for(library, 12)) == 12
    assert titles(library, 12) == ["2 minutes", "7 minutes", "3 minutes"]  # the newest, as far as they fill it
    assert titles(library, 1) == []


def test_half_read_comes_first_and_only_what_is_left_counts(library: Library):
    read(library, "30 minutes", 0.8)
    assert titles(library, 12)[0] == "30 minutes"
    assert queue_for(library, 12)[0].minutes == 6
    assert "30 minutes" not in titles(library, 5)


def test_the_furthest_comes_first(library: Library):
    read(library, "5 minutes", 0.4)
    read(library, "7 minutes", 0.8)
    assert titles(library, 5)[:2] == ["7 minutes", "5 minutes"]


def test_bookmarks_come_before_others(library: Library):
    library.articles.bookmark([uid_of(library, "7 minutes")])
    assert titles(library, 9) == ["7 minutes", "2 minutes"]


def test_what_is_read_archived_or_waits_is_not_queued(library: Library):
    library.articles.mark([uid_of(library, "7 minutes")], State.READ)
    library.articles.archive([uid_of(library, "5 minutes")])
    library.articles.remove([uid_of(library, "3 minutes")])
    assert titles(library, 12) == ["2 minutes"]
    assert titles(library, 12, listing=library.articles.listing(ARCHIVE)) == ["5 minutes"]


def test_who_reads_faster_gets_more(library: Library):
    assert "30 minutes" in titles(library, 40, pace=Pace(476))
    assert sum(candidate.minutes for candidate in queue_for(library, 15, Pace(476))) == 15


def test_a_queue_is_a_shelf_that_stands_still(library: Library):
    found = queue_for(library, 12)
    shelf = queue(12, (candidate.uid for candidate in found))
    assert Shelf.parse(str(shelf)) == shelf
    assert shelf.name == "12 minutes"
    assert library.articles.listing(shelf).uids() == [candidate.uid for candidate in found]
    library.articles.mark([found[0].uid], State.READ)
    library.articles.remove([found[1].uid])
    assert library.articles.listing(shelf).uids() == [c.uid for c in found if c is not found[1]]
    assert len(library.articles.listing(ALL)) == 4
    assert list(library.articles.listing(Shelf.parse("queue:what ever") or ALL)) == []


sizes = st.lists(st.integers(1, 40), max_size=9)


@given(sizes, st.integers(0, 60))
def test_nothing_fills_the_room_better(minutes: list[int], room: int):
    taken = filling(minutes, room)
    assert taken == sorted(set(taken))
    total = sum(minutes[place] for place in taken)
    assert total <= room
    sums = {sum(some) for size in range(len(minutes) + 1) for some in combinations(minutes, size)}
    assert total == max(one for one in sums if one <= room)


@given(
    st.lists(
        st.builds(
            Candidate,
            uid=st.uuids().map(str),
            minutes=st.integers(1, 90),
            progress=st.sampled_from([0.0, 0.0, 0.2, 0.9]),
            bookmarked=st.sampled_from(["", "", "2024", "2025"]),
        ),
        max_size=40,
    ),
    st.integers(0, 120),
)
def test_a_queue_fits_and_is_always_the_same(candidates: list[Candidate], minutes: int):
    found = chosen(candidates, minutes)
    assert found == chosen(list(candidates), minutes)
    assert sum(candidate.minutes for candidate in found) <= minutes
    assert len(set(found)) == len(found)
    sorts = [0 if c.progress else 1 if c.bookmarked else 2 for c in found]
    assert sorts == sorted(sorts)
    left = minutes - sum(candidate.minutes for candidate in found)
    assert all(candidate in found or candidate.minutes > left for candidate in candidates)
