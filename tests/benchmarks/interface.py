"""Keys through a pty, in lists and on pages, beside a bare Textual app: `python -m tests.benchmarks.interface`.

A key is from its byte to the last byte of its paint. Two libraries, the larger with ten times the articles, take turns
with the bare app: a machine's speed drifts, what grows with the library does not.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.draft import Draft
from reader.library.fulltext.updating import update
from reader.library.library import Library
from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import TIMES, Figure, keep
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
PAGE_DOWN, PAGE_UP = b"\x1b[6~", b"\x1b[5~"
IN_LIST = {
    "`j`": (b"j",),
    "PgDn and PgUp": (PAGE_DOWN,) * 10 + (PAGE_UP,) * 10,
    "`G` and `g g`": (b"G", b"gg"),
    "`b`": (b"b",),
}
ON_PAGE = {"`j`": (b"j",), "Space and PgUp": (b" ",) * 10 + (PAGE_UP,) * 10, "`G` and `g g`": (b"G", b"gg")}
TURN = 20
"""Presses until it is another program's turn."""
READY = 2.5
"""Seconds of quiet after which an app has looked at its index, too."""
PROMISED = 16
"""Milliseconds that a key may take, 99 of 100 times."""
PROMISED_MEMORY = 350
FLAT = 1.25
"""How much longer a key may take, as a median, with ten times the articles, to count as no longer."""
WORDS = (5_000, 500_000)


@dataclass
class Presses:
    """How long a key took, every time, and how many bytes it painted."""

    took: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    @property
    def usual(self) -> tuple[float, float]:
        """The median, and what 99 of 100 stay below."""
        return median(self.took), centile(self.took, 0.99)


def app(path: Path) -> list[str]:
    """The command that starts the app on a library."""
    return [sys.executable, "-m", "reader", "--library", str(path)]


def ready(path: Path) -> Wire:
    """The app on a library, when it has nothing more to do."""
    wire = Wire(app(path))
    wire.until(b"A3 ")
    wire.settle(READY)
    return wire


def in_turn(wires: Mapping[str, Wire], cycle: Sequence[bytes], times: int) -> dict[str, Presses]:
    """Press keys, one after the other and again from the first, in some programs that take turns."""
    found = {name: Presses() for name in wires}
    for start in range(0, times, TURN):
        for name, wire in wires.items():
            for number in range(start, min(start + TURN, times)):
                took, size = wire.key(cycle[number % len(cycle)])
                found[name].took.append(took)
                found[name].sizes.append(size)
    return found


def of_lists(paths: Mapping[str, Path], times: int) -> tuple[dict[str, dict[str, Presses]], float]:
    """Each key of the list in each library, `j` beside the bare app, and the memory with the last library, MB."""
    with ExitStack() as stack:
        wires: dict[str, Wire] = {}
        for name, path in paths.items():
            wires[name] = ready(path)
            stack.callback(wires[name].close)
        bare = Wire([sys.executable, "-c", BARE])
        stack.callback(bare.close)
        bare.until(b"BARE-0")
        bare.settle(READY)
        found = {
            key: in_turn(wires | ({"bare": bare} if key == "`j`" else {}), cycle, times)
            for key, cycle in IN_LIST.items()
        }
        return found, wires[list(paths)[-1]].memory()


def of_page(path: Path, words: int, times: int) -> tuple[dict[str, Presses], float]:
    """Opening a text of so many words and the keys on its page, and the memory, MB."""
    with Library.open(path) as library:
        library.articles.add([Draft(f"Text of {words} words", corpus.body(random.Random(words), words))])
        update(library)  # or the app would index it while it is measured
    wire = ready(path)
    try:
        wire.key(b"gg")  # the cursor comes back to what was read last
        found = {"open": Presses()}
        for _ in range(8):
            took, size = wire.key(b"\r")
            found["open"].took.append(took)
            found["open"].sizes.append(size)
            wire.settle(0.1)
            wire.key(b"q")
            wire.settle(0.1)
        wire.key(b"\r")
        wire.settle()
        wire.key(b"gg")
        for key, cycle in ON_PAGE.items():
            found |= {key: in_turn({key: wire}, cycle, times)[key]}
            wire.settle(0.1)
        memory = wire.memory()
        wire.key(b"q")  # or the next start would come back to the page
        wire.settle()
        return found, memory
    finally:
        wire.close()


def show(where: str, found: Mapping[str, Presses]) -> None:
    """Print a line for every key."""
    for key, presses in found.items():
        middle, most = presses.usual
        sizes = f"{median(presses.sizes):.0f} | {max(presses.sizes)}"
        print(f"| {where}: {key} | {middle:.1f} | {most:.1f} | {max(presses.took):.1f} | {sizes} |", flush=True)


def figures(count: int, lists: dict[str, dict[str, Presses]], memory: float) -> list[Figure]:
    """What the README says of the list."""
    small, large = (name for name in lists["`b`"])
    said = ", median and 99 %"
    found = []
    for key, of in lists.items():
        bare = {"beside": "a bare Textual app", "theirs": of["bare"].usual} if "bare" in of else {}
        found.append(Figure(f"{key} in the list{said}", of[large].usual, promised=PROMISED, **bare))
    growth = [of[large].usual[0] / of[small].usual[0] for of in lists.values()]
    what = f"the same with {large} beside {small} articles, medians"
    return [
        *found,
        Figure(what, growth, TIMES, FLAT, "flat"),
        Figure(f"memory in the list of {count:,} articles", [memory], "MB", PROMISED_MEMORY),
    ]


def page_figures(words: int, found: Mapping[str, Presses], memory: float) -> list[Figure]:
    """What the README says of the page."""
    opened, *keys = found.items()
    return [
        Figure(f"open a text of {words:,} words", [opened[1].usual[0]]),
        *(Figure(f"{key} in it, median and 99 %", presses.usual, promised=PROMISED) for key, presses in keys),
        Figure("memory on its page", [memory], "MB", PROMISED_MEMORY),
    ]


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--count", type=int, default=100_000, help="articles of the larger library")
    arguments.add_argument("--times", type=int, default=200)
    given: argparse.Namespace = arguments.parse_args()
    counts = (given.count // 10, given.count)
    with tempfile.TemporaryDirectory() as folder:
        paths = {f"{n:,}": corpus.settled(Path(folder) / str(n), n, libraries=given.libraries) for n in counts}
        lists, memory = of_lists(paths, given.times)
        print("| key | median, ms | 99 %, ms | most, ms | bytes, median | bytes, most |\n|---|--:|--:|--:|--:|--:|")
        for name in (*paths, "bare"):
            show(name, {key: of[name] for key, of in lists.items() if name in of})
        kept = figures(given.count, lists, memory)
        for words in WORDS:
            found, memory = of_page(paths[f"{given.count:,}"], words, given.times)
            show(f"a text of {words:,} words", found)
        kept += page_figures(words, found, memory)
    for figure in kept:
        print(figure.row, end="")
    keep(given.json, kept)


if __name__ == "__main__":
    main()
