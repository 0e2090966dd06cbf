"""Queries at 100,000 articles, key by key, as `/` does it: `python -m tests.benchmarks.query [--count 100000]`.

Milliseconds of the processor for understanding what has been typed, finding, ordering and making the first rows; the
best of some rounds, since others may use the machine. Beside it: the same list without a filter.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.domain.pace import USUAL
from reader.domain.shelf import ALL, Sort
from reader.library.library import Library
from reader.services.search.counting import Counting
from reader.services.search.parse import parse
from reader.services.search.suggesting import suggestions
from reader.ui.sought import Sought
from tests.benchmarks import corpus
from tests.benchmarks.arguments import parser
from tests.benchmarks.figures import Figure, keep

PROMISED = 30
"""Milliseconds that a key may take with words, is:, has:, tag:, feed: and added:."""
PROMISED_SUGGESTIONS = 5
ROWS = 40
QUICK = (
    "kalo ne",
    '"staver lo"',
    "tid*",
    "-kalo",
    "title:kalo",
    "kalo or lo",
    "is:unread tag:sea kalo",
    'tag:"long read" -is:read',
    "has:note -has:highlight",
    "added:<30d is:bookmarked",
    "added:2026-05",
    "(kalo or tag:sea) -is:read added:<100d",
    "has:highlight or has:mark",
)
OTHERS = ("published:2026", "words:>2000", "minutes:<10", "progress:>50", "lang:en site:example.org")
SUGGESTED = ("", "s", "tag:", "tag:lo", "is:un", "source:", "lang:")


def best(call: Callable[[], object], rounds: int) -> float:
    """The fewest milliseconds of the processor that a call took."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def typed(library: Library, text: str) -> None:
    """Take a filter that is being typed and make what is shown of it."""
    sought = Sought()
    sought.take(text, typing=True)
    sought.listing(library, ALL, Sort.NATURAL, USUAL)[:ROWS]


def keys(library: Library, text: str, rounds: int) -> list[float]:
    """What every key of a query takes, typed from its beginning."""
    taken: list[list[float]] = []
    for _ in range(rounds):
        library.articles._ground = None  # what was remembered of the round before
        taken.append([best(lambda end=end: typed(library, text[:end]), 1) for end in range(1, len(text) + 1)])
    return [min(of_key) for of_key in zip(*taken, strict=True)]


def counting(library: Library) -> tuple[float, float]:
    """What counting five searches takes, and the longest of its steps."""
    for text in QUICK[-5:]:
        library.searches.keep(text, text)
    count, steps = Counting(library), []
    count.begin()
    done = False
    while not done:
        start = time.process_time()
        done = count.step(0)
        steps.append((time.process_time() - start) * 1000)
    return sum(steps), max(steps)


def measured(library: Library, rounds: int) -> list[Figure]:
    """Measure and print; gives what the README says of it."""
    library.articles.warm()
    count = f"{len(library.articles):,}"
    plain = best(lambda: typed(library, ""), rounds)
    print(f"| filter {count} articles | last key | slowest key | beside | promised |\n|---|--:|--:|--:|--:|")
    slowest = 0.0
    for text in QUICK:
        taken = keys(library, text, rounds)
        slowest = max(slowest, *taken)
        beside = f"no filter {plain:.1f} ms | {PROMISED} ms"
        print(f"| `{text}` | {taken[-1]:.1f} ms | {max(taken):.1f} ms | {beside} |")
    made = best(lambda: library.articles.prepare(0), 1)
    for text in OTHERS:
        taken = keys(library, text, rounds)
        print(f"| `{text}` | {taken[-1]:.1f} ms | {max(taken):.1f} ms | once {made:.0f} ms | |")
    suggested, text = max((best(lambda text=text: suggestions(library, text), rounds), text) for text in SUGGESTED)
    print(f"| suggestions, the slowest: `{text}` | {suggested:.1f} ms | | | {PROMISED_SUGGESTIONS} ms |")
    understood = best(lambda: parse(QUICK[-2], typing=True), rounds)
    print(f"| understanding `{QUICK[-2]}` | {understood:.2f} ms | | | |")
    whole, longest = counting(library)
    print(f"| counting five saved searches, in steps | {whole:.0f} ms | {longest:.1f} ms | | |")
    what = f"filter {count} titles, the slowest key, time of the processor"
    return [
        Figure(what, [slowest], "ms", PROMISED, "no filter", [plain]),
        Figure("suggest how a query may go on, the slowest", [suggested], "ms", PROMISED_SUGGESTIONS),
    ]


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--count", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = corpus.settled(Path(name) / "library", given.count, libraries=given.libraries)
        with Library.open(path) as library:
            found = measured(library, given.rounds)
    keep(given.json, found)


if __name__ == "__main__":
    main()
