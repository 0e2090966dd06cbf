"""Backups: a restored library is equal, and a restore can be taken back."""

from __future__ import annotations

import gzip
import os
import tarfile
import time
from io import BytesIO
from pathlib import Path

import pytest

from reader.domain.anchor import Anchor
from reader.domain.errors import LibraryUnusable, ReaderError
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.library import backups
from reader.library.doctor import Severity, examine
from reader.library.feeds import new_feed
from reader.library.library import Library
from tests.library.making import START, draft, everything, on_disk, uid

PLACE = Anchor(0, 4, "text of a", "The ", 0.2)


@pytest.fixture
def rich(library: Library) -> Library:
    """The library of four articles, with a bit of everything."""
    library.articles.bookmark([uid("a")])
    library.articles.keep_place(uid("a"), PLACE, 0.2)
    library.articles.remove([uid("d")])
    library.articles.put_text(uid("b"), draft("b", body="Another text of b.\n"))
    library.highlights.add(
        [Highlight("h1", uid("a"), PLACE, PLACE._replace(offset=8), "text", 2, "a note", made=START)]
    )
    library.marks.set(Mark("x", uid("a"), PLACE, "The text.", START))
    library.feeds.add([new_feed("https://example.org/feed", title="Feed")])
    return library


def state(library: Library) -> tuple:
    return (
        everything(library),
        {one: library.bodies.read(one, library.articles.get(one).edition) for one in everything(library)},
        library.highlights.all(),
        library.marks.all(),
        library.feeds.all(),
    )


def test_a_restored_library_is_equal(rich, path, tmp_path):
    file, elsewhere = tmp_path / "all.tar.gz", tmp_path / "elsewhere"
    backups.backup(rich, file)
    assert backups.restore(file, elsewhere) is None
    with Library.open(elsewhere, create=False) as restored:
        assert state(restored) == state(rich)
        assert restored.undo().label == rich.undo().label, "what was done last can be taken back there, too"
    assert all(finding.severity is not Severity.WRONG for finding in examine(elsewhere))


def test_a_daily_backup_takes_back_what_went_wrong_and_can_be_taken_back_itself(rich, path):
    before = state(rich)
    day = backups.back_up_daily(rich)
    rich.articles.forget([])
    rich.articles.tag([uid("a"), uid("b")], ["wrong"])
    after = everything(rich)
    kept = backups.restore(backups.named(path, day.name.removesuffix(".tar.gz")), path)
    rich.catch_up()
    assert state(rich) == before
    backups.restore(kept, path)
    assert on_disk(path) == after


def test_an_open_library_sees_the_restored_one_and_goes_on_writing(rich, path, tmp_path):
    file = tmp_path / "all.tar.gz"
    backups.backup(rich, file)
    rich.articles.add([draft("e")])
    backups.restore(file, path)
    rich.articles.bookmark([uid("c")])
    assert rich.articles.get(uid("e")) is None
    assert on_disk(path)[uid("c")]["bookmarked"]


def test_the_daily_one_is_made_once_a_day_and_only_after_a_change(rich, path):
    first = backups.back_up_daily(rich)
    assert first is not None
    rich.articles.bookmark([uid("c")])
    assert backups.back_up_daily(rich) is None, "it is too soon"
    _age(first, hours=30)
    second = backups.back_up_daily(rich)
    assert second is not None
    for file in (first, second):
        _age(file, hours=30)
    for name in ("library.json", "journal.jsonl"):
        _age(path / name, hours=50)
    assert backups.back_up_daily(rich) is None, "nothing has changed"


def test_seven_days_stay_and_one_of_each_month_before(rich, path):
    (path / backups.FOLDER).mkdir()
    names = [f"2026-{month:02}-{day:02}" for month in range(1, 10) for day in (3, 17, 28)]
    for name in names:
        (path / backups.FOLDER / f"{name}.tar.gz").write_bytes(b"")
        _age(path / backups.FOLDER / f"{name}.tar.gz", hours=100)
    backups.back_up_daily(rich)
    left = [file.name.removesuffix(".tar.gz") for file in backups.daily(path)][1:]
    assert left[:6] == names[:-7:-1]
    assert left[6:] == [f"2026-{month:02}-03" for month in range(7, 0, -1)]


def test_a_full_disk_leaves_the_older_backup(rich, tmp_path, monkeypatch):
    file = tmp_path / "all.tar.gz"
    file.write_bytes(b"the older one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    with pytest.raises(LibraryUnusable, match="could not be written"):
        backups.backup(rich, file)
    assert file.read_bytes() == b"the older one"
    assert list(tmp_path.glob(".*tmp")) == []


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_a_damaged_backup_changes_nothing(rich, path, tmp_path, share):
    file = tmp_path / "all.tar.gz"
    backups.backup(rich, file)
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    before = on_disk(path)
    with pytest.raises(LibraryUnusable, match="backup of a library"):
        backups.restore(file, path)
    assert on_disk(path) == before


def test_names_that_lead_out_of_the_library_are_left_out(tmp_path):
    file, target = tmp_path / "evil.tar.gz", tmp_path / "library"
    with gzip.open(file, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as archive:
        for name in ("articles/../../evil.md", "/etc/evil", "articles/ab/ok.md", "library.json"):
            data = b'{"articles":{}}'
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, BytesIO(data))
    backups.restore(file, target)
    assert not (tmp_path / "evil.md").exists()
    assert (target / "articles/ab/ok.md").exists()


def test_a_backup_that_is_not_there_is_one_sentence(path):
    with pytest.raises(ReaderError, match="no backup 2020-01-01"):
        backups.named(path, "2020-01-01")


def _age(path: Path, hours: float) -> None:
    then = time.time() - hours * 3600
    os.utime(path, (then, then))
