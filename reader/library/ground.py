"""The ground that a query stands on: all that is known of every article without looking at its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.library.columns import Columns
from reader.library.index import Index
from reader.library.storage import JournalStorage
from reader.library.titles import PARTS, SEPARATOR, WHOLE
from reader.library.word_masks import WordMasks

if TYPE_CHECKING:
    from reader.library.facts import Facts

FEEDS, HIGHLIGHTS, MARKS = "feeds", "highlights", "marks"


class Ground:
    """What can be looked up at once; whoever does holds the library's mutex, as `ArticleReading.listing` does."""

    def __init__(self, storage: JournalStorage, index: Index) -> None:
        self._storage = storage
        self._index = index
        self._with: dict[str, tuple[tuple[int, int, int], set[int]]] = {}
        self._masks: dict[int, WordMasks] = {}
        self._parts: dict[int, tuple[tuple[int, int], list[str]]] = {}
        self._feeds: tuple[int, dict[str, str]] = (-1, {})

    @property
    def columns(self) -> Columns:
        """Flags, times and members."""
        return self._index.columns

    def strings(self) -> list[str]:
        """Title, source, author and tags of every slot, folded."""
        return self._index.strings()

    def holding(self, slots: list[int], word: str) -> list[int]:
        """The slots whose string holds a folded word."""
        strings = self.strings()
        return self._masks_of(WHOLE).holding(slots, strings, self._index.titles.changes, word)

    def mask(self, word: str, part: int = WHOLE) -> bytes:
        """For every slot, 1 if its string, or one part of it, holds a folded word."""
        return self._masks_of(part).mask(self._part(part), self._index.titles.changes, word)

    def prepare_part(self, name: str) -> None:
        """Cut out the part of every string that a query is about to ask for."""
        self._part(PARTS[name])

    def _masks_of(self, part: int) -> WordMasks:
        return self._masks.setdefault(part, WordMasks())

    def _part(self, part: int) -> list[str]:
        """One part of every string, which are made when first asked for."""
        strings = self.strings()
        if part == WHOLE:
            return strings
        state = self._index.titles.changes, len(strings)
        if part not in self._parts or self._parts[part][0] != state:
            self._parts[part] = state, [string.split(SEPARATOR, part + 1)[part] for string in strings]
        return self._parts[part][1]

    def facts(self) -> Facts:
        """What only some queries need; made when first asked for, in most of a second for 100,000 articles."""
        facts = self._index.facts()
        facts.make(self.columns, self._index.documents)
        return facts

    def prepare(self, most: int) -> bool:
        """Read so many documents towards the facts; true when there is nothing left to read."""
        return self._index.facts().make(self.columns, self._index.documents, most)

    def frequent(self, field: str) -> dict[str, int]:
        """How many articles have each tag, feed (by its uid), source, site or language, as far as that is known."""
        if field in ("tag", "feed"):
            return {key: len(slots) for key, slots in self.columns.members[f"{field}s"].items() if slots}
        if not self._index.has_facts:
            return {}
        facts = self._index.facts()
        texts = {"source": facts.sources, "site": facts.sites, "lang": facts.languages}
        return texts[field].frequent()

    @property
    def prepared(self) -> bool:
        """Whether the facts are there."""
        return self._index.has_facts and len(self._index.facts()) == len(self.columns)

    def slots_with(self, table: str) -> set[int]:
        """The slots of articles that have highlights, or marks."""
        state = self._index.revisions[table], id(self.columns), len(self.columns)
        known, slots = self._with.get(table, ((-1, 0, 0), set()))
        if known != state:
            documents = self._storage.documents(table).parsed()
            uids = {uid for _, document in documents if isinstance(uid := document.get("article"), str)}
            slots = {slot for slot in map(self.columns.slot, uids) if slot is not None}
            self._with[table] = state, slots
        return slots

    def feed_names(self) -> dict[str, str]:
        """What every feed is called, by its uid."""
        from reader.library.feeds import names_in

        revision = self._index.revisions[FEEDS]
        if self._feeds[0] != revision:
            self._feeds = revision, names_in(document for _, document in self._storage.documents(FEEDS).parsed())
        return self._feeds[1]


Chooser = Callable[[Ground, list[int]], Iterable[int]]
"""Says which of some slots are meant, in their order."""
