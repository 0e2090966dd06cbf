"""Exporting: to standard output, to one file, or to a folder with a file an article; whole files or none."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from reader.domain.errors import ReaderError
from reader.domain.plain import plain
from reader.library.folder import sync_folder, whole_disk
from reader.services.adding.report import AddingStopped
from reader.services.exporting.exporter import Exporter, Holds, Renewing
from reader.services.exporting.ledger import PICTURES, Ledger
from reader.services.exporting.naming import Names
from reader.services.exporting.report import ExportReport
from reader.services.exporting.selection import Selection

SAVED_EVERY = 500
"""Files between two savings of a folder's ledger."""


def export(
    exporter: Exporter,
    selection: Selection,
    report: ExportReport,
    print_bytes: Callable[[bytes], object],
    force: bool = False,
) -> None:
    """Write the selection to where the report says; raises ReaderError and OSError."""
    report.articles = len(selection)
    output = report.output
    try:
        if not output:
            if exporter.holds is Holds.ONE and len(selection) != 1:
                raise ReaderError("This format is a file an article.", "--output names a folder for them.")
            for piece in exporter.write(selection):
                print_bytes(piece)
        elif goes_into_folder(exporter, selection, output):
            _IntoFolder(exporter, selection, report, force).run(Path(output))
        else:
            _into_file(exporter, selection, report, Path(output), force)
    except (KeyboardInterrupt, AddingStopped):
        report.stopped = True
    finally:
        if missing := len(selection.missing):
            pictures = "1 picture is" if missing == 1 else f"{missing:,} pictures are".replace(",", "\u202f")
            selection.remark(f"{pictures} missing from the library.")
        report.remarks, report.left_out = selection.remarks, selection.left_out
        report.taken = dict(selection.taken)


def goes_into_folder(exporter: Exporter, selection: Selection, output: str) -> bool:
    """Whether a file is written for every article; raises ReaderError where the format cannot do that."""
    is_folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    if exporter.holds is Holds.ALL and is_folder:
        raise ReaderError(f"{plain(output)} is a folder, and this format is one file.", "Name a file in it.")
    if exporter.holds is Holds.ONE:
        return is_folder or len(selection) != 1 or not output.lower().endswith(exporter.suffix)
    return is_folder


def _into_file(exporter: Exporter, selection: Selection, report: ExportReport, path: Path, force: bool) -> None:
    """Write all of it to one file, unless something else is there."""
    standing = _standing(path)
    if not path.absolute().parent.is_dir():
        raise ReaderError(f"There is no folder {plain(str(path.parent))}.")
    if standing is None:
        pieces = exporter.write(selection)
        first = next(pieces, b"")
        if first:
            with whole_file(path) as file:
                file.write(first)
                file.writelines(pieces)
            report.written += 1
        return
    ours = exporter.is_ours(standing)
    if not (ours or force):
        sentence = f"{plain(str(path))} is there already, and not certain to be an earlier export."
        raise ReaderError(sentence, "--force writes over it.")
    if ours and isinstance(exporter, Renewing):
        data = exporter.renewed(standing, b"".join(exporter.write(selection)))
        if data == standing:
            report.unchanged += 1
            return
        with whole_file(path) as file:
            file.write(data)
    else:
        with whole_file(path) as file:
            file.writelines(exporter.write(selection))
    report.written += 1


class _IntoFolder:
    """One export of a file an article."""

    def __init__(self, exporter: Exporter, selection: Selection, report: ExportReport, force: bool) -> None:
        self._exporter = exporter
        self._selection = selection
        self._report = report
        self._force = force
        self._pictures: set[str] = set()
        """The names of those that have been seen to."""

    def run(self, folder: Path) -> None:
        """Write all of them; what is done when something goes wrong stays, and is known again."""
        if folder.exists() and not folder.is_dir():
            raise ReaderError(f"{plain(str(folder))} is a file.", "This format needs a folder.")
        folder.mkdir(parents=True, exist_ok=True)
        ledger = Ledger(folder, self._report.format)
        names = Names(self._exporter.suffix, ledger.names, ledger.others)
        try:
            for number, told in enumerate(self._selection, 1):
                only = self._selection.only(told)
                only.beside = {}
                data = b"".join(self._exporter.write(only))
                self._write_pictures(folder, ledger, only.beside)
                if data:
                    self._write(folder, ledger, names.of(told.article), told.article.uid, data)
                if number % SAVED_EVERY == 0:
                    ledger.save()
        finally:
            ledger.save()
        sync = whole_disk()
        if sync is not None and self._report.written:
            sync(folder)

    def _write_pictures(self, folder: Path, ledger: Ledger, pictures: Mapping[str, bytes]) -> None:
        fresh = pictures.keys() - self._pictures
        if fresh:
            (folder / PICTURES).mkdir(exist_ok=True)
        for name in sorted(fresh):
            self._write(folder, ledger, f"{PICTURES}/{name}", "", pictures[name])
        self._pictures |= fresh

    def _write(self, folder: Path, ledger: Ledger, name: str, uid: str, data: bytes) -> None:
        path, exporter = folder / name, self._exporter
        standing = _standing(path)
        if standing is not None and standing != data:
            ours = exporter.is_ours(standing)
            if ours and isinstance(exporter, Renewing):
                data = exporter.renewed(standing, data)
            elif not (self._force or ours or ledger.is_ours(name, standing)):
                was = "was changed since" if ledger.knows(name) else "is there already and is none of ours"
                self._report.kept.append(f"{plain(name)} {was}; --force writes over it.")
                return
        ledger.note(name, uid, data)
        if standing == data:
            self._report.unchanged += 1
            return
        with whole_file(path, sync=False) as file:
            file.write(data)
        self._report.written += 1


def _standing(path: Path) -> bytes | None:
    """What a file holds, None where there is none."""
    try:
        return path.read_bytes() if path.is_file() else None
    except ValueError as error:
        raise ReaderError(f"{plain(str(path))} is no file name.") from error


@contextmanager
def whole_file(path: Path, sync: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which is there when all is written and not before; raises OSError."""
    if path.exists() and not path.is_file():  # a pipe, a device
        with path.open("wb") as file:
            yield file
        return
    path = Path(os.path.realpath(path))
    draft = path.with_name(f".reader-{token_hex(4)}.tmp")
    try:
        with draft.open("wb") as file:
            with suppress(FileNotFoundError, PermissionError):
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            yield file
            file.flush()
            if sync:
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    if sync:
        sync_folder(path.parent)
