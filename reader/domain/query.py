"""A query: what was asked for in words and conditions, each knowing where in the text it stands."""

from __future__ import annotations

from dataclasses import dataclass

from reader.domain.errors import ReaderError

Span = tuple[int, int]
"""Where something stands in the text of a query: from, up to."""


class QueryWrong(ReaderError):
    """A query cannot be understood; the span says which part of it."""

    def __init__(self, text: str, span: Span, why: str) -> None:
        part = text[span[0] : span[1]]
        super().__init__(f"`{part}`: {why}." if part.strip() else f"{why[:1].upper()}{why[1:]}.")
        self.span = span
        self.why = why
        """What is wrong with that part, as the rest of a sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a text must hold."""

    text: str
    span: Span
    field: str = ""
    """The only part of an article that is looked at: title, author or source; nothing for all of them."""
    phrase: bool = False
    """Whether the words must stand together, as they are."""
    prefix: bool = False
    """Whether the last word may go on."""


@dataclass(frozen=True, slots=True)
class Is:
    """What an article must be, such as unread."""

    state: str
    span: Span


@dataclass(frozen=True, slots=True)
class Has:
    """What an article must have, such as a note."""

    thing: str
    span: Span


@dataclass(frozen=True, slots=True)
class Belongs:
    """To what an article must belong: a tag, a feed, a site or a language."""

    field: str
    key: str
    span: Span
    prefix: bool = False
    """Whether the key may go on."""


@dataclass(frozen=True, slots=True)
class Within:
    """Between which two whole numbers something of an article must lie; times are milliseconds since 1970."""

    field: str
    span: Span
    least: int | None = None
    below: int | None = None
    """The first number that is too large."""


@dataclass(frozen=True, slots=True)
class Both:
    """All the parts hold."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts holds, or several."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node
    span: Span


Node = Words | Is | Has | Belongs | Within | Both | Either | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A text and what it asks for."""

    text: str
    node: Node | None
    """Nothing where everything is asked for."""
    wrong: QueryWrong | None = None
    """What cannot be understood of a text that is being typed."""


def leaves(node: Node | None) -> list[Node]:
    """All parts of a query that have no parts themselves."""
    if node is None:
        return []
    if isinstance(node, Not):
        return leaves(node.part)
    if isinstance(node, Both | Either):
        return [leaf for part in node.parts for leaf in leaves(part)]
    return [node]
