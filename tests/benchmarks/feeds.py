"""Refreshing feeds beside newsboat, and keys meanwhile: `python -m tests.benchmarks.feeds`.

Both ask the same local server for the same files: first all of them are new, then none has changed.
"""

from __future__ import annotations

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
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.interface import ready
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


def measure_keys(path: Path, urls: list[str], environment: dict[str, str]) -> tuple[list[float], list[float]]:
    """Keys at rest and during a refresh that brings everything."""
    subscribe(path, urls)
    os.environ.update(environment)
    wire = ready(path)
    try:
        rest = pressed(wire, 100)
        wire.key(b"\x12")  # Ctrl+r
        meanwhile: list[float] = []
        end = time.monotonic() + 120
        since = len(wire.output)
        while b" new" not in wire.text(since) and time.monotonic() < end:
            meanwhile += pressed(wire, 20)
        return rest, meanwhile
    finally:
        wire.close()


def pressed(wire: Wire, times: int) -> list[float]:
    """Milliseconds from a key, pressed at the pace of a person, to the first byte that it paints."""
    took = []
    for number in range(times):
        start = time.perf_counter()
        os.write(wire.terminal, b"j" if number % 20 < 10 else b"k")
        took.append(wire.answer(start)[0])
    return took


def compared(doing: str, articles: int, rest: list[float], meanwhile: list[float]) -> Figure:
    """Print what keys took at rest and while something was done, as the README says it."""
    print(f"\nkeys with {articles:,} articles, ms: median / 99th percentile / most")
    for name, took in (("at rest", rest), (f"while {doing}", meanwhile)):
        print(f"  {name:18} {median(took):6.1f} {centile(took, 0.99):6.1f} {max(took):6.1f}   ({len(took)} keys)")
    usual = [(median(took), centile(took, 0.99)) for took in (meanwhile, rest)]
    what = f"`j` while {doing}, to its first byte, median and 99 %"
    return Figure(what, usual[0], beside="at rest", theirs=usual[1])


def figures(
    feeds: int, entries: int, reader: list[tuple[float, ...]], newsboat: list[tuple[float, ...]]
) -> list[Figure]:
    """What the README says of refreshing."""
    what = f"refresh {feeds} feeds with {feeds * entries:,} new articles"
    return [
        Figure(
            name,
            [median([times[place] for times in reader])],
            "s",
            beside="newsboat" if newsboat else "",
            theirs=[median([times[place] for times in newsboat])] if newsboat else (),
        )
        for name, place in ((what, 0), ("the same, nothing new", 2))
    ]


def main() -> None:
    """Measure everything and print it."""
    arguments = parser(__doc__)
    arguments.add_argument("--feeds", type=int, default=FEEDS)
    arguments.add_argument("--entries", type=int, default=ENTRIES)
    arguments.add_argument("--articles", type=int, default=100_000, help="where keys are pressed; 0: nowhere")
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    given = arguments.parse_args()
    work = Path(tempfile.mkdtemp(prefix="feeds-"))
    ours, theirs = multiprocessing.Pipe()
    server: multiprocessing.Process | None = None
    took: dict[str, list[tuple[float, ...]]] = {"newsboat": [], "reader": []}
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
                took["newsboat"].append(measure_newsboat(work / f"newsboat{round_}", urls))
                print(LINE.format("newsboat", *took["newsboat"][-1]), flush=True)
            took["reader"].append(measure_reader(work / f"library{round_}", urls, environment))
            print(LINE.format("reader", *took["reader"][-1]), flush=True)
        found = figures(given.feeds, given.entries, took["reader"], took["newsboat"])
        if given.articles:
            path = corpus.settled(work / "keys", given.articles, libraries=given.libraries)
            found.append(compared("refreshing", given.articles, *measure_keys(path, urls, environment)))
        keep(given.json, found)
    finally:
        if server is not None:
            server.terminate()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
