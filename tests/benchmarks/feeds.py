"""Refreshing feeds beside newsboat, and keys meanwhile: `python -m tests.benchmarks.feeds`.

Both ask the same local server for the same files: first all of them are new, then none has changed.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from reader.library.feeds import new_feed
from reader.library.library import Library
from tests.benchmarks import corpus
from tests.benchmarks.interface import app
from tests.benchmarks.wire import Wire, centile, median

FEEDS, ENTRIES, ROUNDS = 200, 100, 3
LINE = "  {:9} {:6.2f} ({:5.2f})  {:6.2f} ({:5.2f})"


class Handler(SimpleHTTPRequestHandler):
    """Serves files, with Last-Modified and 304."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Takes many connections at once."""

    request_queue_size = 256
    daemon_threads = True


def serve(folder: Path, told: Connection) -> None:
    """Serve a folder for ever; the port is told."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    told.send(server.server_address[1])
    server.serve_forever()


def entry(random_: random.Random, feed: int, number: int) -> str:
    """One entry with six paragraphs, emphasis and links."""
    paragraphs = "".join(
        f"<p>{' '.join(corpus.words(random_, random_.randint(40, 90))).capitalize()}, <em>all of it</em>. "
        f'<a href="https://feed{feed}.example/x{number}">More</a></p>'
        for _ in range(6)
    )
    day = f"{1 + number % 28:02d} May 2026 10:{number % 60:02d}:00 GMT"
    return (
        f"<item><title>Story {number} of feed {feed}</title><link>https://feed{feed}.example/{number}</link>"
        f'<guid isPermaLink="false">g-{feed}-{number}</guid><pubDate>Wed, {day}</pubDate>'
        f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded></item>"
    )


def make_feeds(folder: Path, feeds: int, entries: int) -> None:
    """Write feeds into a folder."""
    random_ = random.Random(7)
    for feed in range(feeds):
        items = "".join(entry(random_, feed, number) for number in range(entries))
        (folder / f"f{feed}.xml").write_text(
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content='
            f'"http://purl.org/rss/1.0/modules/content/"><channel><title>Feed {feed}</title>'
            f"<link>https://feed{feed}.example/</link><description>d</description>{items}</channel></rss>",
            encoding="utf-8",
        )


def subscribe(path: Path, urls: list[str]) -> None:
    """A library that is subscribed to feeds and has none of their articles."""
    with Library.open(path) as library:
        library.feeds.add([new_feed(url) for url in urls])
        library.compact()


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds that a command takes, on the wall and of the processors: others may use the machine, too."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, **environment})
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_reader(path: Path, urls: list[str], environment: dict[str, str]) -> tuple[float, ...]:
    """Seconds of a refresh that brings everything, and of one that brings nothing."""
    subscribe(path, urls)
    command = [sys.executable, "-m", "reader", "--library", str(path), "refresh", "--quiet"]
    return *timed(command, environment), *timed(command, environment)


def measure_newsboat(path: Path, urls: list[str]) -> tuple[float, ...]:
    """The same of newsboat, which reloads two feeds at once here."""
    path.mkdir()
    (path / "urls").write_text("".join(f"{url}\n" for url in urls))
    (path / "config").write_text("reload-threads 2\n")
    names = {"-u": "urls", "-C": "config", "-c": "cache.db"}
    where = [part for option, name in names.items() for part in (option, str(path / name))]
    command = ["newsboat", *where, "-x", "reload"]
    return *timed(command, {}), *timed(command, {})


def measure_keys(path: Path, urls: list[str], articles: int, environment: dict[str, str]) -> None:
    """Keys at rest and during a refresh that brings everything."""
    corpus.make(path, articles, bodies=50)
    subscribe(path, urls)
    os.environ.update(environment)
    wire = Wire(app(path))
    try:
        wire.until(b"A3 ")
        wire.settle()
        rest = pressed(wire, 100)
        wire.key(b"\x12")  # Ctrl+r
        meanwhile: list[float] = []
        end = time.monotonic() + 120
        since = len(wire.output)
        while b" new" not in wire.text(since) and time.monotonic() < end:
            meanwhile += pressed(wire, 20)
        print(f"keys with {articles} articles, ms: median / 99th percentile / most")
        for name, took in (("at rest", rest), ("while refreshing", meanwhile)):
            print(f"  {name:18} {median(took):6.1f} {centile(took, 0.99):6.1f} {max(took):6.1f}   ({len(took)} keys)")
    finally:
        wire.close()


def pressed(wire: Wire, times: int) -> list[float]:
    """Milliseconds from a key, pressed at the pace of a person, to the first byte that it paints."""
    took = []
    for number in range(times):
        start = time.perf_counter()
        os.write(wire.terminal, b"j" if number % 20 < 10 else b"k")
        first, _ = wire.answer(start)
        if not math.isnan(first):
            took.append(first)
    return took


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=FEEDS)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--articles", type=int, default=100_000, help="where keys are pressed; 0: nowhere")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="feeds-"))
    ours, theirs = multiprocessing.Pipe()
    server: multiprocessing.Process | None = None
    try:
        site = work / "site"
        site.mkdir()
        make_feeds(site, given.feeds, given.entries)
        server = multiprocessing.Process(target=serve, args=(site, theirs), daemon=True)
        server.start()
        port = ours.recv()
        urls = [f"http://127.0.0.1:{port}/f{feed}.xml" for feed in range(given.feeds)]
        settings = work / "settings.toml"
        settings.write_text("[network]\nprivate = true\n")
        environment = {"READER_SETTINGS": str(settings)}
        print(f"{given.feeds} feeds with {given.entries} entries each, seconds: all new (of processors) / unchanged")
        for round_ in range(given.rounds):
            if shutil.which("newsboat"):
                print(LINE.format("newsboat", *measure_newsboat(work / f"newsboat{round_}", urls)), flush=True)
            took = measure_reader(work / f"library{round_}", urls, environment)
            print(LINE.format("reader", *took), flush=True)
        if given.articles:
            measure_keys(work / "keys", urls, given.articles, environment)
    finally:
        if server is not None:
            server.terminate()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
