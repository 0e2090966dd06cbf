"""A full or failing disk: the old data stays, one sentence is said, memory is what is on disk, and it goes on later."""

from __future__ import annotations

import errno
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.domain.errors import LibraryReadOnly, LibraryWriteFailed, ReaderError
from reader.library.folder import Folder
from reader.library.library import Library
from tests.library.making import draft, everything, on_disk, uid

FULL = ("open", "write", "fsync", "fdatasync", "replace", "mkdir")
"""Calls that find a disk full."""
CALLS = (*FULL, "rename", "truncate", "ftruncate", "utime", "stat")


class Disk:
    """A disk that fails at the n-th call, once or from then on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, calls: tuple[str, ...] = CALLS) -> None:
        self.folder = str(folder)
        self.fail_at = 0
        self.for_good = False
        self.error = errno.EIO
        self.count = 0
        self.armed = False
        for name in calls:
            monkeypatch.setattr(os, name, self.wrapped(name, getattr(os, name)))

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(target: Any, *rest: Any, **named: Any) -> Any:
            if self.armed and self.is_ours(target):
                self.count += 1
                if self.count == self.fail_at or (self.for_good and self.count > self.fail_at > 0):
                    if name == "write" and len(rest[0]) > 1:
                        real(target, rest[0][: len(rest[0]) // 2])  # half of it before the disk is full
                    raise OSError(self.error, os.strerror(self.error), str(target))
            return real(target, *rest, **named)

        return call

    def is_ours(self, target: Any) -> bool:
        try:
            name = str(Path(f"/proc/self/fd/{target}").readlink()) if isinstance(target, int) else os.fspath(target)
        except (OSError, TypeError):
            return False
        # the lock and the cache may fail as they like, see below
        return str(name).startswith(self.folder) and "/cache" not in str(name) and not str(name).endswith(".lock")


def scenario(library: Library) -> list[Callable[[], Any]]:
    articles = library.articles
    return [
        lambda: articles.bookmark([uid("a")]),
        lambda: articles.add([draft(name) for name in ("new", "newer")]),
        lambda: articles.add([draft(f"many {n}") for n in range(12)]),
        lambda: library.undo(),
        lambda: library.compact(),
        lambda: articles.tag([uid("b")], add=["x" * 3000]),
        lambda: articles.archive([uid("b")]),
    ]


def run_with_failures(path: Path, disk: Disk) -> int:
    """Do everything, look at what is said and what is kept; says how many calls there were."""
    disk.count = 0
    with Library.open(path) as library:
        library.articles.add([draft(name) for name in "abcd"])
        for n, step in enumerate(scenario(library)):
            before = everything(library)
            disk.armed = True
            try:
                step()
            except ReaderError as error:
                assert str(error).endswith("."), error  # noqa: PT017
                assert everything(library) == before, f"step {n} has half happened"
            except OSError:
                assert n == 4, f"step {n} raised what only a compaction may raise"
                assert everything(library) == before
            finally:
                disk.armed = False
            assert on_disk(path) == everything(library), f"step {n} left something else on disk"
    return disk.count


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_an_error_at_any_call_costs_nothing_but_the_change_that_met_it(tmp_path, monkeypatch, error):
    # fsync in the background is another story, told below
    monkeypatch.setattr("reader.library.flusher.Flusher.wake", lambda self: None)
    disk = Disk(monkeypatch, tmp_path, FULL if error == errno.ENOSPC else CALLS)
    disk.error = error
    calls = run_with_failures(tmp_path / "all", disk)
    assert calls > 60
    for number in range(1, calls + 1):
        disk.fail_at = number
        run_with_failures(tmp_path / str(number), disk)


def test_a_disk_that_stays_full_keeps_what_was_there_and_takes_more_when_there_is_room(path, library, monkeypatch):
    disk = Disk(monkeypatch, path, FULL)
    disk.error, disk.for_good, disk.fail_at, disk.armed = errno.ENOSPC, True, 1, True
    before = everything(library)
    changes = [
        lambda: library.articles.bookmark([uid("a")]),
        lambda: library.articles.add([draft("new")]),
        lambda: library.undo(),
        lambda: library.keep_session(shelf="all"),
    ]
    for change in changes:
        with pytest.raises(LibraryWriteFailed, match="disk is full"):
            change()
    disk.armed = False
    assert everything(library) == on_disk(path) == before
    assert library.articles.bookmark([uid("a")]) == 1
    assert library.articles.add([draft("new")])[0].new
    assert everything(library) == on_disk(path) != before


def test_a_short_write_is_finished(path, library, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    library.articles.bookmark([uid("a")])
    monkeypatch.undo()
    assert on_disk(path)[uid("a")]["bookmarked"]


def test_after_a_failed_sync_nothing_more_is_acknowledged_until_the_library_is_written_anew(path, monkeypatch):
    """The kernel may have dropped what it could not write: going on would build on sand."""
    library = Library.open(path)
    library.articles.add([draft("a"), draft("b")])
    real = os.fdatasync

    def fdatasync(descriptor):
        if Path(f"/proc/self/fd/{descriptor}").readlink().name == "journal.jsonl":
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", fdatasync)
    library.articles.bookmark([uid("a")])
    flusher = library._storage.journal._flusher
    wait_until(lambda: flusher.failure is not None)
    with pytest.raises(LibraryWriteFailed, match="input/output error"):
        library.articles.bookmark([uid("b")])
    assert not library.articles.get(uid("b")).bookmarked
    monkeypatch.undo()
    library.compact()  # writes everything again, and anew
    library.articles.bookmark([uid("b")])
    library.close()
    assert all(document["bookmarked"] for document in on_disk(path).values())


def test_closing_says_that_the_last_changes_may_be_lost(path, monkeypatch):
    library = Library.open(path)
    library.articles.add([draft("a")])

    def fdatasync(descriptor):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", fdatasync)
    with pytest.raises(LibraryWriteFailed, match=r"last changes"):
        library.close()


def test_a_library_that_cannot_be_read_any_more_says_so(path, library, monkeypatch):
    with Library.open(path) as other:
        other.articles.bookmark([uid("a")])
    before = everything(library)
    real = Path.open

    def opening(self, *rest, **named):
        if self.name == "journal.jsonl":
            raise OSError(errno.EIO, "Input/output error")
        return real(self, *rest, **named)

    monkeypatch.setattr(Path, "open", opening)
    with pytest.raises(ReaderError, match="input/output error"):
        library.catch_up()
    with pytest.raises(ReaderError, match="input/output error"):
        library.articles.bookmark([uid("b")])
    assert everything(library) == before
    monkeypatch.undo()
    assert library.catch_up()
    assert library.articles.get(uid("a")).bookmarked


def test_a_lock_that_cannot_be_taken_is_one_sentence(path, library, monkeypatch):
    real = os.open
    for error, kind in ((errno.EROFS, LibraryReadOnly), (errno.EACCES, LibraryReadOnly), (errno.EIO, ReaderError)):

        def opening(name, *rest, error=error, **named):
            if str(name).endswith(".lock"):
                raise OSError(error, os.strerror(error), str(name))
            return real(name, *rest, **named)

        monkeypatch.setattr(os, "open", opening)
        with pytest.raises(kind, match=r"\.$"):
            library.articles.bookmark([uid("a")])
        with pytest.raises(kind):
            library.compact()
        monkeypatch.setattr(os, "open", real)
    assert not library.articles.get(uid("a")).bookmarked
    assert library.articles.bookmark([uid("a")]) == 1


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_really_full(small_disk):
    path = small_disk / "library"
    with Library.open(path) as library:
        library.articles.add([draft(name) for name in "abcd"])
        kept = everything(library)
        filler = small_disk / "filler"
        space = os.statvfs(small_disk)
        filler.write_bytes(b"x" * (space.f_bavail * space.f_bsize - 8192))
        refused = 0
        for n in range(40):
            before = everything(library)
            try:
                library.articles.add([draft(f"n{n}", source="s" * 700)])
            except LibraryWriteFailed as error:
                assert "disk is full" in str(error)  # noqa: PT017
                assert everything(library) == before
                refused += 1
        assert refused > 10
        with pytest.raises((OSError, ReaderError)):
            library.compact()
        for n in range(400):
            try:
                library.articles.tag([uid("a")], add=[f"a tag with the number {n}"])
            except LibraryWriteFailed:
                break
        else:
            pytest.fail("the journal never met the end of the disk")
        now = everything(library)
        assert on_disk(path) == now
        assert kept.keys() <= now.keys()
        assert library.bodies.read(uid("a")) == "The text of a.\n"
        with pytest.raises(ReaderError, match="disk is full"):
            Library.open(small_disk / "another")
        filler.unlink()
        library.articles.bookmark([uid("a")])
        library.articles.add([draft("room again")])
        library.compact()
        assert on_disk(path) == everything(library)
    assert not list(path.rglob("*.tmp"))
    assert not Folder(small_disk / "another").snapshot.exists()


def wait_until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not ready():
        assert time.monotonic() < end, "never became true"
        time.sleep(0.005)
