"""Full-text search beside bare FTS5 on the same texts: `python -m tests.benchmarks.search [--counts 1000 10000]`.

Bare is one table of titles and raw texts, built as quickly as is known (64 MB of hash, no merging before the end, no
journal); what reading the files takes is told apart, and counted to both. Seconds of the processor are compared, since
others may use the machine. Every case runs in a process of its own.
"""

from __future__ import annotations

import json
import os
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
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.wire import memory

Numbers = dict[str, Any]
TYPING, RANKING = 30, 150
"""Milliseconds at most: a letter more, and the best first."""
FOLLOWING = 700
"""Milliseconds until a change can be found: a second less the third of one that the app looks away."""
BUILDING, MEMORY = 2, 350
"""Times a bare table at most, and megabytes."""
TYPED = ("s", "st", "sta", "stav", "stave", "staver", "staverd")
LESS = ("n", "ne", "nek", "neka", "nekam", "nekami")
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
    letters = 0
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
            letters += sum(len(text) for _, text in piece)
        start = time.process_time()
        sql.execute("insert into t(t) values ('optimize')")
        sql.execute("commit")
        inserting += time.process_time() - start
    ended = clocks()
    size = file.stat().st_size >> 20
    file.unlink()
    took = {"cpu": inserting, "reading": reading, "wall": ended[1] - began[1]}
    return {**took, "size": size, "peak": memory(), "texts": letters / 1e6}


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
    return {"cpu": ended[0] - began[0], "wall": ended[1] - began[1], "size": size, "peak": memory()}


def searches(path: Path) -> Numbers:
    """What a person waits for."""
    found: Numbers = {}
    with Library.open(path) as library:
        before = memory()
        fulltext = Fulltext(library)
        for word in (*TYPED, *LESS):
            expression = expression_of(Words(word, prefix=True))
            found[f"typed {word}"] = timed(lambda e=expression: fulltext.search(e, 50))
        found["memory of searching"] = memory() - before
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


CASES = (bare, ours, searches, updates)


def measured(case: Callable[[Path], Numbers], path: Path) -> Numbers:
    """What a case says in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.search", "--case", case.__name__, "--path", str(path)]
    found: Numbers = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def report(count: int, path: Path) -> list[Figure]:
    """Measure one library and print; gives what the README says of it."""
    by_name = {case.__name__: measured(case, path) for case in CASES}
    plain, built = by_name["bare"], by_name["ours"]
    whole = plain["cpu"] + plain["reading"]
    print(f"\n{count} articles")
    print(f"  bare FTS5         {plain['cpu']:8.1f} s + {plain['reading']:.1f} s reading, {plain['size']} MB")
    print(f"  ours, reading too {built['cpu']:8.1f} s ({built['wall']:.1f} s by the clock), {built['size']} MB")
    print(
        f"  ratio             {built['cpu'] / whole:8.2f}   (of bare without reading {built['cpu'] / plain['cpu']:.2f})"
    )
    print(f"  peak memory       {built['peak']:8.0f} MB of at most {MEMORY} (bare {plain['peak']:.0f})")
    for name, value in {**by_name["searches"], **by_name["updates"]}.items():
        most = TYPING if name.startswith("typed") else RANKING if name.startswith("ranked") else 0
        verdict = "" if not most else f"  of at most {most}{'' if value <= most else '   MISSED'}"
        print(f"  {name:<28} {value:8.2f} {'MB' if name.startswith('memory') else 'ms'}{verdict}")
    return figures(count, plain, built, {**by_name["searches"], **by_name["updates"]})


def figures(count: int, plain: Numbers, built: Numbers, ms: Numbers) -> list[Figure]:
    """What the README says of it."""
    typed = max(value for name, value in ms.items() if name.startswith("typed"))
    ranked = max(value for name, value in ms.items() if name.startswith("ranked"))
    what = f"index the texts of {count:,} articles, {plain['texts']:.0f} MB, time of the processor"
    bare = [plain["cpu"] + plain["reading"]]
    return [
        Figure(what, [built["cpu"]], "s", BUILDING, "a bare FTS5 table of the same texts", bare, True),
        Figure("memory meanwhile", [built["peak"]], "MB", MEMORY, "the bare table", [plain["peak"]]),
        Figure("search all texts, a letter more, the slowest", [typed], "ms", TYPING),
        Figure("search all texts, the best first, the slowest", [ranked], "ms", RANKING),
        Figure("index what has changed, 50 articles", [ms["50 changed"]], "ms", FOLLOWING),
    ]


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    arguments.add_argument("--case")
    arguments.add_argument("--path", type=Path, help="a library to measure, which is changed")
    given = arguments.parse_args()
    if given.case:
        print(json.dumps(next(case for case in CASES if case.__name__ == given.case)(given.path)))
        return
    found: list[Figure] = []
    if given.path:
        with Library.open(given.path) as library:
            count = len(library.articles)
        found = report(count, given.path)
    else:
        for count in given.counts:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "library"
                found = report(count, corpus.settled(path, count, count, given.libraries, indexed=False))
    keep(given.json, found)


if __name__ == "__main__":
    main()
