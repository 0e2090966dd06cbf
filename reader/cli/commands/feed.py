"""Manages the feeds: add, list, rename, pause, resume, tag, set, remove, import and export; see `reader feed add -h`.

A feed is named by its name, its address, its uid, or words that only its name holds.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from reader.cli.actions import Actions
from reader.cli.progress import take_progress

_RUNS = "reader.cli.feeding"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader feed` takes."""
    actions = Actions(parser)

    def action(name: str, words: str, feeds: str = "") -> argparse.ArgumentParser:
        made = actions.add(name, words)
        if feeds:
            made.add_argument("feeds", nargs=feeds, metavar="FEED", help="a feed's name, address or uid")
        return made

    add = action("add", "subscribe to feeds by their addresses, or those of the pages that have them")
    add.add_argument("urls", nargs="+", metavar="URL", help="the address of a feed, or of a page that names one")
    add.add_argument("--tag", action="append", default=[], metavar="T", help="a tag for the feed and its articles")
    add.add_argument("--name", default="", metavar="N", help="what to call it")
    add.add_argument("--json", action="store_true", help="print the feeds as a list of objects")
    take_progress(add)
    listing = action("list", "list the feeds, and how they fare")
    listing.add_argument("--failing", action="store_true", help="only those that fail, are gone or silent")
    listing.add_argument("--json", action="store_true", help="as a list of objects")
    rename = action("rename", "call a feed something else")
    rename.add_argument("feeds", nargs=1, metavar="FEED", help="a feed's name, address or uid")
    rename.add_argument("name", metavar="NAME", help="what to call it; '' for what it calls itself")
    pause = action("pause", "do not ask feeds for a while", "+")
    resume = action("resume", "ask feeds again, also one that was gone", "+")
    tag = action("tag", "give feeds and their articles tags, or take tags away")
    tag.add_argument("feeds", nargs="+", metavar="FEED", help="a feed's name, address or uid")
    tag.add_argument("--add", action="append", default=[], metavar="T", help="a tag to give")
    tag.add_argument("--remove", action="append", default=[], metavar="T", help="a tag to take away")
    remove = action("remove", "unsubscribe; the articles stay", "+")
    remove.add_argument("--articles", action="store_true", help="put those without a bookmark into the Bin")
    choose = action("set", "choose how feeds are treated")
    _settings(choose)
    for made in (rename, pause, resume, tag, remove, choose):
        made.add_argument("--json", action="store_true", help="print the feeds as they are now")
    bring = action("import", "subscribe to the feeds of OPML files; no request is made")
    bring.add_argument("files", nargs="+", metavar="FILE", help="an OPML file, or - for standard input")
    bring.add_argument("--json", action="store_true", help="print what came of it as an object")
    carry = action("export", "write all feeds as OPML")
    carry.add_argument("--output", metavar="FILE", help="the file; without, standard output")


def _settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("feeds", nargs="*", metavar="FEED", help="a feed's name, address or uid")
    parser.add_argument("--all", action="store_true", help="every feed")
    yes_no = {"choices": ("on", "off")}
    parser.add_argument("--full", **yes_no, help="fetch the page of every new entry")  # type: ignore[arg-type]
    parser.add_argument("--aside", **yes_no, help="keep its articles out of the Inbox")  # type: ignore[arg-type]
    parser.add_argument("--cap", type=_count, metavar="N", help="take so many new entries a day; 0: all")
    parser.add_argument("--keep", type=_count, metavar="DAYS", help="forget read entries after so many days; 0: never")
    mute = "leave out entries whose title holds this; author:, url: or body: before it look there"
    parser.add_argument("--mute", action="append", metavar="WORDS", help=mute)
    parser.add_argument("--unmute", action="append", metavar="WORDS", help="mute this no longer")


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100_000:
        raise ValueError
    return number


def run(given: argparse.Namespace) -> int:
    """Do what was asked for."""
    module = import_module(_RUNS)
    code: int = getattr(module, f"{given.action}_feeds")(given)
    return code
