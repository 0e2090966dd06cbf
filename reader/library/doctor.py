"""The doctor: says what is wrong with a library folder, and mends what can be mended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from reader.domain.errors import LibraryUnusable, ReaderError
from reader.library import snapshot
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.history import History
from reader.library.library import Library
from reader.library.migrations import SCHEMA
from reader.library.replay import replay
from reader.library.salvage import adopt, insist_on_known_schema, rebuild
from reader.library.storage import JournalStorage

STILL_WRITING = 60.0
"""Seconds for which a half-written file may belong to a process that is alive."""
_ASIDE = "*.damaged-*"


class Severity(StrEnum):
    """How bad a finding is."""

    FINE = "fine"
    NOTE = "note"
    """Worth knowing; nothing to mend."""
    WRONG = "wrong"
    """`repair` mends it, or says why not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor saw."""

    severity: Severity
    sentence: str


def examine(path: Path) -> list[Finding]:
    """What there is to say about a library folder; changes nothing, raises nothing."""
    folder = Folder(path)
    if not folder.path.is_dir():
        return [Finding(Severity.WRONG, f"There is no library in {path}.")]
    try:
        return [*_snapshot(folder), *_journal(folder), *_texts(folder), *_leftovers(folder)]
    except OSError as error:
        return [Finding(Severity.WRONG, f"{path} cannot be read ({(error.strerror or str(error)).lower()}).")]


def _snapshot(folder: Folder) -> Iterator[Finding]:
    try:
        found = snapshot.read(folder.snapshot)
        for documents in found.tables.values():
            for key in documents:
                documents[key]
    except FileNotFoundError:
        yield Finding(Severity.WRONG, f"library.json is missing from {folder.path}.")
    except (ReaderError, ValueError):
        yield Finding(Severity.WRONG, f"library.json in {folder.path} cannot be read.")
    else:
        schema = found.header.get("schema", SCHEMA)
        if not isinstance(schema, int) or schema > SCHEMA:
            yield Finding(Severity.NOTE, "The library was made by a newer reader: this one only reads it.")
        count = len(found.tables.get(snapshot.LAST_TABLE, Documents()))
        yield Finding(Severity.FINE, f"library.json is whole: {_count(count, 'article')}, schema {schema}.")
        yield from _uids(found)


def _uids(found: snapshot.Snapshot) -> Iterator[Finding]:
    documents = found.tables.get(snapshot.LAST_TABLE, Documents())
    uids = [documents[key].get("uid") for key in documents]
    if bad := sum(not isinstance(uid, str) or not uid for uid in uids):
        yield Finding(Severity.NOTE, f"{_count(bad, 'article')} without a uid: written by another program?")
    if twice := len(uids) - len(set(map(str, uids))) - max(0, bad - 1):
        yield Finding(Severity.NOTE, f"{_count(twice, 'uid')} in the list more than once.")


def _journal(folder: Folder) -> Iterator[Finding]:
    data = folder.journal.read_bytes() if folder.journal.exists() else b""
    try:
        generation = snapshot.read(folder.snapshot).generation
    except (OSError, ReaderError):
        generation = 0
    found = replay(data, generation)
    if found.damaged:
        yield Finding(Severity.WRONG, f"{_count(found.damaged, 'line')} of the journal cannot be read.")
    if found.consumed < len(data):
        yield Finding(Severity.WRONG, "The journal's last line is torn; its change was never acknowledged.")
    if generation and found.newer:
        yield Finding(Severity.WRONG, "library.json is older than the journal beside it.")
    if not found.damaged and found.consumed == len(data):
        changes = _count(len(found.transactions), "change")
        yield Finding(Severity.FINE, f"The journal is whole: {changes} since library.json.")


def _texts(folder: Folder) -> Iterator[Finding]:
    files = {path.stem for path in folder.texts()}
    try:
        storage = JournalStorage(folder)  # it only looks, unlike a library
        documents = [document for _, document in storage.documents(snapshot.LAST_TABLE).parsed()]
    except ReaderError:
        yield Finding(Severity.NOTE, f"{_count(len(files), 'text')} in articles/.")
        return
    present = {uid for document in documents if isinstance(uid := document.get("uid"), str) and uid}
    waiting = {document.get("uid") for document in documents if document.get("waiting")}
    if waiting:
        yield Finding(Severity.FINE, f"{_count(len(waiting), 'article')} waiting for a text.")
    if missing := len(present - files - waiting):
        yield Finding(
            Severity.WRONG, f"{_count(missing, 'article')} without a text in articles/; it cannot be made up."
        )
    if orphans := len(files - present - History(storage).withdrawn()):
        yield Finding(Severity.WRONG, f"{_count(orphans, 'text')} in articles/ without an article in the list.")
    if not missing and not orphans:
        yield Finding(Severity.FINE, f"Every article has its text: {_count(len(present - waiting), 'text')}.")


def _leftovers(folder: Folder) -> Iterator[Finding]:
    for path in sorted(folder.path.glob(_ASIDE)):
        yield Finding(Severity.NOTE, f"{path.name} was put aside earlier; it is yours to look at or delete.")
    for path in sorted([*folder.path.glob("*.sync-conflict*"), *folder.bodies.glob("??/*.sync-conflict*")]):
        yield Finding(Severity.NOTE, f"{path.relative_to(folder.path)} was left by a synchronising program.")
    if drafts := len(_drafts(folder)):
        yield Finding(Severity.WRONG, f"{_count(drafts, 'half-written file')} left by a kill.")


def _drafts(folder: Folder) -> list[Path]:
    """What a kill left half-written; not what another process may be writing just now."""
    own = [path.with_name(f"{path.name}.tmp") for path in (folder.snapshot, folder.journal)]
    found = [*filter(Path.is_file, own), *folder.bodies.glob("??/.*.tmp"), *folder.pictures.glob(".*.tmp")]
    return [path for path in found if time.time() - path.stat().st_mtime > STILL_WRITING]


def repair(path: Path) -> list[str]:
    """Mend what can be mended, keep aside what cannot be read; says what was done. Raises ReaderError."""
    folder = Folder(path)
    if not (folder.snapshot.exists() or folder.journal.exists() or folder.has_texts):
        raise LibraryUnusable(f"There is no library in {path}; nothing has been changed.")
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    before = set(path.glob(_ASIDE))
    done: list[str] = []
    try:
        insist_on_known_schema(folder)
        if any(f.severity is Severity.WRONG for f in _snapshot(folder)):
            done += rebuild(folder, stamp)
        for draft in _drafts(folder):
            draft.unlink(missing_ok=True)
            done.append(f"Deleted the half-written {draft.name}.")
        with Library.open(folder.path, create=False) as library:
            if any(f.severity is Severity.WRONG for f in _journal(folder)):
                library.compact()  # everything that could be read stands in the new snapshot now
                done.append("Wrote what could be read of the journal into library.json.")
            done += adopt(library, folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LibraryUnusable(f"{path} could not be repaired ({reason}); nothing was deleted.") from error
    kept = sorted(aside.name for aside in set(path.glob(_ASIDE)) - before)
    return [*done, *(f"Kept what could not be read as {name}." for name in kept)]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}".replace(",", " ")
