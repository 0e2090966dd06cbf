"""What is typed, letter by letter through a pty: `python -m tests.benchmarks.typed`.

Into the filter of the list, and into the search in all texts. A key is from its byte to the last byte of what comes of
it: of what was found, too, where that comes after the letter itself.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.interface import PROMISED, ready
from tests.benchmarks.query import PROMISED as FILTERING
from tests.benchmarks.query import QUICK
from tests.benchmarks.search import RANKING, TYPING
from tests.benchmarks.wire import QUIET, Wire, centile, median

SOUGHT = ("staverd", "nekami tol", "staver tag:sea", '"the ka', "stave ka lo", "ingor -staver", "denlo is:unread")
FILTER = "a letter more in the filter of the list"
LATE = 0.25
"""Seconds of quiet after which nothing more will be found."""
Took = dict[str, list[float]]


def filter_list(wire: Wire, took: Took) -> None:
    """Type queries into the filter of the list, each from its beginning."""
    for words in QUICK:
        wire.key(b"/")
        for letter in words:
            took.setdefault(FILTER, []).append(wire.key(letter.encode(), quiet=LATE)[0])
        wire.key(b"\x1b")
        wire.settle(LATE)


def search_texts(wire: Wire, took: Took) -> None:
    """Search texts, go through what was found, open some of it at the passage and come back."""

    def press(name: str, key: bytes, quiet: float = QUIET) -> None:
        took.setdefault(name, []).append(wire.key(key, quiet=quiet)[0])

    for words in SOUGHT:
        press("Ctrl+f", b"\x06")
        for letter in words:
            press("a letter more of a search in all texts", letter.encode(), LATE)
        press("`Enter`, which ranks what was found", b"\r", LATE)
        if wire.key(b"j")[1]:  # else there is one result alone, and nothing to be painted
            wire.key(b"k")
            for key in (b"j", b"k") * 15:  # two results are enough
                press("`j` and `k` among results", key)
        press("`Enter`, which opens at the passage", b"\r")
        press("`J` to the next result", b"J")
        press("`q` back to the results", b"q")
        press("`q` back to the list", b"q")
        wire.settle(LATE)


def figures(took: Took) -> list[Figure]:
    """What the README says of it."""
    promised = {
        FILTER: FILTERING,
        "a letter more of a search in all texts": TYPING,
        "`Enter`, which ranks what was found": RANKING,
        "`Enter`, which opens at the passage": None,
        "`j` and `k` among results": PROMISED,
    }
    return [
        Figure(f"{name}, median and 99 %", (median(took[name]), centile(took[name], 0.99)), promised=most)
        for name, most in promised.items()
    ]


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--count", type=int, default=100_000)
    given = arguments.parse_args()
    took: Took = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        corpus.settled(path, given.count, given.count, given.libraries)
        wire = ready(path)
        try:
            filter_list(wire, took)
            search_texts(wire, took)
        finally:
            wire.close()
    print(f"| typed among {given.count:,} articles | keys | median, ms | 99 %, ms | most, ms |\n|---|--:|--:|--:|--:|")
    for name, times in took.items():
        print(f"| {name} | {len(times)} | {median(times):.1f} | {centile(times, 0.99):.1f} | {max(times):.1f} |")
    keep(given.json, figures(took))


if __name__ == "__main__":
    main()
