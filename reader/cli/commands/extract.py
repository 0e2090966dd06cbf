"""Prints the Markdown that `reader add` would store, and adds nothing."""

from __future__ import annotations

import argparse

from reader.cli.output import print_json, print_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader extract` takes."""
    parser.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print facts and text as an object")


def run(given: argparse.Namespace) -> int:
    """Print the text."""
    from reader.services.adding.add import read_draft

    draft = read_draft(given.file)
    if given.json:
        from reader.cli.facts import facts_of_draft

        print_json(facts_of_draft(draft))
    else:
        print_text(draft.body)
    return 0
