"""Triage of a large library through a pty: `python -m tests.benchmarks.triage`.

Of 100,000 articles 500 are selected, archived and taken back; then all are selected, and the history is read.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.interface import ready
from tests.benchmarks.wire import Wire, centile, median

SELECT_500 = b"500x"


def pressed(wire: Wire, keys: bytes) -> float:
    """Milliseconds from a key to the last byte of its paint, with quiet before and after."""
    wire.settle(0.5)
    return wire.key(keys, patience=20.0)[0]


def rounds(wire: Wire, times: int) -> dict[str, list[float]]:
    """How long each step takes, so many times."""
    steps = {"select one: x": b"x", "select 500: 500x": SELECT_500, "archive 500: e": b"e", "take it back: u": b"u"}
    took: dict[str, list[float]] = {name: [] for name in (*steps, "select all: Ctrl+a", "select none: Esc")}
    for _ in range(times):
        pressed(wire, b"gg")
        took["select one: x"].append(pressed(wire, b"x"))
        pressed(wire, b"\x1b")
        for name in list(steps)[1:]:
            took[name].append(pressed(wire, steps[name]))
        took["select all: Ctrl+a"].append(pressed(wire, b"\x01"))
        took["select none: Esc"].append(pressed(wire, b"\x1b"))
    return took


def figures(took: dict[str, list[float]]) -> list[Figure]:
    """What the README says of it."""
    return [
        Figure(f"{what}, median", [median(took[step]) for step in steps])
        for what, steps in {
            "select 500 articles, archive them, take it back": (
                "select 500: 500x",
                "archive 500: e",
                "take it back: u",
            ),
            "select all": ("select all: Ctrl+a",),
        }.items()
    ]


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--count", type=int, default=100_000)
    arguments.add_argument("--times", type=int, default=9)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wire = ready(corpus.settled(Path(folder) / "library", given.count, libraries=given.libraries))
        try:
            took = rounds(wire, given.times)
            took["open the history: g u"] = [pressed(wire, b"gu")]
        finally:
            wire.close()
    print(f"| of {given.count:,} articles | median, ms | 90 %, ms |\n|---|--:|--:|")
    for name, times in took.items():
        print(f"| {name} | {median(times):.1f} | {centile(times, 0.9):.1f} |")
    keep(given.json, figures(took))


if __name__ == "__main__":
    main()
