"""Kept pictures: written before the text that shows them, never twice, and no name leads anywhere else."""

import os

import pytest

from reader.domain.errors import LibraryWriteFailed, ReaderError
from reader.domain.picture import picture_address, picture_name
from reader.library.doctor import Severity, examine, repair
from reader.library.library import Library
from tests.library.making import draft
from tests.services.documents.building import png

BAY, BOAT = png(seed=1), png(seed=2)


def pictured(name, *pictures):
    body = "\n\n".join(f"![x]({picture_address(picture_name(data))})" for data in pictures)
    return draft(name, body=f"{name}\n\n{body}", pictures={picture_name(data): data for data in pictures})


def names(path):
    return sorted(file.name for file in (path / "articles" / "pictures").iterdir())


def test_the_pictures_of_a_text_lie_where_its_body_says(path):
    with Library.open(path) as library:
        [added] = library.articles.add([pictured("ebb", BAY, BOAT)])
        body = library.bodies.path(added.article.uid)
        for data in (BAY, BOAT):
            assert (body.parent / picture_address(picture_name(data))).read_bytes() == data
            assert library.bodies.pictures.read(picture_name(data)) == data


def test_a_picture_of_two_texts_is_written_once(path):
    with Library.open(path) as library:
        library.articles.add([pictured("ebb", BAY)])
        file = library.bodies.pictures.path(picture_name(BAY))
        before = file.stat()
        library.articles.add([pictured("flood", BAY, BOAT)])
        after = file.stat()
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
        assert names(path) == sorted(map(picture_name, (BAY, BOAT)))


def test_a_picture_that_is_not_whole_is_written_again(path):
    with Library.open(path) as library:
        library.articles.add([pictured("ebb", BAY)])
        library.bodies.pictures.path(picture_name(BAY)).write_bytes(BAY[:9])
        library.articles.add([pictured("flood", BAY)])
        assert library.bodies.pictures.read(picture_name(BAY)) == BAY


def test_many_pictures_and_those_of_a_text_fetched_anew_are_written(path):
    many = [png(seed=number) for number in range(20)]
    with Library.open(path) as library:
        [added] = library.articles.add([draft("ebb")])
        library.articles.put_text(added.article.uid, pictured("ebb", *many))
        assert names(path) == sorted(map(picture_name, many))


def test_without_its_pictures_no_text_comes_in(path, monkeypatch):
    with Library.open(path) as library:
        library.articles.add([draft("calm")])
        replace = os.replace

        def full(source, target):
            if "pictures" in os.fspath(target):
                raise OSError(28, "No space left on device")
            replace(source, target)

        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(LibraryWriteFailed, match="disk is full"):
            library.articles.add([pictured("ebb", BAY)])
        monkeypatch.undo()
        assert len(library.articles) == 1
        assert not library.bodies.path(pictured("ebb", BAY).uid).exists()
        assert names(path) == [], "not even half a picture"
        library.articles.add([pictured("ebb", BAY)])
        assert names(path) == [picture_name(BAY)]


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd", "/etc/passwd", "", ".", "..", "0123456789abcdef.svg", "0123456789abcdef.png\n",
     "0123456789abcdef.png/../../ab/x.md", "0123456789abcde.png", "0123456789abcdef.png\0"],
)  # fmt: skip
def test_a_name_that_is_none_leads_nowhere(path, name):
    with Library.open(path) as library:
        with pytest.raises(ReaderError, match="not been kept"):
            library.bodies.pictures.read(name)
        with pytest.raises(ReaderError, match="not been kept"):
            library.articles.add([draft("ebb", pictures={name: b"x"})])
        assert len(library.articles) == 0


def test_a_missing_picture_is_said_to_be_missing(path):
    with Library.open(path) as library, pytest.raises(ReaderError, match="The picture is missing from"):
        library.bodies.pictures.read(picture_name(BAY))


def test_the_doctor_finds_nothing_wrong_with_pictures_and_deletes_none(path):
    with Library.open(path) as library:
        [added] = library.articles.add([pictured("ebb", BAY)])
        library.articles.add([pictured("flood", BAY)])
        library.articles.forget([added.article.uid])
    half = path / "articles" / "pictures" / ".0123456789abcdef-01234567.tmp"
    assert [finding for finding in examine(path) if finding.severity is not Severity.FINE] == []
    half.write_bytes(b"half")
    os.utime(half, (1, 1))
    assert [finding.sentence for finding in examine(path) if finding.severity is Severity.WRONG] == [
        "1 half-written file left by a kill."
    ]
    repair(path)
    assert names(path) == [picture_name(BAY)]
