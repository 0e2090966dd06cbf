"""Salvage: a new snapshot from what can still be read of an old one, its journal and the texts."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime

import orjson

from reader.domain.article import Article
from reader.domain.words import count_words
from reader.library import snapshot
from reader.library.bodies import facts_of, split
from reader.library.codec import moment
from reader.library.documents import Document, Documents
from reader.library.folder import Folder
from reader.library.journal import decode
from reader.library.library import TABLES, Library
from reader.library.locking import LibraryLock
from reader.library.migrations import SCHEMA
from reader.library.replay import apply

_TABLE = re.compile(rb'"(\w+)":\{$')
_LINE = re.compile(rb'"(\d+)":(\{.*\}),?$')


def rebuild(folder: Folder, stamp: str) -> list[str]:
    """Put an unreadable snapshot aside and write one from its readable lines and the whole journal."""
    done: list[str] = []
    with LibraryLock(folder).held():
        raw = b""
        with suppress(FileNotFoundError):
            raw = folder.snapshot.read_bytes()
            aside = folder.aside(folder.snapshot.name, stamp)
            aside.write_bytes(raw)
            done.append(f"Kept the unreadable library.json as {aside.name}.")
        tables = readable_lines(raw)
        saved = len(tables[snapshot.LAST_TABLE])
        journal = folder.journal.read_bytes() if folder.journal.exists() else b""
        generation = number = 0
        for line in journal.splitlines(keepends=True):
            if (transaction := decode(line)) is not None:
                generation = max(generation, transaction.generation)
                number = max(number, transaction.number)
                for step in transaction.steps:
                    apply(tables, step)
        header = {"schema": SCHEMA, "generation": generation + 1, "number": number}
        snapshot.write(folder.snapshot, tables, header)
        done.append(f"Wrote a new library.json: {saved} articles from the old one, the rest from journal and texts.")
    return done


def readable_lines(raw: bytes) -> dict[str, Documents]:
    """Every document whose line is whole, whatever is wrong with the others."""
    tables = {name: Documents() for name in TABLES}
    current: Documents | None = None
    for line in raw.splitlines():
        if table := _TABLE.match(line):
            current = tables.setdefault(table.group(1).decode(), Documents())
        elif current is not None and (found := _LINE.match(line)):
            with suppress(ValueError):
                document: Document = orjson.loads(found.group(2))
                current[found.group(1).decode()] = document
    return tables


def adopt(library: Library, folder: Folder) -> list[str]:
    """Give texts without an article one again, from the facts in their front matter."""
    known = set(library.articles.columns.uids) | library.withdrawn()
    orphans = []
    for path in sorted(folder.bodies.glob("??/*.md")):
        if path.stem not in known:
            with suppress(OSError):
                orphans.append(article_of(path.stem, path.read_text(encoding="utf-8", errors="replace")))
    if not orphans:
        return []
    library.articles.adopt(orphans)
    return [f"Took {len(orphans)} text{'' if len(orphans) == 1 else 's'} without an article into the list again."]


def article_of(uid: str, text: str) -> Article:
    """The article that a body file describes."""
    front_matter, body = split(text)
    facts = facts_of(front_matter)
    words, cjk = count_words(body)

    def fact(name: str) -> str:
        value = facts.get(name)
        return value if isinstance(value, str) else ""

    tags = facts.get("tags")
    return Article(
        uid=uid,
        title=fact("title") or body.strip().partition("\n")[0][:80] or "Untitled",
        url=fact("url"),
        source=fact("source"),
        author=fact("author"),
        published=moment(fact("published")),
        added=moment(fact("added")) or datetime.now(UTC),
        language=fact("language"),
        words=words,
        cjk=cjk,
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )
