"""Tokens: what the text of a query is made of, each knowing where it stands; anything is made of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.domain.query import Span

ITEM, OR, NOT, OPEN, CLOSE = "item", "or", "-", "(", ")"

_ALIKE = str.maketrans("“”„«»＂（）｜：＊", '"""""' + '"()|:*')
"""Signs that people type on other keyboards; each stands for one sign, so that places stay what they are."""
_FIELD = re.compile(r"([A-Za-z]{2,12}):")
_RUN = re.compile(r'[^\s()|"]+')


class Token(NamedTuple):
    """One piece of a query."""

    kind: str
    span: Span
    field: str = ""
    """What stands before the colon, if there is one."""
    value: str = ""
    quoted: bool = False
    star: bool = False
    """Whether the value may go on."""
    open: bool = False
    """Whether a quotation mark was not closed."""


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text, from the left."""
    alike = text.translate(_ALIKE)
    at, end = 0, len(text)
    while at < end:
        sign = alike[at]
        if sign.isspace():
            at += 1
        elif sign in "()|":
            yield Token(OR if sign == "|" else sign, (at, at + 1))
            at += 1
        elif sign == "-" and _negates(alike, at):
            yield Token(NOT, (at, at + 1))
            at += 1
        else:
            token = _item(text, alike, at)
            yield token
            at = token.span[1]


def _negates(text: str, at: int) -> bool:
    """Whether a dash stands before something, or where something could still come."""
    after = text[at + 1 : at + 2]
    return not after or not (after.isspace() or after in "-|)")


def _item(text: str, alike: str, start: int) -> Token:
    named = _FIELD.match(alike, start)
    at = named.end() if named else start
    field = text[start : at - 1] if named else ""
    if alike[at : at + 1] == '"':
        close = alike.find('"', at + 1)
        if close < 0:
            return Token(ITEM, (start, len(text)), field, text[at + 1 :], quoted=True, open=True)
        star = alike[close + 1 : close + 2] == "*"
        return Token(ITEM, (start, close + 1 + star), field, text[at + 1 : close], quoted=True, star=star)
    run = _RUN.match(alike, at)
    stop = run.end() if run else at
    value = text[at:stop]
    if not named and value.casefold() == "or":
        return Token(OR, (start, stop))
    star = len(value) > 1 and alike[stop - 1] == "*"
    return Token(ITEM, (start, stop), field, value[:-1] if star else value, star=star)
