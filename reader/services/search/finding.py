"""Finding: the articles of a shelf that a query means, in the order of the shelf."""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.pace import USUAL, Pace
from reader.domain.query import Query
from reader.domain.saved_search import SavedSearch
from reader.domain.shelf import ALL, Kind, Shelf, Sort
from reader.library.ground import Chooser, Ground
from reader.library.library import Library
from reader.library.listing import Listing
from reader.services.search.evaluate import Texting, asks_for, chooser, everything
from reader.services.search.parse import parse

WIDE = frozenset((Kind.ALL, Kind.SEARCH))
"""Shelves on which what is in the Bin can be asked for."""


def found(
    library: Library,
    shelf: Shelf,
    sort: Sort = Sort.NATURAL,
    text: str = "",
    pace: Pace = USUAL,
    texting: Texting | None = None,
) -> Listing:
    """What a query finds on a shelf; raises QueryWrong."""
    return listed(library, shelf, sort, parse(text), pace, texting)


def listed(
    library: Library,
    shelf: Shelf,
    sort: Sort = Sort.NATURAL,
    query: Query | None = None,
    pace: Pace = USUAL,
    texting: Texting | None = None,
) -> Listing:
    """What a query finds on a shelf, which may be a saved search; raises QueryWrong if that one is damaged."""
    queries = [] if query is None else [query]
    textings = [texting] * len(queries)
    if shelf.kind is Kind.SEARCH:
        saved = library.searches.get(shelf.key)
        queries.insert(0, parse(saved.query if saved else ""))
        textings.insert(0, texting_for(library, saved) if saved and texting is None else texting)
        shelf = ALL
    if not any(query.node for query in queries):
        return library.articles.listing(shelf, sort)
    return library.articles.listing(shelf, sort, _all_of(queries, textings, shelf.kind in WIDE, pace))


def texting_for(library: Library, search: SavedSearch) -> Texting | None:
    """What looks into the texts for a saved search, if that is wanted and can be."""
    if not search.full:
        return None
    from reader.services.search.texting import fulltext_of, texting_of  # which few searches need

    fulltext = fulltext_of(library)
    return texting_of(library, fulltext) if fulltext.ready else None


def _all_of(queries: Sequence[Query], textings: Sequence[Texting | None], wide: bool, pace: Pace) -> Chooser:
    """What chooses that which several queries mean; with `wide` they may ask for what is in the Bin, too."""
    choosers = [chooser(query, pace, texting) for query, texting in zip(queries, textings, strict=True)]
    with_bin = wide and any(asks_for(query, "removed") for query in queries)

    def choose(ground: Ground, slots: list[int]) -> list[int]:
        slots = everything(ground) if with_bin else slots
        for one in choosers:
            slots = list(one(ground, slots))
        return slots

    return choose
