"""Markdown files: the facts, what is marked in them, and folders of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.carried import Carried
from reader.domain.identity import uid_for
from reader.library.library import Library
from reader.services.importing.file import ImportFile
from reader.services.importing.importing import import_files
from reader.services.importing.merging import uid_of
from reader.services.importing.notes import Notes, carried_from, without_marks
from reader.services.importing.registry import importer_of, parts_of
from tests.services.importing.samples import SAMPLES
from tests.services.importing.sampling import zipped


def test_a_clipped_page_brings_its_facts():
    found = carried_from(SAMPLES["markdown clipped"].decode(), "x.md")
    assert found.author == "A. Writer, B. Writer"
    assert found.description == "On water"
    assert found.extra == {"rating": "7"}


@pytest.mark.parametrize(
    ("body", "shown", "marked"),
    [
        ("a ==b c== d", "a b c d", ["b c"]),
        ("==a\nb==", "a\nb", ["a b"]),
        ("==a **b**==", "a **b**", ["a b"]),
        ("==a = b==", "a = b", ["a = b"]),
        ("==a [b](https://e.org/c_(d)?e) f==", "a [b](https://e.org/c_(d)?e) f", ["a b f"]),
        ("`x ==y== z`", "`x ==y== z`", []),
        ("```\n==a==\n```\n==b==", "```\n==a==\n```\nb", ["b"]),
        ("a == b == c", "a == b == c", []),
        ("Title\n=====\n\nText", "Title\n=====\n\nText", []),
        ("\\==a==", "\\==a==", []),
        ("==a\n\nb==", "==a\n\nb==", []),
    ],
)
def test_marks_become_highlights_and_code_stays(body, shown, marked):
    text, excerpts = without_marks(body)
    assert text == shown
    assert [one.text for one in excerpts] == marked


@given(st.lists(st.sampled_from(["==", "=", "a", "\n", "`", "```\n", " ", "~~~\n"])).map("".join))
def test_marks_never_lose_a_word(body):
    text, _ = without_marks(body)
    assert text.replace("=", "") == body.replace("=", "")


def test_a_page_that_was_kept_without_its_text_waits_for_it():
    found = carried_from("---\ntitle: Tides\nsource: https://example.org/tides\n---\n# Tides\n", "x.md")
    assert (found.title, found.url, found.body) == ("Tides", "https://example.org/tides", "")


def test_a_note_is_the_same_article_as_one_that_was_added():
    text = "# Tides\n\nThe ==water== came back."
    assert uid_of(carried_from(text, "x.md")) == uid_for("", "Tides", "The ==water== came back.")


def test_files_called_markdown_are_taken_and_others_need_a_front_matter():
    assert isinstance(importer_of(ImportFile("notes/Tides.md", b"Only text.")), Notes)
    assert importer_of(ImportFile("notes/Tides.txt", b"Only text.")) is None
    assert importer_of(ImportFile("notes/Tides", b"---\n\na rule\n\n---\n")) is None


def test_notes_in_an_archive_are_taken_one_by_one():
    data = zipped({"a.md": "# One\n\nText.", "b/a.md": "# One\n\nOther.", "x.png": b"\x89PNG\0"})
    found = [one for part, importer in parts_of(ImportFile("x.zip", data)) for one in importer.read(part)]
    assert [one.body for one in found if isinstance(one, Carried)] == ["Text.", "Other."]
    assert len({uid_of(one) for one in found if isinstance(one, Carried)}) == 2


def test_a_folder_of_notes_is_imported(tmp_path):
    vault = tmp_path / "vault" / "sub"
    vault.mkdir(parents=True)
    (vault / "Sea.md").write_text("Text of ==the sea==.")
    (vault.parent / "clip.md").write_bytes(SAMPLES["markdown clipped"])
    (vault / "picture.png").write_bytes(b"\x89PNG\0")
    (vault.parent / ".obsidian").mkdir()
    (vault.parent / ".obsidian" / "README.md").write_text("Of a plugin.")
    with Library.open(tmp_path / "library") as library:
        report = import_files(library, [tmp_path / "vault"])
        assert report.remarks == ["Files in folders that are no exports known here were left out: 1."]
        assert (report.new, report.highlights, report.failed) == (2, 2, [])
        assert {one.text for one in library.highlights.all()} == {"the sea", "This was marked."}
