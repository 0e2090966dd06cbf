"""Suggesting: what could be typed next in a query, the most frequent first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.library.library import Library
from reader.library.titles import fold
from reader.services.search import fields
from reader.services.search.tokens import ITEM, Token, tokens_of

MOST = 8
"""Suggestions at most."""
TAGS = 3
"""Tags that a bare word suggests at most."""
_COUNTED = frozenset(("tag", "feed", "source", "site", "lang"))
_TIMES = {"today": "", "yesterday": "", "<7d": "the last 7 days", "<1m": "the last month", "<1y": "the last year"}


class Suggestion(NamedTuple):
    """One way to go on."""

    text: str
    """What takes the place of the text from `start` up to the cursor."""
    what: str
    """What it is, in a few words."""
    start: int


def suggestions(library: Library, text: str, cursor: int | None = None) -> list[Suggestion]:
    """How the word or condition at the cursor could go on."""
    text = text if cursor is None else text[:cursor]
    token = _at_end(text)
    if token is None:
        return [Suggestion(f"{name}:", field.about, len(text)) for name, field in fields.FIELDS.items()]
    start = token.span[0]
    if not token.field:
        return [] if token.quoted else _begun(library, token.value, start)
    field = fields.field_named(token.field)
    if not field or (token.quoted and not token.open):
        return []
    values = _values(library, field, fold(token.value))
    typed = text[start:]
    made = (Suggestion(f"{field}:{_quoted(value)}", what, start) for value, what in values.items())
    return [one for one in made if one.text != typed][:MOST]


def _at_end(text: str) -> Token | None:
    """What the text ends with, if that is a word or a condition that could go on."""
    tokens = list(tokens_of(text))
    return tokens[-1] if tokens and tokens[-1].kind == ITEM and tokens[-1].span[1] == len(text) else None


def _begun(library: Library, word: str, start: int) -> list[Suggestion]:
    """Fields and tags whose names begin with a word."""
    begun = fold(word)
    named = {name: field.about for name, field in fields.FIELDS.items() if begun and name.startswith(begun)}
    tags = _counted(library.articles.frequent("tag"), begun.lstrip("#"), within=False) if begun.strip("#") else {}
    return [
        *(Suggestion(f"{name}:", about, start) for name, about in named.items()),
        *(Suggestion(f"tag:{_quoted(tag)}", what, start) for tag, what in list(tags.items())[:TAGS]),
    ][:MOST]


def _values(library: Library, field: str, begun: str) -> Mapping[str, str]:
    """What may follow a field and begins so, with what it is."""
    kind = fields.FIELDS[field].kind
    if field in _COUNTED:
        counts = library.articles.frequent(field)
        if field == "feed":
            names = library.feeds.names()
            counts = {names[uid]: count for uid, count in counts.items() if uid in names}
        return _counted(counts, begun.lstrip("#") if field == "tag" else begun)
    if kind in fields.NAMED:
        known: Mapping[str, str] = fields.NAMED[kind]
    elif kind == fields.TIME:
        known = _TIMES
    elif kind == fields.NUMBER:
        known = {fields.FIELDS[field].example: ""}
    else:
        return {}
    return {name: what for name, what in known.items() if name.startswith(begun)}


def _counted(counts: Mapping[str, int], begun: str, within: bool = True) -> dict[str, str]:
    """The most frequent names that begin so, then those that hold it, with how many articles have them."""
    beginning, holding = [], []
    for name, count in counts.items():
        at = fold(name).find(begun)
        if at == 0:
            beginning.append((-count, name))
        elif at > 0 and within:
            holding.append((-count, name))
    return {name: str(-count) for count, name in [*sorted(beginning), *sorted(holding)][:MOST]}


def _quoted(value: str) -> str:
    """A value as it must be typed."""
    return value if not any(sign.isspace() or sign in '()|"*' for sign in value) else f'"{value.replace(chr(34), "")}"'
