"""Backups: the whole library in one file, or every day what may still change, and the way back.

A text never changes once it is written, so the daily ones hold the lists, places, highlights and feeds only; they lie
in the library's own folder and take back mistakes. The whole one is for another disk.
"""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from reader.domain.errors import LibraryReadOnly, LibraryUnusable, ReaderError
from reader.library.folder import Folder, replace_file, sync_folder, whole_disk
from reader.library.library import Library
from reader.library.locking import write_failure

FOLDER = "backups"
"""The folder in the library's own where the daily ones lie."""
SUFFIX = ".tar.gz"
EVERY = timedelta(hours=20)
"""How old a daily one must be: a little less than a day, since nobody comes at the same minute."""
KEPT_DAYS = 7
"""So many of the last daily ones stay; of those before, the first of each month."""
KEPT_MONTHS = 12
_LEVEL = 3
"""How hard gzip tries: texts become half as large, at 100 MB a second."""
_FACTS = ("library.json", "journal.jsonl")
_TOLD = 200
"""Files between two steps of the progress."""
_DAMAGE = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile)

Told = Callable[[int, int], None]
"""Hears how many of how many files are done."""


def nobody(done: int, total: int) -> None:
    """Hears of nothing."""


def backup(library: Library, path: Path, texts: bool = True, told: Told = nobody) -> None:
    """Write a backup, with or without the texts; raises ReaderError, and an older file of that name stays."""
    path = path.expanduser()
    draft = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            with (
                gzip.GzipFile(fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
            ):
                _write(archive, library, texts, told)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LibraryUnusable(f"The backup {path} could not be written ({reason}).") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _write(archive: tarfile.TarFile, library: Library, texts: bool, told: Told) -> None:
    folder = Folder(library.path)
    now = int(datetime.now(UTC).timestamp())
    for name, data in library.facts_on_disk():
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = len(data), now, 0o644
        archive.addfile(info, io.BytesIO(data))
    paths = list(_others(folder, texts))
    for number, path in enumerate(paths, 1):
        with suppress(FileNotFoundError):  # forgotten while we were at it
            archive.add(path, str(path.relative_to(folder.path)), recursive=False)
        if number % _TOLD == 0 or number == len(paths):
            told(number, len(paths))


def _others(folder: Folder, texts: bool) -> Iterator[Path]:
    """What belongs to a backup beside the list: what has been seen of feeds, and the texts."""
    yield from sorted((folder.path / "feeds").glob("*.seen"))
    if texts:
        yield from sorted(path for path in folder.bodies.glob("*/*") if path.is_file() and path.name[0] != ".")


def restore(file: Path, path: Path, told: Told = nobody) -> Path | None:
    """Make a library what a backup says; says where the daily backup of what was there before lies, if it was made.

    The texts come first and the list last: whatever happens in between, the old list stands. Texts that only the old
    list knows stay where they are. Raises ReaderError.
    """
    folder = Folder(path)
    facts = _facts_in(file)
    before = None
    if folder.snapshot.exists():
        with Library.open(path, create=False) as library:
            if library.read_only:
                raise LibraryReadOnly(f"The library in {path} may only be read: nothing was changed.")
            before = new_name(library.path)
            backup(library, before, texts=False)
    try:
        _unpack(file, folder, told)
        _put_in_place(folder, facts)
    except OSError as error:
        raise write_failure(error, folder) from error
    return before


def _facts_in(file: Path) -> dict[str, bytes]:
    """The list of a backup; raises LibraryUnusable for what is no backup or a damaged one, read to its end."""
    facts: dict[str, bytes] = {}
    try:
        for name, data in _members(file):
            if name in _FACTS:
                facts[name] = data()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LibraryUnusable(f"{file} cannot be read ({reason}).") from error
    except _DAMAGE as error:
        raise LibraryUnusable(f"{file} is no backup of a library, or a damaged one; nothing was changed.") from error
    if "library.json" not in facts:
        raise LibraryUnusable(f"{file} is no backup of a library; nothing was changed.")
    return facts


def _members(file: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files of a backup by names that stay within a library, each with what reads it."""
    with tarfile.open(file, "r|gz") as archive:
        for info in archive:
            parts = PurePosixPath(info.name).parts
            if info.isfile() and parts and ".." not in parts and not PurePosixPath(info.name).is_absolute():
                taken = archive.extractfile(info)
                if taken is not None:
                    yield info.name, taken.read


def _unpack(file: Path, folder: Folder, told: Told) -> None:
    """Put the texts of a backup where they are missing or differ."""
    done = 0
    for name, data in _members(file):
        top, _, rest = name.partition("/")
        if not rest or top not in (folder.bodies.name, "feeds"):
            continue
        target, content = folder.path / name, data()
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{target.name}.tmp")
            draft.write_bytes(content)
            draft.replace(target)
        done += 1
        if done % _TOLD == 0:
            told(done, 0)
    if (sync := whole_disk()) is not None and folder.path.is_dir():
        sync(folder.path)


def _put_in_place(folder: Folder, facts: dict[str, bytes]) -> None:
    """Replace the list while nobody else writes; the journal goes first, since it belongs to the old one."""
    from reader.library.locking import LibraryLock

    folder.path.mkdir(parents=True, exist_ok=True)
    folder.bodies.mkdir(exist_ok=True)
    with LibraryLock(folder).held():
        replace_file(folder.journal, [])
        replace_file(folder.snapshot, [facts["library.json"]])
        replace_file(folder.journal, [facts.get("journal.jsonl", b"")])
    with suppress(OSError):
        for cache in folder.cache.iterdir():
            cache.unlink()


def new_name(path: Path) -> Path:
    """A free name for a daily backup of now."""
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d")
    found, number = path / FOLDER / f"{stamp}{SUFFIX}", 1
    while found.exists():
        number += 1
        found = path / FOLDER / f"{stamp}-{number}{SUFFIX}"
    return found


def daily(path: Path) -> list[Path]:
    """The daily backups of a library, the newest first."""
    with suppress(OSError):
        return sorted((path / FOLDER).glob(f"20??-??-??*{SUFFIX}"), key=_order, reverse=True)
    return []


def _order(path: Path) -> tuple[str, int]:
    stem = path.name.removesuffix(SUFFIX)
    number = stem[11:]
    return stem[:10], int(number) if number.isdecimal() else 1


def is_due(path: Path) -> bool:
    """Whether a library has changed since its last daily backup, and that is old enough."""
    found = daily(path)
    try:
        newest = found[0].stat().st_mtime if found else 0.0
        changed = max(file.stat().st_mtime for file in map(path.joinpath, _FACTS) if file.exists())
    except (OSError, ValueError):
        return False
    return changed > newest and datetime.now(UTC).timestamp() - newest > EVERY.total_seconds()


def back_up_daily(library: Library) -> Path | None:
    """Make the daily backup if it is due, and let go of those that are too many; raises ReaderError."""
    if library.read_only or not is_due(library.path):
        return None
    path = new_name(library.path)
    backup(library, path, texts=False)
    for old in _too_many(daily(library.path)):
        with suppress(OSError):
            old.unlink()
    return path


def _too_many(found: list[Path]) -> list[Path]:
    months: dict[str, Path] = {}
    older = found[KEPT_DAYS:]
    for path in older:  # the newest first: the first of each month is what remains
        months[path.name[:7]] = path
    kept = set(sorted(months.values(), reverse=True)[:KEPT_MONTHS])
    return [path for path in older if path not in kept]


def named(path: Path, name: str) -> Path:
    """The backup that somebody means: a file, or a daily one by its day; raises ReaderError."""
    file = Path(name).expanduser()
    if file.is_file():
        return file
    inside = path / FOLDER / f"{name.removesuffix(SUFFIX)}{SUFFIX}"
    if os.sep not in name and inside.is_file():
        return inside
    raise ReaderError(f"There is no backup {name}.", "`reader restore` lists the daily ones.")
