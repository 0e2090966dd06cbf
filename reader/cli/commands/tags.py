"""Lists all tags with how much has them; renames, merges and removes them everywhere, as one change.

A tag holds what is below it: sea holds sea/tides. Into a pipe a line has fields between tabs: tag, articles,
highlights, feeds.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.actions import Actions
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.services.tagging.tags import Use

ACTIONS = ("list", "rename", "merge", "remove")
"""What can be done; without one of these words they are listed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader tags` takes."""
    action = Actions(parser, json="print it as an object, or a list of them").add
    action("list", "list them; without ACTION, too")
    renaming = action("rename", "rename a tag and those below it; one that is called so already takes it in")
    renaming.add_argument("old", metavar="OLD", help="the tag")
    renaming.add_argument("new", metavar="NEW", help="what it is to be called")
    merging = action("merge", "make one tag of several")
    merging.add_argument("olds", nargs="+", metavar="TAG", help="the tags")
    merging.add_argument("into", metavar="INTO", help="the tag that they become, which need not be there yet")
    removing = action("remove", "take tags, and those below them, off all articles, which stay")
    removing.add_argument("tags", nargs="+", metavar="TAG", help="the tags")
    removing.add_argument("--everywhere", action="store_true", help="take them off highlights and feeds, too")


def run(given: argparse.Namespace) -> int:
    """Do what was asked for."""
    with open_library(given) as library:
        if given.action == "list":
            _list(library, given)
        else:
            said, used = _changed(library, given)
            _say(said, used, given)
    return 0


def _changed(library: Library, given: argparse.Namespace) -> tuple[str, Use]:
    from reader.domain.tag import tidy
    from reader.services.tagging import tags

    if given.action == "rename":
        old = tags.find(library, given.old)
        return f"Renamed: #{old} is #{tidy(given.new)}", tags.rename(library, old, given.new)
    if given.action == "merge":
        olds = [tags.find(library, old) for old in given.olds]
        said = f"Merged: {' '.join(f'#{old}' for old in olds)} into #{tidy(given.into)}"
        return said, tags.merge(library, olds, given.into)
    wanted = [tags.find(library, tag) for tag in given.tags]
    return f"Removed: {' '.join(f'#{tag}' for tag in wanted)}", tags.remove(library, wanted, given.everywhere)


def _say(said: str, used: Use, given: argparse.Namespace) -> None:
    if given.json:
        print_json(used._asdict())
        return
    parts = {"article": used.articles, "highlight": used.highlights, "feed": used.feeds, "rule": used.rules}
    counted = [f"{size} {name}{'' if size == 1 else 's'}" for name, size in parts.items() if size]
    print_line(f"{said} ({', '.join(counted) or 'nothing has it'})")


def _list(library: Library, given: argparse.Namespace) -> None:
    from reader.domain.plain import plain
    from reader.services.tagging import tags

    used = tags.uses(library)
    if given.json:
        print_json([{"tag": tag, **use._asdict()} for tag, use in used.items()])
    elif on_terminal():
        for tag, use in used.items():
            print_line(f"#{tag}  {use.articles}")
        if not used:
            print_problem("There are no tags; `t` in the app and `reader tag` give articles some.")
    else:
        for tag, use in used.items():
            sys.stdout.write(f"{plain(tag)}\t{use.articles}\t{use.highlights}\t{use.feeds}\n")
