"""Keys while the index of the texts is being built, beside the same afterwards: `python -m tests.benchmarks.building`.

The app is started on a library that has no index, and begins to build one by itself. Keys are pressed as quickly as
somebody presses them who is looking for something, until the index is there, and then as many again.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.library.fulltext.database import current
from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep
from tests.benchmarks.interface import PAGE_DOWN, PROMISED, READY, Presses, app
from tests.benchmarks.wire import Wire

KEYS = {"`j`": b"j", "PgDn": PAGE_DOWN, "`b`": b"b"}
PAUSES = (0.01, 0.06)
"""Seconds between a paint that is complete and the next key: with it some 70 milliseconds from key to key."""
BEGINS = 30.0
"""Seconds after which the app should have begun."""


def builds(path: Path) -> bool:
    """Whether an index is being built."""
    return any((path / "cache").glob("search.*.tmp"))


def pressed(wire: Wire, goes_on: Callable[[int], bool]) -> dict[str, Presses]:
    """Press one key after the other as long as told so; it is asked with the number of keys until then."""
    random_ = random.Random(5)
    found = {name: Presses() for name in KEYS}
    number = 0
    while goes_on(number):
        name = list(KEYS)[number % len(KEYS)]
        took, size = wire.key(KEYS[name])
        found[name].took.append(took)
        found[name].sizes.append(size)
        wire.rest(random_.uniform(*PAUSES))
        number += 1
    return found


def measured(path: Path) -> tuple[dict[str, Presses], dict[str, Presses], float]:
    """The keys while the index is built, those afterwards, and the seconds that it took."""
    cache = path / "cache"
    wire = Wire(app(path))
    try:
        wire.until(b"A3 ")
        end = time.monotonic() + BEGINS
        while not builds(path):
            if time.monotonic() > end or current(cache):
                raise RuntimeError("The app did not build an index that could be watched.")
            wire.rest(0.01)
        start = time.perf_counter()
        meanwhile = pressed(wire, lambda _: builds(path))
        took = time.perf_counter() - start
        if current(cache) is None:
            raise RuntimeError("The index was not built.")
        wire.settle(READY)
        times = sum(len(presses.took) for presses in meanwhile.values())
        return meanwhile, pressed(wire, lambda number: number < times), took
    finally:
        wire.close()


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--count", type=int, default=100_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        corpus.settled(path, given.count, given.count, given.libraries, indexed=False)
        meanwhile, afterwards, took = measured(path)
    print(f"the index of {given.count:,} articles was built in {took:.0f} s beside the app\n")
    print("| key | while it is built, ms: median | 99 % | most | keys | afterwards: median | 99 % | most |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    found = []
    for name, presses in meanwhile.items():
        after = afterwards[name]
        first, second = (f"{p.usual[0]:.1f} | {p.usual[1]:.1f} | {max(p.took):.1f}" for p in (presses, after))
        print(f"| {name} | {first} | {len(presses.took)} | {second} |")
        what = f"{name} while the index is built, median and 99 %"
        found.append(Figure(what, presses.usual, "ms", PROMISED, "afterwards", after.usual))
    keep(given.json, found)


if __name__ == "__main__":
    main()
