"""Markdown notes, read back by a YAML parser and by our own door."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.article import Article
from reader.domain.highlight import Highlight
from reader.domain.shelf import ALL
from reader.library.carrying import Coming
from reader.library.library import Library
from reader.services.adding.markdown import draft_from_markdown
from reader.services.exporting.markdown import _listed
from reader.services.importing.importing import import_files
from reader.services.importing.listed import without_listed
from reader.services.importing.merging import words_of
from reader.services.importing.notes import carried_from
from tests.services.exporting.conftest import ADDED, PUBLISHED, TITLES

HIGHLIGHT = Highlight("h", "a", Anchor(0, 0), Anchor(0, 1), "", 3, "A note.\n\nIn two.", ("x", "y z"))
SIGNS = (
    "*", "_", "`", "a", "b c", "\\", "\n", "#", "> ", "- ", "1. ", "&amp;", "<b>", "[", "](", "  x", "==", "~",
)  # fmt: skip


def notes(folder):
    """Front matter and text of every note, by its name."""
    found = {}
    for path in sorted(folder.glob("*.md")):
        fence, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
        assert fence == ""
        found[path.name] = (yaml.safe_load(matter), body)
    return found


def test_a_note_an_article_with_the_keys_of_the_clipper(hostile, exporting):
    found = notes(exporting.files(hostile, "markdown"))
    assert len(found) == len(TITLES) == exporting.report.written
    facts = {matter["uid"]: matter for matter, _ in found.values()}
    for article in hostile.articles.listing(ALL):
        matter = facts[article.uid]
        assert matter["title"] == article.title
        assert matter["source"] == article.url
        assert matter["author"] == [article.author]
        assert matter["tags"] == list(article.tags)
        assert (matter["published"], matter["created"]) == (PUBLISHED.date(), ADDED)
        assert list(matter)[:7] == ["title", "source", "author", "published", "created", "description", "tags"]


def test_notes_come_in_again_as_they_were(hostile, exporting):
    folder = exporting.files(hostile, "markdown")
    articles = {article.url: article for article in hostile.articles.listing(ALL)}
    for path in folder.glob("*.md"):
        draft = draft_from_markdown(path.read_text(encoding="utf-8"), path.name)
        article = articles[draft.url]
        assert (draft.title, draft.tags, draft.author) == (article.title, ("long read", "a,b", "a|b"), article.author)
        assert (draft.published, draft.added) == (article.published, article.added)
        assert draft.body.strip() == hostile.bodies.read(article.uid).strip()


def test_highlights_stand_in_the_text_or_below(rich, exporting):
    matter, body = notes(exporting.files(rich, "markdown"))["Tides.md"]
    assert matter["bookmarked"]
    assert matter["archived"]
    assert matter["state"] == "read"
    assert "==First *emph* and **strong** text== ==with a [link](https://example.org/a_(b)?x=1&y=[2]) and== " in body
    assert "- ==item **two**==\n" in body
    text, _, below = body.partition("## Note")
    assert "Mine.\nIn two lines." in below
    # what has a note, or tags, or no place in the text is listed, with what was written
    assert "> First emph and strong text\n\nnote 0\n\n#slow-sea #x" in below
    assert "> Raw html" in below
    assert "> item two" not in below
    assert text.count("==") == 2 * 4 + 2


def test_an_article_without_a_text_has_its_facts(library, exporting):
    library.articles.carry([Coming(Article("00000000000000aa", "Waits", url="https://example.org", waiting=ADDED))])
    [(matter, body)] = notes(exporting.files(library, "markdown")).values()
    assert matter == {"title": "Waits", "source": "https://example.org", "state": "unread", "uid": "00000000000000aa"}
    assert body.strip() == ""


def test_highlights_come_in_again_with_what_was_written_about_them(rich, exporting, tmp_path):
    folder = exporting.files(rich, "markdown")
    tides = next(article for article in rich.articles.listing(ALL) if article.title == "Tides")
    with Library.open(tmp_path / "two") as other:
        report = import_files(other, [folder])
        assert (report.new, report.failed, report.noted) == (2, [], 0)
        body = other.bodies.read(tides.uid)
        assert "## Highlights" not in body
        assert "==First" not in body
        found = {one.text: one for one in other.highlights.of(tides.uid)}
        for one in rich.highlights.of(tides.uid):
            tags = tuple("-".join(tag.split()) for tag in one.tags)  # a tag of a note has no blanks
            there = found[one.text]
            assert (there.note, there.tags) == (one.note, tags)
            assert there.colour == (one.colour if one.note or one.tags or "Raw" in one.text else 1)
        assert set(found) - {one.text for one in rich.highlights.of(tides.uid)} == {"already"}, "the text has its own ="


@given(st.lists(st.sampled_from(SIGNS)).map("".join))
def test_what_is_listed_is_read_back_to_the_letter(text):
    text = "\n\n".join(part.strip("\n") for part in text.split("\n\n") if part.strip())
    excerpt_of = without_listed(f"Text.\n\n## Highlights\n\n{_listed(HIGHLIGHT._replace(text=text))}\n")[1]
    assert [words_of(one.text) for one in excerpt_of] == ([words_of(text)] if text.strip() else [])
    assert all((one.note, one.tags, one.colour) == ("A note.\n\nIn two.", ("x", "y-z"), 3) for one in excerpt_of)


def test_a_section_of_the_text_itself_stays_in_it():
    body = "Text.\n\n## Highlights\n\nOf the year.\n"
    assert without_listed(body) == (body, ())
    text = "---\ntitle: Tides\n---\nText.\n\n## Highlights\n\n> Not ours.\n"
    assert "Not ours." in carried_from(text, "x.md").body
