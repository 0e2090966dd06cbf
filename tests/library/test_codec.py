"""From an article to its document and its text, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import orjson
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State
from reader.domain.draft import Draft
from reader.library.bodies import Bodies, BodyMissing, facts_of, join, split
from reader.library.codec import from_document, moment, stamp, to_document
from reader.library.columns import Columns
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.library import Library
from reader.library.salvage import article_of
from reader.library.titles import folded
from tests.library.making import draft, uid

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
TITLE = TEXT.filter(bool)
TIMES = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)).map(
    lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000, tzinfo=UTC)
)
ANCHORS = st.builds(
    partial(Anchor),
    st.integers(0, 2**40),
    st.integers(0, 2**31),
    TEXT,
    TEXT,
    st.integers(0, 10**6).map(lambda n: n / 10**6),
)
ARTICLES = st.builds(
    partial(Article),
    uid=st.from_regex(r"\A[0-9a-f]{16}\Z"),
    title=TITLE,
    url=TEXT,
    source=TEXT,
    author=TEXT,
    published=st.none() | TIMES,
    added=st.none() | TIMES,
    language=TEXT,
    words=st.integers(0, 2**31),
    cjk=st.integers(0, 2**31),
    tags=st.lists(TITLE, max_size=3).map(tuple),
    state=st.sampled_from(State),
    bookmarked=st.none() | TIMES,
    archived=st.none() | TIMES,
    removed=st.none() | TIMES,
    opened=st.none() | TIMES,
    place=st.none() | ANCHORS,
    progress=st.floats(0, 1),
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.sampled_from(["reading", "2026-11-23T10:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(ARTICLES)
def test_an_article_survives_the_way_through_json(article):
    assert from_document(orjson.loads(orjson.dumps(to_document(article)))) == article


@given(ARTICLES)
def test_what_is_empty_takes_no_room_in_a_document(article):
    document = to_document(article)
    assert all(value for name, value in document.items() if name not in ("uid", "title", "state"))


@given(st.dictionaries(st.sampled_from(Article._fields), JSON))
def test_a_document_of_wrong_types_is_an_article_all_the_same(document):
    article = from_document(document)
    assert 0 <= article.progress <= 1
    assert article.minutes >= 1
    assert article.minutes_left >= 1
    assert all(isinstance(tag, str) and tag for tag in article.tags)
    again = from_document(to_document(article))
    assert (again.title, again.tags, again.state, again.words) == (
        article.title,
        article.tags,
        article.state,
        article.words,
    )
    columns = Columns.of(Documents({"1": document}))
    columns.change(1, document, set(document))
    columns.put(2, document)
    assert bool(columns.flags[0] & 4) is bool(article.bookmarked)
    assert isinstance(folded(document), str)


@given(st.dictionaries(st.sampled_from(Article._fields), JSON))
def test_changing_a_document_of_wrong_types_raises_nothing(document):
    from reader.library import articles

    fields = articles._opened(document)
    assert fields["opened"]
    for switch in (articles._switch("bookmarked", True), articles._switch("removed", False)):
        assert isinstance(switch(document), dict)


def test_tags_of_a_wrong_type_do_not_fall_apart_into_letters(library):
    table = library._db.table("articles")
    for odd in ("sea", 7, {"a": 1}, [1, "kept", None]):
        table.update({"tags": odd}, doc_ids=[1])
        library.articles.tag([uid("a")], add=["new"])
        assert set(library.articles.get(uid("a")).tags) <= {"kept", "new"}


@given(st.datetimes(timezones=st.timezones() | st.just(timezone(timedelta(hours=14)))))
def test_a_time_survives_to_the_millisecond_in_utc(time):
    try:
        utc = time.astimezone(UTC)
    except OverflowError:
        return
    back = moment(stamp(utc))
    assert back is not None
    assert abs(back - utc) < timedelta(milliseconds=1)
    assert stamp(back) == stamp(utc)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2026-02-30", 3, None, [], "0001-01-01T00:00:00+14:00", "２０２６-11-23"]
)
def test_what_is_no_time_is_none(value):
    assert moment(value) is None


BODIES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")),
    st.lists(st.sampled_from(["---\n", "---", "\n", "title: x\n", "```\n", "text ", "...\n", "\t"])).map("".join),
)


@given(ARTICLES, BODIES)
def test_a_body_is_what_it_was_whatever_it_begins_with(article, body):
    front, back = split(join(article, body))
    assert back == body + ("" if body.endswith("\n") else "\n")
    facts = facts_of(front)
    assert facts["uid"] == article.uid
    assert facts["title"] == article.title
    assert facts.get("tags", []) == list(article.tags)


@given(ARTICLES)
def test_any_reader_of_yaml_understands_the_front_matter(article):
    front, _ = split(join(article, "text"))
    found = yaml.safe_load(front)
    assert found["uid"] == article.uid or str(found["uid"])
    assert found["title"] == article.title
    assert found.get("tags", []) == list(article.tags)


@given(ARTICLES, BODIES)
def test_an_article_can_be_made_again_from_its_text(article, body):
    again = article_of(article.uid, join(article, body))
    assert again.uid == article.uid
    assert again.title
    assert (again.published, again.added or None) == (article.published, article.added or again.added)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_a_body_file(text):
    front, body = split(text)
    assert text.startswith("---\n") or (front, body) == ("", text)
    assert isinstance(facts_of(front), dict)
    article = article_of("0" * 16, text)
    assert article.title
    assert not {"\x1b", "\x9b", "\u202e", "\n"} & set(article.title)
    assert "\x1b" not in article.title + article.author + article.source


def test_facts_that_a_person_changed_are_left_out():
    assert facts_of('title: "kept"\nauthor: no longer JSON\nnot a fact\nwords: 3\n') == {"title": "kept", "words": 3}


def test_the_text_of_a_hand_made_file_is_read_as_it_is(path, library):
    file = library.bodies.path(uid("a"))
    for content, body in (
        (b"no front matter", "no front matter"),
        (b"---\nnever ended", "---\nnever ended"),
        (b"---\ntitle: x\n---\r\nwindows", None),
        (b"\xff\xfe broken", "\ufffd\ufffd broken"),
        (b"", ""),
    ):
        file.write_bytes(content)
        found = library.bodies.read(uid("a"))
        assert isinstance(found, str) if body is None else found == body


def test_a_missing_text_is_a_sentence(library):
    library.bodies.path(uid("a")).unlink()
    with pytest.raises(BodyMissing, match=r"cannot be read .*no such file.*\.$"):
        library.bodies.read(uid("a"))


@pytest.mark.parametrize("odd", ["", "..", "../../../etc/passwd", "a/b", "x\0y", "é" * 300])
def test_a_uid_never_leads_out_of_the_folder(path, odd):
    bodies = Bodies(Folder(path))
    with pytest.raises(BodyMissing):
        bodies.read(odd)


def test_two_who_write_the_same_text_at_once_do_not_mix_their_halves(path, monkeypatch):
    """Both write beside the file and rename: their drafts must not be one file."""
    import os

    folder = Folder(path)
    article = Article("ab" * 8, "title")
    real = os.fdatasync
    inside = []

    def fdatasync(descriptor):
        if not inside:
            inside.append(1)
            Bodies(folder).write([(article, "another text, longer than the first one\n")])
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", fdatasync)
    Bodies(folder).write([(article, "a text\n")])
    assert Bodies(folder).read(article.uid) == "a text\n"
    assert [file.name for file in folder.bodies.rglob("*") if file.is_file()] == [f"{article.uid}.md"]


def test_what_a_draft_knows_is_what_the_article_says(path):
    published = datetime(2026, 1, 2, tzinfo=UTC)
    one = Draft("T", "Three little words 海辺.\n", "https://e.org/x", "S", "A", published, "en", ("t", "u"), published)
    with Library.open(path) as library:
        article = library.articles.add([one])[0].article
        assert article == Article(
            one.uid, "T", "https://e.org/x", "S", "A", published, published, "en", 5, 2, ("t", "u")
        )
        assert library.articles.add([draft("", body="x")])[0].article.title == "Untitled"
