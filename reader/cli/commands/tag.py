"""Gives articles tags and takes tags away: reader tag UID... +sea -slow; without tags it lists all there are."""

from __future__ import annotations

import argparse
import re

from reader.cli.changing import UIDS, change
from reader.cli.output import print_json, print_line
from reader.cli.place import open_library
from reader.cli.tagging import tidy_tags
from reader.domain.errors import ReaderError

_SIGNED = re.compile(r"([+-])([^+-].*)")
_OPTIONS = {"+": "--add", "-": "--remove"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader tag` takes."""
    parser.add_argument("uids", nargs="*", metavar="UID", help=UIDS)
    parser.add_argument("--add", action="append", default=[], metavar="T", help="give a tag; +T does the same")
    parser.add_argument("--remove", action="append", default=[], metavar="T", help="take a tag away; -T does the same")
    parser.add_argument("--json", action="store_true", help="print the articles as they are now, or the tags")


def rewritten(argv: list[str]) -> list[str]:
    """The arguments with `+tag` and `-tag` written out, which argparse would take for options."""
    signed = (_SIGNED.fullmatch(word) if word != "-h" else None for word in argv)
    return [f"{_OPTIONS[match[1]]}={match[2]}" if match else word for word, match in zip(argv, signed, strict=True)]


def run(given: argparse.Namespace) -> int:
    """Tag the articles, or list the tags."""
    add, remove = tidy_tags(given.add), tidy_tags(given.remove)
    if not given.uids:
        return _list(given)
    if not add and not remove:
        raise ReaderError("No tag was named.", "`+sea` gives one, `-sea` takes one away.")
    done = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
    return change(given, done, lambda articles, uids: articles.tag(uids, add, remove))


def _list(given: argparse.Namespace) -> int:
    with open_library(given) as library:
        tags = library.articles.tags()
    if given.json:
        print_json(tags)
    else:
        for tag, count in tags.items():
            print_line(f"{count:>6}  {tag}")
    return 0
