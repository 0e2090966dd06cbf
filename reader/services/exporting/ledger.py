"""The ledger of a folder: which file was written for which article, so that another export knows them again.

A file is ours as long as it is byte for byte what was written; what a person has changed since is theirs.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

from reader.domain.picture import kept_name, picture_address
from reader.library.folder import replace_file

NAME = ".reader-export.json"
PICTURES = "pictures"
"""The folder of pictures that lie beside the files; no article has one alone."""
_VERSION = 1


class Ledger:
    """What was written into a folder."""

    def __init__(self, folder: Path, format: str) -> None:
        self._path = folder / NAME
        self._format = format
        self._files: dict[str, dict[str, str]] = {}
        self._changed = False
        with suppress(OSError, ValueError):
            found = orjson.loads(self._path.read_bytes())
            files = found.get("files") if isinstance(found, dict) else None
            if isinstance(files, dict):
                self._files = {name: entry for name, entry in files.items() if _is_entry(name, entry)}

    @property
    def names(self) -> dict[str, str]:
        """The names of this format's files, by the uids of their articles."""
        return {entry["uid"]: name for name, entry in self._files.items() if entry["format"] == self._format}

    @property
    def others(self) -> list[str]:
        """The names of other formats' files."""
        return [name for name, entry in self._files.items() if entry["format"] != self._format]

    def knows(self, name: str) -> bool:
        """Whether a file was written here before."""
        return name in self._files

    def is_ours(self, name: str, data: bytes) -> bool:
        """Whether a file is as it was written."""
        return name in self._files and self._files[name]["digest"] == _digest(data)

    def note(self, name: str, uid: str, data: bytes) -> None:
        """Remember what was written; without an uid it is a picture."""
        entry = {"uid": uid, "format": self._format if uid else PICTURES, "digest": _digest(data)}
        if self._files.get(name) != entry:
            self._files[name] = entry
            self._changed = True

    def save(self) -> None:
        """Bring it to disk; raises OSError."""
        if self._changed:
            content = {"version": _VERSION, "files": self._files}
            replace_file(self._path, [orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)])
            self._changed = False


def _is_entry(name: str, entry: Any) -> bool:
    """Whether an entry is one of ours; a name that leads elsewhere is not."""
    folder, _, file = name.rpartition("/")
    if folder and not (folder == PICTURES and kept_name(picture_address(file))):
        return False
    if file != PurePosixPath(file).name or "\\" in name or "\0" in name:
        return False
    return isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in ("uid", "format", "digest"))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
