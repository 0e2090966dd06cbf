"""Counting saved searches, a little at a time."""

from __future__ import annotations

from reader.domain.article import Article
from reader.library.library import Library
from reader.services.search import counting
from reader.services.search.counting import Counting
from tests.library.making import uid


def test_every_search_is_counted_in_small_steps(tmp_path, monkeypatch):
    monkeypatch.setattr(counting, "PIECE", 2)
    monkeypatch.setattr(counting, "READ", 2)
    with Library.open(tmp_path / "library") as library:
        library.articles.adopt([Article(uid(n), n, words=100 * k, tags=("x",)) for k, n in enumerate("abcdefg")])
        library.articles.remove([uid("g")])
        kept = library.searches.keep
        uids = [kept(f"named {q}", q).uid for q in ("words:>150", "tag:x", "is:removed", "", "minutes:long")]
        count = Counting(library)
        assert count.step(1)
        count.begin()
        steps = 0
        while not count.step(0):
            steps += 1
        assert steps > 15
        assert [count.counts.get(uid) for uid in uids] == [4, 6, 1, 6, None]
        library.searches.remove(uids[1])
        library.articles.bookmark([uid("a")])
        count.begin()
        assert count.step(10)
        assert set(count.counts) == {uids[0], uids[2], uids[3]}
