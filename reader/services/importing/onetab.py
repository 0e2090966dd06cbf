"""OneTab: a line for each tab, and a blank one between those that were put away at different times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped
from reader.services.importing.values import address_in, title_in, why_no_address

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,30}:\S*)(?:\s+\|\s+(.*))?")
_SAMPLE = 50


class OneTab:
    """OneTab's export: `address | title`, the newest tabs first."""

    name = "OneTab"
    key = "onetab"

    def recognises(self, file: ImportFile) -> bool:
        """Whether every line begins with an address, and a title follows one of them."""
        if not file.is_text:
            return False
        lines = islice((line.strip() for line in file.text[:20_000].splitlines()), _SAMPLE)
        found = [_LINE.fullmatch(line) for line in lines if line]
        return bool(found) and all(found) and any(match and match[2] and address_in(match[1]) for match in found)

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All tabs, the oldest first."""
        if file.decoded[1]:
            yield Remark(file.decoded[1])
        found: list[Found] = []
        group = 1
        for number, line in enumerate(file.text.split("\n"), 1):
            if line.strip():
                found.append(_carried(line.strip(), f"line {number}", group))
            elif found:
                group += 1
        yield from reversed(found)  # no date is there, and the newest stands first


def _carried(line: str, where: str, group: int) -> Found:
    match = _LINE.fullmatch(line)
    url = address_in(match[1]) if match else ""
    if not match or not url:
        return Skipped(where, why_no_address(line.partition(" ")[0]))
    return Carried(title=title_in(match[2] or "", url), url=url, extra={"group": group})
