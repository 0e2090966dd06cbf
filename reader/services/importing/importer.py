"""The importer: one for every program, and what it yields of a file.

A new one is a module with a class that does what `Importer` says, and a row in `registry.IMPORTERS`. Those that read
tables or lists of JSON objects begin with `TableImporter` or `ObjectImporter`, which skip and report what is damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from reader.domain.article import Article
from reader.domain.carried import Carried
from reader.domain.feed import Feed
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.library.seen import Seen
from reader.services.attempt import attempt
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.table import Row, Table


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not taken, and why."""

    where: str
    """Where in the file: `row 12`, the name of a member, a title."""
    reason: str
    """Why, as the end of a sentence that begins with where: `has no address`."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that a person should read about the file."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Restored:
    """One article as it was in a library of ours, with all that belongs to it."""

    article: Article
    body: str | None = None
    """Its text, None where it had none."""
    editions: Mapping[int, str] = field(default_factory=dict)
    """The texts that it had before, by their numbers."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What other programs know of it, by their names."""
    carried: Mapping[str, str] = field(default_factory=dict)
    """What had been carried in, by the importers' keys."""
    highlights: tuple[Highlight, ...] = ()
    marks: tuple[Mark, ...] = ()
    digest: str = ""
    """What all of it comes to."""


@dataclass(frozen=True, slots=True)
class RestoredPicture:
    """A picture that a library of ours has kept, which is what its name says."""

    name: str
    size: int
    """Its bytes, counted."""
    read: Callable[[], bytes]
    """Gives its bytes, which are not held in memory."""


@dataclass(frozen=True, slots=True)
class RestoredSeen:
    """What had been seen of a feed of a library of ours."""

    feed: str
    """Its uid."""
    seen: Seen
    answer: str
    """The digest of what its address answered last."""


Found = Carried | Restored | RestoredPicture | RestoredSeen | Subscription | Feed | Skipped | Remark
"""What an importer finds."""


class Importer(Protocol):
    """Reads the files of one program."""

    name: ClassVar[str]
    """The program as its readers call it."""
    key: ClassVar[str]
    """Under which name the library keeps what has no place there, and what was carried in; stable for ever."""

    def recognises(self, file: ImportFile) -> bool:
        """Whether the content says that a file is of this kind; the name does not count."""
        ...

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All that a file holds, in the file's order; raises TextUnusable where that is nothing at all."""
        ...


class TableImporter:
    """Reads tables whose first row names the columns."""

    name: ClassVar[str]
    key: ClassVar[str]
    columns: ClassVar[frozenset[str]]
    """The columns by which the table is known, lower case, blanks for underscores."""
    used: ClassVar[frozenset[str]] = frozenset()
    """Further columns that have a place here; all others are kept as extra."""

    def recognises(self, file: ImportFile) -> bool:
        """Whether the table has the columns."""
        return file.table is not None and self.columns <= file.table.columns

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All rows."""
        assert file.table is not None
        if file.table.remark:
            yield Remark(file.table.remark)
        yield from self.read_table(file.table)

    def read_table(self, table: Table) -> Iterator[Found]:
        """All rows of a table."""
        for row in table:
            if row.problem:
                yield Skipped(row.where, row.problem)
                continue
            found = attempt(self.carried, row)
            yield found if found is not None else Skipped(row.where, "is damaged")

    def carried(self, row: Row) -> Found:
        """What one row is; whatever it raises makes the row a damaged one."""
        raise NotImplementedError

    def extra(self, row: Row) -> dict[str, Any]:
        """The cells that have no place here."""
        known = self.columns | self.used
        return {row.table.called[name]: cell for name, cell in row.cells.items() if cell and name not in known}


class ObjectImporter:
    """Reads JSON that holds many objects of one kind."""

    name: ClassVar[str]
    key: ClassVar[str]
    used: ClassVar[frozenset[str]] = frozenset()
    """The names that have a place here; all others are kept as extra."""

    def recognises(self, file: ImportFile) -> bool:
        """Whether the first object looks so."""
        raise NotImplementedError

    def objects(self, content: Any) -> Iterable[Any]:
        """The objects in the content of a file."""
        return content if isinstance(content, list) else ()

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All objects."""
        for number, thing in enumerate(self.objects(file.json), 1):
            where = f"entry {number}"
            if not isinstance(thing, Mapping):
                yield Skipped(where, "is damaged")
                continue
            found = attempt(self.carried, thing, where)
            yield found if found is not None else Skipped(where, "is damaged")

    def carried(self, thing: Mapping[str, Any], where: str) -> Found:
        """What one object is; whatever it raises makes it a damaged one."""
        raise NotImplementedError

    def extra(self, thing: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that have no place here."""
        return {str(name): value for name, value in thing.items() if value not in _NOTHING and name not in self.used}


_NOTHING: tuple[Any, ...] = (None, "", [], {}, False)
