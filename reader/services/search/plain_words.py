"""Plain words: what can be said of a query before it is parsed, as it hardly ever is when the app starts."""

from __future__ import annotations

from reader.library.titles import PARTS

_SIGNS = frozenset('"()|*:“”„«»（）｜＊：＂')
_IN_DOCUMENTS = tuple(f"{name}:" for name in ("published", "words", "minutes", "progress", "site", "lang", "source"))
"""What begins a question for what only the documents say, or a suggestion of it."""


def is_plain(text: str) -> bool:
    """Whether a text is nothing but words, in any query."""
    if not _SIGNS.isdisjoint(text):
        return False
    return not any(word[0] == "-" or word.casefold() == "or" for word in text.split())


def asks_documents(text: str) -> bool:
    """Whether a query, as far as it has been typed, may need what is known only when every document has been read."""
    typed = text.casefold().replace("：", ":")
    return any(field in typed for field in _IN_DOCUMENTS)


def part_named(text: str) -> str | None:
    """The part of titles for which a query asks with what is typed next, as after `title:`."""
    typed = text.casefold().replace("：", ":")
    return next((name for name in PARTS if typed.endswith(f"{name}:")), None)
