"""Carrying in: articles that come with a past, from another program or another library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tinydb.table import Table

from reader.domain.article import Article
from reader.library.bodies import Bodies
from reader.library.codec import to_document
from reader.library.locking import write_failure
from reader.library.storage import JournalStorage

if TYPE_CHECKING:
    from reader.library.articles import Articles

EXTRA = "extra"
"""The field of a document that holds what other programs know of an article, by the program's name."""
CARRIED = "carried"
"""The field that says what was carried in already, by the program's name: a digest."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An article as it is to be."""

    article: Article
    body: str | None = None
    """Its text, where it has one that is not in the library yet."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[int, str] = field(default_factory=dict)
    """The texts that it had before, by their numbers."""


def carry(
    table: Table,
    storage: JournalStorage,
    bodies: Bodies,
    articles: Articles,
    coming: Sequence[Coming],
    pictures: Mapping[str, bytes],
) -> None:
    """Put articles in as they are to be, within a transaction; see `Articles.carry`."""
    try:
        bodies.pictures.write(pictures)
        bodies.write([text for one in coming for text in _texts(one)])
    except OSError as error:
        raise write_failure(error, storage.folder) from error
    columns = articles.columns
    fresh = [one for one in coming if columns.slot(one.article.uid) is None]
    known = [one for one in coming if columns.slot(one.article.uid) is not None]
    table.insert_multiple(_document(one) for one in fresh)
    for one in known:
        wanted = _document(one)

        def change(document: Mapping[str, Any], wanted: Mapping[str, Any] = wanted) -> dict[str, Any]:
            return {name: wanted.get(name) for name in (*document, *wanted) if document.get(name) != wanted.get(name)}

        articles.set_fields([one.article.uid], change)


def _texts(coming: Coming) -> Iterator[tuple[Article, str]]:
    """The texts to be written of an article, each with the article of which it is the text."""
    if coming.body is not None:
        yield coming.article, coming.body
    for number, text in coming.editions.items():
        yield coming.article._replace(edition=number), text


def _document(coming: Coming) -> dict[str, Any]:
    document = to_document(coming.article)
    kept = {EXTRA: dict(coming.extra), CARRIED: dict(coming.carried)}
    return {**document, **{name: value for name, value in kept.items() if value}}
