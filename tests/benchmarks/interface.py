"""The app through a pty, beside `import textual.app` and a bare Textual app: `python -m tests.benchmarks.interface`.

Start is from exec to the painted list; a key is from its byte to the last byte of its paint.
"""

from __future__ import annotations

import argparse
import compileall
import math
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import reader
from reader.domain.draft import Draft
from reader.library.library import Library
from tests.benchmarks import corpus
from tests.benchmarks.wire import Wire, centile, median

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("j", "j", "")]
    n = 0
    def compose(self):
        yield Static("BARE-0")
    def action_j(self):
        self.n += 1
        self.query_one(Static).update(f"BARE-{self.n}")
Bare().run()
"""


def app(path: Path) -> list[str]:
    """The command that starts the app on a library."""
    return [sys.executable, "-m", "reader", "--library", str(path)]


def import_time(name: str = "textual.app") -> float:
    """Milliseconds of `python -c "import textual.app"`, or of another import."""
    environment = {"PATH": "/usr/bin:/bin"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {name}"], check=True, env=environment)
    return (time.perf_counter() - start) * 1000


def start_time(command: list[str], marker: bytes) -> tuple[float, float]:
    """Milliseconds from exec to the painted list, and of the first key after it."""
    wire = Wire(command)
    try:
        painted = wire.until(marker) * 1000
        wire.settle(0.05)
        return painted, wire.key(b"j")[0]
    finally:
        wire.close()


def starts(path: Path, runs: int) -> tuple[float, float, float]:
    """Medians of the start, the import beside it and the first key; interleaved."""
    rows = [(start_time(app(path), b"A3 "), import_time()) for _ in range(runs + 1)][1:]
    return median([s for (s, _), _ in rows]), median([i for _, i in rows]), median([k for (_, k), _ in rows])


def keys(wire: Wire, pressed: bytes, times: int) -> tuple[float, float, float, int]:
    """Median and 99th percentile in ms of a key pressed many times, median and maximum of its bytes."""
    answers = [wire.key(pressed) for _ in range(times)]
    took = [ms for ms, _ in answers if not math.isnan(ms)]
    sizes = [size for _, size in answers]
    return median(took), centile(took, 0.99), median(sizes), max(sizes)


def bare_key(times: int) -> tuple[float, float, float, int]:
    """What the smallest Textual app needs for a key."""
    wire = Wire([sys.executable, "-c", BARE])
    try:
        wire.until(b"BARE-0")
        wire.settle()
        return keys(wire, b"j", times)
    finally:
        wire.close()


def long_text(words: int) -> str:
    """A Markdown text of so many words."""
    return corpus.body(random.Random(words), words)


def measure_list(path: Path, times: int) -> list[tuple[str, tuple[float, float, float, int]]]:
    """Keys in the list."""
    wire = Wire(app(path))
    try:
        wire.until(b"A3 ")
        wire.settle()
        rows = [
            (name, keys(wire, key, n))
            for name, key, n in (
                ("list: j", b"j", times),
                ("list: PgDn", b"\x1b[6~", times // 4),
                ("list: b", b"b", times // 4),
            )
        ]
        rows.append(("list: G and g g", keys(wire, b"G", 1)))
        print(f"memory in the list: {wire.memory():.0f} MiB")
        return rows
    finally:
        wire.close()


def measure_page(path: Path, title: str, times: int) -> list[tuple[str, tuple[float, float, float, int]]]:
    """Opening a text that is the first of its library, and keys on its page."""
    opened = []
    wire = Wire(app(path))
    try:
        wire.until(b"A3 ")
        wire.settle()
        wire.key(b"gg")  # the cursor comes back to what was read last
        for _ in range(8):
            opened.append(wire.key(b"\r"))
            wire.settle(0.1)
            wire.key(b"q")
            wire.settle(0.1)
        took = [ms for ms, _ in opened]
        rows = [(f"open {title}", (median(took), max(took), opened[0][1], max(size for _, size in opened)))]
        wire.key(b"\r")
        wire.settle()
        rows += [
            (f"{title}: {name}", keys(wire, key, n))
            for name, key, n in (
                ("j", b"j", times),
                ("space", b" ", times // 4),
            )
        ]
        rows.append((f"{title}: G", keys(wire, b"G", 1)))
        print(f"memory on the page of {title}: {wire.memory():.0f} MiB")
        wire.key(b"q")  # or the next start would come back to the page
        wire.settle()
        return rows
    finally:
        wire.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--times", type=int, default=200)
    given = parser.parse_args()
    compileall.compile_dir(str(Path(reader.__file__).parent), quiet=2)
    print("| start with | list painted, ms | import textual.app, ms | ratio | promised | first key, ms |")
    print("|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts:
            path = Path(folder) / str(count)
            corpus.make(path, count, bodies=50)
            with Library.open(path) as library:
                library.compact()
            start, imports, key = starts(path, given.runs)
            promised = 1.25 if count <= 10_000 else 1.8
            print(
                f"| {count:,} articles | {start:.0f} | {imports:.0f} | {start / imports:.2f} | {promised} | {key:.1f} |"
            )
        rows = [("a bare Textual app: j", bare_key(given.times)), *measure_list(path, given.times)]
        for words in (5_000, 500_000):
            with Library.open(path) as library:
                library.articles.add([Draft(f"Text of {words} words", long_text(words))])
            rows += measure_page(path, f"{words:,} words", given.times)
    print("\n| key | median, ms | 99 %, ms | bytes, median | bytes, most |\n|---|--:|--:|--:|--:|")
    for name, (middle, worst, size, most) in rows:
        print(f"| {name} | {middle:.1f} | {worst:.1f} | {size:.0f} | {most} |")


if __name__ == "__main__":
    main()
