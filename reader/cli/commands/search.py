"""Searches the texts, titles and notes of the whole library, and prints the passages, the best first.

A query is words, or more, such as '"low water" tag:sea -draft'; put it in single quotes for the shell.

On a terminal the words that were sought are bold. Into a pipe a line has fields between tabs: uid, title, source,
passage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.commands.list import rewritten
from reader.cli.output import on_terminal, print_json, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.library.found_listing import FoundListing
    from reader.library.fulltext.passages import Passage
    from reader.library.fulltext.searching import Fulltext
    from reader.library.library import Library
    from reader.ui.cutting import Hits

__all__ = ["USAGE", "arguments", "rewritten", "run"]
USAGE = "reader search [--limit N] [--newest] [--wait] [--json | --uids] QUERY ..."
LIMIT = 20
ROWS = 2
"""Rows of a passage on a terminal."""
_BOLD, _NORMAL = "\x1b[1m", "\x1b[0m"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader search` takes."""
    parser.add_argument("words", nargs="+", metavar="QUERY", help="words and conditions, as for `reader list`")
    parser.add_argument(
        "--limit", type=_count, default=LIMIT, metavar="N", help=f"at most so many; {LIMIT} if not said"
    )
    parser.add_argument("--newest", action="store_true", help="the newest first")
    parser.add_argument("--wait", action="store_true", help="read all new texts first, however many they are")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as a list of objects")
    form.add_argument("--uids", action="store_true", help="uids alone, such as for `reader tag -`")


def run(given: argparse.Namespace) -> int:
    """Search, after what has changed has been indexed."""
    from reader.domain.pace import USUAL
    from reader.library.fulltext.searching import Fulltext
    from reader.services.search.parse import parse
    from reader.services.search.seeking import seek

    query = parse(" ".join(given.words).strip())
    with open_library(given) as library:
        fulltext = Fulltext(library)
        said = _index(library, fulltext, given.wait)
        found = seek(library, fulltext, query, given.limit, not given.newest, USUAL)
        fulltext.close()
        if problem := said or found.problem:
            print_problem(problem)
        if given.uids:
            _print(found.listing.uids())
        elif given.json:
            print_json(list(map(_as_object, found.listing, _passages(found.listing))))
        elif on_terminal():
            _print(_for_reading(found.listing, library.articles.columns.uids))
        else:
            _print(map(_fields, found.listing, _passages(found.listing)))
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _index(library: Library, fulltext: Fulltext, wait: bool) -> str:
    """Index what is different; what is to be said if that is too much."""
    from reader.services.search.freshening import freshen

    if not wait:
        return freshen(library, fulltext)
    from reader.library.fulltext.updating import update
    from reader.services.adding.report import Step

    with Progress() as progress:
        update(library, told=lambda done, total: progress.step(Step(done, total, "")))
    return ""


# -- printing -------------------------------------------------------------------------------------


def _print(lines: Iterable[str]) -> None:
    printed = False
    for line in lines:
        sys.stdout.write(f"{line}\n")
        printed = True
    if not printed and on_terminal():
        print_problem("Nothing is found.")


def _passages(listing: FoundListing) -> Iterator[Passage | None]:
    return map(listing.passage, range(len(listing)))


def _as_object(article: Article, passage: Passage | None) -> dict[str, Any]:
    from reader.cli.facts import facts_of

    cut = None if passage is None else {"text": passage.text, "hits": list(passage.hits), "part": passage.part}
    return {**facts_of(article), "passage": cut}


def _fields(article: Article, passage: Passage | None) -> str:
    from reader.domain.plain import plain

    cut = "" if passage is None else passage.text
    return "\t".join(map(plain, (article.uid, article.title, article.source, cut)))


def _for_reading(listing: FoundListing, uids: Sequence[str]) -> Iterator[str]:
    """The lines of each article: title and source, then the passage with what was sought in bold."""
    from reader.cli.rows import WIDEST, shortest_unique, terminal_width
    from reader.domain.plain import plain
    from reader.library.fulltext.passages import hits_in
    from reader.text.width import fit
    from reader.ui.cutting import rows_of

    size = shortest_unique(uids)
    width = min(terminal_width(), WIDEST) - size - 2
    for article, passage in zip(listing, _passages(listing), strict=True):
        source = f" · {plain(article.source)}" if article.source else ""
        title = fit(plain(article.title), max(8, width - min(len(source), width // 3)))
        lit = _bold(title, hits_in(title, listing.words, "title"))
        yield f"{plain(article.uid)[:size]}  {lit}{fit(source, width // 3)}"
        for row, hits in rows_of(passage.text, passage.hits, max(8, width), ROWS) if passage is not None else ():
            yield f"{' ' * size}  {_bold(row, hits)}"


def _bold(text: str, hits: Hits) -> str:
    """A text that may be printed, with the hits in bold where the terminal knows what that is."""
    from reader.domain.plain import painted

    if os.environ.get("TERM", "dumb") == "dumb":
        return painted(text)
    parts, at = [], 0
    for start, end in sorted(hits):
        parts += [painted(text[at:start]), _BOLD, painted(text[start:end]), _NORMAL]
        at = end
    return "".join([*parts, painted(text[at:])])
