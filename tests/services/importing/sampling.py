"""How samples are made: one call of `sample` for each kind of file, whoever reads it.

`sample("pocket", "zip 2025", data, entries=5, articles=4)` says what an independent count of the file gives. Let every
sample hold one title with `RED` in it, which must come in as `Red`.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RED = "\x1b[31mRed\x1b[0m"
"""A word of a title that would colour the terminal."""


@dataclass(frozen=True)
class Expected:
    """What a count that knows nothing of the importer gives."""

    key: str
    """The importer's `key`."""
    entries: int
    """All that is read: what is taken, and what is skipped."""
    articles: int
    """Different articles that are new in an empty library."""
    skipped: int = 0


SAMPLES: dict[str, bytes] = {}
"""A file of each kind, by the key of its importer and what is special about it."""
EXPECTED: dict[str, Expected] = {}
"""What is in each, by the same names."""


def sample(key: str, variant: str, data: bytes | str, entries: int, articles: int, skipped: int = 0) -> None:
    """Have a file tested by the contract."""
    name = f"{key} {variant}".strip()
    assert name not in SAMPLES, name
    SAMPLES[name] = data if isinstance(data, bytes) else data.encode()
    EXPECTED[name] = Expected(key, entries, articles, skipped)


def zipped(members: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]]) -> bytes:
    """An archive; given as pairs, two members may have one name."""
    pairs = members.items() if isinstance(members, Mapping) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def rows(head: str | Sequence[str], *cells: Sequence[object], delimiter: str = ",", end: str = "\n") -> str:
    """A table as programs write it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    writer.writerow(head.split(",") if isinstance(head, str) else head)
    writer.writerows(cells)
    return buffer.getvalue()


def as_json(content: Any) -> bytes:
    """JSON as programs write it."""
    return json.dumps(content, ensure_ascii=False).encode()
