"""The observer: whoever keeps an index tells the storage so by this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from reader.library.documents import Documents
from reader.library.journal import Step, Transaction
from reader.library.snapshot import Lines, Signature


class Observer(Protocol):
    """Who must know of every step, because it keeps an index."""

    def lines_for(self, signature: Signature) -> Lines | None:
        """Where the lines of a snapshot are, if that is known."""

    def loaded(self, tables: Mapping[str, Documents], signature: Signature) -> None:
        """The tables were read anew; what is kept of them must be, too."""

    def replaced(self) -> None:
        """Memory is whole again after the tables were read anew."""

    def stepped(self, step: Step, documents: Documents) -> None:
        """A step was applied to the documents of its table."""

    def committed(self, transaction: Transaction, elsewhere: bool) -> None:
        """A transaction is complete."""
