"""Lists highlights, newest first, or those of an article in the order of its text; adds, changes and deletes them.

A highlight is named by its uid, or as much of it as is unique. Into a pipe a line has fields between tabs: uid, uid of
the article, colour, day, tags, text, note.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from reader.cli.actions import Actions
from reader.domain.highlight import COLOURS

ACTIONS = ("list", "add", "note", "colour", "tag", "remove")
"""What can be done; without one of these words they are listed."""
_RUNS = "reader.cli.highlighting"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader highlights` takes."""
    action = Actions(parser, json="print the highlights as a list of objects").add
    listing = action("list", "list them; without ACTION, too")
    listing.add_argument("uids", nargs="*", metavar="UID", help="only those of an article")
    listing.add_argument("--tag", metavar="T", help="only those that have a tag")
    listing.add_argument("--colour", choices=COLOURS, metavar="C", help=f"only those in {', '.join(COLOURS)}")
    adding = action("add", "highlight a passage that is quoted")
    adding.add_argument("uid", metavar="UID", help="the article's uid, or as much of it as is unique")
    adding.add_argument("text", metavar="TEXT", help="the words as they stand in the text, or - for standard input")
    adding.add_argument("--colour", choices=COLOURS, default=COLOURS[0], metavar="C", help=", ".join(COLOURS))
    adding.add_argument("--note", default="", metavar="TEXT", help="what is to be written about it")
    adding.add_argument("--tag", action="append", default=[], metavar="T", help="a tag for it")
    noting = action("note", "write about a highlight")
    noting.add_argument("highlight", metavar="HIGHLIGHT", help="its uid")
    noting.add_argument("text", metavar="TEXT", help="the note; '' takes it away, - is standard input")
    colouring = action("colour", "give highlights another colour")
    colouring.add_argument("colour", choices=COLOURS, metavar="C", help=", ".join(COLOURS))
    tagging = action("tag", "give highlights tags, or take tags away")
    for made in (colouring, tagging, action("remove", "delete highlights; an undo brings them back")):
        made.add_argument("highlights", nargs="+", metavar="HIGHLIGHT", help="its uid")
    tagging.add_argument("--add", action="append", default=[], metavar="T", help="a tag to give")
    tagging.add_argument("--remove", action="append", default=[], metavar="T", help="a tag to take away")


def run(given: argparse.Namespace) -> int:
    """Do what was asked for."""
    code: int = getattr(import_module(_RUNS), f"{given.action}_highlights")(given)
    return code
