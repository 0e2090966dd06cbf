"""Facts: what only some queries need to know of every article, in arrays made when somebody first asks.

Reading 100,000 documents takes most of a second, so this can be done a piece at a time where nobody may be kept
waiting; until it is done, what has not been read yet is simply not known.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reader.domain.article import percent_of
from reader.library.codec import moment, progress_of
from reader.library.columns import Columns
from reader.library.documents import Documents

PIECE = 1000
"""Documents that are read in one go."""
UNKNOWN = -(2**62)
"""The time of what has none."""
_MOST = 2**31


class Texts:
    """A text a slot, each kept once, with how many slots have it."""

    def __init__(self) -> None:
        self.codes: array[int] = array("I")
        self.texts: list[str] = []
        self.counts: list[int] = []
        self._code_of: dict[str, int] = {}

    def fill(self, texts: list[str], counts: list[int]) -> None:
        """Take over which texts there are, and how many slots have each."""
        self.texts, self.counts = texts, counts
        self._code_of = {text: code for code, text in enumerate(texts)}

    def add(self, text: str) -> None:
        """Say the text of the next slot."""
        self.codes.append(self._count(text))

    def put(self, slot: int, text: str) -> None:
        """Say another text of a slot."""
        self.counts[self.codes[slot]] -= 1
        self.codes[slot] = self._count(text)

    def _count(self, text: str) -> int:
        code = self._code_of.get(text)
        if code is None:
            code = self._code_of[text] = len(self.texts)
            self.texts.append(text)
            self.counts.append(0)
        self.counts[code] += 1
        return code

    def frequent(self) -> dict[str, int]:
        """How many slots have each text, without the empty one."""
        return {text: n for text, n in zip(self.texts, self.counts, strict=True) if n and text}

    def having(self, wanted: Sequence[bool], slots: list[int]) -> list[int]:
        """The slots whose text is wanted, which is said of each of the texts."""
        codes = self.codes
        return [slot for slot in slots if wanted[codes[slot]]]


class Facts:
    """One entry a slot in every array, as far as they have been made."""

    def __init__(self) -> None:
        self.words: array[int] = array("I")
        self.cjk: array[int] = array("I")
        self.progress: array[int] = array("B")
        """In percent."""
        self.published: array[int] = array("q")
        """Milliseconds since 1970; of a day, when it begins where the reader lives."""
        self.languages, self.sources, self.sites = self.texts = Texts(), Texts(), Texts()
        numbers = (self.words, self.cjk, self.progress, self.published)
        self.arrays: tuple[array[int], ...] = (*numbers, *(texts.codes for texts in self.texts))
        """Everything that there is one of for every slot."""

    def __len__(self) -> int:
        return len(self.words)

    def make(self, columns: Columns, documents: Documents, most: int = 0) -> bool:
        """Read the documents that have not been read, at most so many; true when all have been."""
        end = min(len(columns), len(self) + most) if most else len(columns)
        for start in range(len(self), end, PIECE):
            for document in documents.several(columns.ids[start : min(end, start + PIECE)]):
                self._add(document or {})
        return len(self) == len(columns)

    def put(self, slot: int, document: Mapping[str, Any]) -> None:
        """An article came or changed; one that has not been read yet will be read as it is then."""
        if slot == len(self):
            self._add(document)
        elif slot < len(self):
            get = document.get
            self.words[slot], self.cjk[slot] = _count(get("words")), _count(get("cjk"))
            self.progress[slot] = percent_of(progress_of(document))
            self.published[slot] = published(get("published"))
            self.languages.put(slot, _text(get("language")).lower())
            self.sources.put(slot, _text(get("source")))
            self.sites.put(slot, site_of(_text(get("url"))))

    def only(self, slots: Sequence[int]) -> Facts:
        """The facts of some slots, which then are the first ones."""
        result = Facts()
        for mine, theirs in zip(self.arrays, result.arrays, strict=True):
            theirs.extend(map(mine.__getitem__, slots))
        for known, texts in zip(self.texts, result.texts, strict=True):
            counts = Counter(texts.codes)
            texts.fill(known.texts, [counts[code] for code in range(len(known.texts))])
        return result

    def _add(self, document: Mapping[str, Any]) -> None:
        get = document.get
        self.cjk.append(_count(get("cjk")))
        self.progress.append(percent_of(progress_of(document)) if "progress" in document else 0)
        self.published.append(published(get("published")))
        self.languages.add(_text(get("language")).lower())
        self.sources.add(_text(get("source")))
        self.sites.add(site_of(_text(get("url"))))
        self.words.append(_count(get("words")))  # the last one: the length says how many slots are whole


def published(value: object) -> int:
    """When something was published, in milliseconds since 1970; of a day, when it begins where the reader lives."""
    when = moment(value)
    if when is None:
        return UNKNOWN
    try:
        if not (when.hour or when.minute or when.second or when.microsecond):
            when = when.replace(tzinfo=None)
        return int(when.timestamp() * 1000)
    except (ValueError, OverflowError):
        return UNKNOWN


def site_of(url: str) -> str:
    """The host of an address, without www."""
    if "//" not in url:
        return ""
    host = url.split("/", 3)[2].partition("?")[0].rpartition("@")[2].lower()
    bracket = host.find("]") + 1  # IPv6
    return host[:bracket] if bracket else host.partition(":")[0].removeprefix("www.")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return min(_MOST, value) if isinstance(value, int) and value >= 0 else 0
