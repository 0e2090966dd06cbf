"""OPML: lists of feeds, which every feed reader gives out."""

from __future__ import annotations

from collections.abc import Iterator

from reader.services.adding.signs import is_opml
from reader.services.feeds.opml import subscriptions_in
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Importer, Remark
from reader.services.parsers import Parsers

SMALL = 1_000_000
"""Bytes of a list that are read in no time, so that it needs no process of its own; few lists are larger."""


class Opml(Importer):
    """A list of feeds; its folders become tags."""

    name = "OPML"
    key = "opml"

    def recognises(self, file: ImportFile) -> bool:
        return file.is_text and is_opml(file.data)

    def read(self, file: ImportFile) -> Iterator[Found]:
        if len(file.data) <= SMALL:
            subscriptions, remarks = subscriptions_in(file.data)
        else:
            with Parsers(workers=1) as parsers:
                subscriptions, remarks = parsers.read(file.spoken, subscriptions_in, file.data)
        yield from subscriptions
        yield from map(Remark, remarks)
