"""Starts in one run: newsboat, the list visible, the first key answered: `python -m tests.benchmarks.start`.

Every number is from exec, through a pty, all kinds of start taking turns: a machine's speed drifts, the ratios do not.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import reader
from tests.benchmarks.interface import import_time
from tests.benchmarks.wire import Wire, median

ENTRY = "import sys; from reader.__main__ import main; sys.exit(main())"
"""What the `reader` command of uv is; that of pip loads `re` before it, for some milliseconds more."""
MAKE = """
import sys
from pathlib import Path
from reader.library.library import Library
from tests.benchmarks import corpus
corpus.make(Path(sys.argv[1]), int(sys.argv[2]), bodies=50)
with Library.open(Path(sys.argv[1])) as made:
    made.compact()
"""
LIST = b"A3 "
"""The title of the second row of every library that is made here."""
ON_SECOND = re.compile(rb"\xe2\x96\x8c[^A\n]{0,24}A3 ")
"""The cursor on that row."""
FEED = "Harbour Notes"


def start(path: Path) -> list[str]:
    """The command that starts the app on a library."""
    return [sys.executable, "-c", ENTRY, "--library", str(path)]


def newsboat(folder: Path, count: int) -> list[str] | None:
    """The command that starts newsboat on a cache with so many articles of one feed; nothing where it is missing."""
    program = shutil.which("newsboat")
    if program is None:
        return None
    folder.mkdir()
    items = "".join(
        f"<item><title>A{n} A title of an article</title><link>https://example.org/{n}</link><guid>{n}</guid>"
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


def library(path: Path, count: int) -> Path:
    """A library that has been left once, so that it has a first screen."""
    # In a process of its own: a large one takes milliseconds longer to start others.
    subprocess.run([sys.executable, "-c", MAKE, str(path), str(count)], check=True)
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=11)
    given = parser.parse_args()
    compileall.compile_dir(str(Path(reader.__file__).parent), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["READER_SETTINGS"] = str(folder / "settings.toml")  # none: the usual ones
        beside = newsboat(folder / "newsboat", 1_000)
        paths = {count: library(folder / str(count), count) for count in given.counts}
        installed = [str(Path(sys.executable).with_name("reader"))]
        kinds: dict[str, Callable[[], float]] = {"pass": partial(import_time, "sys"), "import": import_time}
        if beside is not None:
            kinds |= {"feeds": partial(visible, beside, FEED.encode()), "articles": partial(visible_articles, beside)}
        for count, path in paths.items():
            kinds[f"visible {count}"] = partial(visible, start(path), LIST)
            kinds[f"live {count}"] = partial(live, start(path))
            kinds["installed"] = partial(visible, [*installed, "--library", str(path)], LIST)
        took: dict[str, list[float]] = {what: [] for what in kinds}
        for _ in range(given.runs + 1):
            for what in random.sample(list(kinds), len(kinds)):  # what comes after another is not always the same
                took[what].append(kinds[what]())
    middle = {what: median(times[1:]) for what, times in took.items()}
    imports, theirs = middle["import"], middle.get("articles", float("nan"))
    print(f"newsboat: its only feed after {middle.get('feeds', 0):.0f} ms, the 1,000 articles after {theirs:.0f} ms")
    print(f"the installed `reader` of this environment: visible after {middle['installed']:.0f} ms")
    print(f'`python -c pass`: {middle["pass"]:.0f} ms; `python -c "import textual.app"`: {imports:.0f} ms\n')
    print("| articles | visible, ms | of newsboat's | promised | first key answered, ms | of the import | promised |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for count in given.counts:
        seen, answered = middle[f"visible {count}"], middle[f"live {count}"]
        print(
            f"| {count:,} | {seen:.0f} | {seen / theirs:.2f} | 0.5 | {answered:.0f} | {answered / imports:.2f} | 1.25 |"
        )


if __name__ == "__main__":
    main()
