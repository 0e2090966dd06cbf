"""Tags renamed, merged and deleted everywhere; rules that give them."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.draft import Draft
from reader.domain.errors import ReaderError, TagNotFound
from reader.domain.highlight import Highlight
from reader.domain.query import QueryWrong
from reader.domain.shelf import ALL, Kind, Shelf
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.services.importing.importing import import_files
from reader.services.search.finding import found
from reader.services.tagging import rules, tags
from reader.services.tagging.incoming import add_tagged, tag_filled
from reader.services.tagging.queries import with_tag

NOW = datetime(2026, 11, 1, tzinfo=UTC)
NAMES = ("a", "a/b", "a/b/c", "A", "a/x", "ab", "b", "b/c", "b/c/d", "c d")
SOME = st.lists(st.sampled_from(NAMES), max_size=4, unique=True).map(tuple)


def highlight(uid: str, some: tuple[str, ...]) -> Highlight:
    return Highlight(uid, "0" * 16, Anchor(0, 0), Anchor(0, 4), "text", tags=some, made=NOW)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


def add(library: Library, *articles: tuple[str, ...], **facts: object) -> list[str]:
    """The uids of new articles with these tags."""
    drafts = [Draft(f"Title {n}", f"Text {n}.", tags=some, **facts) for n, some in enumerate(articles)]
    return [added.article.uid for added in library.articles.add(drafts)]


def tables(library: Library) -> str:
    storage = library._storage
    names = ("articles", "feeds", "highlights", "rules", "searches")
    return json.dumps({name: dict(storage.documents(name).items()) for name in names}, sort_keys=True)


def naive(some: list[tuple[str, ...]], tag: str) -> int:
    return sum(any(one == tag or one.startswith(f"{tag}/") for one in its) for its in some)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(SOME, min_size=1, max_size=6),
    st.lists(SOME, max_size=3),
    st.lists(SOME, max_size=2),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
    st.sampled_from((*NAMES, "new", "a/b/new")),
)
def test_renaming_and_merging_is_what_anyone_would_expect(articles, marked, subscribed, olds, new):
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        uids = add(library, *articles)
        library.articles.remove(uids[:1])
        library.highlights.add([highlight(f"h{n}", some) for n, some in enumerate(marked)])
        library.feeds.add([new_feed(f"https://x.example/{n}", tags=some) for n, some in enumerate(subscribed)])
        before = tables(library)

        def call(tag: str) -> str:
            for old in olds:
                inside = tag == old or tag.startswith(f"{old}/")
                into_itself = new == old or new.startswith(f"{old}/")
                if inside and not (into_itself and (tag == new or tag.startswith(f"{new}/"))):
                    return new + tag[len(old) :]
            return tag

        expected = [list(dict.fromkeys(map(call, some))) for some in articles]
        preview = tags.renaming(library, olds, new)
        used = tags.merge(library, olds, new)
        stored = {a.uid: list(a.tags) for uid in uids if (a := library.articles.get(uid)) is not None}
        assert [stored[uid] for uid in uids] == expected
        assert preview.articles == sum(any(call(tag) != tag for tag in some) for some in articles[1:])
        assert used.articles == sum(list(some) != after for some, after in zip(articles, expected, strict=True))
        there = expected[1:]
        names = {tag for some in there for tag in some}
        counts = {tag: naive(there, tag) for tag in names.union(*(tags.above(tag) for tag in names))}
        assert library.articles.tags() == counts
        assert list(library.articles.tags()) == library.articles.tag_names()
        for tag, size in counts.items():
            assert library.articles.tag_count(tag) == size
            shelf = Shelf(Kind.TAG, tag)
            listed = set(library.articles.listing(shelf).uids())
            assert len(listed) == size
            assert library.articles.still_on(shelf, uids) == listed
        everything = tags.uses(library)
        for tag, use in everything.items():
            assert use.highlights == naive([list(dict.fromkeys(map(call, some))) for some in marked], tag)
            assert use.feeds == naive([list(dict.fromkeys(map(call, some))) for some in subscribed], tag)
        after = tables(library)
        if after != before:
            assert library.undo().label == "merge tags"
            assert tables(library) == before
            library.redo()
            assert tables(library) == after


def test_what_is_below_a_tag_stands_right_behind_it(library):
    add(library, ("sea-salt", "sea/tide", "Sea/Über", "sea/tide/low", "season", "sea"))
    assert library.articles.tag_names() == ["Sea", "Sea/Über", "sea", "sea/tide", "sea/tide/low", "sea-salt", "season"]
    assert library.articles.tag_names() is library.articles.tag_names()
    assert library.articles.tags()["Sea"] == 1


def test_a_query_and_a_shelf_hold_what_is_below(library):
    add(library, ("sea",), ("sea/tide",), ("season",))
    assert len(library.articles.listing(Shelf(Kind.TAG, "sea"))) == len(found(library, ALL, text="tag:sea")) == 2


def test_deleting_leaves_highlights_and_feeds_unless_that_is_wanted(library):
    add(library, ("sea", "craft"), ("sea/tide",))
    library.highlights.add([highlight("h", ("sea",))])
    before = tables(library)
    assert tags.remove(library, ["sea"]) == (2, 0, 0, 0)
    assert list(tags.uses(library)) == ["craft", "sea"]
    assert tags.remove(library, ["sea"], everywhere=True) == (0, 1, 0, 0)
    assert list(tags.uses(library)) == ["craft"]
    library.undo()
    library.undo()
    assert tables(library) == before


def test_a_tag_is_found_by_what_a_person_calls_it(library):
    add(library, ("Sea/Tide", "C#"))
    assert [tags.find(library, name) for name in ("#sea", "sea/tide", "C#", "c#")] == ["Sea", "Sea/Tide", "C#", "C#"]
    with pytest.raises(TagNotFound):
        tags.find(library, "ocean")
    with pytest.raises(ReaderError):
        tags.rename(library, "Sea", " / ")


def test_what_asks_for_a_tag_asks_for_its_new_name(library):
    add(library, ("sea/tide",))
    library.searches.keep("Sea", "tag:sea is:unread")
    rule = library.rules.add("-tag:#sea/tide tides", ["sea"])
    before = tables(library)
    tags.rename(library, "sea", "the sea")
    assert library.searches.named("Sea").query == 'tag:"the sea" is:unread'
    assert library.rules.get(rule.uid)[1:3] == ('-tag:"the sea/tide" tides', ("the sea",))
    library.undo()
    assert tables(library) == before
    assert with_tag("tag:season tag:se* sea", ["sea"], "x") == "tag:season tag:se* sea"
    assert with_tag("tag:sea (", ["sea"], "x") == "tag:sea ("
    assert with_tag("tag:SEA", ["sea"], "sea/all") == "tag:SEA"


# -- rules ----------------------------------------------------------------------------------------


def tags_now(library: Library) -> dict[str, tuple[str, ...]]:
    return {article.title: article.tags for article in library.articles.listing(ALL)}


def test_a_rule_shows_what_it_would_do_and_does_it_as_one_change(library):
    add(library, (), ("two",), ("two", "even"))
    rule = library.rules.add("2 or 1", ["two", "even"])
    trial = rules.tried(library, rule)
    assert (trial.found, [library.articles.get(uid).title for uid in trial.lacking]) == (2, ["Title 1"])
    before = tables(library)
    assert rules.applied(library, rules.all_tried(library, library.rules.all())) == 1
    assert tags_now(library)["Title 1"] == ("two", "even")
    assert rules.tried(library, rule).lacking == []
    assert library.undo().label == "tag by rules"
    assert tables(library) == before


def test_rules_that_rest_or_cannot_be_understood_do_nothing(library):
    add(library, ())
    library.rules.change(library.rules.add("title", ["rests"]).uid, on=False)
    broken = library.rules.add("minutes:soon", ["broken"])
    assert rules.all_tried(library, library.rules.all()) == []
    assert "minutes is a number" in rules.problem_of(broken)
    with pytest.raises(QueryWrong):
        rules.checked("minutes:soon")
    with pytest.raises(ReaderError):
        rules.checked(" ")
    [added] = add_tagged(library, [Draft("Title 9", "Text.")])
    assert added.article.tags == ()


def test_what_comes_in_has_its_tags_at_once_and_one_undo_takes_it_back(library):
    feed = new_feed("https://bay.example/feed", title="The Bay")
    library.feeds.add([feed])
    for query, tag in (
        ("tides", "sea"), ("words:<5", "short"), ("site:bay.example", "bay"), ("feed:bay", "feed"),
        ("is:waiting", "later"),
        ("lang:en minutes:<2", "english"), ("has:highlight", "never"), ("-tides", "dry"),
        ("tag:own or tides", "either"),
    ):  # fmt: skip
        library.rules.add(query, [tag])
    before = tables(library)
    drafts = [
        Draft("The tides", "One two three.", "https://bay.example/1", tags=("own",), language="en"),
        Draft("Other", "word " * 9, feeds=(feed.uid,)),
        Draft("Later", "", "https://other.example/", waiting=True),
    ]
    added = add_tagged(library, drafts)
    assert [one.article.tags for one in added] == [
        ("own", "sea", "short", "bay", "english", "either"),
        ("feed", "dry"),
        ("short", "later", "dry"),
    ]
    assert library.articles.get(added[0].article.uid).tags == added[0].article.tags
    library.undo()
    assert tables(library) == before


def test_an_article_that_gets_its_text_gets_what_rules_give_for_it(library):
    [waiting] = add_tagged(library, [Draft("example.org", "", "https://example.org/", waiting=True)])
    library.rules.add("tides", ["sea"])
    [filled] = add_tagged(library, [Draft("The tides", "Text.", "https://example.org/")])
    assert filled.filled
    uid = waiting.article.uid
    assert library.articles.get(uid).tags == ("sea",)
    library.undo()
    assert library.articles.get(uid).waiting
    assert library.articles.get(uid).tags == ()
    tag_filled(library, [uid], "")
    assert library.articles.get(uid).tags == ()


def test_an_import_is_tagged_by_rules_and_taken_back_as_one(library, tmp_path):
    lines = [f"tide {n},https://x.example/{n},{1_600_000_000 + n},own,unread" for n in range(300)]
    path = tmp_path / "pocket.csv"
    path.write_text("title,url,time_added,tags,status\n" + "\n".join(lines) + "\n")
    library.rules.add("tide -17", ["sea"])
    before = tables(library)
    assert import_files(library, [path]).new == 300
    assert library.articles.tags() == {"own": 300, "sea": 287}  # not 17, 117, 217 and 170 to 179
    assert import_files(library, [path]).new == 0
    library.undo()
    assert tables(library) == before


def test_rules_are_found_by_number_query_and_uid(library):
    first, second = library.rules.add("a", ["x"]), library.rules.add("b c", ["y"])
    assert [library.rules.find(words) for words in ("1", "b c", second.uid[:6])] == [first, second, second]
    for words in ("0", "3", "nothing", ""):
        with pytest.raises(ReaderError):
            library.rules.find(words)
    library.rules.remove(first.uid)
    assert library.rules.all() == [second]
    library.undo()
    assert library.rules.all() == [first, second]
