"""Carrying out a library of 10,000 articles in every format: `python -m tests.benchmarks.export`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.services.exporting.exporter import Holds, Options
from reader.services.exporting.exporting import export
from reader.services.exporting.registry import EXPORTERS, exporter_of
from reader.services.exporting.report import ExportReport
from reader.services.exporting.selection import Selection
from reader.services.importing.importing import import_files
from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep

PROMISED = {"markdown": 15.0}
"""Seconds at most, at 10,000 articles."""


def seconds(library: Library, folder: Path, format: str) -> tuple[float, int]:
    """Seconds and bytes of one export."""
    exporter = exporter_of(format, Options())
    output = folder / format if exporter.holds is Holds.ONE else folder / f"{format}{exporter.suffix}"
    start = time.perf_counter()
    selection = Selection(library, library.articles.listing(ALL).uids(), True)
    export(exporter, selection, ExportReport(format, str(output)), lambda data: None)
    took = time.perf_counter() - start
    files = output.iterdir() if output.is_dir() else [output] if output.exists() else []
    return took, sum(file.stat().st_size for file in files)


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments.add_argument("--formats", nargs="+", default=list(EXPORTERS), choices=list(EXPORTERS))
    given = arguments.parse_args()
    found = []
    print(f"| {given.articles:,} articles | took | MB | promised |\n|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = corpus.settled(folder / "library", given.articles, given.articles, given.libraries)
        with Library.open(path) as library:
            for format in given.formats:
                took, size = seconds(library, folder, format)
                promised = f"{PROMISED[format]:.0f} s" if format in PROMISED else ""
                print(f"| export as {format} | {took:.1f} s | {size / 1e6:.1f} | {promised} |", flush=True)
                if format == "markdown":
                    again, _ = seconds(library, folder, format)
                    print(f"| the same again, nothing is new | {again:.1f} s | | |", flush=True)
                    what = f"export {given.articles:,} articles as Markdown, and again"
                    found.append(Figure(what, [took, again], "s", PROMISED[format]))
        if "json" in given.formats:
            start = time.perf_counter()
            with Library.open(folder / "other") as other:
                import_files(other, [folder / "json.json"])
            print(f"| import of our own JSON | {time.perf_counter() - start:.1f} s | | |")
    keep(given.json, found)


if __name__ == "__main__":
    main()
