"""The exporter: one for every format, and how it writes.

A new one is a module with a class that does what `Exporter` says, and a row in `registry.EXPORTERS`. It writes pieces
of a file as it goes, so that any number of articles needs the memory of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, runtime_checkable

from reader.services.exporting.selection import Selection


class Holds(StrEnum):
    """What one file of a format holds."""

    ALL = "all"
    """All articles."""
    ONE = "one"
    """One article, so that many need a folder."""
    EITHER = "either"
    """All articles, or in a folder one article a file."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose about a format."""

    template: str = ""
    """A template of their own, as text."""
    guarded: bool = False
    """Whether cells that a spreadsheet would compute are written so that it does not."""


class Exporter(Protocol):
    """Writes one format."""

    holds: ClassVar[Holds]
    suffix: ClassVar[str]
    """How its files' names end, with the dot."""
    is_text: ClassVar[bool]
    """Whether it may be printed on a terminal."""

    def __init__(self, options: Options) -> None: ...

    def write(self, selection: Selection) -> Iterator[bytes]:
        """The articles as the content of one file, piece by piece; nothing at all where there is nothing to say."""
        ...

    def is_ours(self, data: bytes) -> bool:
        """Whether a file was certainly written here before, so that it may be written over."""
        ...


@runtime_checkable
class Renewing(Protocol):
    """An exporter whose files a person writes into."""

    def renewed(self, standing: bytes, fresh: bytes) -> bytes:
        """A file that stands there with what is fresh in it, and all that the person wrote."""
        ...


class Plainly:
    """What most exporters are: text, of which nobody can say afterwards who wrote it."""

    suffix: ClassVar[str]
    is_text: ClassVar[bool] = True
    signature: ClassVar[bytes] = b""
    """Bytes that stand near the beginning of every file that is written here."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()

    def is_ours(self, data: bytes) -> bool:
        """Whether the signature is there, if there is one."""
        return bool(self.signature) and self.signature in data[:1_000]
