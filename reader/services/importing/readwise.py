"""Readwise: a table of highlights, of books and of pages, in which a book is as many rows as passages were marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reader.domain.carried import Carried, Excerpt
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped
from reader.services.importing.table import Row
from reader.services.importing.values import address_in, colour_in, line_in, moment_in, number_in, tags_in, text_in

_EXPORTED = frozenset(("highlight", "book title"))
_TAKEN = frozenset(("highlight", "title", "author", "note"))
"""The columns of the table that Readwise itself reads, and other programs write for it."""
_USED = frozenset((
    "highlight", "book title", "book author", "title", "author", "url", "note", "color", "tags", "document tags",
    "highlighted at", "date",
))  # fmt: skip
_TAGS = re.compile(r"(?:\.[^\s.]+(?:\s+|$))+")
_WORDS = 60
"""Characters of a passage by which what has no place here is known."""


@dataclass(slots=True)
class _Book:
    """What all rows of a book or page say together."""

    title: str
    author: str
    url: str
    rows: list[tuple[float, Excerpt]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    extra: list[dict[str, Any]] = field(default_factory=list)
    number: str = ""
    """Its number in a shop."""


class Readwise:
    """The highlights of Readwise; a text is known by what was marked in it, and only some tables know its address."""

    name = "Readwise"
    key = "readwise"

    def recognises(self, file: ImportFile) -> bool:
        """Whether there is a column of highlights, and one that says of which text."""
        return file.table is not None and any(map(file.table.columns.issuperset, (_EXPORTED, _TAKEN)))

    def read(self, file: ImportFile) -> Iterator[Found]:
        """All texts, each with what was marked in it, after what is skipped."""
        assert file.table is not None
        if file.table.remark:
            yield Remark(file.table.remark)
        books: dict[tuple[str, ...], _Book] = {}
        for row in file.table:
            problem = row.problem or attempt(_take, books, row)
            if problem != "":
                yield Skipped(row.where, problem or "is damaged")
        yield from map(_carried, books.values())


def _take(books: dict[tuple[str, ...], _Book], row: Row) -> str:
    """Put a row to its book; says what is wrong with it."""
    title = line_in(row["book title"] or row["title"])
    author = line_in(row["book author"] or row["author"], 200)
    url, number = address_in(row["url"]), line_in(row["amazon book id"])
    text, note = text_in(row["highlight"]), text_in(row["note"])
    if not (title or url):
        return "does not say of which text it is"
    if not (text or note):
        return "holds no highlight and no note"
    made = moment_in(row["highlighted at"] or row["date"])
    key = (url or number or title.casefold(), author.casefold())
    book = books.setdefault(key, _Book(title, author, url, number=number))
    commands, tags = _sorted_tags(tags_in(row["tags"]))
    if not row["tags"] and (match := _TAGS.match(note)):  # the form that Readwise reads has no column for them
        tags += [tag.removeprefix(".") for tag in match.group().split()]
        note = note[match.end() :]
    book.tags += tags_in(row["document tags"])
    if not text:
        book.notes.append(note)
        book.tags += tags
    else:
        place = number_in(row["location"])
        book.rows.append((place, Excerpt(text, note, colour_in(row["color"]), tuple(tags), made)))
    extra: dict[str, Any] = {
        row.table.called[name]: cell
        for name, cell in row.cells.items()
        if cell and name not in _USED and name != "amazon book id"
    }
    if commands:
        extra["Commands"] = commands
    if extra:
        book.extra.append({"Highlight": text[:_WORDS], **extra})
    return ""


def _sorted_tags(tags: Sequence[str]) -> tuple[list[str], list[str]]:
    """What was said to the program by tags that begin with a dot, and the tags; a favourite is both."""
    commands = [tag for tag in tags if tag.startswith(".")]
    favourite = ["favorite"] if ".favorite" in commands else []
    return commands, [tag for tag in tags if tag not in commands] + favourite


def _carried(book: _Book) -> Carried:
    in_order = sorted(book.rows, key=lambda row: row[0]) if all(place for place, _ in book.rows) else book.rows
    excerpts = tuple(excerpt for _, excerpt in in_order)
    return Carried(
        title=book.title,
        url=book.url,
        seed="" if book.url else f"readwise {book.number or book.title} {book.author}".casefold(),
        author=book.author,
        added=_first(excerpt.made for excerpt in excerpts),
        tags=tags_in(book.tags),
        note="\n\n".join(filter(None, book.notes)),
        excerpts=excerpts,
        is_excerpts=not book.url and bool(excerpts),
        local=not book.url,
        extra={
            **({"Amazon Book ID": book.number} if book.number else {}),
            **({"highlights": book.extra} if book.extra else {}),
        },
    )


def _first(moments: Iterable[datetime | None]) -> datetime | None:
    return min(filter(None, moments), default=None)
