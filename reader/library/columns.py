"""The columns: what shelves and orders need to know of every article, in arrays kept by the journal's steps.

A list of 100,000 articles is made from these without looking at a single document. A slot is an article's number
here; it is never given to another one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from reader.domain.article import State
from reader.domain.pace import CJK_A_MINUTE, WORDS_A_MINUTE
from reader.library.codec import feeds_of, has_note, state_of, tags_of
from reader.library.documents import Documents
from reader.library.member_sets import MemberSets
from reader.library.uids import UidColumn

UNREAD, READING, READ = 0, 1, 2
STATE = 3
BOOKMARKED, ARCHIVED, REMOVED, GONE, WAITING, ASIDE = 4, 8, 16, 32, 64, 128
"""Bits of a slot's flags; GONE: the document is not in the library any more."""

_GONE_MASK = bytes(bool(flags & GONE) for flags in range(256))
_A_WORD, _A_CHARACTER = 60 / WORDS_A_MINUTE, 60 / CJK_A_MINUTE
MOST_SECONDS = 2**31
"""What a column can hold."""
_STATE_BITS: dict[str, int] = {State.UNREAD: UNREAD, State.READING: READING, State.READ: READ}
_FLAG_OF = {"bookmarked": BOOKMARKED, "archived": ARCHIVED, "removed": REMOVED}
TIMES = ("added", "bookmarked", "archived", "removed", "opened")
"""The times that orders need, milliseconds since 1970, 0 for never."""
_TIME_NAMES = frozenset(TIMES)
_OTHER_FLAGS = {"waiting": WAITING, "aside": ASIDE}
_NOTED = "noted"
_MEMBERS: dict[str, Callable[[Mapping[str, Any]], tuple[str, ...]]] = {
    "tags": tags_of,
    "feeds": feeds_of,
    "note": lambda document: (_NOTED,) if has_note(document) else (),
}
"""Fields that say of what an article is a member, with what reads them."""


class Columns(UidColumn):
    """One entry a slot in every array; slots are in the order of the documents."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: array[int] = array("Q")
        self.flags = bytearray()
        self.times: Mapping[str, array[int]] = {name: array("q") for name in TIMES}
        self.seconds: array[int] = array("I")
        """How long each article takes to read."""
        self.members = {name: MemberSets() for name in _MEMBERS}
        """The slots that have each tag, come from each feed, or have a note."""
        self.tag_changes = 0
        """Another number whenever other articles have tags, or are in the Bin."""
        self.order: array[int] = array("I")
        """All slots, oldest first."""
        self.based = 0
        """So many of the first slots have ascending ids, and can be found by bisection."""
        self._later: dict[int, int] = {}

    @classmethod
    def of(cls, documents: Documents) -> Columns:
        """The columns of documents that were just read; raises LibraryUnusable if one of them is no JSON."""
        self = cls()
        count = len(documents)
        self.times = {name: array("q", bytes(8 * count)) for name in TIMES}
        self.flags = bytearray(count)
        ids, uids, seconds, flags, times = self.ids, self.uids, self.seconds, self.flags, self.times
        present = _TIME_NAMES.intersection
        for slot, (number, document) in enumerate(documents.parsed()):
            ids.append(number)
            uid = document.get("uid")
            uids.append(uid if isinstance(uid, str) else "")
            seconds.append(_seconds(document))
            state = document.get("state")
            flag = _STATE_BITS.get(state, UNREAD) if isinstance(state, str) else UNREAD
            for name in present(document):
                time = _milliseconds(document[name])
                times[name][slot] = time
                if time and name in _FLAG_OF:
                    flag |= _FLAG_OF[name]
            if "waiting" in document or "aside" in document:
                flag |= _other_flags(document)
            flags[slot] = flag
            if "tags" in document or "feeds" in document or "note" in document:
                self._enrol(slot, document)
        self.based = next((n for n in range(1, count) if ids[n] <= ids[n - 1]), count)
        self.remember_later()
        added = self.times["added"]
        self.order = array("I", sorted(range(count), key=added.__getitem__))
        return self

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def noted(self) -> set[int]:
        """The slots of articles that have a note."""
        noted: set[int] = self.members["note"].get(_NOTED, set())
        return noted

    # -- finding ----------------------------------------------------------------------------------

    def slot_of_id(self, number: int) -> int | None:
        """The slot of a document."""
        slot = self._later.get(number)
        if slot is None and self.based:
            at = bisect_left(self.ids, number, 0, self.based)
            slot = at if at < self.based and self.ids[at] == number else None
        return None if slot is None or self.flags[slot] & GONE else slot

    def is_gone(self, slot: int) -> bool:
        return bool(self.flags[slot] & GONE)

    def any_gone(self) -> bool:
        return 1 in self.flags.translate(_GONE_MASK)

    def is_waiting(self, slot: int) -> bool:
        """Whether an article waits for its text."""
        return bool(self.flags[slot] & WAITING)

    def is_removed(self, slot: int) -> bool:
        """Whether an article is in the Bin."""
        return bool(self.flags[slot] & REMOVED)

    def is_untouched(self, slot: int) -> bool:
        """Whether an article outside the Bin has its text, and was never opened or marked."""
        flags = self.flags[slot]
        return not flags & (READING | READ | REMOVED | GONE | WAITING) and not self.times["opened"][slot]

    def remember_later(self) -> None:
        """Learn where the documents are that bisection does not find."""
        self._later = {self.ids[slot]: slot for slot in range(self.based, len(self.ids))}

    # -- following the steps ----------------------------------------------------------------------

    def put(self, number: int, document: Mapping[str, Any]) -> None:
        """A document came."""
        self.tag_changes += 1
        slot = self._append(number, document)
        added = self.times["added"]
        if len(self.order) and added[slot] >= added[self.order[-1]]:
            self.order.append(slot)
        else:
            insort(self.order, slot, key=added.__getitem__)
        if self._slots is not None:
            self._slots[self.uids[slot]] = slot

    def drop(self, number: int, before: Mapping[str, Any] | None = None) -> None:
        """A document went; `before` is what it was, where that is known."""
        slot = self.slot_of_id(number)
        if slot is None:
            return
        self.tag_changes += 1
        self.flags[slot] |= GONE
        self._later.pop(number, None)
        for name in _MEMBERS:
            self._leave(slot, name, before or None)
        self._slots = None

    def change(
        self, number: int, document: Mapping[str, Any], fields: set[str], before: Mapping[str, Any] | None = None
    ) -> None:
        """Some fields of a document are different now; `before` is what they were, where that is known."""
        slot = self.slot_of_id(number)
        if slot is None:
            return
        if "uid" in fields:
            uid = document.get("uid")
            self.uids[slot], self._slots = uid if isinstance(uid, str) else "", None
        if "added" in fields:
            self.order.remove(slot)
        for name in fields.intersection(TIMES):
            self.times[name][slot] = _milliseconds(document.get(name))
        if "added" in fields:
            added = self.times["added"]
            insort(self.order, slot, key=lambda other: (added[other], other))
        if fields.intersection(("words", "cjk")):
            self.seconds[slot] = _seconds(document)
        self.tag_changes += bool(fields.intersection(("tags", "removed")))
        for name in fields.intersection(_MEMBERS):
            self._leave(slot, name, before)
            self._enrol(slot, document)
        self.flags[slot] = self._flags(slot, document)

    def _append(self, number: int, document: Mapping[str, Any]) -> int:
        slot = len(self.ids)
        if self.based == slot and (not slot or self.ids[-1] < number) and not self._later:
            self.based += 1
        else:
            self._later[number] = slot
        self.ids.append(number)
        uid = document.get("uid")
        self.uids.append(uid if isinstance(uid, str) else "")
        for name, column in self.times.items():
            column.append(_milliseconds(document[name]) if name in document else 0)
        self.seconds.append(_seconds(document))
        self.flags.append(0)
        self.flags[slot] = self._flags(slot, document)
        self._enrol(slot, document)
        return slot

    def _flags(self, slot: int, document: Mapping[str, Any]) -> int:
        flags = _STATE_BITS[state_of(document)]
        for name, bit in _FLAG_OF.items():
            if self.times[name][slot]:
                flags |= bit
        return flags | _other_flags(document)

    def _enrol(self, slot: int, document: Mapping[str, Any]) -> None:
        for name, read in _MEMBERS.items():
            if document.get(name):
                for key in read(document):
                    self.members[name].setdefault(key, set()).add(slot)

    def _leave(self, slot: int, name: str, before: Mapping[str, Any] | None) -> None:
        members = self.members[name]
        for slots in members.values() if before is None else map(members.get, _MEMBERS[name](before)):
            if slots is not None:
                slots.discard(slot)


def _other_flags(document: Mapping[str, Any]) -> int:
    """The flags that stand for no time that an order needs."""
    return sum(flag for name, flag in _OTHER_FLAGS.items() if document.get(name))


def _milliseconds(value: object) -> int:
    """A stamp as a number that orders; 0 for none, 1 for one that is there but cannot be read."""
    if not value:
        return 0
    try:
        time = datetime.fromisoformat(value)  # type: ignore[arg-type]
        if time.tzinfo is None:
            time = time.replace(tzinfo=UTC)
        return max(1, int(time.timestamp() * 1000))
    except (TypeError, ValueError, OverflowError):
        return 1


def _seconds(document: Mapping[str, Any]) -> int:
    """How long an article takes to read; 0 if its counts are damaged."""
    try:
        words, cjk = document.get("words", 0), document.get("cjk", 0)
        return min(MOST_SECONDS, max(0, int((words - cjk) * _A_WORD + cjk * _A_CHARACTER)))
    except (TypeError, ValueError, OverflowError):
        return 0
