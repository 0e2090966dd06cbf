"""The door for exports: which of the files that are to be added are what another program let somebody carry away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.domain.errors import ReaderError
from reader.services.importing.file import ImportFile

_SQLITE = b"SQLite format 3\0"
_NETSCAPE = b"<!doctype netscape-bookmark-file-1>"
_POCKET = b"<title>pocket export</title>"
_CLIPPINGS = b"=========="


def exports_among(paths: Sequence[str]) -> list[str]:
    """The files that only importing can read; texts, pages, books, mails, feeds and folders are none."""
    return [path for path in paths if _may_be_export(path) and _is_export(path)]


def _may_be_export(path: str) -> bool:
    """Whether it is worth looking closer, by the name or the first bytes: most files are texts, and quickly told."""
    if not Path(path).is_file():
        return False
    try:
        beginning = ImportFile(path).beginning
    except ReaderError:
        return False
    text = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith((b"PK\x03\x04", _SQLITE)) or text[:1] in (b"[", b"{"):
        return True
    if Path(path).suffix.lower() == ".csv" or _CLIPPINGS in beginning:
        return True
    lowered = text[:1000].lower()
    return _NETSCAPE in lowered or _POCKET in lowered


def _is_export(path: str) -> bool:
    from reader.services.importing.registry import parts_of

    try:
        return next(iter(parts_of(ImportFile(path))), None) is not None
    except ReaderError:
        return False
