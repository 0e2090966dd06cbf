"""Starts in one run: newsboat, the list visible, the first key answered: `python -m tests.benchmarks.start`.

Every number is from exec, through a pty, all kinds of start taking turns: a machine's speed drifts, the ratios do not.
"""

from __future__ import annotations

import compileall
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from email.utils import formatdate
from functools import partial
from pathlib import Path

import reader
from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import TIMES, Figure, keep
from tests.benchmarks.wire import Wire, median

ENTRY = "import sys; from reader.__main__ import main; sys.exit(main())"
"""What the `reader` command of uv is; that of pip loads `re` before it, for some milliseconds more."""
LIST = b"A2 "
"""The title of the second row of every library that is made here."""
ON_SECOND = re.compile(rb"\xe2\x96\x8c[^A\n]{0,24}A2 ")
"""The cursor on that row."""
FEED = "Harbour Notes"
VISIBLE, LIVE, LINEAR = 0.5, 1.25, 10
"""Of newsboat's start, of the import of Textual, and how much longer ten times the articles may take."""


def import_time(name: str = "textual.app") -> float:
    """Milliseconds of `python -c "import textual.app"`, or of another import."""
    environment = {"PATH": "/usr/bin:/bin"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {name}"], check=True, env=environment)
    return (time.perf_counter() - start) * 1000


def start(path: Path) -> list[str]:
    """The command that starts the app on a library."""
    return [sys.executable, "-c", ENTRY, "--library", str(path)]


def newsboat(folder: Path, count: int) -> list[str] | None:
    """The command that starts newsboat on a cache with so many articles of one feed; nothing where it is missing."""
    program = shutil.which("newsboat")
    if program is None:
        return None
    folder.mkdir()
    now = time.time()
    items = "".join(
        f"<item><title>A{n} A title of an article</title><link>https://example.org/{n}</link><guid>{n}</guid>"
        f"<pubDate>{formatdate(now - 60 * n)}</pubDate>"  # without it, what it reads in one second comes first
        f"<description>{'Some words of it. ' * 40}</description></item>"
        for n in range(count)
    )
    feed = folder / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>{FEED}</title>{items}</channel></rss>', encoding="utf-8")
    (folder / "urls").write_text(f"file://{feed}\n", encoding="utf-8")
    (folder / "config").write_text("auto-reload no\n", encoding="utf-8")
    files = ["-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", str(folder / "config")]
    subprocess.run([program, *files, "-x", "reload"], check=True, env={**os.environ, "HOME": str(folder)})
    return [program, *files]


def left_once(path: Path) -> Path:
    """A library that has been left once, so that it has a first screen."""
    wire = Wire(start(path))
    try:
        wire.until(LIST)
        wire.settle()
        os.write(wire.terminal, b"q")
        os.waitpid(wire.pid, 0)
    finally:
        os.close(wire.terminal)
    assert (path / "cache" / "first-screen").exists()
    return path


def visible(command: list[str], marker: bytes) -> float:
    """Milliseconds until a text is on the screen."""
    wire = Wire(command)
    try:
        return wire.until(marker) * 1000
    finally:
        wire.close()


def live(command: list[str]) -> float:
    """Milliseconds until a key is answered that was typed as soon as there was a list to see."""
    wire = Wire(command)
    try:
        wire.until(LIST)
        os.write(wire.terminal, b"j")
        return wire.until(ON_SECOND) * 1000
    finally:
        wire.close()


def visible_articles(command: list[str]) -> float:
    """Milliseconds until newsboat shows the articles of its feed, opened as soon as the feed is to be seen."""
    wire = Wire(command)
    try:
        wire.until(FEED.encode())
        os.write(wire.terminal, b"\r")
        return wire.until(b"A1 A title") * 1000
    finally:
        wire.close()


def measured(folder: Path, paths: Mapping[int, Path], runs: int) -> dict[str, float]:
    """The median of every kind of start."""
    beside = newsboat(folder / "newsboat", 1_000)
    installed = [str(Path(sys.executable).with_name("reader"))]
    kinds: dict[str, Callable[[], float]] = {"pass": partial(import_time, "sys"), "import": import_time}
    if beside is not None:
        kinds |= {"feeds": partial(visible, beside, FEED.encode()), "articles": partial(visible_articles, beside)}
    for count, path in paths.items():
        kinds[f"visible {count}"] = partial(visible, start(path), LIST)
        kinds[f"live {count}"] = partial(live, start(path))
        kinds["installed"] = partial(visible, [*installed, "--library", str(path)], LIST)
    took: dict[str, list[float]] = {what: [] for what in kinds}
    for _ in range(runs + 1):
        for what in random.sample(list(kinds), len(kinds)):  # what comes after another is not always the same
            took[what].append(kinds[what]())
    return {what: median(times[1:]) for what, times in took.items()}


def figures(middle: Mapping[str, float], counts: list[int]) -> list[Figure]:
    """What the README says of it."""
    *others, last = [f"{count:,}" for count in counts]
    at = f"with {' and '.join([', '.join(others), last] if others else [last])} articles"
    seen = [middle[f"visible {count}"] for count in counts]
    answered = [middle[f"live {count}"] for count in counts]
    theirs, imports = middle.get("articles", float("nan")), middle["import"]
    found = [
        Figure(f"start to the list that can be seen, {at}", seen, "ms", VISIBLE, "newsboat, 1,000", [theirs], True),
        Figure(f"start to the first key answered, {at}", answered, "ms", LIVE, "`import textual.app`", [imports], True),
    ]
    if len(counts) > 1:
        growth = [times[-1] / times[-2] for times in (seen, answered)]
        found.append(Figure(f"both with {last} beside {others[-1]} articles", growth, TIMES, LINEAR, "linear"))
    return found


def show(middle: Mapping[str, float], counts: list[int]) -> None:
    """Print all of it."""
    imports, theirs = middle["import"], middle.get("articles", float("nan"))
    print(f"newsboat: its only feed after {middle.get('feeds', 0):.0f} ms, the 1,000 articles after {theirs:.0f} ms")
    print(f"the installed `reader` of this environment: visible after {middle['installed']:.0f} ms")
    print(f'`python -c pass`: {middle["pass"]:.0f} ms; `python -c "import textual.app"`: {imports:.0f} ms\n')
    print("| articles | visible, ms | of newsboat's | promised | first key answered, ms | of the import | promised |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for count in counts:
        seen, answered = middle[f"visible {count}"], middle[f"live {count}"]
        first = f"| {count:,} | {seen:.0f} | {seen / theirs:.2f} | {VISIBLE}"
        print(f"{first} | {answered:.0f} | {answered / imports:.2f} | {LIVE} |")


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    arguments.add_argument("--runs", type=int, default=11)
    given = arguments.parse_args()
    compileall.compile_dir(str(Path(reader.__file__).parent), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["READER_SETTINGS"] = str(folder / "settings.toml")  # none: the usual ones
        made = {n: corpus.settled(folder / str(n), n, libraries=given.libraries) for n in given.counts}
        middle = measured(folder, {count: left_once(path) for count, path in made.items()}, given.runs)
    show(middle, given.counts)
    keep(given.json, figures(middle, given.counts))


if __name__ == "__main__":
    main()
