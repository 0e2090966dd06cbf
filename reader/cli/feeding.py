"""What `reader feed` does, an action a function."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress
from reader.cli.tagging import tidy_tags
from reader.domain.errors import ReaderError
from reader.domain.feed import Health
from reader.domain.plain import clean_line, plain

if TYPE_CHECKING:
    from reader.domain.feed import Feed
    from reader.library.library import Library
    from reader.services.feeds.subscribe import Subscribing

MOST_BYTES = 20_000_000
"""Bytes of a list of feeds at most."""
_BADLY = (Health.FAILING, Health.GONE, Health.SILENT)


def add_feeds(given: argparse.Namespace) -> int:
    """Subscribe to the feeds at addresses; 1 if one could not be found."""
    from reader.cli.web import INTERRUPTED, on_the_web
    from reader.services.feeds.subscribe import subscribe_all
    from reader.services.web.work import Web

    results: list[Subscribing] = []
    with open_library(given, create=True) as library, Progress(given.progress) as progress:

        async def work(web: Web) -> None:
            await subscribe_all(web, given.urls, tidy_tags(given.tag), clean_line(given.name), results, progress.step)

        done = on_the_web(library, work)
        counts = library.articles.feeds()
    failed = [result for result in results if result.feed is None]
    if given.progress:
        sentences = [result.problem or _subscribed(result, counts) for result in results]
        print_json({"sentence": " · ".join(sentences), "failed": bool(failed)}, one_line=True)
        return 0
    for result in failed:
        print_problem(result.problem)
    if given.json:
        print_json([as_object(result.feed, counts) for result in results if result.feed is not None])
    else:
        for result in results:
            if result.feed is not None:
                print_line(f"{_subscribed(result, counts)} ({result.feed.uid})")
    return (1 if failed else 0) if done else INTERRUPTED


def _subscribed(result: Subscribing, counts: dict[str, tuple[int, int]]) -> str:
    if result.feed is None:
        return ""
    articles = counts.get(result.feed.uid, (0, 0))[0]
    said = "Subscribed" if result.new else "There already"
    return f"{said}: {result.feed.called}, {articles} article{'' if articles == 1 else 's'}"


def list_feeds(given: argparse.Namespace) -> int:
    """List the feeds."""
    with open_library(given) as library:
        feeds = library.feeds.all()
        counts = library.articles.feeds()
    if given.failing:
        feeds = [feed for feed in feeds if feed.health() in _BADLY]
    if given.json:
        print_json([as_object(feed, counts) for feed in feeds])
        return 0
    for feed in feeds:
        all_, unread = counts.get(feed.uid, (0, 0))
        health = feed.health()
        if on_terminal():
            said = "" if health is Health.WELL else f"  {health}{f': {feed.problem}' if feed.problem else ''}"
            print_line(f"{feed.uid}  {unread:>6} of {all_:>6}  {feed.called}{said}")
        else:
            fields = (feed.uid, str(unread), str(all_), health.value, plain(feed.called), feed.url, plain(feed.problem))
            sys.stdout.write("\t".join(fields) + "\n")
    if not feeds and on_terminal():
        print_problem("There are none." if given.failing else "There are no feeds; `reader feed add` adds one.")
    return 0


def rename_feeds(given: argparse.Namespace) -> int:
    """Call a feed something else."""
    with open_library(given) as library:
        [feed] = _found(library, given.feeds)
        library.feeds.change([feed.uid], "rename a feed", name=clean_line(given.name))
        return _say(given, "Called", library, [feed])


def pause_feeds(given: argparse.Namespace) -> int:
    """Do not ask feeds for a while."""
    from datetime import UTC, datetime

    with open_library(given) as library:
        feeds = _found(library, given.feeds)
        library.feeds.change([feed.uid for feed in feeds], "pause a feed", paused=datetime.now(UTC))
        return _say(given, "Paused", library, feeds)


def resume_feeds(given: argparse.Namespace) -> int:
    """Ask feeds again."""
    with open_library(given) as library:
        feeds = _found(library, given.feeds)
        uids = [feed.uid for feed in feeds]
        library.feeds.change(uids, "resume a feed", paused=None, gone=None, after=None)
        return _say(given, "Resumed", library, feeds)


def tag_feeds(given: argparse.Namespace) -> int:
    """Give feeds and their articles tags, or take tags away."""
    from reader.services.feeds import managing

    add, remove = tidy_tags(given.add), tidy_tags(given.remove)
    if not add and not remove:
        raise ReaderError("No tag was named.", "--add T gives one, --remove T takes one away.")
    with open_library(given) as library:
        feeds = _found(library, given.feeds)
        managing.tag_feeds(library, feeds, add, remove)
        return _say(given, "Tagged", library, feeds)


def remove_feeds(given: argparse.Namespace) -> int:
    """Unsubscribe."""
    from reader.services.feeds.managing import unsubscribe

    with open_library(given) as library:
        feeds = _found(library, given.feeds)
        unsubscribe(library, feeds, given.articles)
        return _say(given, "Unsubscribed", library, feeds)


def set_feeds(given: argparse.Namespace) -> int:
    """Choose how feeds are treated."""
    from reader.services.feeds.managing import set_aside

    values: dict[str, Any] = {name: getattr(given, name) for name in ("cap", "keep")}
    values |= {"full": None if given.full is None else given.full == "on"}
    values = {name: value for name, value in values.items() if value is not None}
    mute, unmute = [clean_line(words, 200) for words in given.mute or ()], set(given.unmute or ())
    if not (values or mute or unmute or given.aside):
        raise ReaderError("Nothing was chosen.", "`reader feed set -h` shows what can be.")
    with open_library(given) as library, library.as_one("settings of a feed"):
        feeds = library.feeds.all() if given.all else _found(library, given.feeds)
        if not feeds:
            raise ReaderError("No feed was named.", "--all means every one.")
        for feed in feeds:
            rules = tuple(rule for rule in dict.fromkeys((*feed.mute, *mute)) if rule not in unmute)
            library.feeds.change([feed.uid], "", **values, mute=rules)
        if given.aside:
            set_aside(library, feeds, given.aside == "on")
        return _say(given, "Changed", library, feeds)


def import_feeds(given: argparse.Namespace) -> int:
    """Subscribe to the feeds of OPML files; 1 if one is no such file."""
    from reader.services.feeds.managing import import_opml
    from reader.services.parsers import Parsers

    totals: dict[str, Any] = {"added": [], "known": 0, "skipped": [], "failed": []}
    with open_library(given, create=True) as library, Parsers() as parsers:
        for name in given.files:
            try:
                found = import_opml(library, parsers, _bytes_of(name), plain(name))
            except (ReaderError, OSError) as error:
                reason = getattr(error, "strerror", None)
                totals["failed"].append(f"{plain(name)} cannot be read ({reason})." if reason else str(error))
                continue
            totals["added"] += [as_object(feed, {}) for feed in found.added]
            totals["known"] += found.known
            totals["skipped"] += found.skipped
    for sentence in (*totals["failed"], *totals["skipped"]):
        print_problem(sentence)
    if given.json:
        print_json(totals)
    else:
        there = f", {totals['known']} there already" if totals["known"] else ""
        print_line(f"Subscribed to {len(totals['added'])} feeds{there}; `reader refresh` brings their articles.")
    return 1 if totals["failed"] else 0


def export_feeds(given: argparse.Namespace) -> int:
    """Write all feeds as OPML."""
    from reader.services.feeds.managing import export_opml

    with open_library(given) as library:
        data = export_opml(library)
    if given.output:
        Path(given.output).write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    return 0


def as_object(feed: Feed, counts: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """A feed for a program."""
    from reader.library.feeds import to_document

    articles, unread = counts.get(feed.uid, (0, 0))
    kept = to_document(feed)
    facts = {name: kept.get(name) for name in ("site", "added", "newest", "failing", "problem", "moved")}
    chosen = {name: getattr(feed, name) for name in ("full", "aside", "cap", "keep")}
    return {
        "uid": feed.uid,
        "url": feed.url,
        "name": feed.called,
        "tags": list(feed.tags),
        "health": feed.health().value,
        "articles": articles,
        "unread": unread,
        **facts,
        **chosen,
        "mute": list(feed.mute),
    }


def _found(library: Library, names: list[str]) -> list[Feed]:
    return list({feed.uid: feed for feed in map(library.feeds.find, names)}.values())


def _say(given: argparse.Namespace, done: str, library: Library, feeds: list[Feed]) -> int:
    feeds = [library.feeds.get(feed.uid) or feed for feed in feeds]
    if given.json:
        print_json([as_object(feed, library.articles.feeds()) for feed in feeds])
        return 0
    for feed in feeds:
        print_line(f"{done}: {feed.called}")
    return 0


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES)
    with Path(name).open("rb") as file:
        return file.read(MOST_BYTES)
