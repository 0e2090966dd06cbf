"""The column of uids: one text with a line a slot, divided and turned round only when somebody asks for many."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from reader.domain.identity import UID_LENGTH

FEW = 4
"""Articles that are looked for before it is worth knowing the slots of all: a start needs no more."""
_LINE = UID_LENGTH + 1


class UidColumn:
    """The uid of every slot, and the slot of every uid; `is_gone` says of which documents nothing is left."""

    def __init__(self) -> None:
        self._uids: list[str] | None = []
        self._uid_text = ""
        self._slots: dict[str, int] | None = None
        self._sought = 0

    @property
    def uids(self) -> list[str]:
        """The uid of every slot."""
        if self._uids is None:
            self._uids = self._uid_text.split("\n")
        return self._uids

    @uids.setter
    def uids(self, uids: list[str]) -> None:
        self._uids = uids

    def take_uids(self, text: str, count: int) -> bool:
        """Take uids from the lines of a text, divided when somebody asks for all; false if they are not `count`."""
        ends = "\n" * (count - 1)
        if count and len(text) == count * _LINE - 1 and text.count("\n") == count - 1:
            self._uid_text, self._uids = text, None if text[UID_LENGTH::_LINE] == ends else text.split("\n")
            return True
        self._uids = text.split("\n") if count else []
        return len(self._uids) == count

    def uid(self, slot: int) -> str:
        """The uid of a slot, where nobody has asked for all."""
        if self._uids is None:
            start = slot * _LINE
            return self._uid_text[start : start + UID_LENGTH]
        return self._uids[slot]

    def slot(self, uid: str) -> int | None:
        """The slot of an article."""
        if self._slots is None and self._sought < FEW:
            self._sought += 1
            return self._sought_slot(uid)
        return self._known_slots().get(uid)

    def slots(self, uids: Iterable[str]) -> list[int]:
        """The slots of articles, as far as they are there."""
        return [slot for slot in map(self._known_slots().get, uids) if slot is not None]

    def is_gone(self, slot: int) -> bool:
        """Whether the document of a slot is not in the library any more."""
        raise NotImplementedError

    def any_gone(self) -> bool:
        """Whether there are slots whose documents are not in the library any more."""
        raise NotImplementedError

    def _known_slots(self) -> dict[str, int]:
        if self._slots is None:
            self._slots = dict(zip(self.uids, range(len(self.uids)), strict=True))
            if self.any_gone():
                here = (slot for slot in range(len(self.uids)) if not self.is_gone(slot))
                self._slots = {self.uids[slot]: slot for slot in here}
        return self._slots

    def _sought_slot(self, uid: str) -> int | None:
        """The slot of an article, looked for along all of them."""
        if self._uids is None:
            start = self._uid_text.find(uid) if len(uid) == UID_LENGTH else -1
            slot, rest = divmod(start, _LINE)
            return None if start < 0 or rest or self.is_gone(slot) else slot
        slot = -1
        with suppress(ValueError):
            while True:
                slot = self._uids.index(uid, slot + 1)
                if not self.is_gone(slot):
                    return slot
        return None
