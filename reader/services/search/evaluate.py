"""Evaluating: which slots a query means, found by narrowing a list of them down, what is cheap first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection
from functools import partial, reduce
from operator import and_, or_

from reader.domain.pace import USUAL, Pace
from reader.domain.query import Belongs, Both, Either, Has, Is, Node, Not, Query, Within, Words, leaves
from reader.library.columns import (
    ARCHIVED,
    ASIDE,
    BOOKMARKED,
    GONE,
    READ,
    READING,
    REMOVED,
    STATE,
    UNREAD,
    WAITING,
)
from reader.library.facts import UNKNOWN, Texts
from reader.library.ground import HIGHLIGHTS, MARKS, Chooser, Ground
from reader.library.listing import chosen
from reader.library.titles import PARTS, WHOLE, fold, part_of

Texting = Callable[[Node], Collection[int]]
"""Finds the slots whose texts hold the words of a part of a query, in which there is nothing but words."""

_STATES = {"unread": UNREAD, "reading": READING, "read": READ}
_FLAGS = {"bookmarked": BOOKMARKED, "archived": ARCHIVED, "waiting": WAITING, "aside": ASIDE, "removed": REMOVED}
_MASKS = {
    **{name: bytes(flags & STATE == state for flags in range(256)) for name, state in _STATES.items()},
    **{name: bytes(bool(flags & bit) for flags in range(256)) for name, bit in _FLAGS.items()},
}
"""For every state that flags tell, and every value of them: 1 if an article with these flags is in it."""
_OTHERS = bytes([1, 0, *range(2, 256)])
"""Turns a mask into that of all others."""
_FACTS = frozenset(("published", "words", "minutes", "progress", "site", "lang"))
_KNOWN = 2
"""The first time that is one: 0 is never, 1 one that cannot be read."""
_LAST = 2**62
_NUMBERS = range(2**32)


def chooser(query: Query, pace: Pace = USUAL, texting: Texting | None = None) -> Chooser:
    """What chooses the articles that a query means; words are looked for in titles, or as `texting` does it."""

    def choose(ground: Ground, slots: list[int]) -> list[int]:
        if query.node is None:
            return slots
        return _Search(ground, pace, texting).those(query.node, slots)

    return choose


def asks_for(query: Query, *states: str) -> bool:
    """Whether a query says anything of some states, such as `removed`."""
    return any(isinstance(leaf, Is) and leaf.state in states for leaf in leaves(query.node))


def needs_facts(query: Query) -> bool:
    """Whether a query asks for what is not known before the documents have been read."""
    return any(_cost(leaf) == _SLOW for leaf in leaves(query.node))


_QUICK, _TITLES, _SLOW = 1, 2, 3


def _cost(node: Node) -> int:
    """How much longer a part of a query takes than others."""
    if isinstance(node, Not):
        return _cost(node.part)
    if isinstance(node, Both | Either):
        return max(map(_cost, node.parts))
    if isinstance(node, Words):
        return _TITLES
    return _SLOW if isinstance(node, Belongs | Within) and node.field in _FACTS else _QUICK


class _Search:
    """One query over one library; it holds nothing longer than that takes."""

    def __init__(self, ground: Ground, pace: Pace, texting: Texting | None) -> None:
        self._ground = ground
        self._pace = pace
        self._texting = texting

    def those(self, node: Node, slots: list[int]) -> list[int]:
        """The slots that a part of a query means, in their order."""
        if self._texting is not None and all(isinstance(leaf, Words) for leaf in leaves(node)):
            found = self._texting(node)
            return [slot for slot in slots if slot in found]
        if len(slots) * 3 >= len(self._ground.columns) and (mask := self._whole(node)) is not None:
            return chosen(slots, mask)
        if (members := self._members(node)) is not None:
            return [slot for slot in slots if slot in members]
        if isinstance(node, Both):
            for part in sorted(node.parts, key=_cost):
                slots = self.those(part, slots)
            return slots
        if isinstance(node, Either):
            return self._either(node, slots)
        if isinstance(node, Not):
            return chosen(slots, self._mask(self.those(node.part, slots), but=True))
        if isinstance(node, Words):
            return self._words(node, slots)
        if isinstance(node, Is):
            return self._is(node.state, slots)
        if isinstance(node, Within):
            return self._within(node, slots)
        assert isinstance(node, Belongs)  # what articles have, and all else that they belong to, is kept as members
        return self._belongs(node, slots)

    def _whole(self, node: Node) -> bytes | None:
        """The mask of all slots that a part of a query means, if that is the quick way."""
        if isinstance(node, Is) and node.state in _MASKS:
            return bytes(self._ground.columns.flags.translate(_MASKS[node.state]))
        if isinstance(node, Words) and not (node.prefix or self._texting):
            words, part = _parts(node), PARTS.get(node.field, WHOLE)
            return _joined([self._ground.mask(word, part) for word in words], and_) if words else None
        if isinstance(node, Not):
            mask = self._whole(node.part)
            return None if mask is None else mask.translate(_OTHERS)
        if isinstance(node, Either):
            masks = [mask for part in node.parts if (mask := self._whole(part)) is not None]
            return _joined(masks, or_) if len(masks) == len(node.parts) else None
        members = self._members(node)
        return None if members is None else bytes(self._mask(members))

    def _either(self, node: Either, slots: list[int]) -> list[int]:
        found: list[int] = []
        rest = slots
        for part in node.parts:
            more = self.those(part, rest)
            found += more
            rest = chosen(rest, self._mask(more, but=True))
        return chosen(slots, self._mask(found))

    def _mask(self, slots: Collection[int], but: bool = False) -> bytearray:
        """A mask of some slots, or of all others."""
        mask = bytearray((b"\1" if but else b"\0") * len(self._ground.columns))
        for slot in slots:
            mask[slot] = not but
        return mask

    # -- words ------------------------------------------------------------------------------------

    def _words(self, words: Words, slots: list[int]) -> list[int]:
        strings = self._ground.strings()
        parts = _parts(words)
        part = PARTS.get(words.field, WHOLE)
        for number, text in enumerate(parts, 1):
            slots = self._ground.holding(slots, text)
            if words.prefix and number == len(parts):
                begins = _beginning(text)
                slots = [slot for slot in slots if begins(part_of(strings[slot], part))]
            elif part != WHOLE:
                slots = [slot for slot in slots if text in part_of(strings[slot], part)]
        return slots

    # -- conditions -------------------------------------------------------------------------------

    def _is(self, state: str, slots: list[int]) -> list[int]:
        return chosen(slots, self._ground.columns.flags.translate(_MASKS[state]))

    def _members(self, node: Node) -> Collection[int] | None:
        """All slots of which something is so, if it is kept for what it is so."""
        if isinstance(node, Has) and node.thing == "note":
            return self._ground.columns.noted
        if isinstance(node, Has):
            return self._ground.slots_with(HIGHLIGHTS if node.thing == "highlight" else MARKS)
        if node == Is("highlighted", node.span):
            return self._ground.slots_with(HIGHLIGHTS)
        if not isinstance(node, Belongs) or node.field not in ("tag", "feed"):
            return None
        key = fold(node.key)
        members = self._ground.columns.members[f"{node.field}s"]
        if node.field == "tag":
            key = key.lstrip("#").rstrip("/")
            wanted = [tag for tag in members if is_tag(key, fold(tag), node.prefix)]
        else:
            names = self._ground.feed_names()
            wanted = [uid for uid in members if is_feed(key, uid, fold(names.get(uid, "")))]
        return members[wanted[0]] if len(wanted) == 1 else set().union(*(members[name] for name in wanted))

    def _belongs(self, node: Belongs, slots: list[int]) -> list[int]:
        key, facts = fold(node.key), self._ground.facts()
        if node.field == "lang":
            return _having(facts.languages, partial(_is_language, key, node.prefix), slots)
        return _having(facts.sites, partial(_is_site, key, node.prefix), slots)

    def _within(self, node: Within, slots: list[int]) -> list[int]:
        below = _LAST if node.below is None else node.below
        if node.field in ("added", "opened"):
            values = self._ground.columns.times[node.field]
            least = max(_KNOWN, node.least or 0)
        else:
            facts = self._ground.facts()
            least = UNKNOWN + 1 if node.least is None else node.least
            if node.field == "minutes":
                return self._taking(least, below, slots)
            values = {"published": facts.published, "words": facts.words, "progress": facts.progress}[node.field]
        return [slot for slot in slots if least <= values[slot] < below]

    def _taking(self, least: int, below: int, slots: list[int]) -> list[int]:
        """The slots of articles that take so many minutes; for most of them the words alone say it."""
        words, cjk, minutes = self._ground.facts().words, self._ground.facts().cjk, self._pace.minutes
        some, most = (bisect_left(_NUMBERS, number, key=minutes) for number in (least, below))
        return [
            slot
            for slot in slots
            if (least <= minutes(words[slot], cjk[slot]) < below if cjk[slot] else some <= words[slot] < most)
        ]


def _parts(words: Words) -> list[str]:
    """What must be held, folded: every word, or the phrase as a whole."""
    parts = fold(words.text).split()
    return [" ".join(parts)] if words.phrase and parts else parts


def _joined(masks: list[bytes], join: Callable[[int, int], int]) -> bytes:
    """One mask of several; a whole one is one number, which is joined at once."""
    numbers = (int.from_bytes(mask, "little") for mask in masks)
    return reduce(join, numbers).to_bytes(len(masks[0]), "little")


def everything(ground: Ground, _: object = None) -> list[int]:
    """Every slot, those in the Bin too, the oldest addition first; a chooser that chooses all."""
    flags = ground.columns.flags
    return [slot for slot in ground.columns.order if not flags[slot] & GONE]


def is_tag(key: str, tag: str, prefix: bool) -> bool:
    """Whether a tag is the one that is asked for, or below it; both folded."""
    return tag == key or tag.startswith(key if prefix else f"{key}/")


def is_feed(key: str, uid: str, name: str) -> bool:
    """Whether a feed is asked for: its name holds the words, or its uid begins so."""
    return (bool(key) and key in name) or (len(key) >= 4 and uid.startswith(key))


def _is_site(key: str, prefix: bool, site: str) -> bool:
    key = key.removeprefix("www.")
    return bool(site) and (site == key or site.endswith(f".{key}") or (prefix and site.startswith(key)))


def _is_language(key: str, prefix: bool, language: str) -> bool:
    return bool(language) and (language == key or language.startswith(key if prefix else f"{key}-"))


def _having(texts: Texts, wanted: Callable[[str], bool], slots: list[int]) -> list[int]:
    return texts.having([wanted(text) for text in texts.texts], slots)


def _beginning(text: str) -> Callable[[str], object]:
    """Finds where a word begins with a text; in scripts that have no blanks one may begin anywhere."""
    sought = re.escape(text)
    if "\u0e00" <= text[0] <= "\u0eff" or text[0] >= "\u2e80":
        return re.compile(sought).search
    within = "[a-z0-9]" if text[0].isascii() else r"[^\W_]"
    return re.compile(f"{sought}(?<!{within}{sought})").search  # the fixed text first: that is what is quick
