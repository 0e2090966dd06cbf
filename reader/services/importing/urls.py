"""Lists of addresses: a line for each, with a title behind it or without, as OneTab and people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.domain.carried import Carried
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Importer, Skipped
from reader.services.importing.values import address_in, line_in, why_no_address

_LINE = re.compile(r"[-*+]?\s*<?(?:https?://|www\.)\S", re.IGNORECASE)
_PARTS = re.compile(r"[-*+]?\s*<?([^\s<>]+)>?\s*(?:[|\t–—-]\s*)?(.*)")
_COMMENT = ("#", "//", ";")
_LONGEST = 20_000_000


class UrlList(Importer):
    """A text of which every line begins with an address."""

    name = "List of addresses"
    key = "urls"

    def recognises(self, file: ImportFile) -> bool:
        if not file.is_text or len(file.text) > _LONGEST:
            return False
        first = next(_lines(file.text), None)
        return first is not None and all(_LINE.match(line) for _, line in _lines(file.text))

    def read(self, file: ImportFile) -> Iterator[Found]:
        for number, line in _lines(file.text):
            match = _PARTS.fullmatch(line)
            said, title = (match[1], line_in(match[2])) if match else (line, "")
            url = address_in(said)
            if url:
                yield Carried(title="" if title == url else title, url=url)
            else:
                yield Skipped(f"line {number}", why_no_address(said))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers."""
    for number, line in enumerate(text.replace("\ufeff", "").split("\n"), 1):
        line = line.strip()
        if line and not line.startswith(_COMMENT):
            yield number, line
