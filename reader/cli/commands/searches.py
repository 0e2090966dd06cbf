"""Lists saved searches with how much they find; keeps a query under a name, renames and removes it.

`reader list --search NAME` lists what one finds. Into a pipe a line has fields between tabs: name, count, query.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.actions import Actions
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.domain.errors import ReaderError

if TYPE_CHECKING:
    from reader.domain.saved_search import SavedSearch
    from reader.library.library import Library

ACTIONS = ("list", "keep", "rename", "remove")
"""What can be done; without one of these words they are listed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader searches` takes."""
    action = Actions(parser, json="print the searches as a list of objects").add
    action("list", "list them; without ACTION, too")
    keeping = action("keep", "save a query; the search that is called so gets it")
    keeping.add_argument("name", metavar="NAME", help="what to call it")
    keeping.add_argument("query", nargs="+", metavar="QUERY", help="what to look for, as for `reader list`")
    keeping.add_argument("--texts", action="store_true", help="look for words in the texts, too")
    renaming = action("rename", "give a search another name")
    renaming.add_argument("name", metavar="NAME", help="the name, or as much of it as is unique")
    renaming.add_argument("new", metavar="NEW", help="the new name")
    removing = action("remove", "forget a search; its articles stay, and an undo brings it back")
    removing.add_argument("name", metavar="NAME", help="the name, or as much of it as is unique")


def rewritten(argv: list[str]) -> list[str]:
    """The arguments with those that a query excludes as words."""
    from reader.cli.commands import list as listing

    return listing.rewritten(argv)


def run(given: argparse.Namespace) -> int:
    """Do what was asked for."""
    with open_library(given) as library:
        if given.action == "keep":
            searches = [_kept(library, given.name, " ".join(given.query).strip(), given.texts)]
        elif given.action == "list":
            searches = library.searches.all()
        else:
            searches = [_changed(library, given)]
        counts = {} if given.action == "remove" else _counts(library, searches)
    if given.json:
        print_json([_as_object(search, counts.get(search.uid)) for search in searches])
    elif given.action == "list":
        _print(searches, counts)
    else:
        [search] = searches
        done = {"keep": "Kept", "rename": "Renamed", "remove": "Removed"}[given.action]
        print_line(f"{done}: “{search.name}”")
    return 0


def _kept(library: Library, name: str, query: str, full: bool) -> SavedSearch:
    from reader.services.search.parse import parse

    _insist_on_name(name)
    parse(query)  # what cannot be understood is not kept
    return library.searches.keep(name, query, full)


def _changed(library: Library, given: argparse.Namespace) -> SavedSearch:
    search = library.searches.find(given.name)
    if given.action == "remove":
        library.searches.remove(search.uid)
        return search
    _insist_on_name(given.new)
    other = library.searches.named(given.new)
    if other is not None and other.uid != search.uid:
        raise ReaderError(f"There is a search “{other.name}” already.", "Take another name.")
    library.searches.rename(search.uid, given.new)
    return library.searches.get(search.uid) or search


def _insist_on_name(name: str) -> None:
    if not name.strip():
        raise ReaderError("A saved search needs a name.")


def _counts(library: Library, searches: list[SavedSearch]) -> dict[str, int]:
    """How much each search finds; what cannot be understood any more is missing."""
    from reader.domain.shelf import Kind, Shelf
    from reader.services.search.finding import found

    counts = {}
    for search in searches:
        try:
            counts[search.uid] = len(found(library, Shelf(Kind.SEARCH, search.uid)))
        except ReaderError as error:
            print_problem(f"“{search.name}”: {error}")
    return counts


def _as_object(search: SavedSearch, count: int | None) -> dict[str, Any]:
    from reader.library.codec import stamp

    return {"name": search.name, "query": search.query, "full": search.full, "count": count, "made": stamp(search.made)}


def _print(searches: list[SavedSearch], counts: dict[str, int]) -> None:
    from reader.domain.plain import plain

    for search in searches:
        count = counts.get(search.uid, 0)
        if on_terminal():
            print_line(f"{search.name}  ({count})  {search.query}")
        else:
            sys.stdout.write("\t".join((plain(search.name), str(count), plain(search.query))) + "\n")
    if not searches and on_terminal():
        print_problem("There are no saved searches; `*` in the app and `reader searches keep` make one.")
