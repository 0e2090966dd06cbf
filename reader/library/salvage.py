"""Salvage: a new snapshot from what can still be read of an old one, its journal and the texts."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import UTC, datetime

from reader.domain.article import Article
from reader.domain.errors import LibraryReadOnly
from reader.domain.plain import clean_line
from reader.domain.words import count_words
from reader.library import snapshot
from reader.library.bodies import facts_of, split
from reader.library.codec import moment
from reader.library.documents import Document, Documents
from reader.library.folder import Folder, replace_file
from reader.library.journal import decode
from reader.library.lenient import storable
from reader.library.library import TABLES, Library
from reader.library.locking import LibraryLock
from reader.library.migrations import SCHEMA
from reader.library.replay import Moved, apply, resolved

_KEY = re.compile(r'"((?:[^"\\]|\\.){0,99})"\s*:\s*(?=\{)')
_DOCUMENTS = re.compile(r'\{\s*(?:"\d+"\s*:\s*\{|\})')


def insist_on_known_schema(folder: Folder) -> None:
    """Leave alone what a newer reader made, also where it is damaged; raises LibraryReadOnly."""
    with suppress(FileNotFoundError):
        meta = readable(folder.snapshot.read_bytes())[snapshot.META_TABLE]
        schema = meta.get(snapshot.HEADER_ID, {}).get("schema", SCHEMA)
        if not isinstance(schema, int) or schema > SCHEMA:
            raise LibraryReadOnly("The library was made by a newer reader: let that one repair it.")


def rebuild(folder: Folder, stamp: str) -> list[str]:
    """Put an unreadable snapshot aside and write one from its readable documents and the whole journal."""
    with LibraryLock(folder).held():
        raw = b""
        with suppress(FileNotFoundError):
            raw = folder.snapshot.read_bytes()
            replace_file(folder.aside(folder.snapshot.name, stamp), [raw])
        tables = readable(raw)
        header = tables[snapshot.META_TABLE].get(snapshot.HEADER_ID, {})
        saved = len(tables[snapshot.LAST_TABLE])
        journal = folder.journal.read_bytes() if folder.journal.exists() else b""
        last = replay_onto(tables, journal, header.get("generation"))
        number = max(last[1], header["number"] if isinstance(header.get("number"), int) else 0)
        facts = {**header, "schema": SCHEMA, "generation": last[0] + 1, "number": number}
        facts["written"] = snapshot.later_than(snapshot.signature_of(folder.snapshot))
        snapshot.write(folder.snapshot, tables, facts)
    return [f"Wrote a new library.json: {saved} articles from the old one, the rest from journal and texts."]


def replay_onto(tables: dict[str, Documents], journal: bytes, generation: object) -> tuple[int, int]:
    """Do what the journal says to documents that were saved; says its last generation and number.

    The lines kept for undo are older than a saved document and would set it back: they serve for the lost ones only.
    """
    transactions = [t for line in journal.splitlines(keepends=True) if (t := decode(line)) is not None]
    newest = max((transaction.generation for transaction in transactions), default=0)
    of_snapshot = generation if isinstance(generation, int) else newest
    saved = {(name, key, d.get("uid")) for name, documents in tables.items() for key, d in documents.items()}
    moved: Moved = {}
    for transaction in transactions:
        for step in transaction.steps:
            stale = transaction.generation < of_snapshot or step.old is None
            if stale and (step.table, step.id, step.uid) in saved:
                continue
            if (here := resolved(step, tables, moved)) is not None:
                apply(tables, here)
    return max(newest, of_snapshot), max((transaction.number for transaction in transactions), default=0)


def readable(raw: bytes) -> dict[str, Documents]:
    """Every document that is whole, whatever is wrong with the others, of any program's layout."""
    tables = {name: Documents() for name in TABLES}
    text = raw.decode("utf-8", "replace")
    decoder = json.JSONDecoder()
    current: Documents | None = None
    known: set[str] = set()
    strays: list[tuple[Documents, Document]] = []
    position = 0
    while key := _KEY.search(text, position):
        name, position = key.group(1), key.end()
        if current is not None and name.isdecimal():
            with suppress(ValueError, RecursionError):
                found, position = decoder.raw_decode(text, position)
                if not _is_one_more(document := storable(found), known):
                    if snapshot.is_id(name) and name not in current:
                        current[name] = document
                    else:
                        strays.append((current, document))
        elif _DOCUMENTS.match(text, position):
            current = tables.setdefault(name, Documents())
    free = {id(documents): documents.max_id() + 1 for documents, _ in strays}
    for documents, document in strays:
        documents[str(free[id(documents)])] = document
        free[id(documents)] += 1
    return tables


def _is_one_more(document: Document, known: set[str]) -> bool:
    """Whether there was one with its uid already: behind a file torn while it was rewritten an older one may stand."""
    uid = document.get("uid")
    if not isinstance(uid, str):
        return False
    twice = uid in known
    known.add(uid)
    return twice


def adopt(library: Library, folder: Folder) -> list[str]:
    """Give texts without an article one again, from the facts in their front matter."""
    known = set(library.articles.columns.uids) | library.withdrawn()
    orphans = []
    for path in folder.texts():
        if path.stem not in known:
            with suppress(OSError):
                edition = library.bodies.next_edition(path.stem) - 1
                latest = library.bodies.path(path.stem, edition)
                article = article_of(path.stem, latest.read_text(encoding="utf-8", errors="replace"))
                orphans.append(article._replace(edition=edition))
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
        return clean_line(value) if isinstance(value, str) else ""

    tags = facts.get("tags")
    return Article(
        uid=uid,
        title=fact("title") or clean_line(body.strip().partition("\n")[0], 80) or "Untitled",
        url=fact("url"),
        source=fact("source"),
        author=fact("author"),
        published=moment(fact("published")),
        added=moment(fact("added")) or datetime.now(UTC),
        language=fact("language"),
        words=words,
        cjk=cjk,
        tags=tuple(clean_line(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )
