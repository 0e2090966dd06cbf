"""Markdown notes, read back by a YAML parser and by our own door."""

from __future__ import annotations

import yaml

from reader.domain.article import Article
from reader.domain.shelf import ALL
from reader.library.carrying import Coming
from reader.services.adding.markdown import draft_from_markdown
from tests.services.exporting.conftest import ADDED, PUBLISHED, TITLES


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
