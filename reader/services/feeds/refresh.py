"""Refreshing feeds: asks many at once, takes what is new, stores it batch by batch, and says how each of them fares.

What is stored first are the articles, then what has been seen, then what the server wants to be reminded of: a kill
in between costs a second look, never an article.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.domain.feed import Feed
from reader.domain.provenance import Provenance, Way
from reader.library.seen import Seen
from reader.services.adding.report import Step
from reader.services.adding.whole import whole
from reader.services.feeds.correcting import corrections
from reader.services.feeds.health import after_answer, after_failure, asked_to_wait
from reader.services.feeds.parse import parse_feed
from reader.services.feeds.taking import Known, Taken, take
from reader.services.tagging.incoming import add_tagged
from reader.services.web.fetch import Answer, FetchFailed
from reader.services.web.page import FeedThere
from reader.services.web.work import Web

BATCH = 1000
"""Articles of one transaction."""
SMALL = 20
"""The same where somebody looks on, who takes in one transaction between two keys."""
PARSED_AHEAD = 12
"""Feeds that are being parsed, or wait for it, at once: what they answered lies in memory."""
ACCEPT = (
    "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml,application/xml;q=0.9,*/*;q=0.5"
)


@dataclass(slots=True)
class RefreshReport:
    """What a refresh did."""

    asked: int = 0
    unchanged: int = 0
    added: int = 0
    """New articles."""
    joined: int = 0
    """Stories that were there from other feeds."""
    updated: int = 0
    """Articles whose feeds say something else now."""
    muted: int = 0
    capped: int = 0
    forgotten: int = 0
    fresh: dict[str, int] = field(default_factory=dict)
    """How many new articles each feed had, by its uid."""
    failed: list[tuple[Feed, str]] = field(default_factory=list)
    moved: list[tuple[Feed, str]] = field(default_factory=list)
    """Feeds, and where they are now."""
    gone: list[Feed] = field(default_factory=list)
    waiting: list[Feed] = field(default_factory=list)
    """Feeds whose servers want to be asked later."""
    offline: bool = False
    """Whether there was no network at all; then nothing is held against any feed."""
    stopped: bool = False


@dataclass(slots=True)
class _Batch:
    """What has been taken and is not stored yet."""

    drafts: list[Draft] = field(default_factory=list)
    joined: list[tuple[str, str]] = field(default_factory=list)
    """Uids of articles, and of feeds that they stand in, too."""
    changed: dict[str, Draft] = field(default_factory=dict)
    """What articles, by their uids, are in their feeds now."""
    seen: dict[str, tuple[Seen, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)


class Refreshing:
    """One refresh of some feeds."""

    def __init__(
        self,
        web: Web,
        report: RefreshReport | None = None,
        on_step: Callable[[Step], None] = lambda step: None,
        at_once: int = BATCH,
    ) -> None:
        self._at_once = at_once
        self.report = RefreshReport() if report is None else report
        self._web = web
        self._library = web.library
        self._on_step = on_step
        self._now = datetime.now(UTC)
        self._known = Known()
        self._parsing = asyncio.Semaphore(PARSED_AHEAD)
        self._batch = _Batch()
        self._failures: list[tuple[Feed, ReaderError]] = []
        self._storing: asyncio.Task[None] | None = None
        """What has been taken being stored, in a thread: the next feeds are read meanwhile."""

    async def run(self, feeds: Sequence[Feed]) -> RefreshReport:
        """Refresh feeds; what has been taken until it is cancelled is stored."""
        for feed in self._library.feeds.all():
            self._known.learn(self._library.seen.read(feed.uid)[0])
        tasks = [asyncio.create_task(self._refresh(feed)) for feed in feeds]
        try:
            for done, task in enumerate(asyncio.as_completed(tasks), 1):
                feed = await task
                if len(self._batch.drafts) + len(self._batch.changed) >= BATCH:
                    await self._stored()
                    self._storing = asyncio.create_task(asyncio.to_thread(self._store, self._next_batch()))
                self._on_step(Step(done, len(tasks), feed.called))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._settle_failures()
            await self._stored()
            self._store(self._next_batch())
        return self.report

    async def _stored(self) -> None:
        """Wait until what is being stored is stored, also where this is cancelled meanwhile; raises what that did."""
        storing, self._storing = self._storing, None
        if storing is not None:
            try:
                await asyncio.shield(storing)
            except asyncio.CancelledError:
                self._storing = storing
                raise

    async def _refresh(self, feed: Feed) -> Feed:
        self.report.asked += 1
        try:
            answer = await self._ask(feed)
            if answer is not None:
                await self.take(feed, answer)
        except ReaderError as error:
            self._failures.append((feed, error))
        return feed

    async def _ask(self, feed: Feed) -> Answer | None:
        headers = {"Accept": ACCEPT, "If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        manners = self._web.manners
        async with manners.turn(feed.url):
            if until := manners.left_alone(feed.url):
                self._note(feed, {"after": until})
                self.report.waiting.append(feed)
                return None
            try:
                return await self._web.fetcher.get(feed.url, {name: value for name, value in headers.items() if value})
            except FetchFailed as error:
                if until := asked_to_wait(error, self._now):
                    manners.leave_alone(feed.url, until)
                raise

    async def take(self, feed: Feed, answer: Answer) -> None:
        """Take what is new in a feed's answer; raises ReaderError where there is no feed in it."""
        changes = after_answer(feed, answer, self._now)
        if "moved" in changes:
            self.report.moved.append((feed, answer.moved))
        seen, before = self._library.seen.read(feed.uid)
        digest = sha256(answer.body).hexdigest()[:16]
        if answer.status == 304 or digest == before:
            self.report.unchanged += 1
            self._note(feed, changes)
            return
        known = self._library.articles.untouched(entry.uid for entry in seen.values())
        digests = {identity: entry.digest if entry.uid in known else "" for identity, entry in seen.items()}
        async with self._parsing:
            parsed = await self._web.parsers.aread(feed.called, parse_feed, answer.body, answer.url, digests)
        changes |= _facts(feed, parsed.title, parsed.site)
        ruled = feed._replace(mute=(*feed.mute, *self._web.mute))
        taken = take(ruled, parsed, seen, self._known, self._room(feed), self._now)
        if feed.full:
            taken.drafts = await self._filled(taken.drafts)
        newest = max(filter(None, (draft.published for draft in taken.drafts)), default=None)
        if newest and (feed.newest is None or newest > feed.newest):
            changes["newest"] = newest
        self._keep(feed, taken, digest, changes)

    async def take_first(self, feed: Feed, answer: Answer) -> None:
        """Subscribe to a feed and take what its address has just answered, as one change; raises ReaderError."""
        for other in self._library.feeds.all():
            self._known.learn(self._library.seen.read(other.uid)[0])
        self._library.seen.forget([feed.uid])  # it may have been there before, and its articles not be any more
        await self.take(feed, answer)
        with self._library.as_one("subscribe"):
            self._library.feeds.add([feed])
            self._store(self._next_batch())

    def _keep(self, feed: Feed, taken: Taken, digest: str, changes: dict[str, Any]) -> None:
        self._batch.drafts += taken.drafts
        self._batch.joined += [(uid, feed.uid) for uid in taken.joined]
        self._batch.changed |= taken.changed
        self._batch.seen[feed.uid] = taken.seen, digest
        self._note(feed, changes)
        self.report.muted += taken.muted
        self.report.capped += taken.capped
        self.report.fresh[feed.uid] = len(taken.drafts)

    def _room(self, feed: Feed) -> int | None:
        """How many entries may still be taken of a feed today."""
        if not feed.cap:
            return None
        today = self._now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return max(0, feed.cap - self._library.articles.came_from(feed.uid, today))

    async def _filled(self, drafts: list[Draft]) -> list[Draft]:
        """Drafts with the texts of their pages, where those say more."""
        return list(await asyncio.gather(*map(self._with_page, drafts)))

    async def _with_page(self, draft: Draft) -> Draft:
        if not draft.url:
            return draft
        try:
            page = await self._web.text_at(draft.url)
        except ReaderError:
            return draft  # what the feed says is better than nothing
        if isinstance(page, FeedThere) or (page.counted or (0, 0))[0] <= (draft.counted or (0, 0))[0]:
            return draft
        provenance = page.provenance or Provenance(Way.FETCHED)
        return replace(
            draft, body=page.body, counted=page.counted, provenance=provenance, author=draft.author or page.author
        )

    def _note(self, feed: Feed, changes: dict[str, Any]) -> None:
        if changes:
            self._batch.notes.setdefault(feed.uid, {}).update(changes)

    def _settle_failures(self) -> None:
        """Hold failures against feeds, unless it is the network that is not there."""
        unreachable = [error for _, error in self._failures if isinstance(error, FetchFailed) and error.offline]
        self.report.offline = bool(unreachable) and len(unreachable) == self.report.asked
        for feed, error in self._failures:
            changes = after_failure(feed, error, self._now)
            if "after" in changes:
                self.report.waiting.append(feed)
            elif "gone" in changes:
                self.report.gone.append(feed)
            else:
                self.report.failed.append((feed, str(error)))
            if not self.report.offline:
                self._note(feed, changes)
        self._failures = []

    def _next_batch(self) -> _Batch:
        """What has been taken so far, which is to be stored now."""
        batch, self._batch = self._batch, _Batch()
        return batch

    def _store(self, batch: _Batch) -> None:
        with whole():
            if batch.drafts:
                added = add_tagged(self._library, batch.drafts, "", from_bin=False, at_once=self._at_once)
                self.report.added += sum(result.new for result in added)
                self.report.joined += sum(not result.new for result in added)
            if batch.changed:
                corrected = corrections(self._library, batch.changed)
                self.report.updated += self._library.articles.renew(corrected, self._at_once)
            if batch.joined:
                self.report.joined += self._library.articles.join(batch.joined)
            self._library.seen.write(batch.seen)
            self._library.feeds.note(batch.notes)


def _facts(feed: Feed, title: str, site: str) -> dict[str, Any]:
    """What a feed says of itself, where that is something else than before."""
    said = {"title": title or (feed.title or feed.called), "site": site or feed.site}
    return {name: value for name, value in said.items() if value != getattr(feed, name)}
