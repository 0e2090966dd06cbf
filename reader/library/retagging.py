"""Retagging: tags of whatever is no article get other names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinydb.table import Table

from reader.domain.tag import mapped
from reader.library.codec import tags_of
from reader.library.storage import JournalStorage


def retag_all(table: Table, storage: JournalStorage, name: str, names: Mapping[str, str]) -> int:
    """Call tags of a table's documents something else, what is called nothing goes; says how many are different."""

    def update(document: Any) -> None:
        tags = mapped(tags_of(document), names)
        document["tags"] = tags
        if not tags:
            del document["tags"]

    with storage.transaction("rename a tag"):
        found = [number for number, d in storage.documents(name).parsed() if not names.keys().isdisjoint(tags_of(d))]
        if found:
            table.update(update, doc_ids=found)
    return len(found)
