"""Importing 100,000 rows, their undo, and keys meanwhile: `python -m tests.benchmarks.imports`.

The baseline reads the same table with `csv` and writes every row as JSON: what nobody could do with less.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.feeds import pressed
from tests.benchmarks.interface import app
from tests.benchmarks.wire import Wire, centile, median

PROMISED_SECONDS, PROMISED_MB = 20.0, 400.0
LINE = "| {} | {:.1f} s | {:.1f} s | {:.0f} MB | {} |"


def make_table(path: Path, rows: int) -> None:
    """A table as Pocket exported it."""
    random_ = random.Random(11)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("title", "url", "time_added", "tags", "status"))
        for number in range(rows):
            title = " ".join(corpus.words(random_, 7)).capitalize()
            tags = "|".join({random_.choice(("sea", "slow", "craft", "letters", "maps")) for _ in range(2)})
            address = f"https://site{number % 900}.example/{number}/{title.split()[0].lower()}?id={number}"
            writer.writerow(
                (title, address, 1_300_000_000 + number * 3_000, tags, ("unread", "archive")[number % 3 > 0])
            )


def baseline(table: str) -> None:
    """Read a table and write every row as JSON."""
    with Path(table).open(newline="", encoding="utf-8") as file, tempfile.TemporaryFile("w") as out:
        for row in csv.DictReader(file):
            out.write(json.dumps(row) + "\n")


def timed(command: list[str]) -> tuple[float, float, float]:
    """Seconds of a command, of processors for it, and the most megabytes that it held."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    if status:
        raise RuntimeError(f"{command} failed")
    memory = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    return took, usage.ru_utime + usage.ru_stime, memory


def measure_keys(path: Path, table: Path, articles: int) -> None:
    """Keys at rest and while the table comes in."""
    corpus.make(path, articles, bodies=50)
    wire = Wire(app(path))
    try:
        wire.until(b"A3 ")
        wire.settle()
        rest = pressed(wire, 100)
        wire.key(b"a")
        wire.settle()
        os.write(wire.terminal, str(table).encode() + b"\r")
        meanwhile: list[float] = []
        end = time.monotonic() + 180
        since = len(wire.output)
        while b"Imported" not in wire.text(since) and time.monotonic() < end:
            meanwhile += pressed(wire, 20)
        print(f"\nkeys with {articles} articles, ms: median / 99th percentile / most")
        for name, took in (("at rest", rest), ("while importing", meanwhile)):
            print(f"  {name:18} {median(took):6.1f} {centile(took, 0.99):6.1f} {max(took):6.1f}   ({len(took)} keys)")
    finally:
        wire.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=10_000, help="where keys are pressed; 0: nowhere")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "table.csv"
        make_table(table, given.rows)
        reader = [sys.executable, "-m", "reader", "--library", str(folder / "library")]
        code = f"from tests.benchmarks.imports import baseline; baseline({str(table)!r})"
        print(f"| {given.rows:,} rows | took | of processors | memory | promised |\n|---|--:|--:|--:|--:|")
        print(LINE.format("csv to JSON, the baseline", *timed([sys.executable, "-c", code]), ""))
        promised = f"{PROMISED_SECONDS:.0f} s, {PROMISED_MB:.0f} MB"
        print(LINE.format("import", *timed([*reader, "import", str(table)]), promised), flush=True)
        print(LINE.format("the same again", *timed([*reader, "import", str(table)]), ""), flush=True)
        print(LINE.format("undo", *timed([*reader, "undo"]), ""), flush=True)
        if given.articles:
            measure_keys(folder / "keys", table, given.articles)


if __name__ == "__main__":
    main()
