"""A large file is read where somebody looks, and never as something that it was not when it was opened."""

from __future__ import annotations

import os
from pathlib import Path
from zlib import crc32

import pytest

from reader.domain.errors import LibraryUnusable
from reader.domain.shelf import ALL
from reader.library import ahead
from reader.library.file_bytes import MANY, FileBytes
from reader.library.library import Library
from tests.ui.lists import library_of

pytestmark = pytest.mark.skipif(not hasattr(os, "pread"), reason="needs pread")
DATA = bytes(range(256)) * 40


def opened(path: Path) -> FileBytes:
    with path.open("rb") as file:
        return FileBytes(file.fileno())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(DATA)
    return tmp_path / "file"


def test_parts_are_what_they_are_in_the_whole(path: Path):
    found = opened(path)
    for _ in range(MANY + 2):
        assert found[10:300] == DATA[10:300]
        assert found[:5] == DATA[:5]
    assert found[7:] == DATA[7:]
    assert found.whole() == DATA


def test_another_file_of_the_same_name_is_another_one(path: Path):
    found = opened(path)
    path.with_name("new").write_bytes(b"new")
    path.with_name("new").replace(path)
    assert found[10:20] == DATA[10:20]
    assert found.whole() == DATA


def test_what_was_written_into_the_file_is_not_taken_for_what_it_held(path: Path):
    found = opened(path)
    with path.open("r+b") as file:
        file.write(b"something else")
        file.truncate()
    for look in (lambda: found[0:10], found.whole):
        with pytest.raises(LibraryUnusable):
            look()


def test_an_empty_file_is_empty(tmp_path: Path):
    (tmp_path / "empty").touch()
    assert opened(tmp_path / "empty").whole() == b""


def test_what_was_read_ahead_is_taken_once_and_only_of_the_same_file(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(ahead, "LARGE", 1)
    library_of(tmp_path / "library", 20).close()
    with Library.open(tmp_path / "library") as library:
        library.compact()
    kept = tmp_path / "library" / "cache" / "columns.bin"
    stat = kept.stat()
    signature = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    ahead.begin(str(tmp_path / "library"))
    data = kept.read_bytes()
    assert ahead.take(str(kept), signature) == (data, crc32(data[ahead.HEAD :]))
    assert ahead.take(str(kept), signature) is None
    ahead.begin(str(tmp_path / "library"))
    assert ahead.take(str(kept), (1, 2, 3)) is None
    ahead.begin(str(tmp_path / "library"))
    with Library.open(tmp_path / "library") as library:
        assert [a.title for a in library.articles.listing(ALL)][:2] == ["Article 0", "Article 1"]
        assert not library._index.built
