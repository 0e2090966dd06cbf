"""Subscribing: the feed at an address, or the one that the page there names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.domain.errors import ReaderError, TextUnusable
from reader.domain.feed import Feed
from reader.library.feeds import new_feed
from reader.services.adding.address import host_of
from reader.services.adding.report import Step
from reader.services.adding.signs import is_feed
from reader.services.feeds.discover import feed_guesses, feeds_in_page
from reader.services.feeds.refresh import ACCEPT, Refreshing
from reader.services.web.fetch import Answer
from reader.services.web.page import charset_of
from reader.services.web.work import Web

_GUESSES = 6
"""Addresses that are tried where a page names no feed."""


@dataclass(frozen=True, slots=True)
class Subscribing:
    """What came of subscribing to an address."""

    url: str
    feed: Feed | None
    """The feed; None where there is none."""
    new: bool = False
    problem: str = ""


async def subscribe_all(
    web: Web,
    urls: Sequence[str],
    tags: tuple[str, ...],
    name: str,
    results: list[Subscribing],
    on_step: Callable[[Step], None] = lambda step: None,
) -> None:
    """Subscribe to the feeds at addresses, side by side; adds to `results` what came of each."""

    async def one(url: str) -> None:
        try:
            results.append(Subscribing(url, *await subscribe(web, url, tags, name)))
        except ReaderError as error:
            results.append(Subscribing(url, None, problem=str(error)))
        on_step(Step(len(results), len(urls), url))

    await asyncio.gather(*(one(_address(url)) for url in urls))


def _address(url: str) -> str:
    """What a person means by an address without its beginning, or with that of a feed."""
    url = url.strip()
    for prefix in ("feed://", "feed:"):
        if url.startswith(prefix):
            url = url.removeprefix(prefix)
            break
    return url if "://" in url else f"https://{url}"


async def subscribe(web: Web, url: str, tags: tuple[str, ...] = (), name: str = "") -> tuple[Feed, bool]:
    """Subscribe to the feed at an address or on the page there; says whether it is new. Raises ReaderError."""
    if (known := web.library.feeds.at(url)) is not None:
        return known, False
    answer = await find_feed(web, url)
    if (known := web.library.feeds.at(answer.moved or answer.url)) is not None:
        return known, False
    return await subscribe_to(web, answer.url, answer, tags, name), True


async def subscribe_to(web: Web, url: str, answer: Answer, tags: tuple[str, ...] = (), name: str = "") -> Feed:
    """Subscribe to the feed that an address has just answered with, and take its entries; raises ReaderError."""
    address = answer.moved or url
    if (known := web.library.feeds.at(address)) is not None:
        return known
    feed = new_feed(address, tags=tags, name=name)
    refreshing = Refreshing(web)
    await refreshing.take_first(feed, answer)
    return web.library.feeds.get(feed.uid) or feed


async def find_feed(web: Web, url: str) -> Answer:
    """The answer of the feed at an address, on the page there, or where such sites have theirs; raises ReaderError."""
    answer = await _get(web, url)
    if is_feed(answer.body):
        return answer
    named = await web.parsers.aread(host_of(url), feeds_in_page, answer.body, answer.url, charset_of(answer))
    candidates = [link.url for link in named] or feed_guesses(answer.url)
    for candidate in candidates[:_GUESSES]:
        try:
            found = await _get(web, candidate)
        except ReaderError:
            continue
        if is_feed(found.body):
            return found
    raise TextUnusable(f"No feed can be found at {host_of(url)}.", "Give the address of the feed itself.")


async def _get(web: Web, url: str) -> Answer:
    async with web.manners.turn(url):
        return await web.fetcher.get(url, {"Accept": ACCEPT})
