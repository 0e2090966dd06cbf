"""Full-text search beside bare FTS5 on the same texts: `python -m tests.benchmarks.search [--counts 1000 10000]`.

Bare is one table of titles and raw texts, built as quickly as is known (64 MB of hash, no merging before the end, no
journal); what reading the files takes is told apart, and counted to both. Seconds of the processor are compared, since
others may use the machine. Every case runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader.domain.shelf import ALL
from reader.library.folder import Folder
from reader.library.fulltext.database import Database, current
from reader.library.fulltext.expression import And, Not, Or, Words, expression_of
from reader.library.fulltext.passages import passage
from reader.library.fulltext.searching import Fulltext
from reader.library.fulltext.updating import update
from reader.library.library import Library
from reader.ui.indexing import MOST
from tests.benchmarks import corpus
from tests.benchmarks.wire import Wire, centile

Numbers = dict[str, Any]
TYPED = ("s", "st", "sta", "stav", "stave", "staver", "staverd")
LESS = ("n", "ne", "nek", "neka", "nekam", "nekami")
SCREEN = (*TYPED[-1:], "nekami tol", "staver tag:sea", '"the ka', "stave ka lo", "ingor -staver", "denlo is:unread")
"""What is typed on the screen."""
SOUGHT = {
    "a word in all": Words("the"),
    "a word in half": Words("staver"),
    "a rare word": Words("staverdenlo"),
    "two words": Words("the ka"),
    "a phrase": Words("the ka", phrase=True),
    "a beginning in all": Words("st", prefix=True),
    "not, or": And((Words("staver"), Or((Words("the"), Words("nekami"))), Not(Words("stadenlo")))),
}


def clocks() -> tuple[float, float]:
    """Seconds of the processor and of the clock."""
    return time.process_time(), time.perf_counter()


def peak() -> int:
    """Megabytes of memory at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def timed(call: Callable[[], Any], times: int = 7) -> float:
    """Median milliseconds of a call, the first one being left out."""
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def texts(library: Library) -> Iterator[list[tuple[str, str]]]:
    """Titles and bodies, a thousand at a time."""
    listing = library.articles.listing(ALL)
    for start in range(0, len(listing), 1000):
        yield [(title or "", library.bodies.read(uid)) for title, uid in _facts(listing, start)]


def _facts(listing: Any, start: int) -> list[tuple[str, str]]:
    columns, slots = listing.parts[1], listing.parts[2][start : start + 1000]
    return list(listing.parts[0].facts(columns, slots, ("title", "uid")))


def bare(path: Path) -> Numbers:
    """FTS5 alone."""
    file = path / "bare.db"
    file.unlink(missing_ok=True)
    sql = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -128000"):
        sql.execute(f"pragma {pragma}")
    sql.execute("create virtual table t using fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2')")
    for name, value in (("hashsize", 64 << 20), ("automerge", 0), ("crisismerge", 64)):
        sql.execute("insert into t(t, rank) values (?, ?)", [name, value])
    inserting = reading = 0.0
    began = clocks()
    with Library.open(path) as library:
        sql.execute("begin")
        pieces = texts(library)
        while True:
            start = time.process_time()
            piece = next(pieces, None)
            middle = time.process_time()
            reading += middle - start
            if piece is None:
                break
            sql.executemany("insert into t(title, text) values (?, ?)", piece)
            inserting += time.process_time() - middle
        start = time.process_time()
        sql.execute("insert into t(t) values ('optimize')")
        sql.execute("commit")
        inserting += time.process_time() - start
    ended = clocks()
    size = file.stat().st_size >> 20
    file.unlink()
    return {"cpu": inserting, "reading": reading, "wall": ended[1] - began[1], "size": size, "peak": peak()}


def ours(path: Path) -> Numbers:
    """Our build, as the errand does it."""
    os.nice(10)
    with Library.open(path) as library:
        began = clocks()
        update(library, rebuild=True)
        ended = clocks()
    file = current(Folder(path).cache)
    assert file is not None
    size = file.stat().st_size >> 20
    return {"cpu": ended[0] - began[0], "wall": ended[1] - began[1], "size": size, "peak": peak()}


def searches(path: Path) -> Numbers:
    """What a person waits for."""
    found: Numbers = {}
    with Library.open(path) as library:
        before = peak()
        fulltext = Fulltext(library)
        for word in (*TYPED, *LESS):
            expression = expression_of(Words(word, prefix=True))
            found[f"typed {word}"] = timed(lambda e=expression: fulltext.search(e, 50))
        found["memory of searching"] = peak() - before
        for name, sought in SOUGHT.items():
            expression = expression_of(sought)
            found[f"ranked: {name}"] = timed(lambda e=expression: fulltext.search(e, 50, ranked=True))
            if name != "a beginning in all":
                found[f"all: {name}"] = timed(lambda e=expression: fulltext.matching_slots(e, library.articles.columns))
        uids = fulltext.search(expression_of(Words("staver")), 20)
        found["a passage"] = timed(lambda: [passage(library, uid, [Words("staver")]) for uid in uids]) / len(uids)
    return found


def updates(path: Path) -> Numbers:
    """Following changes."""
    found: Numbers = {}
    with Library.open(path) as library:
        uids = library.articles.listing(ALL).uids()[:1000]
        update(library)
        found["nothing changed"] = timed(lambda: update(library, MOST))
        for number in (1, 50, 100):
            taken = []
            for turn in range(5):
                for uid in uids[number * turn : number * (turn + 1)]:
                    library.articles.note(uid, f"noted {time.time()}")
                start = time.perf_counter()
                update(library, MOST if number < 50 else 0)
                taken.append((time.perf_counter() - start) * 1000)
            found[f"{number} changed"] = statistics.median(taken)
        update(library)
        file = current(Folder(path).cache)
        assert file is not None
        database = Database(file, writing=True)
        database.say([], database.floor)
        database.close()
        start = time.perf_counter()
        update(library)
        found["compared whole"] = (time.perf_counter() - start) * 1000
    return found


def on_screen(path: Path) -> Numbers:
    """Keys through a pty, from the byte to the last byte of the paint."""
    wire = Wire([sys.executable, "-m", "reader", "--library", str(path)])
    took: dict[str, list[float]] = {}

    def press(name: str, key: bytes) -> None:
        took.setdefault(name, []).append(wire.key(key, patience=2.0)[0])

    try:
        wire.until(b"A1")
        wire.settle(1.0)
        for words in SCREEN:
            press("Ctrl+f", b"\x06")
            for letter in words:
                press("a letter", letter.encode())
            wire.settle(0.2)
            press("Enter, which ranks", b"\r")
            for _ in range(10):
                press("j among results", b"j")
            press("Enter, which opens", b"\r")
            press("J to the next result", b"J")
            press("q back to the results", b"q")
            press("q back to the list", b"q")
    finally:
        wire.close()
    times = {name: [ms for ms in some if not math.isnan(ms)] for name, some in took.items()}
    return {
        f"{name}, {'99 %' if share > 0.5 else 'median'}": centile(some, share)
        for name, some in times.items()
        for share in (0.5, 0.99)
    }


CASES = (bare, ours, searches, updates, on_screen)


def measured(case: Callable[[Path], Numbers], path: Path) -> Numbers:
    """What a case says in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.search", "--case", case.__name__, "--path", str(path)]
    found: Numbers = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def report(count: int, path: Path) -> None:
    """Measure one library and print."""
    by_name = {case.__name__: measured(case, path) for case in CASES}
    plain, built = by_name["bare"], by_name["ours"]
    whole = plain["cpu"] + plain["reading"]
    print(f"\n{count} articles")
    print(f"  bare FTS5         {plain['cpu']:8.1f} s + {plain['reading']:.1f} s reading, {plain['size']} MB")
    print(f"  ours, reading too {built['cpu']:8.1f} s ({built['wall']:.1f} s by the clock), {built['size']} MB")
    print(
        f"  ratio             {built['cpu'] / whole:8.2f}   (of bare without reading {built['cpu'] / plain['cpu']:.2f})"
    )
    print(f"  peak memory       {built['peak']:8} MB of at most 350 (bare {plain['peak']})")
    for name, value in {**by_name["searches"], **by_name["updates"], **by_name["on_screen"]}.items():
        most = 30 if name.startswith(("typed", "a letter, m")) else 150 if name.startswith("ranked") else 0
        verdict = "" if not most else f"  of at most {most}{'' if value <= most else '   MISSED'}"
        print(f"  {name:<28} {value:8.2f} {'MB' if name.startswith('memory') else 'ms'}{verdict}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--case")
    parser.add_argument("--path", type=Path, help="a library to measure, which is changed")
    given = parser.parse_args()
    if given.case:
        print(json.dumps(next(case for case in CASES if case.__name__ == given.case)(given.path)))
    elif given.path:
        with Library.open(given.path) as library:
            count = len(library.articles)
        report(count, given.path)
    else:
        for count in given.counts:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "library"
                corpus.make(path, count, count)
                report(count, path)


if __name__ == "__main__":
    main()
