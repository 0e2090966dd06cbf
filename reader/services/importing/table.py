"""Tables: CSV as programs write it, read row by row, with the columns by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_CELL = 50_000_000
"""Characters of a cell; some hold a whole article."""
_SAMPLE = 20_000


class Table:
    """A table whose first row may name its columns."""

    def __init__(self, text: str, remark: str = "") -> None:
        csv.field_size_limit(LONGEST_CELL)
        self._text = text
        self.remark = remark
        """What is to be said about its encoding, if anything."""
        first = text[:_SAMPLE].lstrip().partition("\n")[0]
        self.delimiter = ";" if first.count(";") > first.count(",") else ","
        named = (line for line in self.lines(text[:_SAMPLE]) if any(map(str.strip, line[1])))
        self._first, head = next(named, (1, []))
        self.called: dict[str, str] = {}
        """The names of the columns as they stand there, by how we write them."""
        self.head = [_plain(name) for name in head]
        """The first row: names of columns, lower case, blanks for underscores."""
        for name, said in zip(self.head, head, strict=True):
            self.called.setdefault(name, said.strip())

    @property
    def columns(self) -> frozenset[str]:
        """The names of the columns."""
        return frozenset(self.called)

    def lines(self, text: str = "") -> Iterator[tuple[int, list[str]]]:
        """All rows as lists with their numbers, the first one included, empty ones left out."""
        reader = csv.reader(io.StringIO(text or self._text, newline=""), delimiter=self.delimiter)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield number, []
                continue
            if cells:
                yield number, cells

    def __iter__(self) -> Iterator[Row]:
        for number, cells in self.lines():
            if number <= self._first:
                continue
            if not cells:
                yield Row(self, number, {}, "is no row of a table")
            elif len(cells) < len(self.head):
                yield Row(self, number, {}, f"is too short: {len(cells)} cells instead of {len(self.head)}")
            elif len(cells) > len(self.head) and any(cells[len(self.head) :]):
                yield Row(self, number, {}, f"is too long: {len(cells)} cells instead of {len(self.head)}")
            else:
                yield Row(self, number, dict(zip(self.head, cells, strict=False)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells by the names of the columns."""

    table: Table
    number: int
    """1 is the row that names the columns."""
    cells: dict[str, str]
    problem: str = ""
    """Why it cannot be read, if it cannot."""

    @property
    def where(self) -> str:
        """How to say which one it is."""
        return f"row {self.number}"

    def __getitem__(self, name: str) -> str:
        """The cell in a column, '' where there is none."""
        return self.cells.get(name, "")


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())
