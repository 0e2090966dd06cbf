"""Kill -9 rounds: `python -m tests.benchmarks.kill_rounds [--rounds 200]`.

In every round two writers and a reader work on one library and are killed after 5 to 120 milliseconds. A writer says
what it is about to do and, when the library has answered, that it is done; what was done must be there in the next
round, and nothing else. Prints how many changes were acknowledged, how many of them were lost, how often the library
could not be read, and how often a reader was told something that had never been so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.domain.anchor import Anchor
from reader.domain.draft import Draft
from reader.domain.shelf import ALL
from reader.library.library import Library

WRITERS = 2
ARTICLES = 50
COMPACT_EVERY = 23

Fact = tuple[str, str]
"""What kind of thing was changed, and of which article."""


def operations(writer: int, round_: int) -> Any:
    """What a writer does, for ever: the fact, its new value, and the call that makes it so."""
    own = [f"start {n}" for n in range(ARTICLES) if n % WRITERS == writer]
    count = 0
    while True:
        count += 1
        uid = _draft(own[count % len(own)]).uid
        if count % 10 == 0:
            draft = _draft(f"added by {writer} in {round_}, {count}")
            yield ("there", draft.uid), True, lambda a, draft=draft: a.add([draft])
        elif count % 3 == 0:
            number = round_ * 1_000_000 + count
            yield ("place", uid), number, lambda a, u=uid, n=number: a.keep_place(u, Anchor(n, 0), 0.5)
        else:
            on = count // len(own) % 2 == round_ % 2
            yield ("bookmark", uid), on, lambda a, u=uid, on=on: a.bookmark([u], on)


def _draft(name: str) -> Draft:
    return Draft(name, f"The text of {name}.\n")


def write(path: Path, writer: int, round_: int, say: Callable[[str, Any], None]) -> None:
    """One writer, until it is killed."""
    with Library.open(path) as library:
        say("ready", None)
        for count, (fact, value, call) in enumerate(operations(writer, round_)):
            say("doing", [*fact, value])
            call(library.articles)
            say("done", None)
            if count % COMPACT_EVERY == 11 * writer + 5:
                library.compact()
                say("compacted", None)


def read(path: Path, _: int, round_: int, say: Callable[[str, Any], None]) -> None:
    """A reader, until it is killed: half of the time a running one, half of the time a fresh one."""
    say("ready", None)
    seen: dict[str, int] = {}
    while True:
        with Library.open(path, create=False) as library:
            for _ in range(8):
                library.catch_up()
                for article in library.articles.listing(ALL):
                    at = article.place.block if article.place else 0
                    if at < seen.get(article.uid, 0):
                        say("lie", [article.uid, seen[article.uid], at])
                    seen[article.uid] = at
                    library.bodies.read(article.uid)


def spawn(work: Callable[..., None], path: Path, number: int, round_: int) -> tuple[int, int]:
    """A process that works until it is killed, and the end of the pipe on which it tells of it."""
    from_child, to_parent = os.pipe()
    pid = os.fork()
    if pid:
        os.close(to_parent)
        return pid, from_child

    def say(what: str, value: Any) -> None:
        os.write(to_parent, json.dumps([what, value]).encode() + b"\n")

    try:
        work(path, number, round_, say)
    except BaseException as error:
        say("failed", f"{type(error).__name__}: {error}")
    os._exit(1)


class Rounds:
    """A library, and what must be in it."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self.random = random.Random(seed)
        self.expected: dict[Fact, Any] = {}
        self.figures = dict.fromkeys(("rounds", "acknowledged", "compactions", "lost", "unreadable", "lies"), 0)
        self.trouble: list[str] = []
        with Library.open(path) as library:
            library.articles.add([_draft(f"start {n}") for n in range(ARTICLES)])

    def run(self) -> None:
        """One round."""
        round_ = self.figures["rounds"] = self.figures["rounds"] + 1
        children = [spawn(write, self.path, n, round_) for n in range(WRITERS)]
        children.append(spawn(read, self.path, WRITERS, round_))
        data = {pipe: b"" for _, pipe in children}
        kill_at = None
        while data and (kill_at is None or time.monotonic() < kill_at):
            for pipe in select.select(list(data), [], [], 0.002)[0]:
                data[pipe] += os.read(pipe, 1 << 16)
            if kill_at is None and all(data.values()):
                kill_at = time.monotonic() + self.random.uniform(0.005, 0.12)
        for pid, _ in children:
            os.kill(pid, signal.SIGKILL)
        for pid, pipe in children:
            os.waitpid(pid, 0)
            while more := os.read(pipe, 1 << 16):
                data[pipe] += more
            os.close(pipe)
        maybe: dict[Fact, Any] = {}
        for said in data.values():
            self.listen(said, maybe)
        self.check(maybe)

    def listen(self, said: bytes, maybe: dict[Fact, Any]) -> None:
        """Take down what one process said."""
        doing: tuple[Fact, Any] | None = None
        for line in said.split(b"\n")[:-1]:
            what, value = json.loads(line)
            if what == "doing":
                doing = (value[0], value[1]), value[2]
            elif what == "done" and doing is not None:
                self.figures["acknowledged"] += 1
                self.expected[doing[0]] = doing[1]
                doing = None
            elif what == "compacted":
                self.figures["compactions"] += 1
            elif what == "lie":
                self.figures["lies"] += 1
                self.trouble.append(f"a reader saw {value}")
            elif what == "failed":
                self.figures["unreadable"] += 1
                self.trouble.append(str(value))
        if doing is not None:
            maybe[doing[0]] = doing[1]

    def check(self, maybe: dict[Fact, Any]) -> None:
        """Compare what is there with what was acknowledged; what was begun may be there or not."""
        try:
            with Library.open(self.path, create=False) as library:
                for (kind, uid), value in {**maybe, **self.expected}.items():
                    found = _value(library, kind, uid)
                    if found == maybe.get((kind, uid), value):
                        self.expected[kind, uid] = found
                    elif found != self.expected.get((kind, uid), found):
                        self.figures["lost"] += 1
                        self.trouble.append(f"{kind} of {uid} is {found}, not {value}")
        except Exception as error:
            self.figures["unreadable"] += 1
            self.trouble.append(f"{type(error).__name__}: {error}")


def _value(library: Library, kind: str, uid: str) -> Any:
    article = library.articles.get(uid)
    if kind == "there":
        return article is not None and bool(library.bodies.read(uid))
    if article is None:
        return "gone"
    return bool(article.bookmarked) if kind == "bookmark" else (article.place or Anchor(0, 0)).block


def main() -> int:
    """Run the rounds and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    seed = random.randrange(10**6) if given.seed is None else given.seed
    folder = Path(tempfile.mkdtemp(prefix="kill-rounds-"))
    rounds = Rounds(folder / "library", seed)
    for _ in range(given.rounds):
        rounds.run()
    if given.json:
        print(json.dumps(rounds.figures))
    else:
        for name, number in rounds.figures.items():
            print(f"{name:>14}  {number:>9,}")
        print(f"{'seed':>14}  {seed:>9}")
    bad = sum(rounds.figures[name] for name in ("lost", "unreadable", "lies"))
    for line in rounds.trouble[:20]:
        print(line, file=sys.stderr)
    if bad:
        print(f"The library is kept in {folder}.", file=sys.stderr)
    else:
        shutil.rmtree(folder)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
