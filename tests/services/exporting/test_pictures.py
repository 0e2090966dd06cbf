"""Kept pictures: in books and pages, beside notes, and in our own JSON; elsewhere their words."""

from __future__ import annotations

import json
import zipfile
from base64 import b64decode, b64encode
from io import BytesIO

import pytest

from reader.domain.picture import picture_name
from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.services.exporting import html
from reader.services.exporting.ledger import NAME
from reader.services.exporting.registry import EXPORTERS
from reader.services.importing.importing import import_files
from tests.services.exporting.conftest import GIF, JPG, PNG, WEBP, draft, picture

KINDS = {"png": PNG, "gif": GIF, "webp": WEBP, "jpg": JPG}
MISSING = ["1 picture is missing from the library."]


def uid_of(library, title):
    return next(article.uid for article in library.articles.listing(ALL) if article.title == title)


def lose(library, data):
    library.bodies.pictures.path(picture_name(data)).unlink()


def members(data):
    archive = zipfile.ZipFile(BytesIO(data))
    return {info.filename: archive.read(info) for info in archive.infolist()}


def test_the_samples_are_what_they_say():
    assert {picture_name(data).rpartition(".")[2]: data for data in KINDS.values()} == KINDS


# -- pages ----------------------------------------------------------------------------------------


def test_a_page_holds_its_pictures(pictured, exporting):
    page = exporting.bytes(pictured, "html").decode()
    for ending, data in KINDS.items():
        kind = "jpeg" if ending == "jpg" else ending
        assert f'src="data:image/{kind};base64,{b64encode(data).decode()}"' in page
    assert 'alt="A &amp; [b]"' in page
    assert 'alt=""' in page
    assert "img-src data:" in page
    assert "../pictures" not in page
    assert exporting.report.remarks == []


def test_a_page_has_the_words_of_what_is_too_large(pictured, exporting, monkeypatch):
    monkeypatch.setattr(html, "MOST_PICTURES", len(PNG) + len(GIF))
    page = exporting.bytes(pictured, "html").decode()
    assert page.count("<img ") == 2
    assert "<span>▣ A plank</span>" in page
    [sentence] = exporting.report.remarks
    assert "only the words" in sentence


# -- books ----------------------------------------------------------------------------------------


def test_a_book_holds_every_picture_once(pictured, exporting):
    found = members(exporting.bytes(pictured, "epub"))
    for data in KINDS.values():
        assert found[f"EPUB/pictures/{picture_name(data)}"] == data
    package = found["EPUB/content.opf"].decode()
    assert package.count('media-type="image/') == len(KINDS)
    assert f'href="pictures/{picture_name(JPG)}" media-type="image/jpeg"/>' in package
    assert "cover-image" not in package, "of many articles none has the cover of all"
    for page in ("EPUB/a00001.xhtml", "EPUB/a00002.xhtml"):
        assert f'<img src="pictures/{picture_name(JPG)}"' in found[page].decode()


def test_the_cover_of_a_book_is_the_cover_of_the_book(pictured, exporting):
    package = members(exporting.bytes(pictured, "epub", [uid_of(pictured, "Planks")]))["EPUB/content.opf"].decode()
    assert f'href="pictures/{picture_name(PNG)}" media-type="image/png" properties="cover-image"/>' in package
    assert '<meta name="cover" content="p1"/>' in package
    package = members(exporting.bytes(pictured, "epub", [uid_of(pictured, "Again")]))["EPUB/content.opf"].decode()
    assert "cover-image" not in package


# -- notes ----------------------------------------------------------------------------------------


def test_pictures_lie_beside_the_notes(pictured, exporting):
    folder = exporting.files(pictured, "markdown")
    assert {path.name: path.read_bytes() for path in (folder / "pictures").iterdir()} == {
        picture_name(data): data for data in KINDS.values()
    }
    note = (folder / "Planks.md").read_text()
    assert f"![A & \\[b\\]](pictures/{picture_name(GIF)})" in note
    assert "../pictures" not in note
    assert exporting.report.written == 2 + len(KINDS)


def test_another_export_writes_no_picture_again(pictured, exporting):
    folder = exporting.files(pictured, "markdown")
    exporting.files(pictured, "markdown")
    assert (exporting.report.written, exporting.report.unchanged) == (0, 2 + len(KINDS))
    path = folder / "pictures" / picture_name(PNG)
    path.write_bytes(PNG + b"cropped")
    exporting.files(pictured, "markdown")
    assert path.read_bytes() == PNG + b"cropped"
    assert exporting.report.kept == [f"pictures/{path.name} was changed since; --force writes over it."]
    exporting.files(pictured, "markdown", force=True)
    assert path.read_bytes() == PNG
    path.unlink()
    exporting.files(pictured, "markdown")
    assert exporting.report.written == 1
    assert path.read_bytes() == PNG


def test_other_formats_share_the_folder(pictured, exporting):
    folder = exporting.files(pictured, "markdown")
    ledger = json.loads((folder / NAME).read_bytes())
    assert ledger["files"][f"pictures/{picture_name(PNG)}"]["format"] == "pictures"
    exporting.files(pictured, "html")
    exporting.files(pictured, "markdown")
    assert (exporting.report.written, exporting.report.kept) == (0, [])


def test_notes_come_in_again_with_their_pictures(pictured, exporting, tmp_path):
    folder = exporting.files(pictured, "markdown")
    (folder / "pictures" / picture_name(GIF)).write_bytes(b"GIF89a and something else")
    with Library.open(tmp_path / "two") as other:
        report = import_files(other, [folder])
        assert (report.new, report.failed) == (2, [])
        assert report.remarks == ["Files in folders that are no exports known here were left out: 1."]
        assert {path.name for path in other.bodies.pictures.folder.iterdir()} == {
            picture_name(data) for data in (PNG, WEBP, JPG)
        }
        body = other.bodies.read(uid_of(other, "Planks"))
        assert picture(PNG, "Cover") in body
        assert f"](pictures/{picture_name(GIF)})" in body, "it is not what its name says"
        assert import_files(other, [folder]).same == 2


def test_a_single_note_has_the_words(pictured, exporting):
    note = exporting.bytes(pictured, "markdown", [uid_of(pictured, "Planks")]).decode()
    assert "\nCover\n\nAfter Cover.\n\nA & \\[b\\]\n" in note
    assert "picture\n\nAfter ." in note
    [sentence] = exporting.report.remarks
    assert "folder" in sentence


# -- all ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", EXPORTERS)
def test_no_format_refers_to_the_library(pictured, exporting, format):
    if format in ("json", "epub", "markdown"):
        return
    assert b"../pictures" not in exporting.bytes(pictured, format, [uid_of(pictured, "Planks")])


def test_what_is_missing_has_its_words_and_one_remark(pictured, exporting):
    lose(pictured, JPG)
    page = exporting.bytes(pictured, "html").decode()
    assert exporting.report.remarks == MISSING
    assert page.count("<img ") == 3
    assert "<span>▣ The same plank</span>" in page
    book = members(exporting.bytes(pictured, "epub"))
    assert exporting.report.remarks == MISSING
    assert picture_name(JPG) not in str(book.keys())
    folder = exporting.files(pictured, "markdown")
    assert exporting.report.remarks == MISSING
    assert "\nThe same plank\n" in (folder / "Again.md").read_text()
    text = exporting.bytes(pictured, "text").decode()
    assert exporting.report.remarks == []
    assert "Picture: The same plank\n" in text


def test_what_is_damaged_is_missing(pictured, exporting):
    pictured.bodies.pictures.path(picture_name(PNG)).write_bytes(PNG[:9])
    assert b"data:image/png" not in exporting.bytes(pictured, "html")
    assert exporting.report.remarks == MISSING


def test_only_what_is_the_name_of_a_picture_is_one(library, exporting):
    body = "![a](../pictures/../../etc/passwd) ![b](../pictures/0123456789abcdef.svg) <img src='../pictures/x.png'>"
    library.articles.add([draft("Leads out", body=body)])
    for format in ("html", "epub", "json"):
        exporting.bytes(library, format)
        assert exporting.report.remarks == []
    folder = exporting.files(library, "markdown")
    assert not (folder / "pictures").exists()


# -- our own JSON ---------------------------------------------------------------------------------


def test_our_own_json_holds_every_picture_once(pictured, exporting):
    data = exporting.bytes(pictured, "json")
    found = json.loads(data)
    assert {name: b64decode(text) for name, text in found["pictures"].items()} == {
        picture_name(data): data for data in KINDS.values()
    }
    assert len(data.splitlines()) == 1 + 2 + 1 + 1 + len(KINDS) + 1
    assert picture(PNG, "Cover") in found["articles"][0]["body"] + found["articles"][1]["body"]
    lose(pictured, PNG)
    assert picture_name(PNG) not in json.loads(exporting.bytes(pictured, "json"))["pictures"]
    assert exporting.report.remarks == MISSING
