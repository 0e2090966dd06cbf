"""Manners: how many may be asked at once, how many of one host, and who wants to be left alone for a while."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

AT_ONCE = 16
OF_ONE_HOST = 2
LONGEST = timedelta(days=7)
"""Longer nobody is left alone, whatever a server says."""


class Manners:
    """What one round of requests keeps to."""

    def __init__(self, at_once: int = AT_ONCE, of_one_host: int = OF_ONE_HOST) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(of_one_host))
        self._left_alone: dict[str, datetime] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until an address may be asked; one host that is slow does not hold up the others."""
        async with self._hosts[host_in(url)], self._all:
            yield

    def leave_alone(self, url: str, until: datetime) -> None:
        """Do not ask the host of an address again in this round."""
        self._left_alone[host_in(url)] = until

    def left_alone(self, url: str) -> datetime | None:
        """Until when the host of an address wants to be left alone, if it does."""
        return self._left_alone.get(host_in(url))


def host_in(url: str) -> str:
    """The host and port of an address."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def retry_time(text: str, now: datetime) -> datetime | None:
    """When a server wants to be asked again, from its `Retry-After`; None where it says nothing of use."""
    text = text.strip()
    try:
        when = now + timedelta(seconds=int(text)) if text.isdecimal() else parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return now + LONGEST if text.isdecimal() else None
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return min(when, now + LONGEST) if when > now else None
