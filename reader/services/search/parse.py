"""Parsing: from the text of a query to what it asks for; what is wrong is said with its place.

    either  = both { ("or" | "|") both }
    both    = part { part }
    part    = "-" part | "(" either ")" | word | "phrase" | field:value

A text that is being typed may end in the middle of anything: what is not finished does not count yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from reader.domain.query import Belongs, Both, Either, Has, Is, Node, Not, Query, QueryWrong, Span, Within, Words
from reader.services.search import fields
from reader.services.search.tokens import CLOSE, ITEM, NOT, OPEN, OR, Token, tokens_of
from reader.services.search.values import NoSuchDay, bounds_of, is_begun

DEEPEST = 30
"""Parentheses within parentheses that are followed."""
_BEGUN_DAY = re.compile(r"-0?$")


def parse(text: str, typing: bool = False, now: datetime | None = None) -> Query:
    """What a text asks for; raises QueryWrong, unless it is being typed: then the query says what is wrong."""
    try:
        return Query(text, _Parser(text, typing, now or datetime.now(UTC)).query())
    except QueryWrong as wrong:
        if typing:
            return Query(text, None, wrong)
        raise


class _Parser:
    def __init__(self, text: str, typing: bool, now: datetime) -> None:
        self._text = text
        self._typing = typing
        self._now = now
        self._tokens = list(tokens_of(text))
        self._at = 0
        self._depth = 0

    def query(self) -> Node | None:
        node = self._either()
        if (extra := self._next) is not None:
            raise self._wrong(extra.span, "there is no ( that this ) would close")
        return node

    @property
    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _wrong(self, span: Span, why: str) -> QueryWrong:
        return QueryWrong(self._text, span, why)

    def _either(self) -> Node | None:
        """Alternatives up to the end or a closing parenthesis."""
        parts: list[Node | None] = []
        start, ors = self._at, list[Token]()
        while True:
            begin = self._at
            parts.append(self._both())
            token = self._next
            empty = self._at == begin
            if empty and (ors or (token is not None and token.kind == OR)):
                bad = token if token is not None and token.kind == OR else ors[-1]
                if token is not None or not self._typing:
                    raise self._wrong(bad.span, "`or` stands between two things, such as tea or coffee")
            if token is None or token.kind == CLOSE:
                break
            ors.append(token)
            self._at += 1
        known = [part for part in parts if part is not None]
        return _joined(Either, known, self._span(start))

    def _both(self) -> Node | None:
        """What stands side by side."""
        start = self._at
        parts: list[Node] = []
        while (token := self._next) is not None and token.kind not in (OR, CLOSE):
            part = self._part()
            if part is not None:
                parts.append(part)
        return _joined(Both, parts, self._span(start))

    def _span(self, start: int) -> Span:
        if self._at == start:
            return (0, 0)
        return self._tokens[start].span[0], self._tokens[self._at - 1].span[1]

    def _part(self) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == NOT:
            return self._not(token)
        if token.kind == OPEN:
            return self._group(token)
        assert token.kind == ITEM
        return self._item(token)

    def _not(self, dash: Token) -> Node | None:
        if self._next is None:
            if self._typing:
                return None
            raise self._wrong(dash.span, "a dash stands before what must not be there, such as -draft")
        part = self._part()
        return None if part is None else Not(part, (dash.span[0], part.span[1]))

    def _group(self, opening: Token) -> Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(opening.span, "there are too many parentheses within each other")
        begin = self._at
        node = self._either()
        closing = self._next
        if closing is None:
            if self._typing:
                return node
            raise self._wrong(opening.span, "this ( is not closed")
        if self._at == begin:
            raise self._wrong((opening.span[0], closing.span[1]), "nothing stands between these parentheses")
        self._at += 1
        self._depth -= 1
        return node

    # -- words and conditions ---------------------------------------------------------------------

    def _item(self, token: Token) -> Node | None:
        unfinished = self._typing and token.span[1] == len(self._text)
        if token.open and not self._typing:
            raise self._wrong(token.span, "the quotation mark is not closed")
        field = fields.field_named(token.field)
        if not field:
            return self._words(token, unfinished)
        if not token.value.strip():
            if unfinished:
                return None
            raise self._wrong(token.span, fields.needs(field))
        kind = fields.FIELDS[field].kind
        if kind == fields.TEXT:
            return Words(token.value, token.span, field, token.quoted, token.star)
        if kind == fields.KEY:
            return Belongs(field, token.value.strip(), token.span, token.star or (unfinished and not _closed(token)))
        if kind in fields.NAMED:
            return self._named(token, field, unfinished)
        return self._within(token, field, unfinished)

    def _words(self, token: Token, unfinished: bool) -> Node | None:
        if not token.field:
            if token.value.strip():
                return Words(token.value, token.span, "", token.quoted, token.star)
            if unfinished:
                return None
            raise self._wrong(token.span, "nothing stands between the quotation marks")
        meant = fields.nearly(token.field)
        if meant:
            span = (token.span[0], token.span[0] + len(token.field) + 1)
            raise self._wrong(span, f"there is {meant}: (in quotation marks it is text)")
        before = f"{token.field}:"  # a colon within a word, as in 10:30
        if not token.quoted:
            return Words(f"{before}{token.value}", token.span, "", False, token.star)
        parts = [Words(before, token.span)]
        if token.value.strip():
            parts.append(Words(token.value, token.span, "", True, token.star))
        return _joined(Both, parts, token.span)

    def _named(self, token: Token, field: str, unfinished: bool) -> Node | None:
        known = fields.NAMED[fields.FIELDS[field].kind]
        value = token.value.strip().lower()
        if value in known and not token.star:
            return Is(value, token.span) if fields.FIELDS[field].kind == fields.STATE else Has(value, token.span)
        if unfinished and any(name.startswith(value) for name in known):
            return None
        raise self._wrong(token.span, fields.needs(field))

    def _within(self, token: Token, field: str, unfinished: bool) -> Node | None:
        try:
            if token.star:
                raise ValueError
            least, below = bounds_of(field, token.value, self._now)
        except ValueError as error:
            no_day = isinstance(error, NoSuchDay)
            if unfinished and is_begun(field, token.value) and (not no_day or _BEGUN_DAY.search(token.value)):
                return None
            why = "there is no such day" if no_day else fields.needs(field)
            raise self._wrong(token.span, why) from error
        return Within(field, token.span, least, below)


def _closed(token: Token) -> bool:
    return token.quoted and not token.open


def _joined(kind: type[Both] | type[Either], parts: Sequence[Node], span: Span) -> Node | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts), span)
