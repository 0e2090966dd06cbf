"""Importing 100,000 rows, their undo, and keys meanwhile: `python -m tests.benchmarks.imports`.

The baseline reads the same table with `csv` and writes every row as JSON: what nobody could do with less.
"""

from __future__ import annotations

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
from tests.benchmarks.arguments import parser
from tests.benchmarks.feeds import compared, pressed
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.interface import ready

PROMISED_SECONDS, PROMISED_MB = 20.0, 400.0
BASELINE = "csv to JSON, the baseline"
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
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return took, usage.ru_utime + usage.ru_stime, memory


def measure_keys(path: Path, table: Path) -> tuple[list[float], list[float]]:
    """Keys at rest and while the table comes in."""
    wire = ready(path)
    try:
        rest = pressed(wire, 100)
        wire.key(b"a")
        wire.settle()
        os.write(wire.terminal, str(table).encode() + b"\r")
        meanwhile: list[float] = []
        end = time.monotonic() + 180
        since = len(wire.output)
        while b"Imported" not in wire.text(since) and time.monotonic() < end:
            meanwhile += pressed(wire, 20)
        return rest, meanwhile
    finally:
        wire.close()


def figures(rows: int, took: dict[str, tuple[float, float, float]]) -> list[Figure]:
    """What the README says of importing."""
    first, again, undo, least = (took[name] for name in ("import", "the same again", "undo", BASELINE))
    what = f"import {rows:,} rows of Pocket's table"
    return [
        Figure(what, [first[0]], "s", PROMISED_SECONDS, "reading and writing them alone", [least[0]]),
        Figure("memory meanwhile", [first[2]], "MB", PROMISED_MB),
        Figure("the same table again, take the import back", [again[0], undo[0]], "s"),
    ]


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--articles", type=int, default=10_000, help="where keys are pressed; 0: nowhere")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "table.csv"
        make_table(table, given.rows)
        reader = [sys.executable, "-m", "reader", "--library", str(folder / "library")]
        code = f"from tests.benchmarks.imports import baseline; baseline({str(table)!r})"
        promised = {"import": f"{PROMISED_SECONDS:.0f} s, {PROMISED_MB:.0f} MB"}
        took: dict[str, tuple[float, float, float]] = {}
        print(f"| {given.rows:,} rows | took | of processors | memory | promised |\n|---|--:|--:|--:|--:|")
        for what, command in {
            BASELINE: [sys.executable, "-c", code],
            "import": [*reader, "import", str(table)],
            "the same again": [*reader, "import", str(table)],
            "undo": [*reader, "undo"],
        }.items():
            took[what] = timed(command)
            print(LINE.format(what, *took[what], promised.get(what, "")), flush=True)
        found = figures(given.rows, took)
        if given.articles:
            path = corpus.settled(folder / "keys", given.articles, libraries=given.libraries)
            found.append(compared("importing", given.articles, *measure_keys(path, table)))
    keep(given.json, found)


if __name__ == "__main__":
    main()
