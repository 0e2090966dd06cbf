"""Instapaper: one table of three generations, in which a folder is a state, a favourite or a folder."""

from __future__ import annotations

from collections.abc import Iterator

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped, TableImporter
from reader.services.importing.table import Row
from reader.services.importing.values import (
    address_in,
    folder_in,
    moment_in,
    tags_in,
    text_in,
    title_in,
    why_no_address,
)

_FOLDERS = {"unread": State.UNREAD, "archive": State.READ}
_PRIVATE = "instapaper"
"""How addresses begin of what was sent to it as text and stands nowhere else."""


class Instapaper(TableImporter):
    """Instapaper's export; whether what lies in a folder of its reader's was read is not in it."""

    name = "Instapaper"
    key = "instapaper"
    columns = frozenset(("url", "title", "selection", "folder"))
    used = frozenset(("timestamp", "tags"))

    def read(self, file: ImportFile) -> Iterator[Found]:
        assert file.table is not None
        found = super().read(file)
        if "timestamp" not in file.table.columns:
            found = reversed(list(found))  # the newest stands first, and no other date is there
        unknown = 0
        for one in found:
            unknown += isinstance(one, Carried) and one.state is None
            yield one
        if unknown:
            yield Remark(
                f"Instapaper does not say whether what is starred or in a folder was read: {unknown} came in unread."
            )

    def carried(self, row: Row) -> Found:
        """An article of the table."""
        url, address = address_in(row["url"]), row["url"].strip()
        if not url and not address.lower().startswith(_PRIVATE):
            return Skipped(row.where, why_no_address(address))
        folder = folder_in([row["folder"]])
        state, starred = _FOLDERS.get(folder.casefold()), folder.casefold() == "starred"
        own = () if state or starred else (folder,)
        selection = text_in(row["selection"])
        extra = self.extra(row)
        return Carried(
            title=title_in(row["title"], address),
            url=url,
            seed="" if url else address,
            added=moment_in(row["timestamp"]),
            tags=tags_in([*own, *tags_in(row["tags"])]),
            state=state,
            archived=state is State.READ,
            bookmarked=starred,
            excerpts=(Excerpt(selection),) if selection else (),
            local=not url,
            extra=extra if url else {**extra, row.table.called["url"]: address},
        )
