"""Taking texts in: the bodies are on disk before the line of the journal that names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from tinydb.table import Table

from reader.domain.article import Article
from reader.domain.draft import Draft
from reader.domain.words import count_words
from reader.library.bodies import Bodies
from reader.library.codec import to_document
from reader.library.locking import write_failure
from reader.library.storage import JournalStorage

if TYPE_CHECKING:
    from reader.library.articles import Articles

_OF_A_TEXT = (
    "title", "source", "author", "published", "language", "words", "cjk", "description", "provenance", "edition",
)  # fmt: skip
"""Fields that come with a text."""
_OF_A_DRAFT = ("source", "author", "published", "language", "description")
"""Fields that a draft may say something of."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a draft."""

    article: Article
    new: bool
    """Whether it had not been in the library."""
    restored: bool = False
    """Whether it was in the Bin and came back."""
    filled: bool = False
    """Whether it had been waiting for its text and has it now."""


class Intake:
    """One taking in."""

    def __init__(self, table: Table, storage: JournalStorage, bodies: Bodies, articles: Articles) -> None:
        self._table = table
        self._storage = storage
        self._bodies = bodies
        self._articles = articles
        self._written: dict[str, Article] = {}
        self._now = datetime.now(UTC)

    def add(self, drafts: Sequence[Draft], label: str, from_bin: bool, at_once: int) -> list[Added]:
        """Add drafts; see `Articles.add`."""
        named = [(draft.uid, draft) for draft in drafts]
        with self._storage.transaction():  # may it be changed, and what did others add? Their texts stay as they are
            pass
        self._write(dict(reversed(named)))  # the first of those with one uid
        size = at_once or len(named) or 1
        parts = (named[start : start + size] for start in range(0, len(named), size))
        return [added for part in parts for added in self._commit(part, label, from_bin)]

    def _commit(self, named: list[tuple[str, Draft]], label: str, from_bin: bool) -> list[Added]:
        """Add drafts whose bodies are written, in one transaction."""
        from reader.library.articles import joined

        wanted = dict(reversed(named))
        with self._storage.transaction(label):
            self._write(wanted)  # what was withdrawn just now
            coming = {uid: None for uid, _ in named if self._slot(uid) is None}
            filled = {uid for uid in wanted if self._waits(uid) and not wanted[uid].waiting}
            back = {uid for uid in wanted if from_bin and self._removed(uid)}
            self._articles.set_fields(back, lambda _: {"removed": None})
            for uid in filled:
                self._articles.set_fields([uid], partial(_filled, article=self._written[uid]))
            self._table.insert_multiple(to_document(self._written[uid]) for uid in coming)
            for uid, draft in named:
                if draft.feeds and not (uid in coming and draft is wanted[uid]):
                    self._articles.set_fields([uid], partial(joined, feeds=draft.feeds))
        return self._told(named, set(coming), back, filled)

    def put_text(self, uid: str, draft: Draft, label: str) -> Article:
        """Give an article another text; see `Articles.put_text`."""
        before = self._articles.find(uid)
        edition = 0 if before.waiting else self._bodies.next_edition(before.uid)
        article = _with_text(before, draft, edition)
        self._write_bodies([(article, draft.body)], draft.pictures)
        with self._storage.transaction(label):
            self._articles.set_fields([article.uid], partial(_filled, article=article))
        return self._articles.find(article.uid)

    def renew(self, drafts: Mapping[str, Draft], at_once: int) -> int:
        """Give articles that nobody has opened other texts; see `Articles.renew`."""
        with self._storage.transaction():  # may it be changed, and what has been opened elsewhere?
            pass
        fresh: list[tuple[Article, str]] = []
        for uid in self._articles.untouched(drafts):
            before = self._articles.find(uid)
            edition = before.edition or self._bodies.next_edition(uid)
            fresh.append((_with_text(before, drafts[uid], edition), drafts[uid].body))
        self._write_bodies(fresh, {})
        size, changed = at_once or len(fresh) or 1, 0
        for start in range(0, len(fresh), size):
            with self._storage.transaction():
                part = {article.uid: article for article, _ in fresh[start : start + size]}
                for uid in self._articles.untouched(part):
                    changed += self._articles.set_fields([uid], partial(_filled, article=part[uid]))
        return changed

    def forget(self, uids: Iterable[str]) -> int:
        """Take articles out for good; see `Articles.forget`."""
        columns = self._articles.columns
        slots = {uid: slot for uid in uids if (slot := columns.slot(uid)) is not None}
        with self._storage.transaction():
            self._table.remove(doc_ids=[columns.ids[slot] for slot in slots.values()])
        for uid in slots:
            self._bodies.delete(uid)
        return len(slots)

    def _slot(self, uid: str) -> int | None:
        return self._articles.columns.slot(uid)

    def _waits(self, uid: str) -> bool:
        return (slot := self._slot(uid)) is not None and self._articles.columns.is_waiting(slot)

    def _removed(self, uid: str) -> bool:
        return (slot := self._slot(uid)) is not None and self._articles.columns.is_removed(slot)

    def _write(self, drafts: Mapping[str, Draft]) -> None:
        """Write the bodies of what is new or waited for, unless that was done."""
        texts = []
        pictures: dict[str, bytes] = {}
        for uid, draft in drafts.items():
            if uid in self._written:
                continue
            if self._slot(uid) is None:
                self._written[uid] = article_from(uid, draft, self._now)
            elif self._waits(uid) and not draft.waiting:
                known = self._articles.get(uid)
                assert known is not None
                self._written[uid] = _with_text(known, draft, 0)
            else:
                continue
            if not draft.waiting:
                texts.append((self._written[uid], draft.body))
                pictures.update(draft.pictures)
        self._write_bodies(texts, pictures)

    def _write_bodies(self, texts: Sequence[tuple[Article, str]], pictures: Mapping[str, bytes]) -> None:
        """Write bodies, but first the pictures, so that no body ever refers to one that is still to come."""
        try:
            self._bodies.pictures.write(pictures)
            self._bodies.write(texts)
        except OSError as error:
            raise write_failure(error, self._storage.folder) from error

    def _told(self, named: list[tuple[str, Draft]], came: set[str], back: set[str], filled: set[str]) -> list[Added]:
        results = []
        for uid, _ in named:
            article = self._written[uid] if uid in came else self._articles.get(uid)
            assert article is not None
            results.append(Added(article, uid in came, uid in back, uid in filled))
            came.discard(uid)
            filled.discard(uid)
        return results


def article_from(uid: str, draft: Draft, now: datetime) -> Article:
    """The article that a draft becomes."""
    return Article(
        uid=uid,
        url=draft.url,
        added=draft.added or now,
        tags=draft.tags,
        feeds=draft.feeds,
        aside=draft.aside,
        waiting=now if draft.waiting else None,
        problem=draft.problem,
        **_said(draft, "", 0),
    )


def _with_text(article: Article, draft: Draft, edition: int) -> Article:
    """An article with the text of a draft and the facts that come with it; what that does not say stays."""
    return article._replace(**_said(draft, article.title, edition))


def _said(draft: Draft, title: str, edition: int) -> dict[str, Any]:
    """The fields of an article, which has been called `title`, that come from a draft: what that says."""
    words, cjk = draft.counted or count_words(draft.body)
    facts = {name: value for name in _OF_A_DRAFT if (value := getattr(draft, name))}
    facts["title"] = draft.title or title or "Untitled"
    return {**facts, "provenance": draft.provenance, "words": words, "cjk": cjk, "edition": edition}


def _filled(document: Mapping[str, Any], article: Article) -> dict[str, Any]:
    """What is different in a document that gets a text."""
    fresh = to_document(article)
    fields = {name: fresh.get(name) for name in _OF_A_TEXT}
    fields |= {"waiting": None, "problem": None}
    return {name: value for name, value in fields.items() if value is not None or name in document}
