"""The schema of a library's documents: one function a step."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from reader.library.documents import Documents

SCHEMA = 1
"""The schema that this reader writes; a library with a larger number is only read."""

STEPS: dict[int, Callable[[MutableMapping[str, Documents]], None]] = {}
"""From the schema before to what must be done to reach the next."""


def migrate(tables: MutableMapping[str, Documents], schema: int) -> None:
    """Bring tables of an older schema up to this one."""
    for number in sorted(STEPS):
        if number >= schema:
            STEPS[number](tables)
