"""The command line: listing 10,000 articles, adding 20,000 files: `python -m tests.benchmarks.commands`."""

from __future__ import annotations

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
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.wire import median


def run(*command: str) -> float:
    """Milliseconds of a command."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, env=environment)
    return (time.perf_counter() - start) * 1000


def listing(path: Path, runs: int) -> tuple[float, float]:
    """Medians of `reader list` over a library, each after a change, and of the imports beside it; interleaved."""
    rows = []
    for number in range(runs + 1):
        with Library.open(path) as library:
            every = library.articles.listing(ALL)
            library.articles.bookmark([every.uid(len(every) // 2 + number)])
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
    arguments = parser(__doc__)
    arguments.add_argument("--count", type=int, default=10_000, help="articles to list")
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--files", type=int, default=20_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = corpus.settled(folder / "library", given.count, libraries=given.libraries)
        ours, beside = listing(library, given.runs)
        seconds = adding(folder, given.files)
    listed = f"`reader list` of {given.count:,} articles, one of them changed"
    found = [
        Figure(listed, [ours], "ms", 3, "`import tinydb, rich`", [beside], True),
        Figure(f"`reader add` of {given.files:,} Markdown files", [seconds], "s", 20),
    ]
    print("| command | took | promised | beside |\n|---|--:|---|---|")
    for figure in found:
        print(figure.row, end="")
    keep(given.json, found)


if __name__ == "__main__":
    main()
