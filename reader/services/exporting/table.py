"""Tables: rows of cells as CSV, a piece of bytes a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
"""How cells begin that a spreadsheet takes for something to be computed."""


class Table:
    """Writes rows."""

    def __init__(self, end: str, guarded: bool = False) -> None:
        self._buffer = io.StringIO()
        self._writer = csv.writer(self._buffer, lineterminator=end)
        self._guarded = guarded

    def row(self, cells: Sequence[object]) -> bytes:
        """A row; where it is to be guarded, cells that would be computed begin with an apostrophe."""
        if self._guarded:
            cells = [f"'{cell}" if isinstance(cell, str) and cell.startswith(_COMPUTED) else cell for cell in cells]
        self._writer.writerow(cells)
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return text.encode("utf-8", "replace")
