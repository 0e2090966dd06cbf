"""Readwise Reader: a table with the state of every document, and no texts."""

from __future__ import annotations

from reader.domain.carried import Carried
from reader.services.importing.importer import Found, Skipped, TableImporter
from reader.services.importing.table import Row
from reader.services.importing.values import (
    address_in,
    is_local,
    moment_in,
    number_in,
    tags_in,
    title_in,
    why_no_address,
)

_FAVOURITE = "favorite"


class ReadwiseReader(TableImporter):
    """The export of Readwise Reader; what it calls the feed was never saved, and stays where it is."""

    name = "Readwise Reader"
    key = "readwise-reader"
    columns = frozenset(("title", "url", "document tags", "saved date", "reading progress", "location"))

    def carried(self, row: Row) -> Found:
        """A document."""
        address, location = row["url"].strip(), row["location"].strip().casefold()
        if location == "feed":
            return Skipped(row.where, "stands in the feed there, where nobody saved it")
        url = "" if is_local(address) else address_in(address)
        if not url and not is_local(address):
            return Skipped(row.where, why_no_address(address))
        tags = tags_in(row["document tags"])
        # which of the inboxes it was in, and whether it was seen there, has no place here
        extra = {**self.extra(row), **({"Location": row["location"]} if location not in ("", "archive") else {})}
        return Carried(
            title=title_in(row["title"], address),
            url=url,
            seed="" if url else address,
            added=moment_in(row["saved date"]),
            tags=tuple(tag for tag in tags if tag.casefold() != _FAVOURITE),
            archived=location == "archive",
            bookmarked=any(tag.casefold() == _FAVOURITE for tag in tags),
            progress=min(1.0, max(0.0, number_in(row["reading progress"]))),
            local=not url,
            extra=extra if url else {**extra, "URL": address},
        )
