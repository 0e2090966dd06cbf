"""The table that Omnivore read, and that people keep: addresses with states and labels, often without a first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped
from reader.services.importing.values import address_in, is_local, moment_in, tags_in, why_no_address

_COLUMNS = ("url", "state", "labels", "saved at", "published at")
_STATES = frozenset(("archived", "succeeded", "processing", "failed", "deleted", "content_not_fetched", "active"))
_SAMPLE = 20


class OmnivoreCsv:
    """Omnivore's table of addresses; the labels stand between brackets, and times are milliseconds."""

    name = "Omnivore"
    key = "omnivore-csv"

    def recognises(self, file: ImportFile) -> bool:
        """Whether it has the columns, or states where they would stand."""
        table = file.table
        if table is None:
            return False
        if {"url", "state", "labels"} <= table.columns:
            return True
        rows = [cells for _, cells in islice(table.lines(), _SAMPLE)]
        return bool(rows) and bool(address_in("".join(rows[0][:1]))) and any(map(_has_state, rows))

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All rows."""
        assert file.table is not None
        if file.table.remark:
            yield Remark(file.table.remark)
        named = "state" in file.table.columns
        columns = file.table.head if named else _COLUMNS
        for number, cells in islice(file.table.lines(), 1 if named else 0, None):
            where = f"row {number}"
            if not cells or len(cells) > len(columns):
                yield Skipped(where, "is no row of this table")
                continue
            yield attempt(_carried, where, columns, cells) or Skipped(where, "is damaged")


def _has_state(cells: Sequence[str]) -> bool:
    return 1 < len(cells) <= len(_COLUMNS) and cells[1].strip().casefold() in _STATES


def _carried(where: str, columns: Sequence[str], cells: Sequence[str]) -> Found:
    row = dict(zip(columns, cells, strict=False))
    address, state = row.get("url", "").strip(), row.get("state", "").strip().casefold()
    if state == "deleted":
        return Skipped(where, "was deleted there")
    url = "" if is_local(address) else address_in(address)
    if not url and not is_local(address):
        return Skipped(where, why_no_address(address))
    return Carried(
        url=url,
        seed="" if url else address,
        added=moment_in(row.get("saved at")),
        published=moment_in(row.get("published at")),
        tags=tags_in(row.get("labels", "")),
        state=State.READ if state == "archived" else None,
        archived=state == "archived",
        local=not url,
        extra={name: cell for name, cell in row.items() if cell and name not in _COLUMNS}
        | ({} if url else {"url": address}),
    )
