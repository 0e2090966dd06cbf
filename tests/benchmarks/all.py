"""Every benchmark, one after another, on a machine that does nothing else: `python -m tests.benchmarks.all`.

With `--readme` what they found becomes the table of the README. Libraries are made once, for all of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import corpus, figures

README = Path(__file__).parents[2] / "README.md"
LEAST = 3_000
"""Articles of the largest library at least: 200 rows are gone through in one with a tenth of them."""


def benchmarks(count: int) -> dict[str, list[str]]:
    """Every benchmark, with what makes it as large as a library of so many articles."""
    many, some = str(count), str(count // 10)
    return {
        "start": ["--counts", str(count // 100), some, many],
        "interface": ["--count", many],
        "typed": ["--count", many],
        "building": ["--count", many],
        "query": ["--count", many],
        "search": ["--counts", many],
        "triage": ["--count", many],
        "page": [],
        "feeds": ["--feeds", str(count // 500), "--articles", many],
        "imports": ["--rows", many, "--articles", some],
        "export": ["--articles", some],
        "commands": ["--count", some, "--files", str(count // 5)],
        "store": ["--count", many],
    }


def measured(folder: Path, count: int) -> list[figures.Figure]:
    """Run them all, each in a process of its own; gives what they found, in their order.

    Raises SystemExit at the end, after all the others, if one could not be run.
    """
    libraries = folder / "libraries"
    for size in (count // 100, count // 10, count):
        corpus.settled(libraries / str(size), size, size)
    found: list[figures.Figure] = []
    failed: list[str] = []
    for name, arguments in benchmarks(count).items():
        start = time.perf_counter()
        file = folder / f"{name}.json"
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments]
        print(f"## {name}\n", flush=True)
        code = subprocess.run([*command, "--libraries", str(libraries), "--json", str(file)], check=False).returncode
        print(f"\n({time.perf_counter() - start:.0f} s)\n", flush=True)
        if code:
            failed.append(name)
        else:
            found += figures.kept(file)
    if failed:
        sys.exit(f"No table is made: this could not be measured: {', '.join(failed)}")
    return found


def machine(minutes: float) -> str:
    """Where and how long it was measured, in a sentence."""
    system = f"{platform.system()}, {os.cpu_count()} processors, {platform.python_implementation()}"
    return f"Measured in {minutes:.0f} minutes on {system} {platform.python_version()}.\n"


def main() -> None:
    """Measure everything and draw the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000, help="articles of the largest library")
    parser.add_argument("--readme", type=Path, nargs="?", const=README, help="put the table into this file")
    given = parser.parse_args()
    if given.count < LEAST:
        parser.error(f"--count: at least {LEAST:,}")
    if given.readme:
        figures.put(given.readme.read_text(encoding="utf-8"), "")  # or it would be known too late
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        os.environ["TMPDIR"] = folder  # whoever is stopped leaves nothing behind
        found = measured(Path(folder), given.count)
    table = f"{figures.table(found)}\n{machine((time.perf_counter() - start) / 60)}"
    print(table, end="")
    if given.readme:
        given.readme.write_text(figures.put(given.readme.read_text(encoding="utf-8"), table), encoding="utf-8")


if __name__ == "__main__":
    main()
