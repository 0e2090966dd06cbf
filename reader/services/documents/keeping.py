"""Keeping pictures: those that a document brings along lie beside its text, if they are pictures and small enough."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reader.domain.draft import Draft
from reader.domain.picture import picture_address, picture_name, shown_in

LARGEST = 10_000_000
"""Bytes of a picture that is kept."""
MOST_BYTES = 100_000_000
"""Bytes of all pictures of one text; twice what a file may have, and what a process can hand over within its limits."""
_SHOWN = re.compile(r"(!\[(?:\\.|[^\\\]])*\]\()(?:<([^<>\n]+)>|([^\s<>()]+))")


class Keeping:
    """The pictures of one text, counted."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        """Those that are kept, by their names."""
        self._left = MOST_BYTES

    @property
    def room(self) -> int:
        """How many bytes the next picture may have."""
        return min(LARGEST, self._left)

    def address_of(self, data: bytes) -> str:
        """How the body refers to a picture, which is kept; '' for what is too large or none of the kinds."""
        if len(data) > self.room:
            return ""
        self._left -= len(data)  # whatever it is: looking at it took time and memory
        name = picture_name(data)
        if not name:
            return ""
        self.kept[name] = data
        return picture_address(name)

    def shown_in(self, body: str) -> dict[str, bytes]:
        """Those that a text shows, by their names."""
        names = shown_in(body)
        return {name: data for name, data in self.kept.items() if name in names}


def with_pictures(draft: Draft, found: Callable[[str], bytes]) -> Draft:
    """A draft with the pictures that its body shows, as far as `found` gives their bytes for their addresses."""
    keeping = Keeping()
    addresses: dict[str, str] = {}

    def settled(match: re.Match[str]) -> str:
        said = match[2] or match[3]
        if said not in addresses:
            addresses[said] = keeping.address_of(found(said))
        return f"{match[1]}{addresses[said]}" if addresses[said] else match[0]

    return replace(draft, body=_SHOWN.sub(settled, draft.body), pictures=keeping.kept)
