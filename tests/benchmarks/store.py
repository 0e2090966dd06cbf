"""The store beside stock TinyDB and a bare parse, in one run: `python -m tests.benchmarks.store [--count 100000]`.

Prints one row a promise: what was measured, beside what, the ratio and whether the promise holds. Every case runs in
a process of its own, as a reader's would.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.domain.shelf import ALL
from reader.library.library import Library
from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep


def timed(call: Callable[[], Any], times: int = 1) -> float:
    """Median milliseconds of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def stock_toggle(path: Path) -> float:
    """Stock TinyDB, one bookmark toggled by id."""
    from tinydb import TinyDB

    with TinyDB(path / "stock.json", encoding="utf-8") as database:
        table = database.table("articles")
        on = iter(range(100))
        return timed(lambda: table.update({"bookmarked": str(next(on))}, doc_ids=[500]), 3)


def our_toggle(path: Path) -> float:
    """Ours: acknowledged when the call returns."""
    with Library.open(path) as library:
        uid = library.articles.listing(ALL).uid(500)
        on = iter(range(10_000))
        library.articles.bookmark([uid], on=True)
        return timed(lambda: library.articles.bookmark([uid], on=next(on) % 2 == 1), 500)


def our_records(path: Path) -> float:
    """A thousand records added in one transaction, their bodies being there."""
    with Library.open(path) as library:
        fresh = [corpus.article(corpus.random.Random(n), 10_000_000 + n) for n in range(1000)]
        return timed(lambda: library.articles.adopt(fresh))


def parse(path: Path) -> float:
    """A bare `orjson.loads` of the same file."""
    import orjson

    return timed(lambda: orjson.loads((path / "library.json").read_bytes()))


def opened(path: Path) -> float:
    """From nothing to a sorted list of all articles."""

    def open_and_list() -> None:
        library = Library.open(path)
        assert library.articles.listing(ALL)[0].title

    return timed(open_and_list)


def opened_bare(path: Path) -> float:
    """The same without the caches."""
    for cache in (path / "cache").glob("*.*"):
        cache.unlink()
    return opened(path)


CASES = (stock_toggle, our_toggle, our_records, parse, opened, opened_bare)


def in_own_process(case: Callable[[Path], float], path: Path, times: int) -> float:
    """Median of a case over fresh processes."""
    command = [sys.executable, "-m", "tests.benchmarks.store", "--case", case.__name__, "--path", str(path)]
    outputs = (subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(times))
    return statistics.median(float(output) for output in outputs)


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--count", type=int, default=100_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--case")
    arguments.add_argument("--path", type=Path)
    given = arguments.parse_args()
    if given.case:
        print(next(case for case in CASES if case.__name__ == given.case)(given.path))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = corpus.settled(Path(folder) / "library", given.count, libraries=given.libraries)
        stock = {"articles": corpus.documents(given.count)}
        (path / "stock.json").write_text(json.dumps(stock, ensure_ascii=False), encoding="utf-8")
        ms = {case.__name__: in_own_process(case, path, given.runs) for case in CASES if case is not stock_toggle}
        ms["stock_toggle"] = in_own_process(stock_toggle, path, 1)
    rows = figures(ms)
    print(f"| {given.count:,} articles | takes | promised | beside |\n|---|--:|---|---|")
    for row in rows:
        print(row.row, end="")
    keep(given.json, rows)


def figures(ms: dict[str, float]) -> list[Figure]:
    """Each promise of the store."""
    toggle, records = "bookmark an article, acknowledged", "add 1,000 records"
    opened, parsed = "open the library to a sorted list", "`orjson.loads` of the file"
    return [
        Figure(toggle, [ms["our_toggle"]], "ms", 1 / 1000, "stock TinyDB", [ms["stock_toggle"]], True),
        Figure(records, [ms["our_records"]], "ms", 50),
        Figure(opened, [ms["opened"]], "ms", 1.5, parsed, [ms["parse"]], True),
        Figure("the same without the caches", [ms["opened_bare"]], "ms", 1.5, parsed, [ms["parse"]], True),
    ]


if __name__ == "__main__":
    main()
