"""Lists articles, newest first: the Inbox, or another shelf, or what a query finds there.

A query is words, or more, such as 'tag:sea is:unread -draft added:<30d'; put it in single quotes for the shell.

On a terminal a line has the beginning of the uid, the signs (unread, bookmarked), title, source, minutes and age.
Into a pipe it has fields between tabs: uid, state, marks, title, source, minutes, day of adding.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.output import on_terminal, print_json, print_problem
from reader.cli.place import is_there, library_path, open_library
from reader.library import briefs

if TYPE_CHECKING:
    from reader.domain.shelf import Shelf, Sort
    from reader.library.library import Library
    from reader.library.listing import Listing

USAGE = (
    "reader list [--SHELF | --tag T | --feed FEED | --search NAME] [--unread]\n"
    "                   [--sort ORDER] [--limit N] [--json] [QUERY ...]"
)
# The names of the domain's shelves and orders, spelled here because importing them takes as long as listing.
SHELVES = ("inbox", "reading", "bookmarks", "archive", "all", "waiting", "ageing", "bin")
ORDERS = ("natural", "oldest", "title", "source", "shortest", "longest")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader list` takes."""
    take_choice(parser)
    parser.add_argument("--json", action="store_true", help="as a list of objects")


def take_choice(parser: argparse.ArgumentParser) -> None:
    """The arguments that choose articles, here and for other commands."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--shelf", choices=SHELVES, metavar="NAME", help=f"the shelf: {', '.join(SHELVES)}")
    for name in SHELVES:
        same = f"the same as --shelf {name}"
        which.add_argument(f"--{name}", dest="shelf", action="store_const", const=name, help=same)
    which.add_argument("--tag", metavar="T", help="what has a tag")
    which.add_argument("--feed", metavar="FEED", help="what came from a feed, by its name, address or uid")
    which.add_argument("--search", metavar="NAME", help="what a saved search finds, by its name")
    parser.add_argument("--unread", action="store_true", help="only what has not been read")
    parser.add_argument(
        "--texts", action="store_true", help="look for words in the texts, too; `reader index` reads them"
    )
    parser.add_argument("--sort", choices=ORDERS, default=ORDERS[0], metavar="ORDER", help=", ".join(ORDERS))
    parser.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    parser.add_argument("words", nargs="*", metavar="QUERY", help="words of title, source, author and tags; conditions")


def rewritten(argv: list[str]) -> list[str]:
    """The arguments with what a query excludes, such as -draft, as words: argparse would take that for options."""
    return [f" {word}" if word[:1] == "-" and word[1:2] not in ("", "-") and word != "-h" else word for word in argv]


def run(given: argparse.Namespace) -> int:
    """List what was asked for."""
    path = library_path(given)
    if not is_there(path):
        # Asking what is in a library does not make one, and there being none is no error.
        print_problem(f"There is no library in {path} yet: `reader` or `reader add` makes one.")
        if given.json:
            print_json([])
        return 0
    if _is_plain(given):
        _print(_brief_lines(given, path))
        return 0
    with open_library(given) as library:
        if given.json:
            from reader.cli.facts import FIELDS, facts_from

            print_json([facts_from(values) for values in chosen(library, given, FIELDS)])
        else:
            _print_rows(library, given)
    return 0


def run_plainly(given: argparse.Namespace) -> int:
    """List the Inbox, as `reader` does where there is no terminal."""
    defaults = argparse.ArgumentParser()
    arguments(defaults)
    return run(defaults.parse_args([], given))


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _shelf(given: argparse.Namespace, library: Library) -> Shelf:
    from reader.domain.shelf import INBOX, Kind, Shelf

    if given.tag is not None:
        return Shelf(Kind.TAG, given.tag.lstrip("#"))
    if given.feed is not None:
        return Shelf(Kind.FEED, library.feeds.find(given.feed).uid)
    if given.search is not None:
        return Shelf(Kind.SEARCH, library.searches.find(given.search).uid)
    if given.shelf == Kind.AGEING:
        from reader.domain.shelf import ageing
        from reader.services.settings import SettingsFile

        return ageing(SettingsFile().settings.ageing)
    return INBOX if given.shelf is None else Shelf(Kind(given.shelf))


def listed(library: Library, given: argparse.Namespace) -> Listing:
    """The articles that were asked for, be they read or not."""
    from reader.domain.shelf import Sort

    query = " ".join(given.words).strip()
    return _listing(library, _shelf(given, library), Sort(given.sort), query, given.texts)


def chosen(library: Library, given: argparse.Namespace, fields: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The fields, `state` among them, of the articles that were asked for."""
    found = listed(library, given).facts(*fields)
    if given.unread:
        state = fields.index("state")
        found = (values for values in found if values[state] in (None, "unread"))
    return islice(found, given.limit)


def _listing(library: Library, shelf: Shelf, sort: Sort, query: str, full: bool) -> Listing:
    """What a query finds on a shelf; what understands queries is loaded when there is one."""
    if shelf.kind != "search" and (not query or (not full and _is_words(query))):
        return library.articles.listing(shelf, sort, query)
    from reader.services.search.finding import found

    if not full and not _is_full(library, shelf):
        return found(library, shelf, sort, query)
    from reader.services.search.freshening import freshen
    from reader.services.search.texting import fulltext_of, texting_of

    fulltext = fulltext_of(library)
    said = freshen(library, fulltext)
    if said and (fulltext.ready or not full):
        print_problem(said)
    return found(library, shelf, sort, query, texting=texting_of(library, fulltext) if full else None)


def _is_full(library: Library, shelf: Shelf) -> bool:
    """Whether a shelf is a saved search that looks into the texts."""
    search = library.searches.get(shelf.key) if shelf.kind == "search" else None
    return search is not None and search.full


def _is_words(query: str) -> bool:
    from reader.services.search.plain_words import is_plain

    return is_plain(query)


def _print_rows(library: Library, given: argparse.Namespace) -> None:
    from reader.cli import rows

    found = chosen(library, given, briefs.FIELDS)
    if on_terminal():
        _print(list(rows.columns(found, library.articles.columns.uids)))
    else:
        _print(list(map(briefs.brief, found)))


def _print(lines: list[str]) -> None:
    if lines:
        sys.stdout.write("\n".join(lines) + "\n")
    elif on_terminal():
        print_problem("Nothing here.")


def _is_plain(given: argparse.Namespace) -> bool:
    """Whether lines into a pipe are asked for, in the order in which all of them are kept."""
    chosen = (given.tag, given.feed, given.search) != (None, None, None)
    special = given.json or given.words or chosen or on_terminal()
    return not special and given.shelf in (None, "inbox", "all") and given.sort == ORDERS[0]


def _brief_lines(given: argparse.Namespace, path: Path) -> list[str]:
    """The lines of the Inbox, or of all articles outside the Bin, without opening the library where that will do."""
    kept = briefs.load(str(path))
    if kept is None:
        with open_library(given) as library:
            lines = library.brief_lines()
    else:
        lines = kept.lines
    hidden = {"removed"} if given.shelf == "all" else {"removed", "archived", "aside"}
    found = []
    for line in lines:
        _, state, marks, _ = line.split("\t", 3)
        if (not marks or hidden.isdisjoint(marks.split(","))) and (not given.unread or state == "unread"):
            found.append(line)
    return found[: given.limit]
