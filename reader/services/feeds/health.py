"""What a refresh learns of a feed's health, as changes to its facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reader.domain.errors import ReaderError
from reader.domain.feed import Feed
from reader.domain.identity import canonical_url
from reader.services.web.fetch import Answer, FetchFailed
from reader.services.web.manners import retry_time

GONE = 410
_LATER = (429, 503)


def after_failure(feed: Feed, error: ReaderError, now: datetime) -> dict[str, Any]:
    """What is different about a feed that has just failed."""
    status = error.status if isinstance(error, FetchFailed) else 0
    changes: dict[str, Any] = {"failures": feed.failures + 1, "problem": str(error)}
    if not feed.failures:
        changes["failing"] = now
    if status == GONE:
        changes["gone"] = now
    if status in _LATER and (until := asked_to_wait(error, now)):
        # it is there and says when: that is no failure
        return {"after": until}
    return changes


def asked_to_wait(error: ReaderError, now: datetime) -> datetime | None:
    """Until when a server wants to be left alone, if it says so."""
    if isinstance(error, FetchFailed) and error.status in _LATER:
        return retry_time(error.retry_after, now)
    return None


def after_answer(feed: Feed, answer: Answer, now: datetime) -> dict[str, Any]:
    """What is different about a feed that has just answered."""
    changes: dict[str, Any] = {}
    if feed.failures:
        changes |= {"failures": 0, "failing": None, "problem": ""}
    if feed.after:
        changes["after"] = None
    if answer.moved and canonical_url(answer.moved) != canonical_url(feed.url):
        former = tuple(dict.fromkeys((*feed.former, feed.url)))[-10:]
        changes |= {"url": answer.moved, "former": former, "moved": now}
    if answer.status != 304:
        for name, header in (("etag", "etag"), ("modified", "last-modified")):
            if (value := answer.headers.get(header, "")[:500]) != getattr(feed, name):
                changes[name] = value
    return changes
