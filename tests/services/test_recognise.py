"""What a file is, is told by its name or else by its content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.errors import TextUnusable
from reader.services.adding.recognise import FORMATS, Raw, draft_from_bytes, format_of

MARKDOWN = b"# Tides\n\nThe *water* came back, see [the ebb](https://example.org)."


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_has_endings_of_its_own_and_reads_a_line(form):
    assert all(suffix.startswith(".") and suffix.islower() for suffix in form.suffixes)
    for suffix in form.suffixes:
        assert format_of(Raw(b"A line.", f"a{suffix.upper()}")) is form
    assert form.draft(Raw(b"A line.", "a.b")).body == "A line."


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (MARKDOWN, "", "Markdown"),
        (MARKDOWN, "README", "Markdown"),
        (MARKDOWN, "tides.txt", "plain text"),
        (b"---\ntitle: Tides\n---\nIt came.", "", "Markdown"),
        (b"It **came**, see [the ebb](https://example.org).", "", "Markdown"),
        (b"Tides\n\nThe water came back.\n", "", "plain text"),
        (b"#MeToo is a word\n\nand 5 * 3 is a number", "", "plain text"),
        (b"---\n\nA rule first.\n\n---", "", "plain text"),
        (b"Tides\n\nThe water came back.\n", "tides.log", "plain text"),
    ],
)
def test_names_tell_and_otherwise_content_does(data, name, expected):
    assert format_of(Raw(data, name)).name == expected


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7 ...", "a", "a PDF file"),
        (b"<!DOCTYPE html><p>It came.", "", "a web page"),
        (b"<p>It came.", "a.HTML", "a web page"),
        (b"PK\x03\x04...", "a.epub", "a ZIP archive or an EPUB"),
        (b'{"a": 1}', "a.json", "a JSON file"),
    ],
)
def test_what_cannot_be_added_yet_is_called_by_its_name(data, name, kind):
    with pytest.raises(TextUnusable, match=f"is {kind}, which cannot be added yet"):
        draft_from_bytes(data, name)


def test_no_escape_byte_of_a_name_is_in_the_sentence():
    with pytest.raises(TextUnusable) as caught:
        draft_from_bytes(b"", "a\x1b]0;x\x07b\x1b[31m.txt")
    assert str(caught.value) == "ab.txt is empty."


@given(st.binary(max_size=300), st.sampled_from(["", "a.md", "a.txt", "a.bin", "a.html"]))
def test_any_bytes_become_a_draft_or_a_sentence(data, name):
    try:
        draft = draft_from_bytes(data, name)
    except TextUnusable:
        return
    assert draft.title
    assert draft.body.strip()
    assert all(ord(c) >= 32 and not 127 <= ord(c) < 160 for c in draft.title)
