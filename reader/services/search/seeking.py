"""Seeking: what a query means in whole texts, the newest first or the best first; in titles, where texts cannot be.

Words go to the full-text index, conditions are looked up beside it, and only as many articles are found as are wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from reader.domain.pace import USUAL, Pace
from reader.domain.query import Both, Either, Node, Query, Words, leaves
from reader.domain.shelf import ALL, Kind
from reader.library.columns import Columns
from reader.library.found_listing import FoundListing
from reader.library.fulltext import expression
from reader.library.fulltext.database import SearchInterrupted, SearchUnusable
from reader.library.fulltext.searching import Fulltext
from reader.library.ground import Ground
from reader.library.library import Library
from reader.library.listing import on_shelf, slots_of
from reader.services.search.evaluate import Texting, asks_for, chooser, everything
from reader.services.search.texting import expression_for, texting_of

WHILE_TYPING = 2_000
"""Articles in which a word that may go on is looked for, where conditions are mixed with it by `or`."""


class Found(NamedTuple):
    """What was found."""

    listing: FoundListing
    more: bool = False
    """Whether there is more than was wanted."""
    problem: str = ""
    """Why only titles were looked at, if that is so."""


Kept = dict[Node | None, bytes]
"""For conditions: a mask of the slots that they leave, as long as the library does not change."""


def seek(
    library: Library,
    fulltext: Fulltext,
    query: Query,
    most: int,
    ranked: bool = False,
    pace: Pace = USUAL,
    kept: Kept | None = None,
) -> Found:
    """At most so many articles that a query means; raises SearchInterrupted when somebody puts an end to it.

    What conditions leave is taken from `kept` and put there.
    """
    if query.node is None:
        return Found(FoundListing(library, library.articles.columns, (), query.text))
    search = _Search(library, fulltext, query, most + 1, ranked, pace, {} if kept is None else kept)
    problem = ""
    try:
        slots, words = search.in_texts()
    except SearchInterrupted:
        raise
    except SearchUnusable as error:
        slots, words = search.in_titles()
        problem = str(error)
    return Found(FoundListing(library, search.columns, slots[:most], query.text, words), len(slots) > most, problem)


def begun(query: Query) -> Query:
    """The same query, but its last word may go on, unless that has been finished or must not be there."""
    end = len(query.text)
    closed = query.text[-1:] in ('"', "”", "“", "«", "»", "＂", " ")
    if query.node is None or closed:
        return query
    return replace(query, node=_begun(query.node, end))


def _begun(node: Node, end: int) -> Node:
    if isinstance(node, Words):
        return replace(node, prefix=True) if node.span[1] == end else node
    if isinstance(node, Both | Either):
        return replace(node, parts=(*node.parts[:-1], _begun(node.parts[-1], end)))
    return node


class _Search:
    """One search for the first of what a query means."""

    def __init__(
        self, library: Library, fulltext: Fulltext, query: Query, most: int, ranked: bool, pace: Pace, kept: Kept
    ) -> None:
        self._library = library
        self._fulltext = fulltext
        self._query = query
        self._most = most
        self._ranked = ranked
        self._pace = pace
        self._kept = kept
        self.columns = library.articles.columns

    def in_texts(self) -> tuple[list[int], list[expression.Words]]:
        """The slots that are found, and the words that they are found by; raises SearchUnusable."""
        node = self._query.node
        assert node is not None
        words, conditions = _parted(node)
        sought = expression.expression_of(expression_for(words)) if words is not None else ""
        shown = [expression_for(leaf) for leaf in _wanted(node)]
        lit = [word for one in shown for word in expression.words_in(one)]
        if not sought:
            limit = 0 if self._ranked else WHILE_TYPING
            slots = self._meant(self._query, texting_of(self._library, self._fulltext, limit))
            return list(islice(reversed(slots), self._most)), lit
        among = _Among(self.columns, self._mask(conditions))
        loosely = None if self._ranked or words is None else _loosely(words)
        uids = self._fulltext.search(sought, self._most, self._ranked, among, loosely)
        return self.columns.slots(uids), lit

    def in_titles(self) -> tuple[list[int], list[expression.Words]]:
        """The same, where words are looked for in titles, sources, authors and tags."""
        slots = self._meant(self._query, None)
        words = [expression.Words(leaf.text, leaf.phrase, True, leaf.field) for leaf in _wanted(self._query.node)]
        return list(islice(reversed(slots), self._most)), words

    def _meant(self, query: Query, texting: Texting | None) -> list[int]:
        """The slots that a query means, the oldest addition first."""
        choose = chooser(query, self._pace, texting)
        with_bin = asks_for(self._query, "removed")

        def meant(ground: Ground, _: list[int]) -> list[int]:
            self.columns = ground.columns
            return list(choose(ground, everything(ground) if with_bin else slots_of(ground.columns, ALL)))

        return self._library.articles.narrowed([], meant)

    def _mask(self, conditions: Node | None) -> bytes:
        """For every slot, 1 if it is one of those that conditions leave."""
        if conditions is None:
            return bytes(on_shelf(self.columns, Kind.ALL))
        mask = self._kept.get(conditions)
        if mask is None:
            slots = self._meant(Query(self._query.text, conditions), None)
            made = bytearray(len(self.columns))
            for slot in slots:
                made[slot] = 1
            mask = self._kept[conditions] = bytes(made)
        return mask


def _loosely(node: Node) -> tuple[str, str] | None:
    """The word that is begun, as the index takes it, and the rest without it; nothing where there is no such word."""
    parts = node.parts if isinstance(node, Both) else (node,)
    last = parts[-1]
    if not isinstance(last, Words) or not last.prefix:
        return None
    *before, word = last.text.split() if last.phrase else [last.text]
    rest = [*parts[:-1], *([replace(last, text=" ".join(before), prefix=False)] if before else [])]
    begun = expression.expression_of(expression.Words(word, prefix=True, field=last.field))
    return begun, expression.expression_of(expression.And(tuple(map(expression_for, rest))))


class _Among:
    """The articles of some slots."""

    def __init__(self, columns: Columns, mask: bytes) -> None:
        self._slot = columns.slot
        self._mask = mask

    def __contains__(self, uid: object) -> bool:
        slot = self._slot(uid) if isinstance(uid, str) else None
        return slot is not None and slot < len(self._mask) and bool(self._mask[slot])


def _parted(node: Node) -> tuple[Node | None, Node | None]:
    """What of a query are words only, and the rest; nothing is parted where these belong together otherwise."""
    if _is_words(node):
        return node, None
    if not isinstance(node, Both):
        return None, node
    words = tuple(part for part in node.parts if _is_words(part))
    others = tuple(part for part in node.parts if not _is_words(part))
    return (Both(words, node.span) if words else None), Both(others, node.span)


def _is_words(node: Node) -> bool:
    return all(isinstance(leaf, Words) for leaf in leaves(node))


def _wanted(node: Node | None) -> Iterator[Words]:
    """The words that an article may be found by, and not those that it must not have."""
    if isinstance(node, Words):
        yield node
    elif isinstance(node, Both | Either):
        for part in node.parts:
            yield from _wanted(part)
