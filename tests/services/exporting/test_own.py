"""Our own JSON: what goes out comes in again, all of it and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State
from reader.domain.feed import Feed, feed_uid
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.domain.picture import picture_name
from reader.domain.plain import clean_line, clean_text
from reader.domain.provenance import Provenance, Verdict, Way
from reader.domain.shelf import ALL, BIN
from reader.library.carrying import CARRIED, EXTRA, Coming
from reader.library.library import Library
from reader.library.seen import SeenEntry
from reader.services.exporting.own import OwnJson
from reader.services.importing.importing import import_files
from reader.services.importing.own import KEY
from tests.services.exporting.conftest import GIF, JPG, PNG, WEBP, Exporting, picture

LINES = st.text(max_size=20).map(clean_line)
TEXTS = st.text(max_size=60).map(clean_text).map(str.strip)
MOMENTS = st.integers(1, 4_000_000_000_000).map(
    lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
MAYBE = st.none() | MOMENTS
SHARES = st.integers(0, 1_000_000).map(lambda n: n / 1_000_000)
ANCHORS = st.builds(partial(Anchor), st.integers(0, 9999), st.integers(0, 999), TEXTS, TEXTS, SHARES)
UIDS = st.text("0123456789abcdef", min_size=16, max_size=16)
TAGS = st.lists(LINES.filter(bool), max_size=3, unique=True).map(tuple)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
EXTRAS = st.dictionaries(st.sampled_from(("pocket", "wallabag")), st.dictionaries(TEXTS, JSON, min_size=1, max_size=3))
ADDRESSES = st.sampled_from(("", "https://example.org/a?b=1#c", "http://example.org/%2F", "https://bücher.example/ü"))
ARTICLES = st.builds(
    partial(Article),
    uid=UIDS,
    title=LINES.filter(bool),
    url=ADDRESSES,
    source=LINES,
    author=LINES,
    published=MAYBE,
    added=MAYBE,
    language=LINES,
    words=st.integers(0, 10**6),
    cjk=st.integers(0, 10**3),
    tags=TAGS,
    state=st.sampled_from(State),
    bookmarked=MAYBE,
    archived=MAYBE,
    removed=MAYBE,
    opened=MAYBE,
    place=st.none() | ANCHORS,
    progress=SHARES,
    note=TEXTS,
    description=TEXTS,
    provenance=st.none() | st.builds(partial(Provenance), st.sampled_from(Way), LINES, st.sampled_from(Verdict), MAYBE),
    edition=st.integers(0, 3),
    feeds=st.lists(UIDS.map(lambda uid: uid[:12]), max_size=2, unique=True).map(tuple),
    aside=st.booleans(),
    problem=LINES,
)
HIGHLIGHTS = st.builds(
    partial(Highlight), UIDS, st.just(""), ANCHORS, ANCHORS, TEXTS, st.integers(1, 5), TEXTS, TAGS, MAYBE, MAYBE
)
MARKS = st.builds(partial(Mark), st.sampled_from("abz"), st.just(""), ANCHORS, LINES, MAYBE)
THINGS = st.tuples(
    ARTICLES,
    st.booleans(),
    TEXTS.filter(bool),
    EXTRAS,
    st.dictionaries(st.sampled_from(("pocket", "wallabag")), UIDS, max_size=2),
    st.lists(HIGHLIGHTS, max_size=3, unique_by=lambda one: one.uid),
    st.lists(MARKS, max_size=2, unique_by=lambda one: one.letter),
    st.lists(st.sampled_from((PNG, GIF, WEBP, JPG)), max_size=2),
    st.dictionaries(st.integers(0, 3), TEXTS.filter(bool), max_size=2),
)
SEEN = st.dictionaries(
    st.text("0123456789az", min_size=12, max_size=12),
    st.builds(SeenEntry, UIDS.map(lambda uid: uid[:8]), UIDS | st.just("")),
    max_size=3,
)
FEEDS = st.builds(
    partial(Feed),
    uid=st.just(""),
    url=st.sampled_from(("https://example.org/1", "https://example.org/2")),
    title=LINES, name=LINES, site=LINES, tags=TAGS, added=MAYBE, paused=MAYBE, aside=st.booleans(), full=st.booleans(),
    cap=st.integers(0, 9), mute=TAGS, keep=st.integers(0, 99), etag=LINES, modified=LINES, after=MAYBE, newest=MAYBE,
    failing=MAYBE, failures=st.integers(0, 9), problem=LINES, gone=MAYBE, moved=MAYBE,
).map(lambda feed: feed._replace(uid=feed_uid(feed.url)))  # fmt: skip


def content(library: Library) -> dict[str, object]:
    """All that a library holds."""
    uids = [uid for shelf in (ALL, BIN) for uid in library.articles.listing(shelf).uids()]
    articles = [library.articles.get(uid) for uid in sorted(uids)]
    kept = [library.articles.kept(uid, CARRIED) for uid in sorted(uids)]
    return {
        "articles": articles,
        "texts": [None if one.waiting else library.bodies.read(one.uid, one.edition) for one in articles if one],
        "extra": [library.articles.kept(uid, EXTRA) for uid in sorted(uids)],
        "carried": [{name: value for name, value in fields.items() if name != KEY} for fields in kept],
        "highlights": sorted(library.highlights.all(), key=lambda one: one.uid),
        "marks": sorted(library.marks.all(), key=lambda one: one.uid),
        "feeds": sorted(library.feeds.all(), key=lambda one: one.uid),
        "seen": {feed.uid: library.seen.read(feed.uid) for feed in library.feeds.all()},
        "pictures": {path.name: path.read_bytes() for path in library.bodies.pictures.folder.glob("*")},
        "editions": {uid: {n: library.bodies.read(uid, n) for n in library.bodies.editions(uid)} for uid in uids},
    }


def fill(library, things, feeds=(), seen=None):
    coming, highlights, pictures = [], [], {}
    for article, waits, body, extra, carried, marked, marks, shown, editions in things:
        article = article._replace(waiting=datetime(2024, 1, 1, tzinfo=UTC) if waits else None)
        earlier = {n: f"{text}\n" for n, text in editions.items() if article.edition not in (0, n) and not waits}
        if not waits:
            pictures |= {picture_name(data): data for data in shown}
            body = "\n\n".join((body, *map(picture, shown)))
        coming.append(Coming(article, None if waits else f"{body}\n", extra, carried, earlier))
        highlights.extend(one._replace(article=article.uid) for one in marked)
        for mark in marks:
            library.marks.set(mark._replace(article=article.uid))
    library.articles.carry(coming, pictures)
    library.highlights.add(highlights)
    library.feeds.add(feeds)
    library.seen.write({feed.uid: (seen, "0123456789abcdef") for feed in feeds if seen})


def bring(library, path):
    return import_files(library, [path])


@given(
    st.lists(THINGS, max_size=4, unique_by=lambda thing: thing[0].uid),
    st.lists(FEEDS, max_size=2, unique_by=lambda feed: feed.url),
    SEEN,
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_goes_out_comes_in_again(tmp_path_factory, things, feeds, seen):
    folder = tmp_path_factory.mktemp("own")
    exporting = Exporting(folder)
    with Library.open(folder / "one") as one, Library.open(folder / "two") as two:
        fill(one, things, feeds, seen)
        uids = [uid for shelf in (ALL, BIN) for uid in one.articles.listing(shelf).uids()]
        selection = exporting.select(one)
        selection.uids = uids
        path = folder / "export.json"
        path.write_bytes(b"".join(OwnJson().write(selection)))
        report = bring(two, path)
        assert (report.failed, report.skipped, report.new) == ([], 0, len(things))
        assert content(two) == content(one)
        again = exporting.select(two)
        again.uids = uids
        assert b"".join(OwnJson().write(again)) == path.read_bytes()
        second = bring(two, path)
        assert (second.new, second.merged, second.highlights, second.feeds) == (0, 0, 0, 0)
        assert content(two) == content(one)


def test_a_library_with_everything_comes_in_again(rich, exporting, tmp_path):
    path = exporting.files(rich, "json", "all.json")
    with Library.open(tmp_path / "two") as other:
        report = bring(other, path)
        assert (report.new, report.highlights, report.feeds) == (2, 6, 1)
        assert content(other) == content(rich)
        other.undo()
        assert len(other.articles) == 0
        assert other.highlights.all() == other.marks.all() == other.feeds.all() == []


def test_it_is_json_with_a_line_an_article_and_every_field(rich, exporting):
    data = exporting.bytes(rich, "json")
    found = json.loads(data)
    assert found["version"] == 1
    assert [article["uid"] for article in found["articles"]] == sorted(article["uid"] for article in found["articles"])
    assert {"place", "edition", "extra", "carried", "body", "highlights", "marks"} <= found["articles"][0].keys()
    assert len(data.splitlines()) == 2 + 2 + 1 + 1
    assert data == exporting.bytes(rich, "json")


def test_it_holds_nothing_that_a_terminal_obeys(library, exporting):
    article = Article("00000000000000aa", "Red", url="https://example.org")
    extra = {"pocket": {"title": "\x1b[31mred\x9b31m\u202e", "n": 1}}
    library.articles.carry([Coming(article, "Text.\n", extra)])
    data = exporting.bytes(library, "json")
    assert data.decode().replace("\n", "").isprintable()
    assert json.loads(data)["articles"][0]["extra"] == extra


def test_what_a_newer_version_wrote_is_not_guessed_at(library, tmp_path):
    path = tmp_path / "new.json"
    path.write_text('{"version": 99, "program": "reader", "articles": [{"uid": "0123456789abcdef", "title": "x"}]}')
    report = bring(library, path)
    assert len(report.failed) == 1
    assert "newer version" in report.failed[0]
    assert len(library.articles) == 0


def test_what_is_damaged_is_named_and_the_rest_comes_in(library, tmp_path):
    things = [
        {"uid": "../../x", "title": "a"},
        7,
        {
            "uid": "00000000000000aa",
            "title": "\x1b[31mRed",
            "url": "javascript:alert(1)",
            "highlights": [{"uid": 1}, 2],
        },
        {"uid": "00000000000000ab", "title": "No text", "tags": "x", "place": {"block": "y"}, "extra": [], "body": 3},
    ]
    path = tmp_path / "damaged.json"
    path.write_text(json.dumps({"version": 1, "articles": things, "feeds": [{"uid": "x"}, None]}))
    # without the name of the program it is known by its first article
    report = bring(library, path)
    assert (report.new, report.skipped) == (2, 4)
    red = library.articles.get("00000000000000aa")
    assert red is not None
    assert (red.title, red.url) == ("Red", "")


def test_a_library_that_is_not_empty_keeps_its_own(rich, exporting, tmp_path):
    path = exporting.files(rich, "json", "all.json")
    tides = next(article for article in rich.articles.listing(ALL) if article.title == "Tides")
    marked = rich.highlights.of(tides.uid)
    with Library.open(tmp_path / "two") as other:
        mine = Article(tides.uid, "Mine", url=tides.url, tags=("mine",), note="My note.", opened=tides.added)
        other.articles.carry([Coming(mine, "My text.\n")])
        other.highlights.add(
            [marked[0]._replace(note="Mine, too.", changed=datetime(2099, 1, 1, tzinfo=UTC), colour=5)]
        )
        other.marks.set(Mark("a", tides.uid, Anchor(0, 1)))
        report = bring(other, path)
        assert (report.new, report.merged, report.highlights) == (1, 1, 5)
        article = other.articles.get(tides.uid)
        assert article is not None
        assert article.title == "Mine"
        assert article.tags[0] == "mine"
        assert set(tides.tags) < set(article.tags)
        assert article.note.startswith("My note.")
        assert "Mine.\nIn two lines." in article.note
        assert article.state is State.UNREAD
        assert other.bodies.read(tides.uid) == "My text.\n"
        assert other.marks.get("a", tides.uid).place == Anchor(0, 1)
        kept = other.highlights.get(marked[0].uid)
        assert (kept.colour, kept.note) == (5, "Mine, too.\n\nnote 0")
        before = content(other)
        assert bring(other, path).same == 2
        assert content(other) == before


def test_an_article_that_waits_gets_the_text(rich, exporting, tmp_path):
    path = exporting.files(rich, "json", "all.json")
    tides = next(article for article in rich.articles.listing(ALL) if article.title == "Tides")
    with Library.open(tmp_path / "two") as other:
        waiting = Article(tides.uid, "Tides", url=tides.url, waiting=datetime(2024, 1, 1, tzinfo=UTC))
        other.articles.carry([Coming(waiting)])
        bring(other, path)
        article = other.articles.get(tides.uid)
        assert (article.waiting, article.words) == (None, tides.words)
        assert other.bodies.read(tides.uid) == rich.bodies.read(tides.uid)


@pytest.mark.parametrize("dry", [True, False])
def test_a_rehearsal_counts_the_same(rich, exporting, tmp_path, dry):
    path = exporting.files(rich, "json", "all.json")
    with Library.open(tmp_path / "two") as other:
        report = import_files(other, [path], dry=dry)
        assert (report.new, report.highlights, report.feeds) == (2, 6, 1)
        assert len(other.articles) == (0 if dry else 2)
