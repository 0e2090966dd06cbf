"""Companions: the files that a list of articles speaks of, in its archive, or beside it where that was unpacked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.domain.errors import TextUnusable
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped


class Companions:
    """Reads texts by the names that a list gives them; a damaged one costs itself only."""

    def __init__(self, file: ImportFile) -> None:
        self._file = file
        self._taken: set[str] = set()
        self._problems: list[str] = []

    def read(self, name: str, list_name: str = "") -> bytes:
        """The bytes of a file in the folder of a list, b'' where there is none."""
        folder = list_name.rpartition("/")[0]
        path = f"{folder}/{name}" if folder else name
        self._taken.add(path)
        try:
            if self._file.is_archive:
                return self._file.archive.read(path)
            found = self._file.neighbour(name)
            return found.data if found is not None else b""
        except TextUnusable as error:
            self._problems.append(str(error))
            return b""

    def problems(self) -> Iterator[Remark]:
        """What was wrong with those that were read since somebody asked."""
        problems, self._problems = self._problems, []
        return map(Remark, problems)

    def left(self, belongs: Callable[[str], object]) -> Iterator[Found]:
        """The members of the archive that look like texts, and that no list has named."""
        if self._file.is_archive:
            for name in self._file.members:
                if name not in self._taken and belongs(name):
                    yield Skipped(name, "is a text of which no list of articles says anything")
