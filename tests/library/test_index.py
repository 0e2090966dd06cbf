"""What is kept step by step equals what is made anew; the cache never tells anything else."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tinydb.table import Document

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State
from reader.domain.shelf import ALL, ARCHIVE, BIN, BOOKMARKS, FIXED, INBOX, READING, WAITING, Kind, Shelf, Sort
from reader.library.codec import from_document, stamp
from reader.library.columns import Columns
from reader.library.folder import Folder
from reader.library.library import Library
from reader.library.titles import fold, folded
from tests.library.making import draft, everything, uid

NAMES = "abcdefgh"
SOME = st.lists(st.sampled_from(NAMES), max_size=3)
TAGS = ("x", "Ýé", "long read")
ODD: list[Any] = [
    None,
    0,
    1,
    -1,
    3.5,
    True,
    "",
    "x",
    "2026-11-23",
    "2026-13-45",
    [],
    ["x"],
    [1],
    {},
    {"a": 1},
    "é\r\n\x1f",
]
FEEDS = ("f1", "f2")
FIELDS = (
    "title", "source", "author", "tags", "state", "added", "bookmarked", "archived", "removed", "opened",
    "words", "cjk", "uid", "url", "published", "place", "progress", "feeds", "waiting", "aside", "edition", "note",
)  # fmt: skip


OTHERS = (
    *(Shelf(Kind.TAG, tag) for tag in (*TAGS, "elsewhere")),
    *(Shelf(Kind.FEED, feed) for feed in FEEDS),
    WAITING,
)


class Following(RuleBasedStateMachine):
    """Anything is done to a library; then what it knows is compared with what its documents say."""

    def __init__(self) -> None:
        super().__init__()
        self.path = Path(tempfile.mkdtemp(prefix="index-")) / "library"
        self.library = Library.open(self.path)
        self.library.articles.add([draft(name, source=name * 2, tags=TAGS[:2]) for name in "abc"])

    @property
    def articles(self):
        return self.library.articles

    @rule(names=SOME, tags=st.lists(st.sampled_from(TAGS), max_size=2), words=st.integers(1, 2000))
    def add(self, names, tags, words):
        self.articles.add([draft(name, tags=tuple(tags), body="word " * words) for name in names])

    @rule(names=SOME, feeds=st.lists(st.sampled_from(FEEDS), max_size=2), aside=st.booleans(), waiting=st.booleans())
    def add_from_feeds(self, names, feeds, aside, waiting):
        drafts = [
            draft(name, feeds=tuple(feeds), aside=aside, waiting=waiting, url=f"https://e.example/{name}")
            for name in names
        ]
        self.articles.add(drafts, label="", from_bin=False)

    @rule(name=st.sampled_from(NAMES), words=st.integers(1, 2000))
    def put_text(self, name, words):
        if self.articles.get(uid(name)):
            self.articles.put_text(uid(name), draft(name, body="again " * words))

    @rule(names=SOME)
    def forget(self, names):
        self.articles.forget(map(uid, names))

    @rule(names=SOME, on=st.booleans(), what=st.sampled_from(["bookmark", "archive", "remove"]))
    def switch(self, names, on, what):
        getattr(self.articles, what)(map(uid, names), on)

    @rule(names=SOME, state=st.sampled_from(State))
    def mark(self, names, state):
        self.articles.mark(map(uid, names), state)

    @rule(name=st.sampled_from(NAMES), words=st.sampled_from(["", "so", "or so"]))
    def note(self, name, words):
        self.articles.note(uid(name), words)

    @rule(names=SOME, add=st.lists(st.sampled_from(TAGS), max_size=2), remove=st.lists(st.sampled_from(TAGS)))
    def tag(self, names, add, remove):
        self.articles.tag(map(uid, names), add, remove)

    @rule(name=st.sampled_from(NAMES), progress=st.floats(0, 1))
    def read(self, name, progress):
        self.articles.open(uid(name))
        self.articles.keep_place(uid(name), Anchor(1, 2), progress)

    @rule()
    def undo(self):
        self.library.undo()

    @rule()
    def redo(self):
        self.library.redo()

    @rule(names=SOME)
    def change_elsewhere(self, names):
        with Library.open(self.path) as other:
            other.articles.tag(map(uid, names), add=["elsewhere"])
            other.articles.add([draft(f"elsewhere {len(other.articles) % 5}")])
        self.library.catch_up()

    @rule(number=st.integers(1, 12), field=st.sampled_from(FIELDS), value=st.sampled_from(ODD))
    def damage(self, number, field, value):
        """Another program writes something odd into a document."""
        self.table().update({field: value}, doc_ids=[number])

    @rule(number=st.integers(1, 12))
    def take_out(self, number):
        self.table().remove(doc_ids=[number])

    @rule(number=st.integers(1, 30), field=st.sampled_from(FIELDS), value=st.sampled_from(ODD))
    def put_in(self, number, field, value):
        if not self.table().contains(doc_id=number):
            self.table().insert(Document({"uid": f"{number:016x}", field: value}, number))

    def table(self):
        return self.library._db.table("articles")

    @rule()
    def look_by_uid_and_filter(self):
        self.articles.find(uid("a")) if self.articles.get(uid("a")) else None
        self.articles.listing(ALL, matching="a")

    @rule()
    def compact(self):
        self.library.compact()

    @rule(cache=st.sampled_from(["kept", "lost", "damaged", "half", "of the titles lost"]))
    def reopen(self, cache):
        before = known(self.library)
        self.library.close()
        for file in Folder(self.path).cache.glob("*"):
            data = file.read_bytes()
            if cache == "lost" or (cache == "of the titles lost" and "titles" in file.name):
                file.unlink()
            elif cache == "damaged":
                file.write_bytes(data[:-9] + bytes(byte ^ 0x15 for byte in data[-9:]))
            elif cache == "half":
                file.write_bytes(data[: len(data) // 2])
        self.library = Library.open(self.path)
        assert known(self.library) == before

    @invariant()
    def what_is_kept_is_what_would_be_made_anew(self):
        columns, documents = self.articles.columns, self.library._storage.documents("articles")
        anew = Columns.of(documents)
        assert rows(columns) == rows(anew)
        strings = self.library._index.strings()
        assert {columns.ids[slot]: strings[slot] for slot in columns.order if not columns.flags[slot] & 32} == {
            number: folded(document) for number, document in documents.parsed()
        }
        assert {u for u in anew.uids if columns.slot(u) is None} == set()
        for u in anew.uids:
            assert columns.uids[columns.slot(u)] == u

    @invariant()
    def shelves_show_what_the_articles_say(self):
        documents = self.library._storage.documents("articles")
        articles = [from_document(document) for document in documents.values()]
        counts = self.articles.counts()
        for shelf in (*FIXED, *OTHERS):
            wanted = sorted(article.uid for article in articles if stands_on(article, shelf))
            assert sorted(self.articles.listing(shelf).uids()) == wanted, shelf
            assert counts.get(shelf, len(wanted)) == len(wanted)
        there = [article for article in articles if not article.removed]
        tags = {tag: sum(tag in article.tags for article in there) for article in there for tag in article.tags}
        assert self.articles.tags() == tags
        feeds = {feed: [a for a in there if feed in a.feeds] for article in there for feed in article.feeds}
        assert {feed: size for feed, size in self.articles.feeds().items() if size[0]} == {
            feed: (len(of), sum(article.state is State.UNREAD for article in of)) for feed, of in feeds.items()
        }
        columns = self.articles.columns
        assert {columns.ids[slot] for slot in columns.noted} == {int(n) for n in documents if has_note(documents[n])}
        assert len(self.articles) == len(articles)

    def teardown(self):
        self.reopen("kept")
        self.reopen("lost")
        self.library.compact()
        self.reopen("kept")
        self.library.close()
        shutil.rmtree(self.path.parent)


def has_note(document: dict[str, Any]) -> bool:
    return bool(from_document(document).note)


def stands_on(article: Article, shelf: Shelf) -> bool:
    if shelf == BIN:
        return bool(article.removed)
    return not article.removed and {
        INBOX: not (article.archived or article.aside),
        WAITING: bool(article.waiting),
        READING: article.state is State.READING,
        BOOKMARKS: bool(article.bookmarked),
        ARCHIVE: bool(article.archived),
        ALL: True,
    }.get(shelf, shelf.key in (article.tags if shelf.kind is Kind.TAG else article.feeds))


def rows(columns: Columns) -> dict[str, Any]:
    """Everything that columns say, by document id, without what has gone."""
    here = [slot for slot in range(len(columns)) if not columns.flags[slot] & 32]
    ids = columns.ids
    return {
        "articles": {
            ids[slot]: (
                columns.uids[slot],
                columns.flags[slot],
                columns.seconds[slot],
                *(times[slot] for times in columns.times.values()),
            )
            for slot in here
        },
        "order": [ids[slot] for slot in columns.order if not columns.flags[slot] & 32],
        "members": {
            (name, key): sorted(ids[slot] for slot in slots)
            for name, members in columns.members.items()
            for key, slots in members.items()
            if slots
        },
        "found": [columns.slot_of_id(ids[slot]) == slot for slot in here],
    }


def known(library: Library) -> dict[str, Any]:
    """All that a library shows."""
    shown: dict[str, Any] = {
        f"{shelf} {sort}": library.articles.listing(shelf, sort).uids()
        for shelf in (*FIXED, Shelf(Kind.TAG, "x"))
        for sort in Sort
    }
    for words in ("a", "e x", "ye", "long", "nothing of the kind"):
        shown[f"/{words}"] = library.articles.listing(ALL, matching=words).uids()
    return shown | {"counts": library.articles.counts(), "tags": list(library.articles.tags().items())}


def test_what_is_kept_step_by_step_equals_what_is_made_anew():
    run_state_machine_as_test(
        Following, settings=settings(max_examples=40, stateful_step_count=25, deadline=None, print_blob=False)
    )


def test_articles_added_at_one_moment_stand_as_their_documents_do(library):
    table = library._db.table("articles")
    last = max(document.doc_id for document in table.all())
    table.insert({"uid": "f" * 16, "title": "without a time"})
    table.update(lambda document: document.pop("added"), doc_ids=[1])
    anew = Columns.of(library._storage.documents("articles"))
    assert rows(library.articles.columns) == rows(anew)
    assert [anew.ids[slot] for slot in anew.order][:2] == [1, last + 1]


def test_every_order_is_what_it_says(path):
    with Library.open(path) as library:
        facts = [("b", "Zoo", 300), ("Ä", "arch", 10), ("c", "Bay", 2000), ("A", "bay", 300)]
        library.articles.add([draft(t, source=s, body="word " * n) for t, s, n in facts])

        def titles(shelf: Shelf, sort: Sort) -> str:
            return "".join(article.title for article in library.articles.listing(shelf, sort))

        assert titles(ALL, Sort.NATURAL) == "ÄcbA"
        assert titles(ALL, Sort.OLDEST) == "AbcÄ"
        assert titles(ALL, Sort.TITLE) == "ÄAbc"  # both are `a` to the order; then by source
        assert titles(ALL, Sort.SOURCE) == "ÄcAb"
        assert titles(ALL, Sort.SHORTEST) == "ÄbAc"
        assert titles(ALL, Sort.LONGEST) == "cbAÄ"


def test_the_newest_bookmark_comes_first(library):
    for name in "bda":
        library.articles.bookmark([uid(name)])
        now = stamp(datetime.now(UTC))
        while stamp(datetime.now(UTC)) == now:  # times are kept to the millisecond
            pass
    assert [article.title for article in library.articles.listing(BOOKMARKS)] == ["a", "d", "b"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("uber", ["Über die Brücke"]),
        ("BRUCKE  über", ["Über die Brücke"]),
        ("bay", ["Über die Brücke"]),
        ("müller", ["Straße"]),
        ("#sea", ["Straße"]),
        ("strasse", ["Straße"]),
        ("ｓｔｒａｓｓｅ", ["Straße"]),
        ("図書", ["海辺の図書館"]),
        ("tm", ["Trade™"]),
        ("ﬁn", ["Finé"]),
        ("bay strasse", []),
        ("", ["Finé", "Trade™", "海辺の図書館", "Straße", "Über die Brücke"]),
    ],
)
def test_the_filter_finds_without_case_accents_and_width(path, words, found):
    with Library.open(path) as library:
        library.articles.add(
            [
                draft("Über die Brücke", source="The Bay"),
                draft("Straße", author="Jo Müller", tags=("Sea",)),
                draft("海辺の図書館"),
                draft("Trade™"),
                draft("Finé"),
            ]
        )
        listing = library.articles.listing(ALL, Sort.NATURAL, words)
        assert {article.title for article in listing} == set(found)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def filled(path: Path) -> tuple[bytes, bytes, dict[str, Any]]:
    with Library.open(path) as library:
        library.articles.add([draft(f"n{n}", tags=("x",)) for n in range(20)])
        library.articles.bookmark([uid("n3")])
        library.compact()
        shown = known(library)
    cache = Folder(path).cache
    return (cache / "columns.bin").read_bytes(), (cache / "titles.txt").read_bytes(), shown


def test_a_cache_damaged_anywhere_is_as_good_as_none(path):
    columns, titles, shown = filled(path)
    for name, data in (("columns.bin", columns), ("titles.txt", titles)):
        file = Folder(path).cache / name
        for at in (*range(0, len(data), 23), *range(120)):
            file.write_bytes(data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :])
            with Library.open(path) as library:
                assert known(library) == shown, f"{name} at {at}"
                assert len(everything(library)) == 20
        file.write_bytes(data)


def test_the_cache_of_another_library_or_another_time_is_not_believed(path, tmp_path):
    columns, titles, _ = filled(path)
    with Library.open(path) as library:
        library.articles.archive([uid("n4")])
        library.compact()
        now = known(library)
    (Folder(path).cache / "columns.bin").write_bytes(columns)
    (Folder(path).cache / "titles.txt").write_bytes(titles)
    with Library.open(path) as library:
        assert known(library) == now


def test_a_good_cache_is_used(path, monkeypatch):
    filled(path)
    monkeypatch.setattr(Columns, "of", lambda _: pytest.fail("the columns were made anew"))
    monkeypatch.setattr("reader.library.titles.folded", lambda _: pytest.fail("the strings were made anew"))
    with Library.open(path) as library:
        assert len(library.articles.listing(ALL, matching="n1")) == 11


def test_a_cache_that_cannot_be_written_is_no_harm(path):
    with Library.open(path) as library:
        Folder(path).cache.write_text("a file where a folder should be")
        library.articles.add([draft("a")])
        library.compact()
    with Library.open(path) as library:
        assert len(library.articles) == 1


def test_two_compactions_never_look_the_same(path, library, monkeypatch):
    """Same size, and a clock that stands still: who only looks at the file must see that it is another one."""
    monkeypatch.setattr("time.time_ns", lambda: 1_700_000_000_000_000_000)
    seen = set()
    for _ in range(6):
        library.compact()
        stat = Folder(path).snapshot.stat()
        seen.add((stat.st_size, stat.st_mtime_ns))
    assert len(seen) == 6


def test_finding_by_the_beginning_of_a_uid(library):
    from reader.domain.errors import ArticleNotFound

    for name in "abcd":
        assert library.articles.find(uid(name)).title == name
        assert library.articles.find(uid(name)[:6]).title == name
    for prefix in ("", "zzz", "\x1b[31m"):
        with pytest.raises(ArticleNotFound):
            library.articles.find(prefix)
    library.articles.add([draft(f"n{n}") for n in range(40)])
    with pytest.raises(ArticleNotFound, match="articles have uids that begin"):
        library.articles.find(library.articles.listing(ALL).uid(0)[:1])
