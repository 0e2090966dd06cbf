"""Expressions: what is sought, as a value; and as FTS5 is told it, in which nothing a person writes is syntax.

expression_of(And((Words("tide"), Not(Words("low water", phrase=True)), Words("mal", prefix=True))))
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.library.fulltext.folding import EVERY, pieces

FIELDS = {"title": "title", "author": "author", "source": "source", "note": "notes"}
"""The fields that can be asked for, and the columns they are."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must all be there, each anywhere; or as a phrase, one after the other."""

    text: str
    phrase: bool = False
    prefix: bool = False
    """Whether the last word may go on."""
    field: str = ""
    """Where: `title`, `author`, `source`, `note` (an article's note, and the texts and notes of its highlights), or
    nothing for everywhere, the text included."""


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All articles that it does not find."""

    part: Expression


Expression = Words | And | Or | Not


def expression_of(sought: Expression) -> str:
    """The match expression of FTS5; empty if nothing is sought, as in `""` or `!?`, which then stands for everything.

    A part that seeks nothing is left out of what it is part of.
    """
    if isinstance(sought, Words):
        return _words(sought)
    if isinstance(sought, Not):
        inner = expression_of(sought.part)
        return f'("{EVERY}" NOT {inner})' if inner else ""
    parts = [part for part in map(expression_of, sought.parts) if part]
    joined = (" AND " if isinstance(sought, And) else " OR ").join(parts)
    return f"({joined})" if len(parts) > 1 else joined


def words_in(sought: Expression) -> list[Words]:
    """The words that an article may be found by, and not those that it must not have."""
    if isinstance(sought, Words):
        return [sought]
    if isinstance(sought, Not):
        return []
    return [words for part in sought.parts for words in words_in(part)]


def _words(sought: Words) -> str:
    found = pieces(sought.text)
    if not found:
        return ""
    if sought.phrase:
        found = [" ".join(found)]
    quoted = ['"{}"'.format(part.replace('"', '""')) for part in found]
    if sought.prefix:
        quoted[-1] += " *"
    column = FIELDS[sought.field] + " : " if sought.field else ""
    joined = " AND ".join(f"{column}{part}" for part in quoted)
    return f"({joined})" if len(quoted) > 1 else joined
