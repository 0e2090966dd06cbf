"""The command line: listing 10,000 articles, adding 20,000 files: `python -m tests.benchmarks.commands`."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.domain.shelf import ALL
from reader.library.library import Library
from tests.benchmarks import corpus
from tests.benchmarks.wire import median


def run(*command: str) -> float:
    """Milliseconds of a command."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, env=environment)
    return (time.perf_counter() - start) * 1000


def listing(folder: Path, runs: int) -> tuple[float, float]:
    """Medians of `reader list` over 10,000 articles, each after a change, and of the imports beside it; interleaved."""
    path = folder / "library"
    corpus.make(path, 10_000)
    with Library.open(path) as library:
        library.compact()
    rows = []
    for number in range(runs + 1):
        with Library.open(path) as library:
            library.articles.bookmark([library.articles.listing(ALL).uid(5000 + number)])
        rows.append((run("-m", "reader", "--library", str(path), "list", "--all"), run("-c", "import tinydb, rich")))
    return median([ours for ours, _ in rows[1:]]), median([beside for _, beside in rows[1:]])


def adding(folder: Path, count: int) -> float:
    """Seconds to add so many small Markdown files, everything on disk at the end."""
    random_ = random.Random(3)
    notes = folder / "notes"
    for number in range(count):
        path = notes / f"{number % 100}" / f"note-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        facts = f"---\ntitle: Note {number}\ntags: [note, n{number % 7}]\ncreated: 2024-05-04\n---\n\n"
        path.write_text(facts + corpus.body(random_, 60), encoding="utf-8")
    return run("-m", "reader", "--library", str(folder / "notebook"), "add", str(notes)) / 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--files", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, beside = listing(folder, given.runs)
        seconds = adding(folder, given.files)
    print("| command | took | beside | ratio | promised |\n|---|--:|--:|--:|--:|")
    theirs = f"`import tinydb, rich` {beside:.0f} ms"
    print(f"| `list` of 10,000 articles, one of them changed | {ours:.0f} ms | {theirs} | {ours / beside:.2f} | 3 |")
    print(f"| `add` of {given.files:,} files | {seconds:.1f} s | | | 20 s |")


if __name__ == "__main__":
    main()
