"""Libraries of any size for benchmarks: generated facts and, where asked for, bodies; the same for the same seed.

A library that many benchmarks want is made once and shared: what is never written again in place is linked.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path

from reader.domain.article import Article, State
from reader.library import snapshot
from reader.library.bodies import Bodies
from reader.library.codec import to_document
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.fulltext.updating import update
from reader.library.library import TABLES, Library
from reader.library.migrations import SCHEMA

_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ne",
    "ru",
    "sta",
    "ver",
    "den",
    "tol",
    "am",
    "is",
    "or",
    "ing",
    "el",
    "an",
    "the",
    "sho",
)
_SOURCES = ("The Bay", "Marginalia", "Harbour Notes", "灯台", "Le Quai", "Plain Files", "Café Müller", "saved text")
_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_LONGEST = 4
"""Syllables of the longest words."""
_TOGETHER = 1_000
"""Bodies that are written together."""


@cache
def _vocabulary() -> list[str]:
    """Every word that there is, the short ones so often that words of one syllable are as many as those of four."""
    most = len(_SYLLABLES) ** _LONGEST
    found: list[str] = []
    for length in range(1, _LONGEST + 1):
        found += ["".join(parts) for parts in product(_SYLLABLES, repeat=length)] * (most // len(_SYLLABLES) ** length)
    return found


def words(random_: random.Random, count: int) -> list[str]:
    """Invented words."""
    return random_.choices(_vocabulary(), k=count)


def body(random_: random.Random, count: int) -> str:
    """A Markdown text of about so many words, with headings, quotes, lists and links."""
    parts: list[str] = []
    left = count
    while left > 0:
        size = min(left, random_.randint(30, 120))
        text = " ".join(words(random_, size)).capitalize() + "."
        kind = random_.random()
        if kind < 0.05:
            parts.append("## " + " ".join(words(random_, 4)).capitalize())
        elif kind < 0.1:
            text = "> " + text
        elif kind < 0.15:
            text = "\n".join(f"- {line}" for line in (text[:60], text[60:120], text[120:]) if line.strip())
        elif kind < 0.3:
            text = text.replace(" ", " *emphasis* ", 1).replace(" ", " [a link](https://example.org/a) ", 1)
        parts.append(text)
        left -= size
    return "\n\n".join(parts) + "\n"


def article(random_: random.Random, number: int) -> Article:
    """The facts of the n-th article."""
    title = " ".join(words(random_, random_.randint(3, 9))).capitalize()
    state = random_.choices((State.UNREAD, State.READING, State.READ), (6, 1, 3))[0]
    added = _NOW - timedelta(minutes=7 * number, seconds=random_.randint(0, 300))
    return Article(
        uid=sha256(f"{number}".encode()).hexdigest()[:16],
        title=f"A{number} {title}",
        url=f"https://example.org/{number}",
        source=random_.choice(_SOURCES),
        author=" ".join(words(random_, 2)).title(),
        published=added - timedelta(hours=5),
        added=added,
        language="en",
        words=random_.randint(80, 4000),
        tags=tuple(random_.sample(("craft", "sea", "long read", "python", "history"), random_.randint(0, 2))),
        state=state,
        bookmarked=added if random_.random() < 0.05 else None,
        archived=added if random_.random() < 0.3 else None,
        opened=added if state is not State.UNREAD else None,
        progress=round(random_.random(), 3) if state is State.READING else 0.0,
        note="" if number % 100 else "Ask Ada about this.",
    )


def documents(count: int, seed: int = 1) -> dict[str, dict[str, object]]:
    """The documents of so many articles, by document id."""
    random_ = random.Random(seed)
    return {str(n): to_document(article(random_, n)) for n in range(1, count + 1)}


def make(path: Path, count: int, bodies: int = 0, size: int = 800) -> None:
    """A library of `count` articles, the newest `bodies` of which have a text of about `size` words."""
    shutil.rmtree(path, ignore_errors=True)
    folder = Folder(path)
    folder.bodies.mkdir(parents=True)
    tables = {name: Documents() for name in TABLES}
    tables["articles"] = Documents(documents(count))
    snapshot.write(folder.snapshot, tables, {"schema": SCHEMA, "generation": 1, "number": 0})
    random_, facts = random.Random(2), random.Random(1)
    count = min(bodies, count)
    for start in range(1, count + 1, _TOGETHER):
        numbers = range(start, min(start + _TOGETHER, count + 1))
        Bodies(folder).write([(article(facts, n), body(random_, size)) for n in numbers])


def settled(path: Path, count: int, bodies: int = 50, libraries: Path | None = None, indexed: bool = True) -> Path:
    """A library as it lies on the disk of somebody who has used it: with its caches and its index.

    It is a share of the one with so many articles among `libraries`, or else made here, by a process of its own:
    a large one takes milliseconds longer to start others.
    """
    if libraries is not None and (libraries / str(count)).is_dir():
        share(libraries / str(count), path)
    else:
        command = [sys.executable, "-m", "tests.benchmarks.corpus", str(path), str(count), "--bodies", str(bodies)]
        subprocess.run([*command, *(["--indexed"] if indexed else [])], check=True)
    if not indexed:
        for file in (path / "cache").glob("search.*"):
            file.unlink()
    return path


def share(library: Path, path: Path) -> None:
    """A copy of a library that may be changed: its texts are linked, since a text is never written again in place."""

    def take(source: str, target: str) -> None:
        if source.endswith(".md"):
            os.link(source, target)
        else:
            shutil.copy2(source, target)

    shutil.copytree(library, path, copy_function=take)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--bodies", type=int, default=0)
    parser.add_argument("--indexed", action="store_true", help="with the index of the texts")
    given = parser.parse_args()
    make(given.path, given.count, given.bodies)
    with Library.open(given.path) as library:
        library.compact()
        if given.indexed:
            update(library)
