"""Texting: the words of a query looked for in whole texts, as the full-text index is told them."""

from __future__ import annotations

from collections.abc import Collection

from reader.domain.query import Both, Either, Node, Not, Words
from reader.library.fulltext import expression
from reader.library.fulltext.searching import Fulltext
from reader.library.library import Library
from reader.services.search.evaluate import Texting

_last: list[tuple[Library, Fulltext]] = []
"""The index that was asked last: what it remembers takes longer to find out than most questions."""


def fulltext_of(library: Library) -> Fulltext:
    """The index of a library, the same as long as no other library is asked."""
    if not _last or _last[0][0] is not library:
        for _, other in _last:
            other.close()
        _last[:] = [(library, Fulltext(library))]
    return _last[0][1]


def texting_of(library: Library, fulltext: Fulltext, limit: int = 0) -> Texting:
    """What finds the slots of articles whose texts hold words, or the newest of them; may raise SearchUnusable."""

    known: dict[Node, Collection[int]] = {}

    def texting(node: Node) -> Collection[int]:
        if node not in known:  # the same is asked for some slots at a time
            known[node] = found(node)
        return known[node]

    def found(node: Node) -> Collection[int]:
        sought = expression.expression_of(expression_for(node))
        columns = library.articles.columns
        return fulltext.matching_slots(sought, columns, limit) if sought else range(len(columns))

    return texting


def expression_for(node: Node) -> expression.Expression:
    """A part of a query that has nothing but words, as the index takes it."""
    if isinstance(node, Both):
        return expression.And(tuple(map(expression_for, node.parts)))
    if isinstance(node, Either):
        return expression.Or(tuple(map(expression_for, node.parts)))
    if isinstance(node, Not):
        return expression.Not(expression_for(node.part))
    assert isinstance(node, Words)
    return expression.Words(node.text, node.phrase, node.prefix, node.field)
