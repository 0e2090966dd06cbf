"""What a query finds is what a look at every article says, whatever the query and the library."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State, percent_of
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.domain.pace import USUAL, Pace
from reader.domain.query import Belongs, Both, Either, Has, Is, Node, Not, QueryWrong, Within, Words
from reader.domain.shelf import ALL, BIN, INBOX, READING, Kind, Shelf, Sort
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.library.titles import fold
from reader.services.search.finding import found, listed
from reader.services.search.parse import parse
from reader.services.search.plain_words import is_plain
from tests.library.making import uid

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
TITLES = (
    "The Tides of Saint-Malo",
    "A commonplace book",
    "海辺の図書館",
    "Übér the séa",
    "tide tables",
    "Catide or dog",
)
SOURCES, AUTHORS = ("The Bay", "Marginalia", "tide"), ("R. Adeyemi", "Virginia Woolf", "")
TAGS, LANGUAGES = ("sea", "sea/tides", "seaside", "long read", "Ýé"), ("", "en", "en-GB", "de", "eng")
URLS = ("", "https://www.bay.example/1", "https://news.bay.example:80/2", "http://u@Example.org/x", "odd")
FEEDS = ("0123456789ab", "ba0000000000")


def article(random_: random.Random, number: int) -> Article:
    """An article of which anything may be so."""

    def sometimes(hours: int) -> datetime | None:
        return NOW - timedelta(hours=random_.randint(1, hours)) if random_.random() < 0.3 else None

    published = random_.choice((None, NOW, datetime(2024, 5, 1, tzinfo=UTC), datetime(1955, 1, 1, 3, tzinfo=UTC)))
    return Article(
        uid=f"{number:016x}",
        title=random_.choice(TITLES),
        url=random_.choice(URLS),
        source=random_.choice(SOURCES),
        author=random_.choice(AUTHORS),
        published=published,
        added=NOW - timedelta(hours=random_.randint(0, 24 * 500)) if number % 7 else None,
        language=random_.choice(LANGUAGES),
        words=(words := random_.randint(0, 5000)),
        cjk=random_.choice((0, 0, words // 2)),
        tags=tuple(random_.sample(TAGS, random_.randint(0, 2))),
        state=random_.choice(tuple(State)),
        bookmarked=sometimes(99),
        archived=sometimes(99),
        removed=sometimes(99) if number % 3 == 0 else None,
        opened=sometimes(2000),
        progress=random_.choice((0.0, 0.3, 0.504, 0.999, 1.0)),
        note=random_.choice(("", "", "so it is")),
        feeds=tuple(random_.sample(FEEDS, random_.randint(0, 1))),
        aside=random_.random() < 0.2,
        waiting=sometimes(9),
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    random_ = random.Random(1)
    with Library.open(tmp_path_factory.mktemp("evaluate") / "library") as library:
        library.articles.adopt([article(random_, number) for number in range(120)])
        library.feeds.add([new_feed("https://bay.example/feed", name="The Bay & Co")])
        [feed] = library.feeds.all()
        library.articles.join([(f"{number:016x}", feed.uid) for number in range(0, 120, 9)])
        library.highlights.add(
            [Highlight(f"h{n}", f"{n:016x}", Anchor(0, 0), Anchor(0, 1), "x") for n in (1, 3, 90, 999)]
        )
        library.marks.set(Mark("a", f"{4:016x}", Anchor(0, 0)))
        library.marks.set(Mark("T", f"{5:016x}", Anchor(0, 0)))
        yield library


class Naive:
    """Looks at one article after the other."""

    def __init__(self, library: Library, pace: Pace = USUAL) -> None:
        self.names = library.feeds.names()
        self.highlighted = set(library.highlights.counts())
        self.marked = {mark.article for mark in library.marks.all()}
        self.pace = pace

    def holds(self, node: Node | None, a: Article) -> bool:
        match node:
            case None:
                return True
            case Both():
                return all(self.holds(part, a) for part in node.parts)
            case Either():
                return any(self.holds(part, a) for part in node.parts)
            case Not():
                return not self.holds(node.part, a)
            case Words():
                return self.words(node, a)
            case Is("highlighted"):
                return a.uid in self.highlighted
            case Is("unread" | "reading" | "read"):
                return a.state == node.state
            case Is():
                return bool(getattr(a, node.state))
            case Has():
                return {"note": bool(a.note), "highlight": a.uid in self.highlighted, "mark": a.uid in self.marked}[
                    node.thing
                ]
            case Belongs():
                return self.belongs(node, a)
            case Within():
                return self.within(node, a)

    def words(self, node: Words, a: Article) -> bool:
        tags = " ".join(f"#{tag}" for tag in a.tags)
        looked = (
            [fold(getattr(a, node.field))] if node.field else [fold(x) for x in (a.title, a.source, a.author, tags)]
        )
        parts = fold(node.text).split()
        if node.phrase:
            parts = [" ".join(parts)] if parts else []
        plain, last = (parts[:-1], parts[-1:]) if node.prefix else (parts, [])
        return all(any(part in text for text in looked) for part in plain) and all(
            any(self.begins(part, text) for text in looked) for part in last
        )

    @staticmethod
    def begins(part: str, text: str) -> bool:
        at = text.find(part)
        while at >= 0:
            if not part[0].isascii() or at == 0 or not (text[at - 1].isascii() and text[at - 1].isalnum()):
                return True
            at = text.find(part, at + 1)
        return False

    def belongs(self, node: Belongs, a: Article) -> bool:
        key = fold(node.key)
        if node.field == "tag":
            key = key.lstrip("#").rstrip("/")
            return any(fold(t) == key or fold(t).startswith(key if node.prefix else f"{key}/") for t in a.tags)
        if node.field == "feed":
            return any(key in fold(self.names.get(f, "")) or (len(key) > 3 and f.startswith(key)) for f in a.feeds)
        if node.field == "lang":
            mine = a.language.lower()
            return mine != "" and (mine == key or mine.startswith(key if node.prefix else f"{key}-"))
        site = {URLS[1]: "bay.example", URLS[2]: "news.bay.example", URLS[3]: "example.org"}.get(a.url, "")
        return site != "" and (f".{site}".endswith(f".{key}") or (node.prefix and site.startswith(key)))

    def within(self, node: Within, a: Article) -> bool:
        if node.field in ("added", "opened", "published"):
            when = getattr(a, node.field)
            if when is None:
                return False
            if node.field == "published" and (when.hour, when.minute) == (0, 0):
                when = when.replace(tzinfo=None)
            value = int(when.timestamp() * 1000)
        elif node.field == "progress":
            value = percent_of(a.progress)
        else:
            value = a.words if node.field == "words" else self.pace.minutes(a.words, a.cjk)
        return (node.least is None or value >= node.least) and (node.below is None or value < node.below)


LEAVES = st.sampled_from([
    *("tide", "THE", "uber", "海", "zzz", "#sea", "tid*", "海*", '"the tides"', '"tides the"', '"the ti"*', "a*"),
    *("-tide", "title:tide", "source:tide", "author:woolf", "title:tid*", 'source:"the bay"', "source:th*"),
    *("tag:sea", "tag:se*", "tag:ye", 'tag:"long read"', "tag:#SEA/", "feed:bay", "feed:0123", "feed:ba0000"),
    *("feed:zz", "lang:en", "lang:e*", "lang:EN-gb", "site:bay.example", "site:example.org", "site:news*"),
    *("is:unread", "is:reading", "is:read", "is:bookmarked", "is:archived", "is:highlighted", "is:waiting"),
    *("is:aside", "is:removed", "has:note", "has:highlight", "has:mark", "added:<30d", "added:>1y", "added:2026-05"),
    *("added:today", "added:2025..2026", "opened:<2w", "opened:>=2026-11-20", "published:2024", "published:<1956"),
    *("published:2024-05-01", "published:>2024", "words:>2000", "words:<=100", "words:0", "minutes:<5"),
    *("minutes:3..8", "minutes:>10", "progress:50", "progress:>=100", "progress:<99"),
])  # fmt: skip
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=6,
)
SHELVES = st.sampled_from([ALL, INBOX, READING, BIN, Shelf(Kind.TAG, "sea"), Shelf(Kind.FEED, FEEDS[0])])


@given(QUERIES, SHELVES, st.sampled_from(Sort), st.sampled_from([USUAL, Pace(100.0, 90.0)]))
@settings(max_examples=300, deadline=None)
def test_a_query_finds_what_a_look_at_every_article_finds(library, text, shelf, sort, pace):
    query = parse(text, now=NOW)
    naive = Naive(library, pace)
    base = list(library.articles.listing(shelf, sort))
    if shelf == ALL and "is:removed" in text:
        base = [*base, *library.articles.listing(BIN, sort)]
    expected = [a.uid for a in base if naive.holds(query.node, a)]
    uids = listed(library, shelf, sort, query, pace).uids()
    if shelf == ALL and "is:removed" in text:
        assert set(uids) == set(expected)
    else:
        assert uids == expected


@given(st.text(alphabet="abtides hée#猫-. ", max_size=12), SHELVES)
@settings(deadline=None)
def test_plain_words_mean_what_they_always_have(library, text, shelf):
    if is_plain(text):
        assert found(library, shelf, text=text).uids() == library.articles.listing(shelf, matching=text).uids()


def test_what_is_known_follows_what_is_done(tmp_path):
    with Library.open(tmp_path / "library") as library:

        def sees(text: str) -> set[str]:
            return set(found(library, ALL, text=text).uids())

        library.articles.adopt(
            [Article(uid(n), n, words=1000 * k, url=f"https://{n}.example/") for k, n in enumerate("abc")]
        )
        assert sees("words:>500") == {uid("b"), uid("c")}
        library.articles.note(uid("a"), "seen")
        assert sees("has:note") == {uid("a")}
        library.articles.keep_place(uid("b"), Anchor(0, 0), 0.6)
        assert sees("progress:>50") == {uid("b")}
        library.articles.adopt([Article(uid("d"), "d", words=700, language="fr")])
        assert sees("words:700 lang:fr") == {uid("d")}
        library.articles.forget([uid("c")])
        assert sees("words:>500") == {uid("b"), uid("d")}
        library.marks.set(Mark("a", uid("a"), Anchor(0, 0)))
        assert sees("has:mark") == {uid("a")}
        library.undo()
        assert sees("has:mark") == set()
        with Library.open(tmp_path / "library") as other:
            other.articles.note(uid("d"), "elsewhere")
            other.feeds.add([new_feed("https://x.example/feed", name="Xylo")])
            other.articles.join([(uid("a"), other.feeds.all()[0].uid)])
            other.compact()
        library.catch_up()
        assert sees("has:note") == {uid("a"), uid("d")}
        assert sees("feed:xylo") == {uid("a")}


@pytest.mark.parametrize("text", ["high", "title:tide", "source:tide", "-author:tide", "title:tide tag:sea"])
def test_what_a_filter_remembers_from_letter_to_letter_ends_with_a_change(tmp_path, text):
    with Library.open(tmp_path / "library") as library:

        def sees(shelf: Shelf = INBOX) -> set[str]:
            if is_plain(text):
                return set(library.articles.listing(shelf, matching=text).uids())
            return set(found(library, shelf, text=text).uids())

        def make(name: str) -> Article:
            return Article(uid(name), "High tide", source="tide", author="Woolf", tags=("sea",))

        library.articles.adopt([make(name) for name in "abc"])
        assert sees() == {uid(name) for name in "abc"}
        library.articles.archive([uid("a")])
        assert sees() == {uid("b"), uid("c")}
        assert library.articles.counts()[INBOX] == 2
        library.articles.adopt([make("d"), Article(uid("e"), "ebb", source="ebb", author="tide")])
        assert sees() == {uid("b"), uid("c"), uid("d")}
        library.undo()
        assert sees() == {uid("b"), uid("c")}
        with Library.open(tmp_path / "library") as other:
            other.articles.remove([uid("b")])
            other.compact()
        library.catch_up()
        assert sees() == {uid("c")}
        assert sees(BIN) == {uid("b")}
        assert library.articles.counts()[BIN] == 1


def test_facts_are_read_a_piece_at_a_time_and_none_is_missed(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.adopt([Article(uid(n), n, words=1000) for n in "abcdef"])
        assert not library.articles.prepare(2)
        library.articles.note(uid("a"), "read already")
        library.articles.note(uid("e"), "not read yet")
        library.articles.adopt([Article(uid("g"), "g", note="new")])
        assert not library.articles.prepare(2)
        assert library.articles.prepare(10)
        assert set(found(library, ALL, text="has:note").uids()) == {uid("a"), uid("e"), uid("g")}


def test_a_search_is_a_shelf_and_can_be_narrowed(library):
    search = library.searches.keep("Long", "words:>2000 is:unread")
    shelf = Shelf(Kind.SEARCH, search.uid)
    expected = found(library, ALL, text="words:>2000 is:unread tide").uids()
    assert expected
    assert found(library, shelf, text="tide").uids() == expected
    assert found(library, shelf).uids() == found(library, ALL, text="words:>2000 is:unread").uids()
    library.searches.remove(search.uid)
    assert found(library, shelf).uids() == library.articles.listing(ALL).uids()


def test_a_search_may_look_into_the_bin(library):
    search = library.searches.keep("Away", "is:removed")
    shelf = Shelf(Kind.SEARCH, search.uid)
    assert set(found(library, shelf).uids()) == set(library.articles.listing(BIN).uids())
    assert found(library, INBOX, text="is:removed").uids() == []


def test_words_can_be_looked_for_elsewhere(library):
    asked = []

    def texting(node: Node) -> set[int]:
        asked.append(node)
        return {1, 2, 3}

    uids = found(library, ALL, text="(tide or bay) -sea is:unread", texting=texting).uids()
    slots = {library.articles.columns.slot(one) for one in uids}
    assert slots <= {1, 2, 3}
    assert len(asked) == 2  # what stands apart is asked for apart


def test_what_is_wrong_raises(library):
    with pytest.raises(QueryWrong):
        found(library, ALL, text="minutes:long")


def test_alternatives_of_alternatives(library):
    texts = [f"title:{word}" for word in ("tides", "book", "図書館")]
    every = reduce(set.union, (set(found(library, ALL, text=text).uids()) for text in texts))
    assert set(found(library, ALL, text=" or ".join(texts)).uids()) == every
